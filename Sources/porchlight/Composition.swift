import Dispatch
import Glibc
import LoopbackServers
import Messenger
import NcursesTerminal
import TerminalUI
import Transport

/// The client. `configuration` is nil when there is no file at the usual place.
@MainActor
func runClient(configuration: Configuration?, file: ConfigurationFile) throws -> Never {
    try show(ClientPlan(configuration, path: file.path))
}

/// The client against servers of its own, which run in the same process.
@MainActor
func runDemo(_ plan: DemoPlan) throws -> Never {
    var servers: [DemoServer] = []
    var accounts: [ClientAccount] = []
    for (number, manner) in plan.manners.enumerated() {
        let name = plan.manners.count == 1 ? "demo" : "demo\(number + 1)"
        let server = try DemoServer(
            domain: "\(name).example", contacts: plan.contacts, manner: manner, seed: UInt64(number) + 1)
        servers.append(server)
        accounts.append(
            try ClientAccount(AccountConfiguration(name, server), extraRoots: .pem(server.server.rootPEM)))
    }
    try withExtendedLifetime(servers) { try show(ClientPlan(accounts: accounts)) }
}

/// Tries each account and says what is wrong.
@MainActor
func runCheck(configuration: Configuration?, file: ConfigurationFile) throws -> Never {
    let check = AccountCheck(try ClientPlan(configuration, path: file.path))
    check.start()
    withExtendedLifetime(check) { dispatchMain() }
}

/// Shows the client and lets the main queue run. The client ends the process.
@MainActor
private func show(_ plan: ClientPlan) throws -> Never {
    CrashGuard.install()
    let client = Client(plan, terminal: try Terminal())
    client.start()
    withExtendedLifetime(client) { dispatchMain() }
}

extension AccountConfiguration {
    /// The account to sign in with at a demo's server.
    @MainActor
    init(_ name: String, _ server: DemoServer) {
        self.init(name: name, service: .xmpp(XMPPSettings(address: server.address, server: server.place)))
        password = .inFile(Secret(server.password))
    }
}
