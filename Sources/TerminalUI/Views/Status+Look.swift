import Messenger

extension Status {
    /// The status in words.
    var title: DisplayText { DisplayText(words) }

    /// The status in words within a sentence.
    var lowercaseTitle: DisplayText { DisplayText(words.lowercased()) }

    /// Its symbol: each shape another meaning, so that colour is never needed.
    var symbol: DisplayText {
        switch self {
        case .available: "●"
        case .busy, .onThePhone: "◉"
        case .beRightBack, .idle, .away, .outToLunch: "◐"
        case .offline, .invisible: "○"
        case .unknown: "?"
        case .findingServer, .connecting, .synchronizing, .disconnecting: "◌"
        }
    }

    var style: Style {
        switch self {
        case .available: .available
        case .busy, .onThePhone: .busy
        case .beRightBack, .idle, .away, .outToLunch: .away
        case .offline, .unknown, .invisible: .offline
        case .findingServer, .connecting, .synchronizing, .disconnecting: .pending
        }
    }
}

extension DisplayText {
    /// The text in quotation marks; nothing for no text.
    var quoted: DisplayText { isEmpty ? .empty : "\"\(self)\"" }

    /// The text over several lines of at most `columns`, broken at spaces where there are any; what does not
    /// fit into `maximum` lines is cut.
    func wrapped(to columns: Int, maximum: Int) -> [DisplayText] {
        var lines: [DisplayText] = []
        var rest = self
        while !rest.isEmpty, columns > 1, lines.count < maximum {
            if rest.width <= columns || lines.count == maximum - 1 {
                lines.append(rest.truncated(to: columns))
                break
            }
            let (line, skipped) = rest.firstLine(columns)
            lines.append(line)
            rest = rest.dropping(columns: skipped)
        }
        return lines
    }

    private func firstLine(_ columns: Int) -> (line: DisplayText, skipped: Int) {
        var text = ""
        var width = 0
        var atSpace: (line: DisplayText, skipped: Int)?
        var isFull = false
        forEachCell { cell in
            if isFull { return }
            if cell.text == " ", width > 0 { atSpace = (DisplayText(clean: text, width: width), width + 1) }
            if width + cell.width > columns {
                isFull = true
            } else {
                text += cell.text
                width += cell.width
            }
        }
        return atSpace ?? (DisplayText(clean: text, width: width), width)
    }
}
