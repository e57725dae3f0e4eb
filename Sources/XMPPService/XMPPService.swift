public import Messenger
import XMPPCore

/// One XMPP account as a service of a ``Messenger/Messenger``: it joins XMPPCore's session with a connection.
@MainActor
public final class XMPPService: Service {
    /// Gives the account's password when it is needed, or says why there is none.
    public typealias PasswordSource = @MainActor () async -> Result<String, PasswordUnavailable>

    /// What a person knows the account by.
    public let description: ServiceDescription
    /// Where to tell what happened.
    public var onEvent: @MainActor (SessionNumber, ServiceEvent) -> Void = { _, _ in }

    private let account: XMPPAccount
    private let password: PasswordSource
    private let limits: XMPPTimeLimits
    private var run: XMPPRun?

    /// A service for the account, signed out.
    ///
    /// - Parameters:
    ///   - password: Asked at each sign-in, before anything is sent.
    ///   - limits: How long the server may take for the steps of a sign-in.
    public init(
        account: XMPPAccount, limits: XMPPTimeLimits = XMPPTimeLimits(), password: @escaping PasswordSource
    ) {
        self.account = account
        self.limits = limits
        self.password = password
        description = ServiceDescription(
            name: account.name, address: account.address.description, protocolName: "XMPP")
    }

    /// Does as ordered. Orders for another session than the running one are void.
    public func perform(_ order: ServiceOrder) {
        switch order {
        case .signIn(let session, let presence): begin(session, presence)
        case .signOut(let session): running(session)?.signOut()
        case .setPresence(let session, let presence): running(session)?.show(presence)
        case .close(let session):
            running(session)?.close()
            run = nil
        }
    }

    private func begin(_ session: SessionNumber, _ presence: OwnPresence) {
        run?.close()
        let run = XMPPRun(session, account: account, limits: limits, presence: presence) {
            [weak self] event in
            self?.tell(session, event)
        }
        self.run = run
        Task { [weak run, password] in
            let answer = await password()
            run?.start(with: answer)
        }
    }

    private func running(_ session: SessionNumber) -> XMPPRun? {
        run?.session == session ? run : nil
    }

    private func tell(_ session: SessionNumber, _ event: ServiceEvent) {
        if case .ended = event, run?.session == session { run = nil }
        onEvent(session, event)
    }
}

/// Why there is no password: a sign-in that never began.
public struct PasswordUnavailable: Error, Hashable, Sendable {
    /// One clause for a person, such as "the password command pass failed".
    public let reason: String
    /// Whether a person is to be asked.
    public let remedy: SessionEnd.Remedy

    /// A reason.
    public init(reason: String, remedy: SessionEnd.Remedy = .password) {
        self.reason = reason
        self.remedy = remedy
    }
}

/// How long a server may take.
public struct XMPPTimeLimits: Sendable {
    /// For each step of a sign-in.
    public let step: Duration
    /// For a whole sign-in, from the first attempt to connect.
    public let signIn: Duration

    /// Limits.
    public init(step: Duration = .seconds(10), signIn: Duration = .seconds(30)) {
        self.step = step
        self.signIn = signIn
    }
}
