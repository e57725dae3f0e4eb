/// Makes displayable text of any scalars, one at a time.
struct TextCleaner {
    /// Whether something that a person can see was among them.
    private(set) var hasVisible = false

    private var clean = String.UnicodeScalarView()
    private var width = 0
    private var cells = 0
    private var marks = 0
    private var lastWidth = 0
    private var isCut = false

    /// What was collected.
    var text: DisplayText {
        DisplayText(clean: String(clean), width: width)
    }

    /// Takes the text's scalars, up to ``DisplayText/maximumCells`` cells in all.
    mutating func append(_ outside: String) {
        for scalar in outside.unicodeScalars {
            append(scalar)
            if isCut { return }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch ScalarClass(scalar) {
        case .base(let width):
            // U+2800 is a letter of Braille without dots: nothing to see.
            if scalar.value != 0x2800, scalar != Self.replacement { hasVisible = true }
            begin(scalar, width: width)
        case .regionalLetter(let letter):
            hasVisible = true
            begin(letter, width: 1)
        case .space: begin(" ", width: 1)
        case .replaced: begin(Self.replacement, width: 1)
        case .mark: join(scalar)
        case .skinTone where lastWidth == 2, .removed: break
        case .skinTone: begin(Self.replacement, width: 1)
        }
    }

    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    private mutating func begin(_ scalar: Unicode.Scalar, width cellWidth: Int) {
        if cells == DisplayText.maximumCells {
            clean.append("…")
            width += 1
            isCut = true
            return
        }
        clean.append(scalar)
        width += cellWidth
        cells += 1
        lastWidth = cellWidth
        marks = 0
    }

    private mutating func join(_ mark: Unicode.Scalar) {
        // A mark needs a cell to sit on: a text never begins with one, so that it cannot change the text
        // that it is put after.
        if cells == 0 { begin(" ", width: 1) }
        guard marks < DisplayText.maximumMarks else { return }
        clean.append(mark)
        marks += 1
        hasVisible = true
    }
}
