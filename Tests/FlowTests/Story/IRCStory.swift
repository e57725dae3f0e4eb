import IRCCore
import IRCService
import LoopbackServers
import Messenger
import SASL
import StreamService
import Testing
import Transport

/// A messenger with one IRC account, called "home", that watches bob, carol and dave.
@MainActor
final class IRCStory: Narrator {
    let server: LoopbackIRCServer

    init(
        server: LoopbackIRCServer, roots: ExtraRoots? = nil, password: String = "lantern",
        limits: TimeLimits = TimeLimits(), trust: AccountTrust = AccountTrust(),
        certificate: ClientCertificate? = nil
    ) {
        self.server = server
        super.init([
            server.service(
                "home", roots: roots, password: password, limits: limits, trust: trust,
                certificate: certificate)
        ])
    }

    convenience init(
        _ settings: IRCServerSettings = IRCServerSettings(), password: String = "lantern",
        limits: TimeLimits = TimeLimits(), _ change: (inout IRCServerSettings) -> Void = { _ in }
    ) throws {
        self.init(server: try .inhabited(settings, change), password: password, limits: limits)
    }

    /// What the server knows of the last connection.
    var record: IRCConnectionRecord? { server.records.last }

    override var doServersKnow: Bool { server.clientCount == 1 }
}

extension LoopbackIRCServer {
    /// A server with three people, two of them connected.
    static func inhabited(
        _ settings: IRCServerSettings = IRCServerSettings(), readBufferSize: Int32? = nil,
        _ change: (inout IRCServerSettings) -> Void = { _ in }
    ) throws -> LoopbackIRCServer {
        let server = try LoopbackIRCServer(settings: settings.with(change), readBufferSize: readBufferSize)
        server.setPeople([
            LoopbackNick("bob", realName: "Bob", .here, account: "bob"),
            LoopbackNick("carol", realName: "Carol", .away("back at three")),
            LoopbackNick("dave", realName: "Dave"),
        ])
        return server
    }

    /// An account at this server; without a password where there is no SASL.
    func service(
        _ name: String, roots: ExtraRoots? = nil, password: String = "lantern",
        limits: TimeLimits = TimeLimits(), trust: AccountTrust = AccountTrust(),
        certificate: ClientCertificate? = nil
    ) -> IRCService {
        let account = IRCAccount(
            name: name, server: place, nick: "alice", watched: ["bob", "carol", "dave"],
            security: settings.security == .direct ? .directTLS : .none,
            extraRoots: roots ?? .pem(rootPEM), certificate: certificate)
        if settings.mechanisms.isEmpty { return IRCService(account: account, limits: limits, trust: trust) }
        return IRCService(account: account, limits: limits, trust: trust) { .success(Secret(password)) }
    }
}
