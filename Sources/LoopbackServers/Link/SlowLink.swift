public import Transport

/// A way to a server that takes its time and can be cut: a listener on 127.0.0.1 that hands everything on, each
/// direction after half a round trip, in order, for any number of connections.
///
/// Connecting takes no time, since the system does it before anybody else knows.
///
/// ```swift
/// let link = try SlowLink(to: server.place, roundTrip: .milliseconds(100))
/// // A client connects to link.place.
/// link.cut()      // Both ends see nothing at all.
/// link.restore()  // What was said meanwhile arrives.
/// ```
@MainActor
public final class SlowLink {
    /// Where clients connect.
    public let place: HostPort
    /// How long bytes need to the server and an answer back; for what is sent from now on.
    public var roundTrip: Duration

    private let target: HostPort
    private let listener: Listener
    private var pairs: [Int: LinkedPair] = [:]
    private var count = 0
    private var latest: LinkedPair?
    private var condition = Condition.alive

    private enum Condition {
        case alive
        case cut
    }

    /// A link to `target`.
    ///
    /// - Throws: ``LoopbackServerError/listening(_:)`` when the system refuses a port.
    public init(to target: HostPort, roundTrip: Duration = .zero) throws(LoopbackServerError) {
        self.target = target
        self.roundTrip = roundTrip
        do throws(TransportError) {
            listener = try Listener()
        } catch {
            throw .listening(error)
        }
        place = HostPort(host: "127.0.0.1", port: listener.port)
        listener.onConnection = { [weak self] connection in self?.accept(connection) }
    }

    /// How many connections there were.
    public var connectionCount: Int { count }

    /// How many connections there are of which one end at least still lives.
    public var openCount: Int { pairs.count }

    /// How many round trips it has taken until the last word that has reached the client on the newest connection,
    /// counted by what had to be heard before what was said, and not by the clock. Connecting is not counted.
    public var roundTrips: Double { Double(latest?.crossings ?? 0) / 2 }

    /// From now on both ends see nothing of each other, as in a dead network; new connections are silent too.
    public func cut() {
        condition = .cut
        for pair in pairs.values { pair.cut() }
    }

    /// The network lives again: what was said meanwhile arrives, the ends of connections included.
    public func restore() {
        condition = .alive
        for pair in pairs.values { pair.restore() }
    }

    /// The connections that there are stay dead for ever, and nobody is told, as when a router forgets them; new ones
    /// are as before.
    public func forget() {
        for pair in pairs.values { pair.forget() }
    }

    /// Breaks every connection, at both ends.
    public func reset() {
        for pair in pairs.values { pair.reset() }
    }

    /// Accepts nothing more, and breaks every connection.
    public func stop() {
        listener.close()
        reset()
    }

    private func accept(_ connection: Connection) {
        let number = count
        count += 1
        let pair = LinkedPair(
            connection, to: target, delay: { [weak self] in (self?.roundTrip ?? .zero) / 2 })
        pair.onOver = { [weak self] in self?.pairs[number] = nil }
        pairs[number] = pair
        latest = pair
        if condition == .cut { pair.cut() }
    }
}
