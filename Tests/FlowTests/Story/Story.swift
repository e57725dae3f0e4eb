import LoopbackServers
import Messenger
import SASL
import Storytelling
import StreamService
import Testing
import Transport
import XMPPCore
import XMPPService

/// A messenger with one XMPP account at each of some loopback servers.
@MainActor
final class Story: Narrator {
    let servers: [LoopbackXMPPServer]
    /// Who is asked where they are, as long as the story lasts.
    let names: LoopbackNameServer?

    /// The accounts are called "home", "work", "club"; the first is the primary.
    ///
    /// - Parameter names: Who is asked where the servers are; nil when that is configured.
    init(
        _ servers: [LoopbackXMPPServer], roots: ExtraRoots? = nil, password: String = "lantern",
        place: HostPort? = nil, names: LoopbackNameServer? = nil, limits: TimeLimits = TimeLimits(),
        trust: AccountTrust = AccountTrust(),
        seed: UInt64 = 1
    ) throws {
        self.servers = servers
        self.names = names
        var services: [any Service] = []
        for (server, name) in zip(servers, ["home", "work", "club"]) {
            let address = try require(JID("alice@\(server.settings.domain)"), "an address")
            let roots = roots ?? .pem(server.rootPEM)
            // Where there is a name server, the account says no more than its address.
            let account =
                names == nil
                ? XMPPAccount(
                    name: name, address: address, server: place ?? server.place,
                    security: server.settings.security.client, extraRoots: roots)
                : XMPPAccount(name: name, address: address, extraRoots: roots)
            let asked = names.map { NameServers.at([$0.place]) } ?? .system
            services.append(
                XMPPService(account: account, limits: limits, nameServers: asked, trust: trust) {
                    .success(Secret(password))
                })
        }
        super.init(services, seed: seed)
    }

    /// A story with one server.
    convenience init(
        password: String = "lantern", limits: TimeLimits = TimeLimits(), trust: AccountTrust = AccountTrust(),
        _ change: (inout ServerSettings) -> Void = { _ in }
    ) throws {
        try self.init([try .inhabited(change)], password: password, limits: limits, trust: trust)
    }

    /// The only server, or the primary's.
    var server: LoopbackXMPPServer { servers[0] }

    /// What the server knows of the last connection.
    var record: ConnectionRecord? { server.records.last }

    override var doServersKnow: Bool { servers.allSatisfy { $0.clientCount == 1 } }
}

extension LoopbackXMPPServer {
    /// A server with three contacts, two of them connected.
    static func inhabited(
        authority: ThrowAwayAuthority? = nil, port: UInt16 = 0, readBufferSize: Int32? = nil,
        _ change: (inout ServerSettings) -> Void = { _ in }
    ) throws -> LoopbackXMPPServer {
        let server = try LoopbackXMPPServer(
            settings: ServerSettings().with(change), authority: authority, port: port,
            readBufferSize: readBufferSize)
        var contacts = DemoContacts.make(3, domain: server.settings.domain)
        contacts[0].apply(.present(LoopbackResource(name: "phone", text: "in the garden", priority: 5)))
        contacts[1].apply(.present(LoopbackResource(name: "laptop", show: .away, text: "back at three")))
        server.setContacts(contacts)
        return server
    }
}

extension ServerSettings.Security {
    /// What the account of a client must say.
    var client: XMPPSessionConfiguration.Security {
        switch self {
        case .startTLS: .startTLS
        case .direct: .directTLS
        case .none: .none
        }
    }
}

extension LoopbackXMPPServer {
    /// An authority for a server that comes back.
    static func authority() throws -> ThrowAwayAuthority { try ThrowAwayAuthority() }
}
