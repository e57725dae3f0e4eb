import CCares

/// Watches the sockets of the resolver's library, which opens and closes them by itself: all of them by one descriptor.
@MainActor
final class ResolverSockets {
    /// Told when one of the sockets wants attention.
    var onReady: @MainActor () -> Void = {}

    private let watch: Socket
    private var readiness: Readiness?

    /// Fails when the system has no descriptor left.
    init() throws(NameFailure) {
        let opened = porch_open_watch()
        guard opened >= 0 else { throw .serverFailed }
        watch = Socket(adopting: opened)
        readiness = Readiness(watch, onReadable: { [weak self] in self?.onReady() }, onWritable: {})
        readiness?.watchReading(true)
    }

    /// The one that is readable when a socket wants attention.
    var descriptor: Int32 { watch.descriptor }

    /// What the library waits for at its socket from now on; nothing: the socket is about to be closed.
    func watch(_ descriptor: Int32, reading: Bool, writing: Bool) {
        porch_watch(watch.descriptor, descriptor, reading ? 1 : 0, writing ? 1 : 0)
    }
}
