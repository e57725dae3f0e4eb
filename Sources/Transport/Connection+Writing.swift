extension Connection {
    /// Queues bytes and writes what the system takes now; before the connection or the handshake is up, they wait.
    ///
    /// After the end nothing is written.
    public func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, writeFault == nil else { return }
        switch phase {
        case .idle, .lookingUp, .connecting:
            outQueue.append(bytes)
        case .preparing, .shaking:
            heldQueue.append(bytes)
        case .plain, .secured:
            outQueue.append(bytes)
            flush()
        case .ending, .ended:
            break
        }
    }

    func becameWritable() {
        switch phase {
        case .plain, .secured: flush()
        case .preparing:
            flush()
            startHandshakeIfReady()
        case .shaking: continueHandshake()
        case .idle, .lookingUp, .connecting, .ending, .ended: break
        }
    }

    /// Writes until the queue is empty, the system takes no more, or the turn's bound is reached.
    func flush() {
        guard let link, !outQueue.isEmpty else { return }
        var budget = 16
        while !outQueue.isEmpty, budget > 0 {
            budget -= 1
            switch sendOnce(link.socket) {
            case .bytes(let count): outQueue.drop(count)
            case .wouldBlock: budget = 0
            case .failed(let error): return writingFailed(error)
            }
        }
        link.readiness.watchWriting(!outQueue.isEmpty)
        guard outQueue.isEmpty else { return }
        owesWriteFinished = true
        later { $0.tellOwedWriteFinished() }
    }

    private func sendOnce(_ socket: Socket) -> TLSSession.Write {
        if case .secured(let session) = phase { return outQueue.withBytes(session.send) }
        switch outQueue.withBytes(socket.send) {
        case .count(let count): return .bytes(count)
        case .wouldBlock: return .wouldBlock
        case .failed(let code): return .failed(TransportError(code: code, place: target))
        }
    }

    private func writingFailed(_ error: TransportError) {
        writeFault = error
        owesWriteFinished = false
        outQueue.removeAll()
        heldQueue.removeAll()
        link?.readiness.watchWriting(false)
        if inputTellsTheEnd(after: error) {
            later { $0.becameReadable() }
        } else {
            later { $0.end(.failed(error)) }
        }
    }

    /// Whether reading on leads to an end that then tells of the fault: a dead socket still gives what had arrived,
    /// perhaps the answer to what was written before. Not so where no input is read, nor where the socket lives.
    private func inputTellsTheEnd(after error: TransportError) -> Bool {
        let socketIsDead: Bool =
            switch error {
            case .reset, .timedOut: true
            case .nameNotFound, .noAddress, .nameServerFailed, .nameServerSilent, .serviceNotOffered,
                .severalFailed,
                .refused, .unreachable, .tls, .other:
                false
            }
        switch phase {
        case .plain, .secured: return socketIsDead && intake == .flowing
        case .idle, .lookingUp, .connecting, .preparing, .shaking, .ending, .ended: return false
        }
    }
}
