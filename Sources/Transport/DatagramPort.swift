import Glibc

/// A UDP port of 127.0.0.1, and of no other address; dropped, it is closed.
@MainActor
public final class DatagramPort {
    /// Somebody who has sent something, to be answered.
    public struct Sender: Hashable, Sendable {
        let address: SocketAddress
    }

    /// The port's number.
    public let port: UInt16

    /// Who gets what arrives: at most 4 KiB of each datagram.
    public var onDatagram: @MainActor ([UInt8], Sender) -> Void = { _, _ in }

    private let socket: Socket
    private let readiness: Readiness

    /// Opens a port.
    ///
    /// - Parameter port: 0 lets the system choose a free one.
    /// - Throws: `TransportError.other` when the port is taken or the system has no descriptor left.
    public init(port: UInt16 = 0) throws(TransportError) {
        let socket: Socket
        switch Socket.openDatagram(family: AF_INET) {
        case .success(let opened): socket = opened
        case .failure(let refusal): throw .other(code: refusal.code)
        }
        let bound = SocketAddress(loopbackPort: port).withPointer { bind(socket.descriptor, $0, $1) }
        guard bound == 0, let chosen = socket.localPort() else { throw .other(code: errno) }
        self.socket = socket
        self.port = chosen
        let relay = Relay()
        readiness = Readiness(socket, onReadable: { relay.port?.receiveSome() }, onWritable: {})
        relay.port = self
        readiness.watchReading(true)
    }

    /// Sends a datagram; what the system does not take at once is lost, as datagrams may be.
    public func send(_ bytes: [UInt8], to receiver: Sender) {
        guard socket.descriptor >= 0 else { return }
        receiver.address.withPointer { address, length in
            _ = sendto(socket.descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), address, length)
        }
    }

    /// Receives nothing more. The port is free in the next turn.
    public func close() {
        onDatagram = { _, _ in }
        readiness.cancel {}
    }

    /// Lets the source's handler exist before the port does.
    @MainActor
    private final class Relay {
        weak var port: DatagramPort?
    }

    /// Takes up to 16 datagrams, then other work has its turn.
    private func receiveSome() {
        for _ in 0..<16 {
            guard let (bytes, sender) = receive() else { return }
            onDatagram(bytes, sender)
        }
    }

    private func receive() -> ([UInt8], Sender)? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var bytes = [UInt8](repeating: 0, count: 4 << 10)
        let descriptor = socket.descriptor
        let count = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT), $0, &length)
            }
        }
        guard count >= 0 else { return nil }
        let address = withUnsafeBytes(of: &storage) { SocketAddress($0.prefix(Int(length))) }
        return address.map { (Array(bytes.prefix(count)), Sender(address: $0)) }
    }
}
