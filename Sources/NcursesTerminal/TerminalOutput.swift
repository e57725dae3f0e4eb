import CNcurses
import Dispatch
import Glibc

/// Brings what curses composed to the terminal, without ever waiting for it.
///
/// A terminal takes nothing while its output is stopped or its window hangs. Then the rest is kept, and frames are
/// left out until it has gone.
@MainActor final class TerminalOutput {
    /// Where the bytes go; also in a crash.
    let descriptor: Int32
    private let isOwn: Bool
    private var waiting: [UInt8] = []
    private var source: (any DispatchSourceWrite)?

    /// The terminal has taken everything after it had fallen behind.
    var onDrained: @MainActor () -> Void = {}

    /// Opens the terminal behind standard output once more, so that not to wait is a property of this opening alone.
    init() {
        let reopened = terminal_reopen(STDOUT_FILENO)
        isOwn = reopened >= 0
        descriptor = isOwn ? reopened : STDOUT_FILENO
    }

    /// Whether the terminal has not yet taken all that was given.
    var isBehind: Bool { !waiting.isEmpty }

    /// Gives the terminal an order that curses does not know, after what was composed so far.
    func send(_ order: String) {
        collect()
        waiting.append(contentsOf: order.utf8)
        write()
    }

    /// Gives the terminal what was composed.
    func flush() {
        collect()
        write()
    }

    /// Waits until the terminal has taken everything, at most this long; what is left then is dropped.
    func finish(milliseconds: Int32) {
        collect()
        var rounds = 0
        while write(), isBehind, rounds < 100 {
            rounds += 1
            var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&room, 1, milliseconds) > 0 else { break }
        }
        waiting = []
        stopWatching()
    }

    /// Finishes and gives the descriptor back; nothing may be sent afterwards.
    func close(milliseconds: Int32) {
        finish(milliseconds: milliseconds)
        if isOwn { Glibc.close(descriptor) }
    }

    private func collect() {
        let count = screen_pending()
        guard count > 0 else { return }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = screen_take(buffer.baseAddress, count)
        }
        waiting.append(contentsOf: bytes)
    }

    /// Writes what the terminal takes now; false when it is gone for good.
    @discardableResult
    private func write() -> Bool {
        var written = 0
        var isThere = true
        while written < waiting.count {
            let count = waiting[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                isThere = errno == EAGAIN
                break
            }
        }
        // Bytes for a terminal that is gone would keep the frames back for ever.
        if isThere { waiting.removeFirst(written) } else { waiting = [] }
        if isBehind { watch() } else { stopWatching() }
        return isThere
    }

    private func watch() {
        guard source == nil else { return }
        let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            guard let self, self.isBehind else { return }
            self.write()
            if !self.isBehind { self.onDrained() }
        }
        source.resume()
        self.source = source
    }

    private func stopWatching() {
        source?.cancel()
        source = nil
    }
}
