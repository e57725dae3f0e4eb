import LoopbackServers
import Storytelling
import Testing

@testable import Transport

/// A connection to a domain whose name server is ours, and what it tells.
@MainActor
final class Finder {
    static let domain = "porchlight.test"
    static let startTLS = "_xmpp-client._tcp.porchlight.test"
    static let direct = "_xmpps-client._tcp.porchlight.test"

    let connection: Connection
    private(set) var places: [ServicePlace] = []
    private(set) var reached: ServicePlace?
    private(set) var end: ConnectionEnd?
    private(set) var isLookedUp = false

    init(_ names: LoopbackNameServer, _ change: (inout ConnectPace) -> Void = { _ in }) {
        connection = Connection(nameServers: .at([names.place]))
        change(&connection.pace)
        connection.onEvent = { [weak self] in self?.note($0) }
    }

    /// Connects to the domain's service; falls back to this port.
    func start(_ domain: String = Finder.domain, fallback: UInt16 = 9) {
        connection.connect(
            to: .domain(
                DomainService(
                    domain: domain, direct: "xmpps-client", startTLS: "xmpp-client",
                    fallback: ServicePlace(HostPort(host: domain, port: fallback), tls: .startTLS))))
    }

    /// Connects, and waits for what comes of it.
    func finish(_ domain: String = Finder.domain, fallback: UInt16 = 9) async throws {
        start(domain, fallback: fallback)
        try await until("the outcome") { self.reached != nil || self.end != nil }
    }

    /// The words of the failure.
    var reason: String {
        if case .failed(let error)? = end { error.description } else { "none" }
    }

    private func note(_ event: Connection.Event) {
        switch event {
        case .found(let places): self.places = places
        case .lookedUp: isLookedUp = true
        case .connected(let place): reached = place
        case .ended(let end): self.end = end
        case .secured, .received, .writeFinished: break
        }
    }
}
