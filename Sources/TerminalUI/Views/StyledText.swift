/// Text whose parts mean different things.
struct StyledText: Hashable {
    struct Piece: Hashable {
        let text: DisplayText
        let style: Style
    }

    private(set) var pieces: [Piece] = []

    init() {}

    init(_ text: DisplayText, _ style: Style = .plain) {
        append(text, style)
    }

    var width: Int { pieces.reduce(0) { $0 + $1.text.width } }

    mutating func append(_ text: DisplayText, _ style: Style = .plain) {
        if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
    }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    /// The texts with a separator between them.
    static func joined(_ texts: [StyledText], by separator: DisplayText) -> StyledText {
        var all = StyledText()
        for text in texts {
            if !all.pieces.isEmpty { all.append(separator) }
            all = all + text
        }
        return all
    }
}

extension Grid {
    /// Puts the pieces one after another, the whole cut to `maxWidth` columns.
    mutating func put(_ text: StyledText, row: Int, column: Int, maxWidth: Int) {
        var left = maxWidth
        var place = column
        for piece in text.pieces where left > 0 {
            let written = put(piece.text, row: row, column: place, maxWidth: left, style: piece.style)
            place += written
            left -= written
            if written < piece.text.width { return }
        }
    }
}
