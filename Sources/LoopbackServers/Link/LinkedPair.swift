import Transport

/// A client's connection to a link and the link's connection to the server, joined by two lanes.
@MainActor
final class LinkedPair {
    /// How many lanes what has reached the client so far has crossed, with all that it answered.
    private(set) var crossings = 0
    /// Called once, when both connections are over.
    var onOver: @MainActor () -> Void = {}

    private let near: Connection
    private let far = Connection()
    private let up = DelayedLane()
    private let down = DelayedLane()
    private var serverCrossings = 0
    private var open = 2

    init(_ near: Connection, to target: HostPort, delay: @escaping @MainActor () -> Duration) {
        self.near = near
        near.onEvent = { [weak self] event in
            guard let self else { return }
            take(event, into: up, crossings: crossings, delay: delay())
        }
        far.onEvent = { [weak self] event in
            guard let self else { return }
            take(event, into: down, crossings: serverCrossings, delay: delay())
        }
        up.onArrival = { [weak self] parcel, crossings in
            guard let self else { return }
            serverCrossings = max(serverCrossings, crossings)
            hand(parcel, to: far)
        }
        down.onArrival = { [weak self] parcel, crossings in
            guard let self else { return }
            self.crossings = max(self.crossings, crossings)
            hand(parcel, to: near)
        }
        far.connect(to: target)
    }

    func cut() {
        up.cut()
        down.cut()
    }

    func restore() {
        up.restore()
        down.restore()
    }

    /// Nothing will arrive any more at either end.
    func forget() {
        up.lose()
        down.lose()
    }

    /// Breaks both connections.
    func reset() {
        forget()
        near.abort()
        far.abort()
        over(2)
    }

    private func take(_ event: Connection.Event, into lane: DelayedLane, crossings: Int, delay: Duration) {
        switch event {
        case .found, .lookedUp, .connected, .secured, .writeFinished: break
        case .received(let bytes): lane.send(.bytes(Array(bytes)), crossings: crossings + 1, delay: delay)
        case .ended(let end):
            lane.send(.end(end), crossings: crossings, delay: delay)
            over(1)
        }
    }

    private func hand(_ parcel: DelayedLane.Parcel, to connection: Connection) {
        switch parcel {
        case .bytes(let bytes): connection.write(bytes)
        case .end(.endOfFile):
            connection.close()
            over(1)
        case .end(.failed):
            connection.abort()
            over(1)
        }
    }

    private func over(_ count: Int) {
        guard open > 0 else { return }
        open -= min(count, open)
        if open == 0 { onOver() }
    }
}
