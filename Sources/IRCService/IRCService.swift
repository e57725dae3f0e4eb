import IRCCore
public import Messenger
public import StreamService
public import Transport

/// One IRC account as a service of a ``Messenger/Messenger``: it joins IRCCore's session with a connection.
@MainActor
public final class IRCService: Service {
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

    /// Called again and again while much comes from the server: here those have their turn who should not wait for the end
    /// of it, such as whoever has pressed a key.
    public var letOthersGoFirst: @MainActor () -> Void {
        get { shell.letOthersGoFirst }
        set { shell.letOthersGoFirst = newValue }
    }

    let shell: StreamShell<IRCStreamCore>

    /// A service for the account, signed out.
    ///
    /// - Parameters:
    ///   - limits: How long the server may take for the steps of a sign-in, and how often it is asked.
    ///   - nameServers: Who is asked where the account's server is.
    ///   - trust: What is remembered about trusting the server.
    ///   - password: Asked at each sign-in, before anything is sent, and proved by SASL where the account's
    ///     certificate does not do; nil when there is none. With a password or a certificate there is no session without
    ///     the proof.
    public init(
        account: IRCAccount, limits: TimeLimits = TimeLimits(), nameServers: NameServers = .system,
        trust: AccountTrust = AccountTrust(),
        password: PasswordSource? = nil
    ) {
        description = ServiceDescription(
            name: account.name, address: "\(account.nick)@\(account.server.host)", protocolName: "IRC",
            statusWords: OwnPresence.statusWords)
        let proof = Self.proof(of: account, hasPassword: password != nil)
        shell = StreamShell(
            destination: .host(account.server), nameServers: nameServers, username: account.nick,
            limits: limits, password: password, trust: trust,
            makeCore: { presence, _ in
                IRCStreamCore(
                    account, proof: proof, presence: presence, limits: limits, pins: trust.pins(),
                    floor: trust.floor().map { IRCMechanism($0) })
            })
    }

    /// A certificate comes before a password: it is worth nothing to whoever gets to see it.
    private static func proof(of account: IRCAccount, hasPassword: Bool) -> [IRCMechanism] {
        let byCertificate: [IRCMechanism] = account.certificate == nil ? [] : [.external]
        return byCertificate + (hasPassword ? [.scramSHA512, .scramSHA256, .plain] : [])
    }

    /// Does as ordered.
    public func perform(_ order: ServiceOrder) {
        shell.perform(order)
    }
}
