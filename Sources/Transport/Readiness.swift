import Dispatch

/// Tells on the main queue when a socket can be read or written.
///
/// Each direction is quiet until armed: a write source that nobody needs would fire without end.
@MainActor
final class Readiness {
    private let departure: Departure
    private let owner: Owner
    private var reading: Direction
    private var writing: Direction

    /// One of the two sources, which Dispatch wants resumed before it is cancelled or released.
    private struct Direction {
        let source: any DispatchSourceProtocol
        var arming = Arming.suspended

        mutating func set(_ wanted: Arming) {
            switch (arming, wanted) {
            case (.suspended, .armed): source.resume()
            case (.armed, .suspended): source.suspend()
            case (.armed, .armed), (.suspended, .suspended): break
            }
            arming = wanted
        }

        mutating func cancel() {
            source.cancel()
            set(.armed)
        }
    }

    private enum Arming {
        case armed
        case suspended
    }

    /// Watches a socket, quietly at first.
    init(
        _ socket: Socket, onReadable: @escaping @MainActor () -> Void,
        onWritable: @escaping @MainActor () -> Void
    ) {
        let read = DispatchSource.makeReadSource(fileDescriptor: socket.descriptor, queue: .main)
        let write = DispatchSource.makeWriteSource(fileDescriptor: socket.descriptor, queue: .main)
        reading = Direction(source: read)
        writing = Direction(source: write)
        let departure = Departure(socket)
        self.departure = departure
        let owner = Owner(onReadable: onReadable, onWritable: onWritable)
        self.owner = owner
        read.setEventHandler { owner.onReadable() }
        write.setEventHandler { owner.onWritable() }
        read.setCancelHandler { departure.sourceLetGo() }
        write.setCancelHandler { departure.sourceLetGo() }
    }

    isolated deinit {
        reading.cancel()
        writing.cancel()
    }

    /// Tells somebody else from now on; quietly at first.
    func handOver(onReadable: @escaping @MainActor () -> Void, onWritable: @escaping @MainActor () -> Void) {
        watchReading(false)
        watchWriting(false)
        owner.onReadable = onReadable
        owner.onWritable = onWritable
    }

    /// Whether to tell of readable input.
    func watchReading(_ wanted: Bool) {
        reading.set(wanted ? .armed : .suspended)
    }

    /// Whether to tell of room for output.
    func watchWriting(_ wanted: Bool) {
        writing.set(wanted ? .armed : .suspended)
    }

    /// Tells nothing any more and closes the socket in a later turn, then calls `done`; once.
    func cancel(_ done: @escaping @MainActor () -> Void) {
        departure.done = done
        reading.cancel()
        writing.cancel()
    }
}

/// Whom the sources tell.
@MainActor
private final class Owner {
    var onReadable: @MainActor () -> Void
    var onWritable: @MainActor () -> Void

    init(onReadable: @escaping @MainActor () -> Void, onWritable: @escaping @MainActor () -> Void) {
        self.onReadable = onReadable
        self.onWritable = onWritable
    }
}

/// Closes a socket when both sources have let go of its descriptor: before that it must not be given back, for
/// the number might by then belong to something else.
@MainActor
private final class Departure {
    private let socket: Socket
    private var sourcesLeft = 2
    var done: @MainActor () -> Void = {}

    init(_ socket: Socket) {
        self.socket = socket
    }

    func sourceLetGo() {
        sourcesLeft -= 1
        guard sourcesLeft == 0 else { return }
        socket.close()
        done()
    }
}
