extension Connection {
    /// Ends the connection in order, from our side; nothing is told any more.
    ///
    /// Under TLS close_notify is said if there is room. Input that has arrived is thrown away, for otherwise the
    /// system would reset the connection and destroy what was sent; nothing is waited for. What the system had not
    /// taken yet is lost. The descriptor is given back in the next turn.
    public func close() {
        if case .secured(let session) = phase { session.sayGoodbye() }
        // Also done before the descriptor is given back; but the program may end before that.
        link?.socket.drain()
        finish()
    }

    /// Ends the connection from our side without a word; nothing is told any more.
    ///
    /// Under TLS close_notify is not said, so that the peer cannot know whether this is the end or somebody on the
    /// way made it one: for dishonest servers.
    public func cut() {
        link?.socket.drain()
        finish()
    }

    /// Sends so many TLS warnings that change nothing, as far as the socket takes them now: for dishonest servers.
    public func warn(times: Int) {
        guard case .secured(let session) = phase else { return }
        for _ in 0..<times { session.warn() }
    }

    /// Breaks the connection with a reset; nothing is told any more.
    public func abort() {
        link?.socket.resetOnClose()
        finish()
    }

    private func finish() {
        switch phase {
        case .ending, .ended: break
        case .idle, .lookingUp, .connecting, .plain, .preparing, .shaking, .secured: link?.readiness.cancel {}
        }
        becomeEnded()
    }

    /// Ends the connection for a reason that the owner is told once the descriptor has been given back. Not to be
    /// called during a call of the owner's.
    func end(_ how: ConnectionEnd) {
        switch phase {
        case .ending, .ended: return
        case .secured(let session): session.sayGoodbye()
        case .idle, .lookingUp, .connecting, .plain, .preparing, .shaking: break
        }
        phase = .ending
        guard let link else { return tellEnd(how) }
        link.readiness.cancel { [weak self] in self?.tellEnd(how) }
    }

    private func tellEnd(_ how: ConnectionEnd) {
        guard case .ending = phase else { return }
        tell(.ended(how))
        becomeEnded()
    }

    private func becomeEnded() {
        switch phase {
        case .lookingUp(let dialer), .connecting(let dialer): dialer.cancel()
        case .idle, .plain, .preparing, .shaking, .secured, .ending, .ended: break
        }
        phase = .ended
        link = nil
        outQueue.removeAll()
        heldQueue.removeAll()
        owesWriteFinished = false
        onEvent = { _ in }
    }
}
