extension Connection {
    /// Connects to a host and port; like `connect(to: Destination)`.
    public func connect(to place: HostPort) {
        connect(to: .host(place))
    }

    /// Finds the destination's servers and connects to the first that answers, by the first of its addresses that
    /// does; once, never blocking.
    ///
    /// Tells `found` for a domain, then `lookedUp` and `connected`, or `ended`. What comes after TCP, a certificate that
    /// is not accepted above all, ends the connection: no other server is tried for it.
    public func connect(to destination: Destination) {
        guard case .idle = phase else { return }
        let dialer = Dialer(servers: nameServers, pace: pace) { [weak self] in self?.take($0) }
        phase = .lookingUp(dialer)
        dialer.start(destination)
    }

    private func take(_ event: Dialer.Event) {
        switch (event, phase) {
        case (.found(let places), .lookingUp): tell(.found(places))
        case (.connecting, .lookingUp(let dialer)):
            phase = .connecting(dialer)
            tell(.lookedUp)
        case (.reached(let link, let place), .connecting): reached(place, link)
        case (.failed(let error), .lookingUp), (.failed(let error), .connecting): end(.failed(error))
        case (.found, _), (.connecting, _), (.reached, _), (.failed, _): break
        }
    }

    private func reached(_ place: ServicePlace, _ link: Link) {
        target = place.place
        phase = .plain
        adopt(link)
        tell(.connected(place))
        guard case .plain = phase else { return }
        flush()
        updateReading()
    }
}
