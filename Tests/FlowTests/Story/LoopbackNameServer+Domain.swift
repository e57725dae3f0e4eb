import LoopbackServers
import Transport

extension LoopbackNameServer {
    /// Knows this server of its domain, by a name in another domain, at 127.0.0.1.
    func add(
        _ server: LoopbackXMPPServer, as host: String = "one.hosting.test", priority: UInt16 = 0,
        domain: String? = nil
    ) {
        let service = server.settings.security == .direct ? "_xmpps-client._tcp." : "_xmpp-client._tcp."
        let name = service + (domain ?? server.settings.domain)
        records[name, default: []].append(
            .service(priority: priority, weight: 0, port: server.place.port, target: host))
        records[host] = [.loopback4]
    }

    /// A name server that knows these servers.
    static func of(_ servers: LoopbackXMPPServer...) throws -> LoopbackNameServer {
        let names = try LoopbackNameServer()
        for (number, server) in servers.enumerated() {
            names.add(server, as: "host\(number).hosting.test", priority: UInt16(number))
        }
        return names
    }
}
