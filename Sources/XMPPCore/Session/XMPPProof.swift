import SASL

/// A proof of the password that is under way.
struct XMPPProof {
    let way: XMPPProofOffer.Way
    let mechanism: SASLMechanism

    /// A proof that is begun before the server has offered it at this sign-in, since it did at the last one.
    enum Head {
        /// There is none: the offer comes first.
        case notTaken
        /// The exchange makes its first message.
        case beginning
        /// The first message is written.
        case sent
    }
}

/// Whether the server may know a session of ours.
enum XMPPClaim {
    /// It was not asked for one.
    case unmade
    /// It was.
    case made
}
