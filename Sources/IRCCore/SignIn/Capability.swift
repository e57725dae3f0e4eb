/// The capabilities that this program makes use of (IRCv3). It asks for no others.
enum Capability: String, Hashable, Sendable, CaseIterable {
    /// Proof of an account before the session.
    case sasl
    /// Others' AWAY is told.
    case awayNotify = "away-notify"
    /// Others' signing in to an account, and out of it, is told.
    case accountNotify = "account-notify"
    /// Both are told for watched nicks too, with no channel shared.
    case extendedMonitor = "extended-monitor"
    /// The sender's account comes with what others send.
    case accountTag = "account-tag"

    /// A capability, with what stands behind its name in an offer.
    static func read(_ word: some Collection<UInt8>) -> (Capability, value: [UInt8])? {
        let name = word.prefix { $0 != ASCII.equals }
        guard let known = allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }) else { return nil }
        return (known, Array(word.dropFirst(name.count + 1)))
    }
}

/// What a server offers, of what we know.
struct CapabilityOffer: Hashable, Sendable {
    private(set) var capabilities: Set<Capability> = []
    private(set) var mechanisms = Mechanisms.untold

    /// The ways of proof.
    enum Mechanisms: Hashable, Sendable {
        /// The server does not say which.
        case untold
        /// As the server has them, no more than can be shown to a person.
        case told([[UInt8]])

        init(_ list: [UInt8]) {
            let names = list.split(separator: ASCII.comma).prefix(32).map { Array($0.prefix(32)) }
            self = names.isEmpty ? .untold : .told(names)
        }

        func includes(_ mechanism: IRCMechanism) -> Bool {
            switch self {
            case .untold: true
            case .told(let names): names.contains { $0.elementsEqual(mechanism.rawValue.utf8) }
            }
        }

        var names: [String] {
            switch self {
            case .untold: []
            case .told(let names): names.map { IRCText.readable($0) }
            }
        }
    }

    /// Takes one line's list.
    mutating func add(_ list: [UInt8]) {
        for word in list.split(separator: ASCII.space) {
            guard let (capability, value) = Capability.read(word) else { continue }
            capabilities.insert(capability)
            if capability == .sasl { mechanisms = Mechanisms(value) }
        }
    }

    /// The server has told its mechanisms after all (numeric 908).
    mutating func tell(_ list: [UInt8]) {
        mechanisms = Mechanisms(list)
    }
}
