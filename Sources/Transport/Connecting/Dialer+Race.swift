import Glibc

extension Dialer {
    /// Races for one of the places, the best first.
    func begin(_ places: [ServicePlace]) {
        stage = .racing
        self.places = places
        race = ConnectRace(places, pace: pace)
        wait(.all, pace.all) { $0.move { $0.timeOver() } }
        move { $0.begin() }
    }

    /// Gives the core an input and obeys.
    private func move(_ input: (inout ConnectRace) -> [ConnectRace.Order]) {
        guard var moved = race else { return }
        let orders = input(&moved)
        race = moved
        for order in orders { obey(order) }
    }

    private func obey(_ order: ConnectRace.Order) {
        if case .over = stage { return }
        switch order {
        case .lookUp(let place): lookUp(place)
        case .connect(let attempt, let place, let address): connect(attempt, places[place].place, address)
        case .startPacer(let duration): wait(.pacer, duration) { $0.move { $0.paced() } }
        case .stopPacer: timers[.pacer] = nil
        case .finish(let attempt, let place): finish(attempt, places[place])
        case .fail(let error): fail(error)
        }
    }

    // MARK: Addresses

    private func lookUp(_ number: Int) {
        timers[.addresses] = nil
        let place = places[number]
        switch AddressSource(place.place) {
        case .known(let addresses): later { $0.found(addresses, number) }
        case .unusable: later { $0.foundNothing(.noSuchName, number) }
        case .name(let name): ask(name, place, number)
        }
    }

    private func ask(_ name: String, _ place: ServicePlace, _ number: Int) {
        guard let resolver = openResolver() else { return later { $0.foundNothing(.serverFailed, number) } }
        let port = place.place.port
        let known = resolver.addressesInFile(of: name).map { SocketAddress($0, port: port) }
        guard known.isEmpty else { return later { $0.found(known, number) } }
        wait(.addresses, pace.addresses) { $0.foundNothing(.serverSilent, number) }
        for family in AddressQueue.Family.allCases {
            resolver.ask(name, family.question, reach: place.reach) { [weak self] answer in
                let found = answer.flatMap { NameRecords.addresses($0, family.question) }
                    .map { $0.map { SocketAddress($0, port: port) } }
                self?.move { $0.found(found, family, place: number) }
            }
        }
    }

    private func found(_ addresses: [SocketAddress], _ number: Int) {
        for family in AddressQueue.Family.allCases {
            let own = addresses.filter { $0.family == family.number }
            move { $0.found(own.isEmpty ? .failure(.noSuchRecord) : .success(own), family, place: number) }
        }
    }

    private func foundNothing(_ failure: NameFailure, _ number: Int) {
        for family in AddressQueue.Family.allCases {
            move { $0.found(.failure(failure), family, place: number) }
        }
    }

    // MARK: Attempts

    private func connect(_ number: Int, _ place: HostPort, _ address: SocketAddress) {
        announce()
        guard case .connecting = stage else { return }
        let begun = ConnectAttempt.begin(address, bound: pace.address) { [weak self] code in
            self?.ended(number, place, code)
        }
        switch begun {
        case .success(let attempt): attempts[number] = attempt
        case .failure(let refusal): later { $0.ended(number, place, refusal.code) }
        }
    }

    /// Tells once that an address is being tried.
    private func announce() {
        guard case .racing = stage else { return }
        stage = .connecting
        tell(.connecting)
    }

    private func ended(_ number: Int, _ place: HostPort, _ code: Int32) {
        guard code != 0 else { return move { $0.reached(attempt: number) } }
        attempts[number] = nil
        move { $0.failed(attempt: number, TransportError(code: code, place: place)) }
    }

    private func finish(_ number: Int, _ place: ServicePlace) {
        guard let link = attempts[number]?.handOver() else { return }
        cancel()
        tell(.reached(link, place))
    }
}

extension ServicePlace {
    /// What DNS names is whole; what a person typed may be short.
    fileprivate var reach: Resolver.Reach {
        switch tls {
        case .direct, .startTLS: .whole
        case .asConfigured: .searched
        }
    }
}

extension AddressQueue.Family {
    fileprivate var question: NameQuestion {
        switch self {
        case .version6: .address6
        case .version4: .address4
        }
    }

    /// The system's number of the family.
    fileprivate var number: Int32 {
        switch self {
        case .version6: AF_INET6
        case .version4: AF_INET
        }
    }
}
