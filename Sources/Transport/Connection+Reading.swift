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

    func becameReadable() {
        switch phase {
        case .plain: if intake == .flowing { readPlain() }
        case .shaking: continueHandshake()
        case .secured(let session): if intake == .flowing { readSecured(session) }
        case .idle, .lookingUp, .connecting, .preparing, .ending, .ended: break
        }
    }

    private func readPlain() {
        guard let link else { return }
        let buffer = inputBuffer()
        switch link.socket.receive(into: buffer) {
        case .count(0): inputEnded(.endOfFile(closeNotify: false))
        case .count(let count):
            tell(.received(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
            readOnIfHungUp()
        case .wouldBlock: break
        case .failed(let code): inputEnded(.failed(TransportError(code: code, place: target)))
        }
    }

    /// Takes another turn by itself once the peer has hung up: Dispatch tells of that a single time, however much is
    /// still to be read. Before that it tells of input again, and of a key that was pressed in the meantime with it;
    /// turns that follow one another by themselves would let the key wait.
    private func readOnIfHungUp() {
        guard let link, link.socket.hasHungUp() else { return }
        later { $0.becameReadable() }
    }

    /// Collects records until the turn's bound, the end, or nothing is left; then tells them at once.
    private func readSecured(_ session: TLSSession) {
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
        guard case .secured = phase else { return }
        if let end { return inputEnded(end) }
        guard !drained else { return }
        // The rest of a record may lie in GnuTLS, of which the socket tells nothing.
        if session.holdsInput { later { $0.becameReadable() } } else { readOnIfHungUp() }
    }

    /// All input has been read. A write that failed before explains the end better than the end itself.
    private func inputEnded(_ end: ConnectionEnd) {
        self.end(writeFault.map { .failed($0) } ?? end)
    }
}
