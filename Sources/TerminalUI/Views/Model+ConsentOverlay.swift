import Messenger

extension Model {
    /// The fault, whose key it is, and the word that allows it. Nothing of that is left out where it has no room:
    /// then nothing can be allowed.
    func overlay(of consent: ConsentState, _ layout: Layout) -> Overlay {
        var overlay = Overlay(title: consent.title + name(of: consent.service), width: 66)
        guard isShownWhole(consent) else {
            let words: DisplayText = "The terminal is too small to show what is to be allowed."
            for line in words.wrapped(to: Overlay.innerWidth(66, layout), maximum: 4) {
                overlay.add(StyledText(line, .warning))
            }
            return overlay
        }
        let width = Overlay.innerWidth(overlay.width, layout)
        overlay.lines = head(consent, width: width)
        let end = tail(consent, width: width)
        let room = max(0, Overlay.height(layout) - overlay.lines.count - end.count - 1)
        overlay.lines += facts(consent, width: width).prefix(room)
        overlay.lines += end
        let label: DisplayText = "Word  "
        let window = consent.field.window(columns: max(1, width - label.width))
        overlay.addFocused(
            StyledText(label, .title)
                + StyledText(window.text.padded(to: width - label.width), .focusedField),
            cursor: label.width + window.cursor)
        return overlay
    }

    /// Whether there is room for the fault, the fingerprint and the question.
    func isShownWhole(_ consent: ConsentState) -> Bool {
        let width = Overlay.innerWidth(66, layout)
        let needed = head(consent, width: width).count + tail(consent, width: width).count + 1
        return width >= 19 && needed <= Overlay.height(layout)
    }

    private func head(_ consent: ConsentState, width: Int) -> [StyledText] {
        switch consent.consent {
        case .key(let key):
            let label = StyledText("SHA-256 of its key:", .dim)
            return wrapped(DisplayText(key.fault), width, 3, .warning) + [label]
                + key.fingerprintLines(width: width).map { StyledText($0, .title) }
        case .weakerProof(let used, let offered):
            let before: DisplayText = "Before, the password was proved by " + DisplayText(used) + "."
            let now: DisplayText = "The server now offers only " + DisplayText(offered) + ", which is weaker."
            return wrapped(before, width, 2, .plain) + wrapped(now, width, 3, .warning)
        }
    }

    private func facts(_ consent: ConsentState, width: Int) -> [StyledText] {
        switch consent.consent {
        case .key(let key): key.facts.prefix(20).flatMap { wrapped(DisplayText($0), width, 2, .dim) }
        case .weakerProof: wrapped("Somebody in between may want your password.", width, 2, .dim)
        }
    }

    private func tail(_ consent: ConsentState, width: Int) -> [StyledText] {
        if !consent.problem.isEmpty { return wrapped(consent.problem, width, 2, .error) }
        let word = DisplayText(consent.word)
        let words: DisplayText =
            switch consent.consent {
            case .key: "If this is the server's own key, type " + word + " and Enter."
            case .weakerProof: "To allow it from now on, type " + word + " and Enter."
            }
        return wrapped(words, width, 2, .plain)
    }

    private func wrapped(_ text: DisplayText, _ width: Int, _ maximum: Int, _ style: Style) -> [StyledText] {
        text.wrapped(to: width, maximum: maximum).map { StyledText($0, style) }
    }
}

extension ConsentState {
    fileprivate var title: DisplayText {
        switch consent {
        case .key: "Whose key is this? "
        case .weakerProof: "A weaker proof? "
        }
    }
}

extension KeyConsent {
    /// The fingerprint in groups of four digits, as many groups a line as there is room for.
    func fingerprintLines(width: Int) -> [DisplayText] {
        let bytes = Array(fingerprint.prefix(64))
        let groups = stride(from: 0, to: bytes.count, by: 2).map { place in
            bytes[place..<min(place + 2, bytes.count)].reduce(DisplayText.empty) { $0 + Self.hex($1) }
        }
        let perLine = width >= 39 ? 8 : 4
        return stride(from: 0, to: groups.count, by: perLine).map { place in
            groups[place..<min(place + perLine, groups.count)]
                .reduce(DisplayText.empty) { $0.isEmpty ? $1 : $0 + " " + $1 }
        }
    }

    private static func hex(_ byte: UInt8) -> DisplayText {
        let digits = String(byte, radix: 16)
        return DisplayText(digits.utf8.count == 1 ? "0" + digits : digits)
    }
}
