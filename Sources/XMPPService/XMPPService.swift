public import Messenger
public import StreamService
public import Transport
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

    /// Where to tell which servers DNS names for the account's domain, in the order in which they are tried.
    public var onServersFound: @MainActor ([ServicePlace]) -> Void {
        get { shell.onServersFound }
        set { shell.onServersFound = newValue }
    }

    /// Called again and again while much comes from the server: here those have their turn who should not wait for the end
    /// of it, such as whoever has pressed a key.
    public var letOthersGoFirst: @MainActor () -> Void {
        get { shell.letOthersGoFirst }
        set { shell.letOthersGoFirst = newValue }
    }

    let shell: StreamShell<XMPPStreamCore>

    /// A service for the account, signed out.
    ///
    /// - Parameters:
    ///   - limits: How long the server may take for the steps of a sign-in, and for a sign of life.
    ///   - nameServers: Who is asked where the account's server is.
    ///   - trust: What is remembered about trusting the server.
    ///   - password: Asked at each sign-in, before anything is sent.
    public init(
        account: XMPPAccount, limits: TimeLimits = TimeLimits(), nameServers: NameServers = .system,
        trust: AccountTrust = AccountTrust(),
        password: @escaping PasswordSource
    ) {
        description = ServiceDescription(
            name: account.name, address: account.address.description, protocolName: "XMPP",
            statusWords: XMPPPresence.statusWords, abilities: Set(ContactAbility.allCases))
        let memory = XMPPMemory(clientID: account.clientID ?? RandomName.clientID)
        shell = StreamShell(
            destination: account.destination, nameServers: nameServers, username: account.address.local,
            limits: limits, password: password, trust: trust,
            makeCore: {
                XMPPStreamCore(
                    account, presence: $0, known: $1, limits: limits, pins: trust.pins(),
                    floor: trust.floor(), memory: memory)
            })
    }

    /// Does as ordered.
    public func perform(_ order: ServiceOrder) {
        shell.perform(order)
    }
}
