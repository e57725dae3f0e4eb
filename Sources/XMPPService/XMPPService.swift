public import Messenger
public import StreamService
import XMPPCore

/// One XMPP account as a service of a ``Messenger/Messenger``: it joins XMPPCore's session with a connection.
@MainActor
public final class XMPPService: Service {
    /// What a person knows the account by.
    public let description: ServiceDescription

    /// Where to tell what happened.
    public var onEvent: @MainActor (SessionNumber, ServiceEvent) -> Void {
        get { shell.onEvent }
        set { shell.onEvent = newValue }
    }

    /// What is known of the contact list from earlier.
    public var knownContacts: @MainActor () -> KnownContacts? {
        get { shell.knownContacts }
        set { shell.knownContacts = newValue }
    }

    let shell: StreamShell<XMPPStreamCore>

    /// A service for the account, signed out.
    ///
    /// - Parameters:
    ///   - limits: How long the server may take for the steps of a sign-in, and for a sign of life.
    ///   - trust: What is remembered about trusting the server.
    ///   - password: Asked at each sign-in, before anything is sent.
    public init(
        account: XMPPAccount, limits: TimeLimits = TimeLimits(), trust: AccountTrust = AccountTrust(),
        password: @escaping PasswordSource
    ) {
        description = ServiceDescription(
            name: account.name, address: account.address.description, protocolName: "XMPP",
            statusWords: XMPPPresence.statusWords)
        shell = StreamShell(
            place: account.place, username: account.address.local, limits: limits, password: password,
            trust: trust,
            makeCore: {
                XMPPStreamCore(
                    account, presence: $0, limits: limits, pins: trust.pins(), floor: trust.floor())
            })
    }

    /// Does as ordered.
    public func perform(_ order: ServiceOrder) {
        shell.perform(order)
    }
}
