extension Dialer {
    /// Asks for both kinds of servers at once.
    func search(_ service: DomainService) {
        // An address has no servers but itself, and this machine's own names are nobody's to answer for.
        guard
            case .name(let domain) = AddressSource(
                HostPort(host: service.domain, port: service.fallback.place.port))
        else { return found([service.fallback]) }
        let search = ServerSearch(service)
        stage = .searching(search)
        wait(.search, pace.search) { $0.searchTimeOver() }
        guard let resolver = openResolver() else { return fail(.nameServerFailed(host: service.domain)) }
        for (question, name) in search.questions {
            resolver.ask("_\(name)._tcp.\(domain)", .service) { [weak self] answer in
                self?.answered(question, answer.flatMap { NameRecords.services($0) })
            }
        }
    }

    private func answered(_ question: ServerSearch.Question, _ answer: ServerSearch.Answer) {
        guard case .searching(var search) = stage else { return }
        let step = search.answered(question, answer, roll: Self.roll)
        stage = .searching(search)
        take(step)
    }

    private func searchTimeOver() {
        guard case .searching(var search) = stage else { return }
        let step = search.timeOver(roll: Self.roll)
        stage = .searching(search)
        take(step)
    }

    private func take(_ step: ServerSearch.Step) {
        switch step {
        case .wait, .nothing: break
        case .waitBriefly: wait(.search, pace.secondAnswer) { $0.searchTimeOver() }
        case .found(let places): found(places)
        case .failed(let error): fail(error)
        }
    }

    private func found(_ places: [ServicePlace]) {
        timers[.search] = nil
        stage = .racing
        tell(.found(places))
        guard case .racing = stage else { return }
        begin(places)
    }

    private static func roll(_ highest: Int) -> Int { Int.random(in: 0...max(0, highest)) }
}
