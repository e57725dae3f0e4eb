import Glibc

/// The addresses of one target, tried in turn.
struct ConnectAttempt {
    var untried: ArraySlice<SocketAddress>
    let target: HostPort
    /// What to say if no address works: the most telling of the failures.
    var failure: TransportError?
    var bound: Timer?

    /// Keeps the failure that says most: an address that cannot be reached from here says least.
    mutating func note(_ error: TransportError) {
        switch (failure, error) {
        case (nil, _), (.unreachable?, _): failure = error
        default: break
        }
    }
}

extension Connection {
    /// Looks the host up and connects to the first of its addresses that answers; once, never blocking.
    ///
    /// Tells `lookedUp` and `connected`, or `ended`.
    public func connect(to target: HostPort) {
        guard case .idle = phase else { return }
        self.target = target
        phase = .lookingUp
        NameLookup.start(target) { [weak self] found in self?.lookUpEnded(found, target) }
    }

    private func lookUpEnded(_ found: Result<[SocketAddress], TransportError>, _ target: HostPort) {
        guard case .lookingUp = phase else { return }
        switch found {
        case .failure(let error):
            end(.failed(error))
        case .success(let addresses):
            let attempt = ConnectAttempt(untried: addresses[...], target: target)
            phase = .connecting(attempt)
            tell(.lookedUp)
            guard case .connecting = phase else { return }
            tryNextAddress(attempt)
        }
    }

    /// Begins with the next address, or ends when there is none.
    private func tryNextAddress(_ attempt: ConnectAttempt) {
        var attempt = attempt
        while let address = attempt.untried.popFirst() {
            switch Self.begin(address) {
            case .success(let socket):
                attempt.bound = Timer(after: connectBound) { [weak self] in
                    self?.connectFailed(ETIMEDOUT)
                }
                phase = .connecting(attempt)
                attach(socket)
                link?.readiness.watchWriting(true)
                return
            case .failure(let refusal):
                attempt.note(TransportError(code: refusal.code, place: attempt.target))
            }
        }
        end(.failed(attempt.failure ?? .unreachable(attempt.target)))
    }

    private static func begin(_ address: SocketAddress) -> Result<Socket, SystemCode> {
        Socket.open(family: address.family).flatMap { socket in
            socket.setConnectionOptions()
            let code = address.withPointer { Glibc.connect(socket.descriptor, $0, $1) == 0 ? 0 : errno }
            return code == 0 || code == EINPROGRESS || code == EINTR
                ? .success(socket) : .failure(SystemCode(code))
        }
    }

    /// The connect in progress has succeeded or failed.
    func connectBecameWritable() {
        let code = link?.socket.takeError() ?? 0
        if code == 0 { connectSucceeded() } else { connectFailed(code) }
    }

    private func connectSucceeded() {
        guard case .connecting(let attempt) = phase else { return }
        attempt.bound?.cancel()
        phase = .plain
        link?.readiness.watchWriting(false)
        tell(.connected)
        guard case .plain = phase else { return }
        flush()
        updateReading()
    }

    private func connectFailed(_ code: Int32) {
        guard case .connecting(var attempt) = phase else { return }
        attempt.bound?.cancel()
        attempt.note(TransportError(code: code, place: attempt.target))
        // The socket is given back by its sources once they have let go of it.
        link = nil
        tryNextAddress(attempt)
    }
}
