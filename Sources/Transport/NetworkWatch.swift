import CNetlink
import Dispatch
import Glibc

/// Tells when addresses of the machine come or go: connections may have lost theirs without anybody having said so. It
/// wakes the program at no other time.
@MainActor
public final class NetworkWatch {
    private var source: (any DispatchSourceRead)?
    private var settling: Timer?

    /// A change comes as a burst: an interface, its addresses, its routes.
    private static let settlingTime = Duration.milliseconds(500)

    /// Begins to watch; dropping it ends that.
    ///
    /// - Parameter onChange: called on the main queue, once for the changes of half a second.
    public init(onChange: @escaping @MainActor () -> Void) {
        // A system that refuses leaves the detection to the silence of the links.
        let descriptor = cnetlink_watch()
        guard descriptor >= 0 else { return }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            cnetlink_drain(descriptor)
            self?.settle(onChange)
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        self.source = source
    }

    isolated deinit {
        source?.cancel()
    }

    private func settle(_ onChange: @escaping @MainActor () -> Void) {
        guard settling == nil else { return }
        settling = Timer(after: Self.settlingTime) { [weak self] in
            self?.settling = nil
            onChange()
        }
    }
}
