import Glibc

/// Watches the sockets of the resolver's library, which opens and closes them by itself.
@MainActor
final class ResolverSockets {
    enum Direction {
        case reading
        case writing
    }

    /// Told which of the library's sockets is ready.
    var onReady: @MainActor (Int32, Direction) -> Void = { _, _ in }

    private var watched: [Int32: Readiness] = [:]

    /// What the library waits for at its socket from now on; nothing: the socket is about to be closed.
    func watch(_ descriptor: Int32, reading: Bool, writing: Bool) {
        guard reading || writing else {
            watched.removeValue(forKey: descriptor)?.cancel {}
            return
        }
        let readiness = watched[descriptor] ?? watch(descriptor)
        readiness?.watchReading(reading)
        readiness?.watchWriting(writing)
    }

    /// Watches a copy of the descriptor: the library gives its own back at once, when Dispatch still holds on to it, and
    /// the number might by then belong to something else.
    private func watch(_ descriptor: Int32) -> Readiness? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        // Without a descriptor left the question ends by its time.
        guard copy >= 0 else { return nil }
        let readiness = Readiness(
            Socket(adopting: copy), onReadable: { [weak self] in self?.onReady(descriptor, .reading) },
            onWritable: { [weak self] in self?.onReady(descriptor, .writing) })
        watched[descriptor] = readiness
        return readiness
    }
}
