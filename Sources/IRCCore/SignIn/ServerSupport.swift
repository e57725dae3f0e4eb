/// What a server says of itself in its numerics 005 (ISUPPORT), of what we make use of.
struct ServerSupport: Hashable, Sendable {
    /// How many nicks the server watches for us.
    enum Monitor: Hashable, Sendable {
        case none
        case limited(Int)
        case unlimited

        var limit: Int {
            switch self {
            case .none: 0
            case .limited(let count): count
            case .unlimited: .max
            }
        }
    }

    private(set) var monitor = Monitor.none
    /// RFC 1459's, until the server says otherwise.
    private(set) var caseMapping = CaseMapping.rfc1459
    /// The longest text of AWAY, in bytes; nil when not told.
    private(set) var awayLength: Int?

    /// Takes one token, as `NAME`, `NAME=VALUE` or `-NAME`.
    mutating func read(_ token: [UInt8]) {
        let name = token.prefix { $0 != ASCII.equals }
        let value = token.dropFirst(name.count + 1)
        switch String(decoding: name, as: UTF8.self) {
        case "MONITOR": monitor = value.isEmpty ? .unlimited : .limited(DecimalDigits.unsigned(value) ?? 0)
        case "-MONITOR": monitor = .none
        case "CASEMAPPING": caseMapping = CaseMapping(name: value)
        case "AWAYLEN": awayLength = DecimalDigits.unsigned(value)
        default: break
        }
    }
}
