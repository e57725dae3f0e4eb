import Dispatch

/// A TCP connection, plain or under TLS, whose every step is told as an event on the main actor.
///
/// It is used once. What a call brings about is told in a later turn of the main queue, never during the call.
/// After `close()` or `abort()` nothing is told any more. Dropped without either, it is closed.
@MainActor
public final class Connection {
    /// What has happened.
    public enum Event {
        /// These servers of a domain are tried in turn.
        case found([ServicePlace])
        /// A name has been resolved, connecting begins; for literal addresses too.
        case lookedUp
        /// TCP is up, with this server.
        case connected(ServicePlace)
        /// The handshake is done; at a client the server's certificate has been accepted.
        case secured(TLSSummary)
        /// Bytes of the peer, valid only during the call; at most 16 KiB.
        case received(UnsafeRawBufferPointer)
        /// All that was written so far is with the operating system.
        case writeFinished
        /// The last event; the descriptor is closed by then.
        case ended(ConnectionEnd)
    }

    /// Who is told; it may call any method of the connection. It is let go of when the connection has ended.
    public var onEvent: @MainActor (Event) -> Void = { _ in }

    /// Called before each piece of the peer's bytes is read: here those have their turn who should not wait for the end of
    /// a flood, such as whoever has pressed a key. It may call any method of the connection.
    public var letOthersGoFirst: @MainActor () -> Void = {}

    /// How far the connection is.
    enum Phase {
        case idle
        case lookingUp(Dialer)
        case connecting(Dialer)
        /// Plain bytes flow.
        case plain
        /// A handshake is wanted; the plain bytes written before it go out first, and a client reads its roots.
        case preparing(HandshakeMeans?)
        case shaking(TLSSession)
        case secured(TLSSession)
        /// The descriptor is being given back, then the end is told.
        case ending
        case ended
    }

    /// A socket and what watches it.
    struct Link {
        let socket: Socket
        let readiness: Readiness
    }

    /// Whether the owner wants input.
    enum Intake {
        case flowing
        case stopped
    }

    var phase = Phase.idle
    var link: Link?
    var target: HostPort?
    var intake = Intake.flowing

    /// What goes out now, and what waits for the handshake.
    var outQueue = OutQueue()
    var heldQueue = OutQueue()

    /// Why nothing can be written any more. It is told when all input has been read, for that may hold the answer
    /// to what was written before.
    var writeFault: TransportError?

    /// A `writeFinished` that has not been told yet.
    var owesWriteFinished = false

    /// How long connecting waits for what; to be set before it begins.
    var pace = ConnectPace()

    let nameServers: NameServers
    let writeBufferSize: Int32?
    private var readBuffer: UnsafeMutableRawBufferPointer?

    /// How many bytes are read at a time; to be set before the first is read.
    var readLimit = 16 << 10

    /// Makes a client's connection, not yet connected.
    ///
    /// - Parameters:
    ///   - writeBufferSize: bytes the system may hold on the way out; nil leaves it to the system.
    ///   - nameServers: who is asked where the servers are.
    public init(writeBufferSize: Int32? = nil, nameServers: NameServers = .system) {
        self.writeBufferSize = writeBufferSize
        self.nameServers = nameServers
    }

    /// Takes over a connected socket.
    init(accepted socket: Socket, writeBufferSize: Int32?) {
        self.writeBufferSize = writeBufferSize
        nameServers = .system
        socket.setConnectionOptions()
        phase = .plain
        attach(socket)
        updateReading()
    }

    isolated deinit {
        if let link, case .secured(let session) = phase {
            session.sayGoodbye()
            link.socket.drain()
        }
        readBuffer?.deallocate()
    }

    /// How many written bytes the system has not taken yet.
    public var unsentBytes: Int { outQueue.count + heldQueue.count }

    /// The bytes that a proof is bound to; nil when the connection is not secured, or has nothing of the kind.
    public func bytes(of binding: TLSBinding) -> [UInt8]? {
        if case .secured(let session) = phase { session.bytes(of: binding) } else { nil }
    }

    /// The key of the certificate that the peer has shown; nil when the connection is not secured, or none was shown.
    public var peerKey: KeyFingerprint? {
        if case .secured(let session) = phase { session.peerKey } else { nil }
    }

    /// Starts to watch a socket.
    func attach(_ socket: Socket) {
        if let writeBufferSize { socket.setWriteBuffer(bytes: writeBufferSize) }
        let readiness = Readiness(
            socket, onReadable: { [weak self] in self?.becameReadable() },
            onWritable: { [weak self] in self?.becameWritable() })
        link = Link(socket: socket, readiness: readiness)
    }

    /// Takes over a socket that was connected, and what watches it.
    func adopt(_ link: Link) {
        if let writeBufferSize { link.socket.setWriteBuffer(bytes: writeBufferSize) }
        link.readiness.handOver(
            onReadable: { [weak self] in self?.becameReadable() },
            onWritable: { [weak self] in self?.becameWritable() })
        self.link = link
    }

    /// Does something in a later turn, if the connection still exists then.
    func later(_ action: @escaping @MainActor @Sendable (Connection) -> Void) {
        DispatchQueue.main.async { [weak self] in
            MainActor.assumeIsolated {
                guard let self else { return }
                action(self)
            }
        }
    }

    /// Tells an event, after a `writeFinished` that is owed.
    func tell(_ event: Event) {
        tellOwedWriteFinished()
        deliver(event)
    }

    /// Tells a `writeFinished` if one is owed.
    func tellOwedWriteFinished() {
        // What was written since may still be on its way.
        guard owesWriteFinished, unsentBytes == 0 else { return }
        owesWriteFinished = false
        deliver(.writeFinished)
    }

    private func deliver(_ event: Event) {
        if case .ended = phase { return }
        onEvent(event)
    }

    /// The room for one piece of input, kept until the connection goes.
    func inputBuffer() -> UnsafeMutableRawBufferPointer {
        if let readBuffer { return readBuffer }
        let made = UnsafeMutableRawBufferPointer.allocate(byteCount: readLimit, alignment: 16)
        readBuffer = made
        return made
    }
}
