import Dispatch
import Glibc
import TerminalUI

/// Reads the keyboard and turns its bytes into keys.
@MainActor final class TerminalInput {
    private static let bytesPerRead = 4096

    private var decoder = KeyDecoder()
    private let source: any DispatchSourceRead
    private let silenceTimer: any DispatchSourceTimer

    /// The keys of one read.
    var onKeys: @MainActor ([Key]) -> Void = { _ in }
    /// The terminal is gone; nothing more will come.
    var onEnd: @MainActor () -> Void = {}

    /// Begins to read standard input.
    init() {
        source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        silenceTimer = DispatchSource.makeTimerSource(queue: .main)
        source.setEventHandler { [weak self] in self?.readOnce() }
        silenceTimer.setEventHandler { [weak self] in self?.silencePassed() }
        source.resume()
        silenceTimer.resume()
    }

    /// Reads no more.
    func stop() {
        source.cancel()
        silenceTimer.cancel()
    }

    private enum Reading {
        case nothing
        case bytes([UInt8])
        case end
    }

    /// Reads what there is, and tells of it.
    func readOnce() {
        // Whoever asks for keys again after the end must not be told of the end again: that would insist on it.
        if source.isCancelled { return }
        switch read() {
        case .nothing: break
        case .bytes(let bytes): take(decoder.decode(bytes))
        case .end:
            stop()
            onEnd()
        }
    }

    /// Bytes may lie in the system's buffer although the delay has passed: when the program itself was slow.
    private func silencePassed() {
        guard decoder.awaitedSilence != nil else { return }
        switch read() {
        case .nothing: take(decoder.silencePassed())
        case .bytes(let bytes): take(decoder.decode(bytes))
        case .end:
            stop()
            onEnd()
        }
    }

    private func take(_ keys: [Key]) {
        if let silence = decoder.awaitedSilence {
            silenceTimer.schedule(deadline: .now() + .milliseconds(Int(silence / .milliseconds(1))))
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
