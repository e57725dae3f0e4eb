import Messenger
import TerminalUI

/// What the client starts with.
struct ClientPlan {
    /// The accounts, in order.
    var accounts: [ClientAccount]
    /// The place of the primary account among them.
    var primary: Int
    /// How long a sign-out is waited for; nil for as long as it takes.
    var signOutLimit: Duration?
    /// Which keys do what.
    var keymap: Keymap
    /// Where an account that was entered in the form may be kept; nil where none is to be kept.
    var configurationPath: String?

    /// A plan that follows the configuration; without one there is no account.
    @MainActor
    init(_ configuration: Configuration?, path: String) throws(ClientPlanError) {
        let accounts = configuration?.accounts ?? []
        self.accounts = try Self.make(accounts)
        primary = accounts.firstIndex { $0.name == configuration?.primary } ?? 0
        signOutLimit = configuration?.interface.signOutLimit
        keymap = try Self.keymap(configuration?.keys ?? [], path: path)
        configurationPath = path
    }

    /// A plan for these accounts.
    init(accounts: [ClientAccount]) {
        self.accounts = accounts
        primary = 0
        keymap = .standard
    }

    @MainActor
    private static func make(_ accounts: [AccountConfiguration]) throws(ClientPlanError) -> [ClientAccount] {
        do throws(AccountMistake) {
            var made: [ClientAccount] = []
            for account in accounts { made.append(try ClientAccount(account)) }
            return made
        } catch {
            throw ClientPlanError(description: error.description)
        }
    }

    private static func keymap(_ bindings: [KeyBinding], path: String) throws(ClientPlanError) -> Keymap {
        do throws(KeymapError) {
            return try Keymap(rebinding: bindings.map { (action: $0.action, keys: [$0.key]) })
        } catch {
            throw ClientPlanError(description: "\(DisplayText(path).string): keys: \(error)")
        }
    }
}

/// Something in the configuration that only shows when it is used.
struct ClientPlanError: Error, CustomStringConvertible {
    /// What is wrong, for a person.
    let description: String
}
