/// The bytes of what an IRC server says.
struct ServerLine {
    /// The server's name.
    let server: String

    /// A numeric reply to `nick`: words, and perhaps a text (RFC 2812 section 2.4).
    func reply(_ number: Int, to nick: String, _ words: [String] = [], text: String? = nil) -> [UInt8] {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
        return Self.line(":\(server)", [padded, nick] + words, text: text)
    }

    /// Something that the server says by itself.
    func say(_ command: String, _ words: [String] = [], text: String? = nil) -> [UInt8] {
        Self.line(":\(server)", [command] + words, text: text)
    }

    /// Something that somebody says or does.
    static func from(_ mask: String, _ command: String, _ words: [String] = [], text: String? = nil)
        -> [UInt8]
    {
        line(":\(mask)", [command] + words, text: text)
    }

    /// A line without a source, such as ERROR and PING.
    static func bare(_ command: String, text: String) -> [UInt8] {
        line("", [command], text: text)
    }

    private static func line(_ source: String, _ words: [String], text: String?) -> [UInt8] {
        let parts = (source.isEmpty ? [] : [source]) + words + (text.map { [":\($0)"] } ?? [])
        let clean = parts.joined(separator: " ").utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0 }
        return clean + [0x0D, 0x0A]
    }
}
