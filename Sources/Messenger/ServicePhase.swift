/// Where one service stands between two sign-outs.
enum ServicePhase: Hashable, Sendable {
    /// No session, and none on its way.
    case offline
    /// No session of ours, and none on its way; but the server still holds the last one, until a person has mended what
    /// stands in the way.
    case offlineHeld
    /// No session of ours; one is tried again at that moment. The server may still hold the last one.
    case waitingToRetry(attempt: Int, at: Moment, SessionEnd.Session)
    /// A session is coming up.
    case signingIn(SigningIn)
    /// A session is up.
    case online(SessionNumber)
    /// The sign-out command was ordered; the server has not answered.
    case disconnecting(Disconnecting)

    /// A session that is coming up.
    struct SigningIn: Hashable, Sendable {
        let session: SessionNumber
        /// 0 when a person asked for it, otherwise the number of the retry; 1 when a person hastened that.
        let attempt: Int
        /// Finding the server, connecting or synchronizing.
        var step: Status
        /// Whether the server may hold a session of ours already, so that ending it takes a command.
        var reach: Reach
    }

    /// How far a sign-in has come at the server.
    enum Reach: Hashable, Sendable {
        case noSession
        case session
    }

    /// A session whose end was asked for.
    struct Disconnecting: Hashable, Sendable {
        let session: SessionNumber
        let since: Moment
        var command: Command
    }

    /// How far the sign-out command has come.
    enum Command: Hashable, Sendable {
        case ordered
        case sent
    }

    /// The running session's number.
    var session: SessionNumber? {
        switch self {
        case .offline, .offlineHeld, .waitingToRetry: nil
        case .signingIn(let signingIn): signingIn.session
        case .online(let session): session
        case .disconnecting(let disconnecting): disconnecting.session
        }
    }

    /// The status that the phase is shown as.
    func status(online: Status) -> Status {
        switch self {
        case .offline, .offlineHeld, .waitingToRetry: .offline
        case .signingIn(let signingIn): signingIn.step
        case .online: online
        case .disconnecting: .disconnecting
        }
    }
}
