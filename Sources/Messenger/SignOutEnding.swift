/// How a service's sign-out ended.
public enum SignOutEnding: Hashable, Sendable {
    /// The server answered, by this.
    case acknowledged(after: Duration, by: SignOutAnswer)
    /// The server closed the connection, or sent an error, without the answer.
    case closedByServer
    /// The connection broke.
    case connectionLost(reason: String)
    /// The command never left.
    case couldNotSend(reason: String)
    /// The person did not wait for the answer.
    case abandoned(after: Duration)
    /// The configured limit passed, or the bound of quitting.
    case limitReached(after: Duration)
    /// No session existed yet, or only a reconnect was pending.
    case cancelledBeforeSignIn

    /// Whether the server confirmed, or nothing was owed by it.
    public var isConfirmed: Bool {
        switch self {
        case .acknowledged, .cancelledBeforeSignIn: true
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached: false
        }
    }

    /// The ending in words, to follow the service's name.
    public var words: String {
        switch self {
        case .acknowledged(let after, _): "acknowledged in \(after.shortWords)"
        case .closedByServer: "did not confirm (closed the connection)"
        case .connectionLost(let reason): "did not confirm (\(reason))"
        case .couldNotSend(let reason): "could not be told (\(reason))"
        case .abandoned(let after): "did not confirm (not waited for, \(after.shortWords))"
        case .limitReached(let after): "did not confirm within \(after.shortWords)"
        case .cancelledBeforeSignIn: "sign-in cancelled"
        }
    }
}

/// What came of one sign-out, service by service.
public struct SignOutReport: Hashable, Sendable {
    /// One service's part.
    public struct Entry: Hashable, Sendable {
        /// The service.
        public let service: ServiceID
        /// How its sign-out ended.
        public let ending: SignOutEnding

        /// A part.
        public init(service: ServiceID, ending: SignOutEnding) {
            self.service = service
            self.ending = ending
        }
    }

    /// The services that were signed out, in the order in which they ended.
    public let entries: [Entry]
    /// The primary service, if it was not signed in when the sign-out was asked for.
    public let primaryNotSignedIn: ServiceID?

    /// A report.
    public init(entries: [Entry], primaryNotSignedIn: ServiceID?) {
        self.entries = entries
        self.primaryNotSignedIn = primaryNotSignedIn
    }

    /// Whether every service confirmed.
    public var isConfirmed: Bool { entries.allSatisfy { $0.ending.isConfirmed } }
}

extension Duration {
    /// The duration as a person reads it: "12 ms" below a second, "7 s" below a minute, then "3 min 20 s".
    public var shortWords: String {
        let (seconds, attoseconds) = components
        if seconds < 1 { return "\(attoseconds / 1_000_000_000_000_000) ms" }
        if seconds < 60 { return "\(seconds) s" }
        return "\(seconds / 60) min \(seconds % 60) s"
    }
}
