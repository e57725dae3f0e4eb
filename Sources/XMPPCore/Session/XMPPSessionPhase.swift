/// Where a session stands. Each case holds what is needed there and nothing else.
enum XMPPSessionPhase {
    /// Not connected yet.
    case idle
    /// Our opening tag is written; the server's is due.
    case openingStream(Round)
    /// The server's features are due.
    case awaitingFeatures(Round)
    /// TLS is asked for.
    case askingForTLS
    /// The server's go-ahead for TLS was the last thing read.
    case goAheadRead
    /// TLS is being set up; nothing may be read here.
    case securing
    /// Name and password are being proved.
    case authenticating(Proof)
    /// Binding is asked for, and behind it the contact list.
    case binding(EntryIDs)
    /// A session that the server holds is asked to go on.
    case resuming
    /// The session is bound; the contact list is asked for under this id.
    case loadingRoster(id: String)
    /// Signed in.
    case online
    /// The sign-out is ordered to be written; the server's closing tag is due.
    case signingOut(Delivery)
    /// Over: nothing is ordered any more.
    case ended

    /// Which of the streams of a sign-in this is (RFC 6120 sections 5.4.3.3 and 6.4.6).
    enum Round {
        /// Before TLS that the stream itself has to negotiate.
        case plain
        /// The one in which name and password are proved.
        case unproved
        /// The one of the session, which is asked for right behind the opening tag.
        case proved(Entry)
    }

    /// How a session is begun.
    enum Entry {
        /// A new one is bound.
        case binding(EntryIDs)
        /// One that the server still holds goes on (XEP-0198 section 5).
        case resuming
    }

    /// The ids under which the parts of a new session are asked for.
    struct EntryIDs {
        let bind: String
        let roster: String
    }

    /// Whose turn it is in the proof.
    enum Proof {
        /// The exchange makes its first message.
        case beginning
        /// The server's next message is due.
        case awaitingServer
        /// The exchange makes its next message.
        case computing
        /// The server's success was the last thing read; with its data.
        case successRead([UInt8]?)
        /// The exchange judges the success. Where a new stream is to follow nothing may be read here; otherwise what
        /// is read waits, and here is the success with all that came in it.
        case judging(XMLElement?)
    }

    /// Whether the sign-out has left.
    enum Delivery {
        case unconfirmed
        case confirmed
    }

    /// The step that this is, as told to a person.
    var step: XMPPStep {
        switch self {
        case .idle: .connecting
        case .openingStream, .awaitingFeatures: .openingStream
        case .askingForTLS, .goAheadRead, .securing: .negotiatingTLS
        case .authenticating: .authenticating
        case .binding: .binding
        case .resuming: .resuming
        case .loadingRoster: .loadingRoster
        case .online, .signingOut, .ended: .online
        }
    }

    /// Whether a session that the server holds was asked to go on, and it has not answered.
    var isResuming: Bool {
        switch self {
        case .resuming, .openingStream(.proved(.resuming)), .awaitingFeatures(.proved(.resuming)): true
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating,
            .binding, .loadingRoster, .online, .signingOut, .ended:
            false
        }
    }

    /// Whether a stream of ours is open that may be written to.
    var mayWrite: Bool {
        switch self {
        case .openingStream, .awaitingFeatures, .askingForTLS, .authenticating, .binding, .resuming,
            .loadingRoster, .online:
            true
        // While TLS is being set up, bytes would go into it; after the closing tag RFC 6120 section 4.4 forbids
        // them, and a server that has closed would answer them by a reset that destroys its own closing tag.
        case .idle, .goAheadRead, .securing, .signingOut, .ended: false
        }
    }
}
