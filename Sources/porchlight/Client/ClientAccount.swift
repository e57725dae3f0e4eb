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
    private let xmpp: XMPPAccount
    private let extraRoots: ExtraRoots?
    private var typed: Secret?

    /// An account from the configuration, or from the sign-in form.
    ///
    /// - Parameter extraRoots: Roots in memory, in place of the configured file.
    /// - Throws: ``AccountMistake`` when the address is none.
    init(_ configuration: AccountConfiguration, extraRoots: ExtraRoots? = nil) throws(AccountMistake) {
        guard let address = JID(configuration.address), address.isBare, !address.local.isEmpty else {
            throw AccountMistake(account: configuration.name, address: configuration.address)
        }
        self.configuration = configuration
        self.extraRoots = extraRoots ?? configuration.trust.map { .file(path: $0) }
        xmpp = XMPPAccount(
            name: configuration.name, address: address, server: configuration.server,
            security: XMPPSessionConfiguration.Security(configuration.encryption), extraRoots: self.extraRoots
        )
    }

    /// Whether a sign-in needs a password that only a person can give.
    var lacksPassword: Bool {
        switch configuration.password {
        case .ask: typed == nil
        case .inFile, .command: false
        }
    }

    /// Uses this password from now on, whatever is configured.
    func use(_ password: Secret) {
        typed = password
    }

    /// The account as a service of the messenger.
    func makeService() -> any Service {
        XMPPService(account: xmpp) { [weak self] in
            await self?.password() ?? .failure(PasswordUnavailable(reason: "the account is gone"))
        }
    }

    private func password() async -> Result<String, PasswordUnavailable> {
        if let typed { return .success(typed.text) }
        switch configuration.password {
        case .inFile(let secret): return .success(secret.text)
        case .ask: return .failure(PasswordUnavailable(reason: "a password is needed"))
        case .command(let arguments):
            do throws(PasswordCommandError) {
                return .success(try await PasswordCommand().run(arguments).text)
            } catch {
                return .failure(PasswordUnavailable(reason: "\(error)"))
            }
        }
    }
}

/// An account whose address is none.
struct AccountMistake: Error, CustomStringConvertible {
    let account: String
    let address: String

    /// What is wrong, for a person.
    var description: String {
        "accounts.\(DisplayText(account).string).address: \(DisplayText(address).string) is not an XMPP address, "
            + "expected one such as alice@example.org"
    }
}

extension XMPPSessionConfiguration.Security {
    init(_ encryption: Encryption) {
        switch encryption {
        case .starttls: self = .startTLS
        case .direct: self = .directTLS
        case .none: self = .none
        }
    }
}
