import Dispatch

extension Connection {
    /// Starts TLS as a client. From this call on no plain byte is told, also when called during `received`: the
    /// rest of that event's bytes is the caller's to refuse, and whatever arrives later is read as TLS.
    ///
    /// Tells `secured` once the server's certificate has been accepted, and only then does anything written after
    /// this call leave; or `ended`. Does nothing unless the connection is up and plain.
    public func secure(as client: TLSClientSettings) {
        secure(.client(client))
    }

    /// Starts TLS as a server, after what has been written so far; otherwise like a client.
    public func secure(as server: TLSServerSettings) {
        secure(.server(server))
    }

    private func secure(_ party: HandshakeParty) {
        guard case .plain = phase else { return }
        phase = .preparing(nil)
        updateReading()
        // A queue of its own: the global ones, once used, wake the process every second for ever.
        DispatchQueue(label: "porchlight.work", qos: .userInitiated).async { [weak self] in
            let prepared = party.prepare()
            DispatchQueue.main.async { MainActor.assumeIsolated { self?.handshakePrepared(prepared) } }
        }
    }

    private func handshakePrepared(_ prepared: Result<HandshakeMeans, TLSFailure>) {
        guard case .preparing = phase else { return }
        switch prepared {
        case .failure(let failure):
            end(.failed(.tls(failure)))
        case .success(let means):
            phase = .preparing(means)
            startHandshakeIfReady()
        }
    }

    /// Starts the handshake once its means are at hand and the plain bytes before it have left.
    func startHandshakeIfReady() {
        guard case .preparing(let means?) = phase, outQueue.isEmpty, let link else { return }
        guard let session = means.session(over: link.socket) else {
            return end(.failed(.tls(.handshake("the TLS library refused to start"))))
        }
        outQueue = heldQueue
        heldQueue.removeAll()
        phase = .shaking(session)
        continueHandshake()
    }

    func continueHandshake() {
        guard case .shaking(let session) = phase else { return }
        switch session.handshake() {
        case .done: handshakeDone(session)
        case .wantsRead: watchHandshake(writing: false)
        case .wantsWrite: watchHandshake(writing: true)
        case .ended(let how): end(how)
        }
    }

    private func watchHandshake(writing: Bool) {
        updateReading()
        link?.readiness.watchWriting(writing)
    }

    private func handshakeDone(_ session: TLSSession) {
        phase = .secured(session)
        link?.readiness.watchWriting(false)
        updateReading()
        tell(.secured(session.summary))
        guard case .secured = phase else { return }
        flush()
        // Input that came with the end of the handshake may lie in GnuTLS, of which the socket tells nothing.
        later { $0.becameReadable() }
    }
}
