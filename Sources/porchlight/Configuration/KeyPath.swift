/// How the place of a key is written: accounts.home.tls, with quotes around what TOML would quote.
enum KeyPath {
    /// The path in words.
    static func text(_ path: [String]) -> String {
        path.map { isBare($0) ? $0 : "\"\($0)\"" }.joined(separator: ".")
    }

    /// The path as TOML reads it.
    static func written(_ path: [String]) -> String {
        path.map { isBare($0) ? $0 : TOMLString.written($0) }.joined(separator: ".")
    }

    /// Whether `key` needs no quotes in TOML.
    static func isBare(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.allSatisfy(isBare)
    }

    /// Whether `byte` may stand in a key without quotes.
    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }
}
