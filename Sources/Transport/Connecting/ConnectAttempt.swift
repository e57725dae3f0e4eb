import Glibc

/// One address that is being connected to; dropped, its socket is closed.
@MainActor
final class ConnectAttempt {
    /// The socket and what watches it.
    let link: Connection.Link
    private var bound: Timer?

    private init(_ link: Connection.Link, bound: Timer) {
        self.link = link
        self.bound = bound
    }

    /// Begins.
    ///
    /// - Parameter ended: Called once in a later turn, with the system's code; 0 when the address was reached.
    static func begin(
        _ address: SocketAddress, bound: Duration, _ ended: @escaping @MainActor (Int32) -> Void
    ) -> Result<ConnectAttempt, SystemCode> {
        open(address).map { socket in
            let readiness = Readiness(socket, onReadable: {}, onWritable: { ended(socket.takeError()) })
            readiness.watchWriting(true)
            let link = Connection.Link(socket: socket, readiness: readiness)
            return ConnectAttempt(link, bound: Timer(after: bound) { ended(ETIMEDOUT) })
        }
    }

    private static func open(_ address: SocketAddress) -> Result<Socket, SystemCode> {
        Socket.open(family: address.family).flatMap { socket in
            socket.setConnectionOptions()
            let code = address.withPointer { Glibc.connect(socket.descriptor, $0, $1) == 0 ? 0 : errno }
            return code == 0 || code == EINPROGRESS || code == EINTR
                ? .success(socket) : .failure(SystemCode(code))
        }
    }

    /// Lets go of the socket, which is connected now, for somebody else to use.
    func handOver() -> Connection.Link {
        bound = nil
        return link
    }
}
