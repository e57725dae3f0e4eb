import IRCCore
import IRCService
import Messenger
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
    /// Whether the password command is running.
    private(set) var isAsking = false

    /// What the account's service is made of.
    private enum ServiceAccount {
        case xmpp(XMPPAccount)
        case irc(IRCAccount)
    }

    /// An account from the configuration, or from the sign-in form.
    ///
    /// - Parameter extraRoots: Roots in memory, in place of the configured file.
    /// - Throws: ``AccountMistake`` when the address is none.
    init(_ configuration: AccountConfiguration, extraRoots: ExtraRoots? = nil) throws(AccountMistake) {
        let extraRoots = extraRoots ?? configuration.trust.map { .file(path: $0) }
        self.configuration = configuration
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
            security: IRCSessionConfiguration.Security(settings.encryption), extraRoots: extraRoots)
    }

    /// Whether a sign-in needs a password that only a person can give.
    var lacksPassword: Bool {
        switch account {
        case .xmpp: configuration.password == nil && typed == nil
        // Without a password there is a nick, and nothing to prove.
        case .irc: false
        }
    }

    /// Uses this password from now on, whatever is configured.
    func use(_ password: Secret) {
        typed = password
    }

    /// The account as a service of the messenger.
    func makeService() -> any Service {
        let password: StreamService.PasswordSource = { [weak self] in
            await self?.password() ?? .failure(PasswordUnavailable(reason: "the account is gone"))
        }
        switch account {
        case .xmpp(let account): return XMPPService(account: account, password: password)
        case .irc(let account):
            return IRCService(account: account, password: configuration.password == nil ? nil : password)
        }
    }

    private func password() async -> Result<String, PasswordUnavailable> {
        if let typed { return .success(typed.text) }
        switch configuration.password {
        case .inFile(let secret): return .success(secret.text)
        case nil: return .failure(PasswordUnavailable(reason: "a password is needed"))
        case .command(let arguments):
            isAsking = true
            defer { isAsking = false }
            do throws(PasswordCommandError) {
                return .success(try await PasswordCommand().run(arguments).text)
            } catch {
                // Worth another try as it is: a locked agent, a cancelled dialog.
                return .failure(PasswordUnavailable(reason: "\(error)", remedy: .person))
            }
        }
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
