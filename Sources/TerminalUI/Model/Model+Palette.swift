extension Model {
    mutating func openPalette() {
        switch focus {
        case .details(let details): focus = .palette(PaletteState(origin: .details(details)))
        case .list, .filter, .help, .journal, .services, .blocked:
            focus = .palette(PaletteState(origin: .list))
        // What is being entered or asked would be lost.
        case .form, .picker, .keepQuestion, .palette, .contactForm, .question, .answering, .consent: break
        }
    }

    mutating func press(_ key: Key, in palette: PaletteState) -> [Command] {
        if let commands = pressControl(key) { return commands }
        var palette = palette
        switch key {
        case .escape:
            focus = palette.focusAfterwards
            return []
        case .enter:
            guard let action = palette.chosen else { return [] }
            focus = palette.focusAfterwards
            return perform(action)
        case .up, .backTab: palette.move(by: -1)
        case .down, .tab: palette.move(by: 1)
        case .pageUp: palette.move(by: -pageHeight)
        case .pageDown: palette.move(by: pageHeight)
        case .text, .keypad, .control, .named, .paste, .unknown:
            let before = palette.field.text
            if palette.field.take(key), palette.field.text != before { palette.place = 0 }
        }
        focus = .palette(palette)
        return []
    }
}

extension PaletteState {
    /// What has the keyboard when the palette is closed.
    fileprivate var focusAfterwards: Model.Focus {
        switch origin {
        case .list: .list
        case .details(let details): .details(details)
        }
    }
}
