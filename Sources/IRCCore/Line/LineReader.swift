/// Cuts the bytes of a connection into lines, however they arrive.
///
/// A line ends with CR, with LF, or with both: an end inside a line that only one side sees would be a way to
/// smuggle a line through. Lines beyond the limits, and lines with a NUL, are left out whole and counted.
struct LineReader: Sendable {
    /// The longest line without tags, in bytes, its CR and LF not counted (RFC 1459 section 2.3: 512 with them).
    static let messageLimit = 510
    /// The longest tags, in bytes, with the `@` before and the space behind them (IRCv3 message tags).
    static let tagLimit = 8191

    private var line: [UInt8] = []
    private var part = Part.beginning
    /// The lines that were left out.
    private(set) var refused: Int

    /// A reader at the beginning of a line.
    ///
    /// - Parameter refused: the lines left out before.
    init(refused: Int = 0) {
        self.refused = refused
    }

    private enum Part {
        case beginning
        case tags
        /// With the count of bytes that the line may have in all.
        case message(limit: Int)
        case refused
    }

    /// Takes the next bytes of the connection.
    ///
    /// - Returns: the lines that end in them, without their ends; empty ones are no lines.
    mutating func lines(in bytes: UnsafeRawBufferPointer) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if byte != ASCII.lineFeed, byte != ASCII.carriageReturn {
                append(byte)
            } else if let line = endLine() {
                lines.append(line)
            }
        }
        return lines
    }

    private mutating func append(_ byte: UInt8) {
        if case .refused = part { return }
        if case .beginning = part {
            part = byte == ASCII.at ? .tags : .message(limit: Self.messageLimit)
        }
        line.append(byte)
        if byte == ASCII.nul || line.count > limit { return refuse() }
        if case .tags = part, byte == ASCII.space {
            part = .message(limit: line.count + Self.messageLimit)
        }
    }

    private var limit: Int {
        switch part {
        case .message(let limit): limit
        case .beginning, .tags, .refused: Self.tagLimit
        }
    }

    private mutating func refuse() {
        part = .refused
        line = []
        refused &+= 1
    }

    private mutating func endLine() -> [UInt8]? {
        defer {
            line = []
            part = .beginning
        }
        return line.isEmpty ? nil : line
    }
}
