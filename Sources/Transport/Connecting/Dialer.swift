import Dispatch

/// Finds the servers of a destination and connects to one of them; dropped or cancelled, nothing of it is left: no
/// socket, no timer, no question to a name server.
@MainActor
final class Dialer {
    /// What has happened; told in a later turn than that of the call that led to it.
    enum Event {
        /// DNS was asked for a domain's servers: these are to be tried, in this order.
        case found([ServicePlace])
        /// An address is known and being tried.
        case connecting
        /// This server was reached, on this socket.
        case reached(Connection.Link, ServicePlace)
        /// None was, and nothing more is told.
        case failed(TransportError)
    }

    private let servers: NameServers
    let pace: ConnectPace
    let tell: @MainActor (Event) -> Void
    var stage = Stage.idle
    private var resolver: Resolver?
    var places: [ServicePlace] = []
    var race: ConnectRace?
    var attempts: [Int: ConnectAttempt] = [:]
    var timers: [Wait: Timer] = [:]

    enum Stage {
        case idle
        case searching(ServerSearch)
        case racing
        case connecting
        case over
    }

    enum Wait: Hashable {
        case search
        case addresses
        case pacer
        case all
    }

    init(
        servers: NameServers, pace: ConnectPace, _ tell: @escaping @MainActor (Event) -> Void
    ) {
        self.servers = servers
        self.pace = pace
        self.tell = tell
    }

    /// Begins; once.
    func start(_ destination: Destination) {
        guard case .idle = stage else { return }
        later { $0.begin(destination) }
    }

    /// Gives everything up and tells nothing any more.
    func cancel() {
        stage = .over
        resolver = nil
        race = nil
        attempts = [:]
        timers = [:]
    }

    private func begin(_ destination: Destination) {
        guard case .idle = stage else { return }
        switch destination {
        case .host(let place): begin([ServicePlace(place, tls: .asConfigured)])
        case .domain(let service): search(service)
        }
    }

    func fail(_ error: TransportError) {
        cancel()
        tell(.failed(error))
    }

    func wait(_ wait: Wait, _ duration: Duration, _ over: @escaping @MainActor (Dialer) -> Void) {
        timers[wait] = Timer(after: duration) { [weak self] in
            guard let self else { return }
            over(self)
        }
    }

    /// Does something in a later turn, if this still goes on then.
    func later(_ action: @escaping @MainActor @Sendable (Dialer) -> Void) {
        DispatchQueue.main.async { [weak self] in
            MainActor.assumeIsolated {
                guard let self else { return }
                action(self)
            }
        }
    }

    /// Who answers questions about names, made when the first is asked; nil when there is nobody to ask.
    func openResolver() -> Resolver? {
        if resolver == nil { resolver = try? Resolver(servers) }
        return resolver
    }
}
