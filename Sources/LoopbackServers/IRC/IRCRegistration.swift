import SASL

/// A client on its way in.
struct IRCRegistration {
    /// Whether capabilities are being agreed on, which holds the welcome back (IRCv3 capability negotiation).
    enum Negotiation {
        case none
        case open
    }

    /// How far the proof of the account is.
    enum Proof {
        case none
        /// The mechanism is chosen; the client's first message is due.
        case begun(SASLServerExchange)
        /// The certificate is to prove it; the client's consent is due.
        case external
        /// The client is who it says, and has to take note of the server's signature.
        case signed(user: String)
        /// Done.
        case proved(user: String)
    }

    var negotiation = Negotiation.none
    var enabled: Set<String> = []
    var proof = Proof.none
    /// The pieces so far of a message of SASL.
    var text: [UInt8] = []
    var nick: String?
    var user: String?

    /// The account that was proved; nil for none.
    var account: String? {
        switch proof {
        case .proved(let user): user
        case .none, .begun, .external, .signed: nil
        }
    }
}

/// A client that is in.
struct IRCClient: Hashable {
    var nick: String
    let user: String
    let account: String?
    let enabled: Set<String>
    /// The nicks it wants to be told of, as they are compared.
    var monitored: Set<[UInt8]> = []

    var mask: String { "\(nick)!\(user)@\(LoopbackNick.host)" }

    /// Whether it is told what a watched nick does, by this capability.
    func isTold(_ capability: String) -> Bool {
        enabled.contains(capability) && enabled.contains("extended-monitor")
    }
}
