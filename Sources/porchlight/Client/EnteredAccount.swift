import Messenger
import TerminalUI
import Transport

/// Makes an account of what was entered in the sign-in form.
@MainActor
enum EnteredAccount {
    /// Why what was entered is no account.
    struct Mistake: Error {
        let reason: String
    }

    static func read(_ form: SignInForm) -> Result<ClientAccount, Mistake> {
        var settings = XMPPSettings(address: form.address)
        if !form.server.isEmpty {
            guard let server = HostPort(form.server) else {
                return .failure(
                    Mistake(reason: "\(form.server) is not a server, expected one such as example.org:5222"))
            }
            settings.server = server
        }
        do throws(AccountMistake) {
            return .success(try ClientAccount(AccountConfiguration(name: "home", service: .xmpp(settings))))
        } catch {
            return .failure(
                Mistake(reason: "\(form.address) is not an address, expected one such as alice@example.org"))
        }
    }
}
