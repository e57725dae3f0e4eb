import Glibc
import Testing

@testable import Transport

/// A port of 127.0.0.1 whose queue is full, so that the system answers no further attempt to connect.
struct SilentPort {
    let port: UInt16
    private let listening: Socket
    private let fillers: [Socket]

    init() throws {
        listening = try Socket.open(family: AF_INET).get()
        let descriptor = listening.descriptor
        let bound = SocketAddress(loopbackPort: 0).withPointer { bind(descriptor, $0, $1) }
        try #require(bound == 0 && listen(descriptor, 0) == 0)
        port = try #require(listening.localPort())
        let address = SocketAddress(loopbackPort: port)
        fillers = try (0..<4).map { _ in
            let socket = try Socket.open(family: AF_INET).get()
            _ = address.withPointer { connect(socket.descriptor, $0, $1) }
            return socket
        }
    }
}
