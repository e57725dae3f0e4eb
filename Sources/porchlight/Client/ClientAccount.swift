import IRCCore
import IRCService
import Journal
import Messenger
import SASL
import StreamService
import TerminalUI
import Transport
import XMPPCore
import XMPPService

/// An account as the client uses it: what was configured, and the password that was typed for it in this run.
@MainActor
final class ClientAccount {
    let configuration: AccountConfiguration
    private let account: ServiceAccount
    private var typed: Secret?
    private var keyring = Keyring.none
    /// Whether a program that prints the password is running.
    private(set) var isAsking = false

    /// What the account's service is made of.
    private enum ServiceAccount {
        case xmpp(XMPPAccount)
        case irc(IRCAccount)
    }

    private enum Keyring {
        /// There is none, or it is not to be asked.
        case none
        case unasked(SecretTool)
        /// It had no password when it was asked.
        case empty
    }

    /// An account from the configuration, or from the sign-in form.
    ///
    /// - Parameters:
    ///   - extraRoots: Roots in memory, in place of the configured file.
    ///   - secretTool: Asks the keyring, where that is to be asked.
    /// - Throws: ``AccountMistake`` when the address is none.
    init(
        _ configuration: AccountConfiguration, extraRoots: ExtraRoots? = nil, secretTool: SecretTool? = nil
    ) throws(AccountMistake) {
        let extraRoots = extraRoots ?? configuration.trust.map { .file(path: $0) }
        self.configuration = configuration
        if let secretTool, configuration.asksKeyring { keyring = .unasked(secretTool) }
        account =
            switch configuration.service {
            case .xmpp(let settings): .xmpp(try Self.xmpp(configuration.name, settings, extraRoots))
            case .irc(let settings): .irc(Self.irc(configuration.name, settings, extraRoots))
            }
    }

    private static func xmpp(
        _ name: String, _ settings: XMPPSettings, _ extraRoots: ExtraRoots?
    ) throws(AccountMistake) -> XMPPAccount {
        guard let address = JID(settings.address), address.isBare, !address.local.isEmpty else {
            throw AccountMistake(account: name, address: settings.address)
        }
        return XMPPAccount(
            name: name, address: address, server: settings.server,
            security: XMPPSessionConfiguration.Security(settings.encryption), extraRoots: extraRoots)
    }

    private static func irc(_ name: String, _ settings: IRCSettings, _ extraRoots: ExtraRoots?) -> IRCAccount
    {
        IRCAccount(
            name: name, server: settings.server, nick: settings.nick, watched: settings.watched,
            security: IRCSessionConfiguration.Security(settings.encryption), extraRoots: extraRoots,
            certificate: settings.certificate.map { ClientCertificate(path: $0) })
    }

    /// Whether a sign-in needs a password that only a person can give.
    var lacksPassword: Bool {
        switch account {
        case .xmpp: configuration.password == nil && typed == nil && !isKeyringUnasked
        // Without a password there is a nick, and nothing to prove.
        case .irc: false
        }
    }

    private var isKeyringUnasked: Bool {
        switch keyring {
        case .unasked: true
        case .none, .empty: false
        }
    }

    /// Uses this password from now on, whatever is configured.
    func use(_ password: Secret) {
        typed = password
    }

    /// Whose things are kept between runs.
    var kept: KeptAccount {
        switch account {
        case .xmpp(let account):
            KeptAccount(protocolName: "XMPP", address: account.address.description)
        case .irc: KeptAccount(protocolName: "IRC", address: configuration.address)
        }
    }

    /// The account as a service of the messenger, with what is remembered about trusting its server.
    ///
    /// - Parameters:
    ///   - nameServers: Who is asked where its server is.
    ///   - facts: Who is told how it is signed in.
    func makeService(
        _ store: TrustStore, nameServers: NameServers = .system, facts: SignInFacts = SignInFacts(),
        letOthersGoFirst: @escaping @MainActor () -> Void = {}
    ) -> any Service {
        var trust = store.trust(of: kept, pin: configuration.pin)
        let remember = trust.proved
        trust.secured = facts.secured
        trust.proved = { mechanism in
            remember(mechanism)
            facts.proved(mechanism)
        }
        let password: StreamService.PasswordSource = { [weak self] in
            await self?.password() ?? .failure(PasswordUnavailable(reason: "the account is gone"))
        }
        switch account {
        case .xmpp(let account):
            let service = XMPPService(
                account: account, nameServers: nameServers, trust: trust, password: password)
            service.onServersFound = facts.serversFound
            service.letOthersGoFirst = letOthersGoFirst
            return service
        case .irc(let account):
            let proves = configuration.password != nil || configuration.asksKeyring
            let service = IRCService(
                account: account, nameServers: nameServers, trust: trust, password: proves ? password : nil)
            service.letOthersGoFirst = letOthersGoFirst
            return service
        }
    }

    /// The password that a sign-in now would prove.
    func password() async -> Result<Secret, PasswordUnavailable> {
        if let typed { return .success(typed) }
        switch configuration.password {
        case .inFile(let secret): return .success(secret)
        case .command(let arguments):
            do throws(PasswordCommandError) {
                return .success(try await ask(arguments))
            } catch {
                // Worth another try as it is: a locked agent, a cancelled dialog.
                return .failure(PasswordUnavailable(reason: "\(error)", remedy: .person))
            }
        case nil: return await passwordOfKeyring()
        }
    }

    /// What the keyring has; when it has nothing, a person is asked from then on.
    private func passwordOfKeyring() async -> Result<Secret, PasswordUnavailable> {
        guard case .unasked(let tool) = keyring else {
            let reason =
                configuration.asksKeyring
                ? "the keyring has no password for \(configuration.address)" : "a password is needed"
            return .failure(PasswordUnavailable(reason: reason))
        }
        do throws(PasswordCommandError) {
            return .success(try await ask(tool.lookup(configuration)))
        } catch {
            switch error.reason {
            case .cancelled: break
            // That is how the program says that there is none.
            case .exited, .noOutput: keyring = .empty
            case .couldNotStart, .killed, .tooMuchOutput, .notText, .timedOut:
                keyring = .empty
                return .failure(PasswordUnavailable(reason: "\(error)"))
            }
            return .failure(
                PasswordUnavailable(reason: "the keyring has no password for \(configuration.address)"))
        }
    }

    private func ask(_ arguments: [String]) async throws(PasswordCommandError) -> Secret {
        isAsking = true
        defer { isAsking = false }
        return try await PasswordCommand().run(arguments)
    }
}

/// An account whose address is none.
struct AccountMistake: Error, CustomStringConvertible {
    let account: String
    let address: String

    /// What is expected of an address.
    static let expectation = "an XMPP address such as \"alice@example.org\""

    /// What is wrong, for a person.
    var description: String {
        "\(DisplayText(account).string): \(DisplayText(address).string) is not \(Self.expectation)"
    }
}

extension XMPPSessionConfiguration.Security {
    init(_ encryption: XMPPEncryption) {
        switch encryption {
        case .starttls: self = .startTLS
        case .direct: self = .directTLS
        case .none: self = .none
        }
    }
}

extension IRCSessionConfiguration.Security {
    init(_ encryption: IRCEncryption) {
        switch encryption {
        case .direct: self = .directTLS
        case .none: self = .none
        }
    }
}
