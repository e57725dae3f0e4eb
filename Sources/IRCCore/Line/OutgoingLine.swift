/// A line that may be sent. There is no other way to make one, and none that carries a CR, LF or NUL of a
/// parameter, or more than one command.
public struct OutgoingLine: Hashable, Sendable {
    /// Everything that this program ever says.
    public enum Command: String, Hashable, Sendable, CaseIterable {
        /// IRCv3 capability negotiation.
        case capabilities = "CAP"
        /// IRCv3 SASL.
        case authenticate = "AUTHENTICATE"
        /// RFC 2812 section 3.1.2.
        case nick = "NICK"
        /// RFC 2812 section 3.1.3.
        case user = "USER"
        /// IRCv3 monitor.
        case monitor = "MONITOR"
        /// RFC 2812 section 4.9.
        case isOn = "ISON"
        /// RFC 2812 section 4.8.
        case userHost = "USERHOST"
        /// RFC 2812 section 3.6.2.
        case whoIs = "WHOIS"
        /// RFC 2812 section 4.1.
        case away = "AWAY"
        /// RFC 2812 section 3.7.2.
        case ping = "PING"
        /// RFC 2812 section 3.7.3.
        case pong = "PONG"
        /// RFC 2812 section 3.1.7.
        case quit = "QUIT"
    }

    /// The line with its CR and LF: at most 512 bytes (RFC 1459 section 2.3).
    public let bytes: [UInt8]

    /// A line.
    ///
    /// - Parameters:
    ///   - middle: parameters that are words.
    ///   - text: the last parameter, any text. CR, LF, NUL and the mark of CTCP become spaces in it, and it is cut
    ///     between scalars where the line would become too long.
    /// - Returns: nil when one of `middle` is no word (empty, begins with a colon, holds a space, CR, LF or NUL), or
    ///   when they are too long.
    public init?(_ command: Command, _ middle: [[UInt8]] = [], text: [UInt8]? = nil) {
        var line = Array(command.rawValue.utf8)
        for word in middle {
            guard Self.isWord(word) else { return nil }
            line.append(ASCII.space)
            line += word
        }
        if let text {
            line += [ASCII.space, ASCII.colon]
            line += IRCText.cut(text.map(Self.harmless), to: LineReader.messageLimit - line.count)
        }
        guard line.count <= LineReader.messageLimit else { return nil }
        bytes = line + [ASCII.carriageReturn, ASCII.lineFeed]
    }

    /// Whether `bytes` can be a parameter that is not the last.
    static func isWord(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first != ASCII.colon else { return false }
        return bytes.allSatisfy { $0 != ASCII.space && harmless($0) == $0 }
    }

    private static func harmless(_ byte: UInt8) -> UInt8 {
        switch byte {
        case ASCII.nul, 0x01, ASCII.carriageReturn, ASCII.lineFeed: ASCII.space
        default: byte
        }
    }
}
