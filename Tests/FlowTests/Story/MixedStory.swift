import IRCService
import LoopbackServers
import Messenger
import SASL
import Storytelling
import StreamService
import Testing
import Transport
import XMPPCore
import XMPPService

/// A loopback server of any protocol, as far as stories of several care.
@MainActor
protocol StoryServer: AnyObject {
    var place: HostPort { get }
    var manner: Manner { get set }
    var clientCount: Int { get }
    /// How many clients have connected so far.
    var connectionCount: Int { get }
    /// Whether all of these connections are over.
    var areAllEnded: Bool { get }
    /// How many clients have told that they sign out.
    var signOutCount: Int { get }
    /// Bytes that clients sent after they had signed out.
    var bytesAfterSignOut: Int { get }
    func makeService(_ name: String) throws -> any Service
    func resetConnections()
}

extension LoopbackXMPPServer: StoryServer {
    var connectionCount: Int { records.count }
    var areAllEnded: Bool { records.allSatisfy { $0.end != nil } }
    var signOutCount: Int { records.count { $0.closingTag != nil } }
    var bytesAfterSignOut: Int { records.reduce(0) { $0 + $1.bytesAfterClosingTag } }

    func makeService(_ name: String) throws -> any Service {
        let address = try require(JID("alice@\(settings.domain)"), "an address")
        let account = XMPPAccount(
            name: name, address: address, server: place, security: settings.security.client,
            extraRoots: .pem(rootPEM))
        return XMPPService(account: account) { .success(Secret("lantern")) }
    }
}

extension LoopbackIRCServer: StoryServer {
    var connectionCount: Int { records.count }
    var areAllEnded: Bool { records.allSatisfy { $0.end != nil } }
    var signOutCount: Int { records.count { $0.quit != nil } }
    var bytesAfterSignOut: Int { records.reduce(0) { $0 + $1.bytesAfterQuit } }

    func makeService(_ name: String) throws -> any Service { service(name) }
}

/// A messenger with three accounts: "home" is XMPP and the primary, "work" is IRC, "club" is XMPP.
@MainActor
final class MixedStory: Narrator {
    let servers: [any StoryServer]
    let services: [any Service]

    init(_ servers: [any StoryServer], clock: any MessengerClock = SystemClock()) throws {
        self.servers = servers
        services = try zip(servers, ["home", "work", "club"]).map { try $0.makeService($1) }
        super.init(services, clock: clock)
    }

    convenience init(_ manners: [Manner] = [.prompt, .prompt, .prompt]) throws {
        try self.init(try Self.servers(manners))
    }

    static func servers(
        _ manners: [Manner], farewell: ServerSettings.Farewell = .closes
    ) throws -> [any StoryServer] {
        [
            try LoopbackXMPPServer.inhabited {
                $0.domain = "home.test"
                $0.manner = manners[0]
                $0.farewell = farewell
            },
            try LoopbackIRCServer.inhabited {
                $0.manner = manners[1]
                $0.farewell = farewell
            },
            try LoopbackXMPPServer.inhabited {
                $0.domain = "club.test"
                $0.manner = manners[2]
                $0.security = .direct
                $0.farewell = farewell
            },
        ]
    }

    override var doServersKnow: Bool { servers.allSatisfy { $0.clientCount == 1 } }

    /// How each service ended, in words without durations.
    var endings: [String?] { state.services.map { $0.lastEnding?.kind } }
}
