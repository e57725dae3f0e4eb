/// Where a session stands. Each case holds what is needed there and nothing else.
enum IRCSessionPhase: Hashable, Sendable {
    /// Not connected yet.
    case idle
    /// TLS is being set up; nothing may be read here.
    case securing
    /// The server's capabilities are due.
    case askingCapabilities
    /// The server's word on these is due.
    case requestingCapabilities(Set<Capability>)
    /// The account is being proved.
    case authenticating(Proof)
    /// Nick and user are told; the welcome is due.
    case registering
    /// The welcome has come; the rest of what a server tells first is due.
    case readingWelcome
    /// Signed in.
    case online
    /// The sign-out is ordered to be written; the server's ERROR is due.
    case signingOut(Delivery)
    /// Over: nothing is ordered any more.
    case ended

    /// Whose turn it is in the proof.
    enum Proof: Hashable, Sendable {
        /// The mechanism is named; the server's go-ahead is due.
        case awaitingGoAhead(IRCMechanism)
        /// The exchange makes its next message.
        case computing
        /// The server's next message is due.
        case awaitingServer
        /// The exchange judges the server's success.
        case judging
    }

    /// Whether the sign-out has left.
    enum Delivery: Hashable, Sendable {
        case unconfirmed
        case confirmed
    }

    /// The step that this is, as told to a person.
    var step: IRCStep {
        switch self {
        case .idle: .connecting
        case .securing: .negotiatingTLS
        case .askingCapabilities, .requestingCapabilities: .negotiatingCapabilities
        case .authenticating: .authenticating
        case .registering: .registering
        case .readingWelcome: .readingWelcome
        case .online, .signingOut, .ended: .online
        }
    }

    /// Whether the server may be written to.
    var mayWrite: Bool {
        switch self {
        case .askingCapabilities, .requestingCapabilities, .authenticating, .registering, .readingWelcome,
            .online:
            true
        // After QUIT a server that has closed would answer more bytes by a reset that destroys its own ERROR.
        case .idle, .securing, .signingOut, .ended: false
        }
    }

    /// Whether the server may hold a session of ours that it should be told the end of.
    var holdsSession: Bool {
        switch self {
        case .registering, .readingWelcome, .online: true
        case .idle, .securing, .askingCapabilities, .requestingCapabilities, .authenticating, .signingOut,
            .ended:
            false
        }
    }
}
