import Messenger

extension Model {
    func drawAskingHeading(_ grid: inout Grid, _ row: Int, _ columns: Range<Int>) {
        let asking = list.rows.asking
        var text = StyledText("▾ Asking", .title)
        text.append(" \(asking.all.count)", .dim)
        if asking.beyond > 0 { text.append(", \(asking.beyond) more", .warning) }
        grid.put(text, row: row, column: columns.lowerBound, maxWidth: columns.count)
    }

    /// The address always; what they call themselves proves nothing and says so.
    func draw(_ asking: Asking, _ grid: inout Grid, _ row: Int, _ columns: Range<Int>) {
        let indent = columns.count >= 28 ? 2 : 0
        let start = columns.lowerBound + indent
        grid.put("+", row: row, column: start, maxWidth: columns.count, style: .pending)
        let nameStart = start + 2
        let room = max(0, columns.upperBound - nameStart)
        let address = shownAddress(of: asking)
        let doubt = AddressDoubt(asking.request.address)
        let mark: DisplayText = doubt.map { " (" + $0.shortWords + ")" } ?? ""
        let nickname = DisplayText(asking.request.nickname)
        let claim: DisplayText = nickname.isEmpty ? "" : " says " + nickname.quoted
        // The address is worth more than the doubt's words, and these more than a claim.
        let addressRoom = max(min(room, 8), room - mark.width)
        let written = grid.put(
            address.truncated(to: addressRoom), row: row, column: nameStart, maxWidth: room)
        var rest = StyledText(mark, .warning)
        rest.append(claim, .dim)
        grid.put(rest, row: row, column: nameStart + written, maxWidth: room - written)
    }

    /// An address of which nothing can be seen is still somebody's.
    private func shownAddress(of asking: Asking) -> DisplayText {
        let address = DisplayText(asking.request.address)
        return address.isEmpty ? "(an address that cannot be seen)" : address
    }

    func askingHeadingLines(width: Int) -> [StyledText] {
        let asking = list.rows.asking
        var lines = [
            StyledText("Asking", .title), StyledText("\(asking.count) ask to see when you are there"),
        ]
        if asking.beyond > 0 {
            let words: DisplayText =
                "\(asking.beyond) more asked. They can be seen when others are answered."
            lines += words.wrapped(to: width, maximum: 3).map { StyledText($0, .warning) }
        }
        return lines
    }

    func lines(of asking: Asking, width: Int) -> [StyledText] {
        let request = asking.request
        var lines = shownAddress(of: asking).wrapped(to: width, maximum: 3).map { StyledText($0, .title) }
        lines.append(StyledText("asks to see you, on " + name(of: asking.service), .pending))
        if let doubt = AddressDoubt(request.address) {
            lines += doubt.words.wrapped(to: width, maximum: 3).map { StyledText($0, .warning) }
        }
        let nickname = DisplayText(request.nickname)
        if !nickname.isEmpty {
            lines += ("calls themselves " + nickname.quoted + ", which proves nothing")
                .wrapped(to: width, maximum: 3).map { StyledText($0, .dim) }
        }
        lines += DisplayText(request.text).quoted.wrapped(to: width, maximum: 4).map { StyledText($0) }
        if number(of: asking) != nil { lines.append(StyledText("on your list already", .dim)) }
        if !isOpen { lines.append(keysLine) }
        return lines
    }

    private var keysLine: StyledText {
        let keys: [(Action, DisplayText)] = [(.accept, "accept"), (.refuse, "refuse"), (.block, "block")]
        return StyledText.joined(
            keys.map { StyledText(keymap.label($0), .key) + StyledText(" " + $1) }, by: "  ")
    }
}
