import Messenger
import TerminalUI
import Transport

/// What the client starts with.
struct ClientPlan {
    /// The accounts, in order.
    var accounts: [ClientAccount]
    /// The place of the primary account among them.
    var primary: Int
    /// How long a sign-out is waited for; nil for as long as it takes.
    var signOutLimit: Duration?
    /// When one is shown as idle by oneself; nil for never.
    var idle: AutomaticIdle?
    /// Who is asked where servers are.
    var nameServers = NameServers.system
    /// Which keys do what.
    var keymap: Keymap
    /// Where an account that was entered in the form may be kept; nil where none is to be kept.
    var configurationPath: String?
    /// Where it keeps what it remembers.
    var state = ClientState.none

    /// A plan that follows the configuration; without one there is no account.
    ///
    /// - Throws: ``ConfigurationErrors`` about what only shows when it is used.
    @MainActor
    init(
        _ configuration: Configuration?, path: String, secretTool: SecretTool? = nil
    ) throws(ConfigurationErrors) {
        let accounts = configuration?.accounts ?? []
        self.accounts = try Self.make(accounts, path: path, secretTool)
        primary = accounts.firstIndex { $0.name == configuration?.primary } ?? 0
        signOutLimit = configuration?.interface.signOutLimit
        idle = configuration?.interface.idle
        nameServers = configuration?.nameServers.map { .at($0) } ?? .system
        keymap = configuration?.keymap ?? .standard
        configurationPath = path
    }

    /// A plan for these accounts.
    init(accounts: [ClientAccount]) {
        self.accounts = accounts
        primary = 0
        keymap = .standard
    }

    @MainActor
    private static func make(
        _ accounts: [AccountConfiguration], path: String, _ secretTool: SecretTool?
    ) throws(ConfigurationErrors) -> [ClientAccount] {
        do throws(AccountMistake) {
            var made: [ClientAccount] = []
            for account in accounts { made.append(try ClientAccount(account, secretTool: secretTool)) }
            return made
        } catch {
            let mistake = ConfigurationMistake.wrong(
                found: FoundValue.string(error.address), expected: AccountMistake.expectation)
            throw ConfigurationErrors([
                ConfigurationError(
                    file: path, position: nil, keyPath: ["accounts", error.account, "address"],
                    mistake: mistake)
            ])
        }
    }
}

extension InterfaceConfiguration {
    /// When one is shown as idle by oneself; nil for never.
    var idle: AutomaticIdle? {
        idleAfter.map { AutomaticIdle(after: $0, since: tellsIdle ? .told : .untold) }
    }
}
