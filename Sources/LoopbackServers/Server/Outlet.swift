import Transport

/// The way out of a server's connection: what is written, how much of it, and the end, which comes once.
@MainActor
final class Outlet {
    /// Called once, when the connection is over.
    var onOver: @MainActor (ConnectionRecord.End) -> Void = { _ in }

    private let connection: Connection
    private let limit: Int?
    private var written = 0
    private var state = State.open

    private enum State {
        case open
        /// The connection ends when all is with the system.
        case closing
        case shut
    }

    /// An outlet of a connection that ends once this many bytes are written, if there is such a limit.
    init(_ connection: Connection, limit: Int?) {
        self.connection = connection
        self.limit = limit
    }

    /// Whether the connection is over.
    var isShut: Bool { state == .shut }

    /// Writes what the limit allows.
    func write(_ bytes: [UInt8]) {
        guard state == .open else { return }
        guard let limit else { return connection.write(bytes) }
        let allowed = bytes.prefix(limit - written)
        written += allowed.count
        connection.write(Array(allowed))
        if written == limit { closeWhenSent() }
    }

    /// Ends the connection in order when what was written is with the system.
    func closeWhenSent() {
        guard state == .open else { return }
        state = .closing
        allIsSent()
    }

    /// What was written may all be with the system.
    func allIsSent() {
        if state == .closing, connection.unsentBytes == 0 { close() }
    }

    /// Ends the connection in order, now.
    func close() {
        connection.close()
        over(.closedHere)
    }

    /// Ends the connection now; under TLS the client is not told that this is the end.
    func cut() {
        connection.cut()
        over(.closedHere)
    }

    /// Breaks the connection.
    func abort() {
        connection.abort()
        over(.resetHere)
    }

    /// The connection is over.
    func over(_ end: ConnectionRecord.End) {
        guard state != .shut else { return }
        state = .shut
        onOver(end)
    }
}
