/// Which letters a server holds to be the same in nicks (ISUPPORT `CASEMAPPING`).
public enum CaseMapping: Hashable, Sendable, CaseIterable {
    /// A to Z.
    case ascii
    /// A to Z, and `[ ] \ ~` as the capitals of `{ } | ^` (RFC 1459 section 2.2).
    case rfc1459
    /// As `rfc1459`, without `~` and `^`.
    case strictRFC1459

    /// The mapping of this name. One that is not known is read as ASCII: it then takes two nicks for different that
    /// are the same, and never the other way round.
    init(name: some Collection<UInt8>) {
        switch String(decoding: name.map(ASCII.lowercased), as: UTF8.self) {
        case "rfc1459": self = .rfc1459
        case "rfc1459-strict", "strict-rfc1459": self = .strictRFC1459
        default: self = .ascii
        }
    }

    /// `nick` in the form in which the same nicks are the same bytes.
    public func folded(_ nick: some Collection<UInt8>) -> [UInt8] {
        nick.map { byte in
            isCapital(byte) ? byte | 0x20 : byte
        }
    }

    private func isCapital(_ byte: UInt8) -> Bool {
        switch self {
        case .ascii: (0x41...0x5A).contains(byte)
        // 0x5E and 0x7E stand in for each other: folding either way makes them the same.
        case .rfc1459: (0x41...0x5E).contains(byte)
        case .strictRFC1459: (0x41...0x5D).contains(byte)
        }
    }
}
