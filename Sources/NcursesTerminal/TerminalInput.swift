import Dispatch
import Glibc
import TerminalUI

/// Reads the keyboard and turns its bytes into keys.
@MainActor final class TerminalInput {
    /// How long the bytes of one key may lie apart, in milliseconds.
    private static let escapeDelay = 25
    private static let bytesPerRead = 4096

    private var decoder = KeyDecoder()
    private let source: any DispatchSourceRead
    private let escapeTimer: any DispatchSourceTimer

    /// The keys of one read.
    var onKeys: @MainActor ([Key]) -> Void = { _ in }
    /// The terminal is gone; nothing more will come.
    var onEnd: @MainActor () -> Void = {}

    /// Begins to read standard input.
    init() {
        source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        escapeTimer = DispatchSource.makeTimerSource(queue: .main)
        source.setEventHandler { [weak self] in self?.readOnce() }
        escapeTimer.setEventHandler { [weak self] in self?.escapeDelayPassed() }
        source.resume()
        escapeTimer.resume()
    }

    /// Reads no more.
    func stop() {
        source.cancel()
        escapeTimer.cancel()
    }

    private enum Reading {
        case nothing
        case bytes([UInt8])
        case end
    }

    private func readOnce() {
        switch read() {
        case .nothing: break
        case .bytes(let bytes): take(decoder.decode(bytes))
        case .end:
            stop()
            onEnd()
        }
    }

    /// Bytes may lie in the system's buffer although the delay has passed: when the program itself was slow.
    private func escapeDelayPassed() {
        guard decoder.isEscapePending else { return }
        switch read() {
        case .nothing: take(decoder.escapeDelayPassed())
        case .bytes(let bytes): take(decoder.decode(bytes))
        case .end:
            stop()
            onEnd()
        }
    }

    private func take(_ keys: [Key]) {
        if decoder.isEscapePending {
            escapeTimer.schedule(deadline: .now() + .milliseconds(Self.escapeDelay))
        }
        if !keys.isEmpty { onKeys(keys) }
    }

    /// Asks before it reads: standard input is shared with the shell and stays as it is, so a read could wait.
    private func read() -> Reading {
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 0) > 0 else { return .nothing }
        var bytes = [UInt8](repeating: 0, count: Self.bytesPerRead)
        let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 { return .bytes(Array(bytes.prefix(count))) }
        if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
        return .end
    }
}
