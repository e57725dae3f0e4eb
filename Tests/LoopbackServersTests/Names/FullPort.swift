import Glibc
import Testing

@testable import Transport

/// A port of this machine whose queue is full, so that the system answers no further attempt to connect.
struct FullPort {
    let port: UInt16
    let fillerCount = 3
    private let descriptors: [Int32]

    init(version4 port: UInt16) throws {
        try self.init(.version4([127, 0, 0, 1]), port)
    }

    init(version6 port: UInt16) throws {
        try self.init(.version6(Array(repeating: 0, count: 15) + [1]), port)
    }

    private init(_ address: LiteralAddress, _ wanted: UInt16) throws {
        let own = SocketAddress(address, port: wanted)
        let kind = Int32(SOCK_STREAM.rawValue)
        let listening = socket(own.family, kind, 0)
        var only: Int32 = 1
        setsockopt(listening, Int32(IPPROTO_IPV6), 26, &only, 4)
        let bound = own.withPointer { bind(listening, $0, $1) }
        try #require(bound == 0 && listen(listening, 0) == 0)
        var chosen = wanted
        if chosen == 0 { chosen = try #require(SocketTable.localPort(of: listening)) }
        port = chosen
        let filled = SocketAddress(address, port: chosen)
        descriptors =
            [listening]
            + (0..<fillerCount).map { _ in
                let filler = socket(filled.family, kind | Int32(SOCK_NONBLOCK.rawValue), 0)
                _ = filled.withPointer { connect(filler, $0, $1) }
                return filler
            }
    }

    func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
    }
}
