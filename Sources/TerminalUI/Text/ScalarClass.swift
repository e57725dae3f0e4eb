/// What becomes of one Unicode scalar on the screen.
enum ScalarClass: Equatable {
    /// Begins a cell pair of one or two columns.
    case base(width: Int)
    /// Joins the cell before it.
    case mark
    /// A space of some kind, or a control that separates words: shown as one space.
    case space
    /// Has no form of its own and could only deceive or upset the terminal: left out.
    case removed
    /// Stands for something that must not reach a terminal or that it may not know: shown as U+FFFD.
    case replaced
    /// A skin tone: terminals disagree whether it takes columns, so it is never shown as itself.
    case skinTone
    /// Half a flag: terminals disagree about its width, so its letter is shown.
    case regionalLetter(Unicode.Scalar)

    /// The class of a scalar. An allow-list: what is not named here is replaced.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20: self = .space
        case 0x21...0x7E: self = .base(width: 1)
        case 0x09...0x0D, 0x85: self = .space
        case 0x00...0x1F, 0x7F...0x9F: self = .replaced
        case 0x1F1E6...0x1F1FF: self = .regionalLetter(Self.letter(of: scalar))
        case 0x1F3FB...0x1F3FF: self = .skinTone
        default: self = Self.ofOther(scalar)
        }
    }

    private static func letter(of regional: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(0x41 + (regional.value - 0x1F1E6) % 26))
    }

    private static func ofOther(_ scalar: Unicode.Scalar) -> ScalarClass {
        let properties = scalar.properties
        // Bidi controls, joiners, tags, variation selectors and fillers: all without a form of their own.
        if properties.isDefaultIgnorableCodePoint { return .removed }
        guard let age = properties.age, age.major <= ColumnWidth.unicodeVersion else { return .replaced }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber,
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return ColumnWidth.joinsCellBefore(scalar) ? .mark : .base(width: ColumnWidth.of(scalar))
        case .nonspacingMark, .enclosingMark:
            return .mark
        case .spaceSeparator, .lineSeparator, .paragraphSeparator:
            return .space
        case .format:
            return .removed
        case .control, .surrogate, .privateUse, .unassigned:
            return .replaced
        @unknown default:
            return .replaced
        }
    }
}
