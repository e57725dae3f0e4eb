import Glibc

/// A socket's descriptor, of TCP unless said otherwise; closed with its last reference at the latest.
///
/// It never blocks and never raises SIGPIPE.
final class Socket {
    /// Negative once closed.
    private(set) var descriptor: Int32

    /// What one attempt to read or write came to.
    enum Outcome {
        /// So many bytes; when reading, 0 is the end.
        case count(Int)
        /// Not now: wait until the socket is ready.
        case wouldBlock
        /// The `errno` code.
        case failed(Int32)
    }

    /// Takes over an open descriptor and makes it non-blocking and closed on exec.
    init(adopting descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Opens a TCP socket.
    ///
    /// - Throws: the system's code, for instance when there are no descriptors left.
    static func open(family: Int32) -> Result<Socket, SystemCode> {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, Int32(IPPROTO_TCP))
        return descriptor >= 0 ? .success(Socket(adopting: descriptor)) : .failure(SystemCode(errno))
    }

    /// Opens a UDP socket.
    static func openDatagram(family: Int32) -> Result<Socket, SystemCode> {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, Int32(IPPROTO_UDP))
        return descriptor >= 0 ? .success(Socket(adopting: descriptor)) : .failure(SystemCode(errno))
    }

    deinit {
        close()
    }

    /// Sends small writes at once, and gives up on a peer that has not acknowledged for 60 s.
    func setConnectionOptions() {
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 60_000)
    }

    /// Bounds what the system holds on the way out.
    func setWriteBuffer(bytes: Int32) {
        set(SOL_SOCKET, SO_SNDBUF, bytes)
    }

    /// Bounds what the system holds on the way in; on a listening socket it goes for what it accepts.
    func setReadBuffer(bytes: Int32) {
        set(SOL_SOCKET, SO_RCVBUF, bytes)
    }

    func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The port at this end of an IPv4 socket.
    func localPort() -> UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return code == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }

    /// The error that a connect in progress has ended with, 0 for none.
    func takeError() -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
    }

    /// Reads what is there, as far as `buffer` takes it.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        Self.outcome { recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) }
    }

    /// Whether nothing more comes than what has arrived, be it the end or an error. Asked without reading, for a read
    /// would take the error away.
    func hasHungUp() -> Bool {
        // POLLRDHUP, whose name the system's headers show to GNU programs only.
        let hangUp: Int16 = 0x2000
        let ends = hangUp | Int16(POLLHUP) | Int16(POLLERR)
        var watched = pollfd(fd: descriptor, events: hangUp, revents: 0)
        return poll(&watched, 1, 0) > 0 && watched.revents & ends != 0
    }

    /// Writes what the system takes now.
    func send(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        return Self.outcome { Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags) }
    }

    /// Throws away what has arrived, up to 16 MiB: closing with unread input would make the system send a reset,
    /// which destroys what we sent and the peer has not yet read.
    func drain() {
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_TRUNC)
        for _ in 0..<16 {
            guard descriptor >= 0, recv(descriptor, nil, 1 << 20, flags) > 0 else { return }
        }
    }

    /// Makes the coming close a reset.
    func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    /// Gives the descriptor back; a second call does nothing.
    func close() {
        guard descriptor >= 0 else { return }
        drain()
        Glibc.close(descriptor)
        descriptor = -1
    }

    private static func outcome(_ call: () -> Int) -> Outcome {
        while true {
            let count = call()
            if count >= 0 { return .count(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed(errno)
            }
        }
    }
}

/// An `errno` code as an error.
struct SystemCode: Error, Hashable {
    let code: Int32

    init(_ code: Int32) {
        self.code = code
    }
}
