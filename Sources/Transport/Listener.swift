import Dispatch
import Glibc

/// Accepts connections on 127.0.0.1, and nowhere else; dropped, it is closed.
@MainActor
public final class Listener {
    /// The port it listens on.
    public let port: UInt16

    /// Who gets the connections, each already connected. One that is not kept is closed.
    public var onConnection: @MainActor (Connection) -> Void = { _ in }

    private let readiness: Readiness
    private let socket: Socket
    private let writeBufferSize: Int32?
    private var pause: Timer?

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - port: 0 lets the system choose a free one.
    ///   - readBufferSize: bytes the system may hold on the way in for each connection; nil leaves it to the system.
    ///   - writeBufferSize: the same on the way out.
    /// - Throws: `TransportError.other` when the port is taken or the system has no descriptor left.
    public init(
        port: UInt16 = 0, readBufferSize: Int32? = nil, writeBufferSize: Int32? = nil
    ) throws(TransportError) {
        let (socket, port) = try Self.open(port: port, readBufferSize: readBufferSize)
        self.socket = socket
        self.port = port
        self.writeBufferSize = writeBufferSize
        let relay = Relay()
        readiness = Readiness(socket, onReadable: { relay.listener?.acceptSome() }, onWritable: {})
        relay.listener = self
        readiness.watchReading(true)
    }

    /// Accepts nothing more; connections already accepted go on. The port is free in the next turn.
    public func close() {
        pause = nil
        onConnection = { _ in }
        readiness.cancel {}
    }

    /// Lets the source's handler exist before the listener does.
    @MainActor
    private final class Relay {
        weak var listener: Listener?
    }

    private static func open(
        port: UInt16, readBufferSize: Int32?
    ) throws(TransportError) -> (Socket, UInt16) {
        let socket: Socket
        switch Socket.open(family: AF_INET) {
        case .success(let opened): socket = opened
        case .failure(let refusal): throw .other(code: refusal.code)
        }
        socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
        if let readBufferSize { socket.setReadBuffer(bytes: readBufferSize) }
        let address = SocketAddress(loopbackPort: port)
        let bound = address.withPointer { bind(socket.descriptor, $0, $1) }
        guard bound == 0, listen(socket.descriptor, 128) == 0 else { throw .other(code: errno) }
        guard let chosen = socket.localPort() else { throw .other(code: errno) }
        return (socket, chosen)
    }

    /// Accepts up to 16 connections, then other work has its turn.
    private func acceptSome() {
        for _ in 0..<16 {
            let descriptor = accept(socket.descriptor, nil, nil)
            guard descriptor >= 0 else { return acceptFailed(errno) }
            onConnection(Connection(accepted: Socket(adopting: descriptor), writeBufferSize: writeBufferSize))
        }
    }

    private func acceptFailed(_ code: Int32) {
        switch code {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            // The connection stays in the system's queue, so the source would fire without end.
            readiness.watchReading(false)
            pause = Timer(after: .milliseconds(100)) { [weak self] in self?.readiness.watchReading(true) }
        default:
            break
        }
    }
}
