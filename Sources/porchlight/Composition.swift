import Dispatch
import Glibc
import LoopbackServers
import Messenger
import NcursesTerminal
import SASL
import TerminalUI
import Transport

/// The client. `configuration` is nil when there is no file at the usual place.
@MainActor
func runClient(configuration: Configuration?, file: ConfigurationFile) throws -> Never {
    let variables = Environment.variables
    var plan = try ClientPlan(
        configuration, path: file.path, secretTool: SecretTool.found(in: variables["PATH"]))
    // Before any screen: a second client is told so on the line that it was typed on.
    plan.state = try ClientState.open(variables)
    try show(plan)
}

/// The client against servers of its own, which run in the same process.
@MainActor
func runDemo(_ plan: DemoPlan) throws -> Never {
    var servers: [RunningDemo] = []
    var accounts: [ClientAccount] = []
    for (place, manner) in plan.manners.enumerated() {
        let name = plan.manners.count == 1 ? "demo" : "demo\(place + 1)"
        let server = try RunningDemo(
            plan.kind(at: place), domain: "\(name).example", contacts: plan.contacts, manner: manner,
            seed: UInt64(place) + 1)
        servers.append(server)
        accounts.append(try server.account(name))
    }
    try withExtendedLifetime(servers) { try show(ClientPlan(accounts: accounts)) }
}

/// Tries each account and says what is wrong.
@MainActor
func runCheck(configuration: Configuration?, file: ConfigurationFile) throws -> Never {
    let variables = Environment.variables
    let plan = try ClientPlan(
        configuration, path: file.path, secretTool: SecretTool.found(in: variables["PATH"]))
    let check = AccountCheck(plan, TrustStore.asKept(variables))
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

/// A demo's server, whatever it speaks.
@MainActor
private enum RunningDemo {
    case xmpp(DemoServer)
    case irc(DemoIRCServer)

    init(_ kind: ServiceKind, domain: String, contacts: Int, manner: Manner, seed: UInt64) throws {
        switch kind {
        case .xmpp:
            self = .xmpp(
                try DemoServer(domain: domain, contacts: contacts, manner: manner, seed: seed))
        case .irc:
            self = .irc(
                try DemoIRCServer(name: domain, contacts: contacts, manner: manner, seed: seed))
        }
    }

    /// The account to sign in with.
    func account(_ name: String) throws -> ClientAccount {
        switch self {
        case .xmpp(let demo):
            var account = AccountConfiguration(
                name: name, service: .xmpp(XMPPSettings(address: demo.address, server: demo.place)))
            account.password = .inFile(Secret(demo.password))
            return try ClientAccount(account, extraRoots: .pem(demo.server.rootPEM))
        case .irc(let demo):
            var account = AccountConfiguration(
                name: name,
                service: .irc(IRCSettings(server: demo.place, nick: demo.nick, watched: demo.watched)))
            account.password = .inFile(Secret(demo.password))
            return try ClientAccount(account, extraRoots: .pem(demo.server.rootPEM))
        }
    }
}
