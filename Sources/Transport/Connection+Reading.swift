extension Connection {
    /// Stops to read, so that the peer's writes fill up, until `resumeReading()`. A handshake goes on.
    public func stopReading() {
        intake = .stopped
        updateReading()
    }

    /// Reads again after `stopReading()`.
    public func resumeReading() {
        intake = .flowing
        updateReading()
        // There may be input that the socket no longer tells of.
        later { $0.becameReadable() }
    }

    /// Watches the socket for input where input is wanted.
    func updateReading() {
        let wanted: Bool =
            switch phase {
            case .plain, .secured: intake == .flowing
            case .shaking: true
            case .idle, .lookingUp, .connecting, .preparing, .ending, .ended: false
            }
        link?.readiness.watchReading(wanted)
    }

    /// Pieces in one turn at most: a megabit or two, a few milliseconds of work.
    private static let piecesPerTurn = 16

    /// Whether there may be another piece of input at once.
    private enum Supply {
        case more
        case nothing
    }

    /// Reads piece after piece, until nothing is left or the turn is over: to give a turn away and to be told of input
    /// again costs as much as the work on a third of a piece.
    func becameReadable() {
        for _ in 0..<Self.piecesPerTurn {
            if isFlowing { letOthersGoFirst() }
            guard case .more = readPiece() else { return }
        }
        endTurn()
    }

    /// Whether bytes go to the owner now.
    private var isFlowing: Bool {
        switch phase {
        case .plain, .secured: intake == .flowing
        case .idle, .lookingUp, .connecting, .preparing, .shaking, .ending, .ended: false
        }
    }

    private func readPiece() -> Supply {
        switch phase {
        case .plain: return intake == .flowing ? readPlain() : .nothing
        case .shaking:
            continueHandshake()
            return .nothing
        case .secured(let session): return intake == .flowing ? readSecured(session) : .nothing
        case .idle, .lookingUp, .connecting, .preparing, .ending, .ended: return .nothing
        }
    }

    private func readPlain() -> Supply {
        guard let link else { return .nothing }
        let buffer = inputBuffer()
        switch link.socket.receive(into: buffer) {
        case .count(0): inputEnded(.endOfFile(closeNotify: false))
        case .count(let count):
            tell(.received(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
            if count == buffer.count { return .more }
            readOnIfHungUp()
        case .wouldBlock: break
        case .failed(let code): inputEnded(.failed(TransportError(code: code, place: target)))
        }
        return .nothing
    }

    /// Lets others have their turn before what is still to be read.
    private func endTurn() {
        // The rest of a record may lie in GnuTLS, of which the socket tells nothing.
        if case .secured(let session) = phase, session.holdsInput { return later { $0.becameReadable() } }
        readOnIfHungUp()
    }

    /// Takes another turn by itself once the peer has hung up: Dispatch tells of that a single time, however much is
    /// still to be read. Before that it tells of input again, and of a key that was pressed in the meantime with it;
    /// turns that follow one another by themselves would let the key wait.
    private func readOnIfHungUp() {
        guard let link, link.socket.hasHungUp() else { return }
        later { $0.becameReadable() }
    }

    /// Collects records until the piece is full, the end, or nothing is left; then tells them at once.
    private func readSecured(_ session: TLSSession) -> Supply {
        let buffer = inputBuffer()
        var filled = 0
        var end: ConnectionEnd?
        var drained = false
        var records = 0
        while filled < buffer.count, records < 64, end == nil, !drained {
            records += 1
            switch session.receive(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])) {
            case .bytes(let count): filled += count
            case .nothing: continue
            case .wouldBlock: drained = true
            case .ended(let how): end = how
            }
        }
        if filled > 0 { tell(.received(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))) }
        guard case .secured = phase else { return .nothing }
        if let end { inputEnded(end) }
        return end != nil || drained ? .nothing : .more
    }

    /// All input has been read. A write that failed before explains the end better than the end itself.
    private func inputEnded(_ end: ConnectionEnd) {
        self.end(writeFault.map { .failed($0) } ?? end)
    }
}
