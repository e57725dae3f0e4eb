/// Text that may be shown: the one type by which text from outside reaches cells, logs and standard output.
///
/// It holds no control, no direction override, nothing invisible, and no more marks per cell than a terminal
/// bears, and it knows its width in columns. Our own words are literals; text from outside goes through
/// ``init(_:)``. Interpolation takes other display texts and numbers, so that the compiler refuses a raw
/// string.
public struct DisplayText: Hashable, Sendable {
    /// One place on the screen: its text and its columns.
    public struct Cell: Hashable, Sendable {
        /// A base scalar and its marks.
        public let text: String
        /// One or two columns.
        public let width: Int
    }

    /// The most cells kept of one text from outside; what is longer ends with "…".
    public static let maximumCells = 512
    /// The most marks on one cell; further ones are left out.
    public static let maximumMarks = 8

    /// The text for output.
    public let string: String
    /// The columns it takes.
    public let width: Int

    /// No text.
    public static let empty = DisplayText(clean: "", width: 0)

    /// Whether there is nothing to show.
    public var isEmpty: Bool { width == 0 }

    /// The displayable part of a text from outside; empty when nothing of it would be visible, so that the
    /// caller shows something else, such as the address.
    public init(_ outside: String) {
        if let width = Self.widthOfPlainASCII(outside) {
            let isBlank = outside.utf8.allSatisfy { $0 == 0x20 }
            self = isBlank ? .empty : Self(clean: outside, width: width)
            return
        }
        var cleaner = TextCleaner()
        cleaner.append(outside)
        self = cleaner.hasVisible ? cleaner.text : .empty
    }

    /// The displayable part of a text that is being typed: blanks count.
    init(typed: String) {
        if let width = Self.widthOfPlainASCII(typed) {
            self.init(clean: typed, width: width)
        } else {
            var cleaner = TextCleaner()
            cleaner.append(typed)
            self = cleaner.text
        }
    }

    /// A text that already is as it must be.
    init(clean: String, width: Int) {
        string = clean
        self.width = width
    }

    /// The number of columns if the text is short and of printable ASCII only.
    private static func widthOfPlainASCII(_ text: String) -> Int? {
        let bytes = text.utf8
        guard bytes.count <= maximumCells, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        return bytes.count
    }

    /// The one text after the other.
    public static func + (left: DisplayText, right: DisplayText) -> DisplayText {
        DisplayText(clean: left.string + right.string, width: left.width + right.width)
    }

    /// Adds the right text at the end of the left one.
    public static func += (left: inout DisplayText, right: DisplayText) {
        left = left + right
    }
}

extension DisplayText: ExpressibleByStringInterpolation {
    /// Our own words.
    public init(stringLiteral value: String) {
        self.init(typed: value)
    }

    /// Our own words with display texts and numbers in them.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.text
    }

    /// Collects words, display texts and numbers; nothing else fits in.
    public struct Interpolation: StringInterpolationProtocol {
        var text = DisplayText.empty

        /// Nothing yet.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds our own words.
        public mutating func appendLiteral(_ literal: String) {
            text += DisplayText(typed: literal)
        }

        /// Adds a display text.
        public mutating func appendInterpolation(_ other: DisplayText) {
            text += other
        }

        /// Adds a number.
        public mutating func appendInterpolation(_ number: Int) {
            text += DisplayText(typed: String(number))
        }
    }
}
