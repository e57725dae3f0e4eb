/// What a server offered at an earlier sign-in to the same account. With it the next one need not wait to be offered
/// the same again: what is asked for is what was agreed on before, never less.
public struct XMPPServerCustoms: Hashable, Sendable {
    /// What a session may use.
    struct Offers: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        /// Stream management (XEP-0198).
        static let streamManagement = Offers(rawValue: 1)
        /// Client state indication (XEP-0352).
        static let clientState = Offers(rawValue: 2)
    }

    /// How the password may be proved; nil when that is not known.
    var proof: XMPPProofOffer?
    /// What the session may use.
    var offers: Offers = []

    /// The offers that stand in the features of a stream.
    static func offers(in features: XMLElement) -> Offers {
        var offers: Offers = []
        if features.child("sm", XMLNamespace.streamManagement) != nil { offers.insert(.streamManagement) }
        if features.child("csi", XMLNamespace.clientState) != nil { offers.insert(.clientState) }
        return offers
    }
}

extension XMPPEnd {
    /// Whether a session may have ended for asking what the server does not offer any more.
    public var mayComeOfCustoms: Bool {
        switch self {
        case .failed(let failure), .held(let failure): failure.mayComeOfCustoms
        case .acknowledged, .closedByServer, .connectionLost, .couldNotSend, .cancelled: false
        }
    }
}

extension XMPPFailure {
    fileprivate var mayComeOfCustoms: Bool {
        switch self {
        case .noTLSOffered, .tlsRefused, .bytesBeforeTLS, .untrusted, .serverNotFound, .connectionClosed,
            .connectionFailed, .noAnswer:
            false
        case .noCommonMechanism, .weakerProof, .signInRefused, .moreDemanded, .serverChanged, .exchange,
            .bindRefused, .rosterRefused, .streamError, .notXMPP, .unexpected, .closedByServer:
            true
        }
    }
}
