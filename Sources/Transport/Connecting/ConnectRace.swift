/// Decides which address of which server is tried when (RFC 8305): the addresses of a server beside one another, a
/// little apart; the next server when those before it have failed or have been silent for long.
struct ConnectRace {
    typealias Family = AddressQueue.Family

    /// What is to be done.
    enum Order: Hashable, Sendable {
        /// Find the addresses of the place of this number, of both families; nobody wants those of another any more.
        case lookUp(Int)
        /// Try to connect to an address of the place of this number; the attempt has a number of its own.
        case connect(attempt: Int, place: Int, SocketAddress)
        /// Tell when so much time has gone by, anew.
        case startPacer(Duration)
        /// Tell nothing of the kind.
        case stopPacer
        /// The attempt has won: it reached the place of this number. Everything else is to be given up.
        case finish(attempt: Int, place: Int)
        /// No place could be reached. Everything is to be given up.
        case fail(TransportError)
    }

    private let places: [ServicePlace]
    private let pace: ConnectPace
    private var state = State.idle
    /// The number of the place whose turn it is.
    private var current = 0
    private var queue = AddressQueue()
    /// The families whose addresses were not told yet.
    private var awaited: Set<Family> = []
    private var nameFailure: NameFailure?
    /// The attempts that have not ended, with the number of their place.
    private var running: [Int: Int] = [:]
    private var attemptCount = 0
    /// The most telling failure of each place.
    private var failures: [Int: TransportError] = [:]
    private var orders: [Order] = []

    private enum State {
        case idle
        /// No address of the current place is known.
        case resolving
        /// IPv4 addresses are known, and IPv6 ones are awaited a moment longer.
        case holding
        /// Addresses are being tried.
        case racing
        case over
    }

    /// A race for one of these places, the best first.
    init(_ places: [ServicePlace], pace: ConnectPace = ConnectPace()) {
        self.places = places
        self.pace = pace
    }
}

// MARK: - What happened

extension ConnectRace {
    /// The race begins.
    mutating func begin() -> [Order] {
        guard case .idle = state else { return [] }
        start(0)
        return takeOrders()
    }

    /// The addresses of a family were found, or were not.
    mutating func found(
        _ result: Result<[SocketAddress], NameFailure>, _ family: Family, place: Int
    ) -> [Order] {
        guard place == current, awaited.remove(family) != nil else { return [] }
        switch result {
        case .success(let addresses): queue.add(addresses, family)
        case .failure(let failure): nameFailure = nameFailure?.orMoreTelling(failure) ?? failure
        }
        addressesCame()
        return takeOrders()
    }

    /// The time of the pacer is over.
    mutating func paced() -> [Order] {
        switch state {
        case .idle, .over: break
        case .holding: tryNext()
        case .resolving: leave(.nameServerSilent(host: places[current].place.host))
        case .racing: if queue.isEmpty { leaveForNext() } else { tryNext() }
        }
        return takeOrders()
    }

    /// An attempt has reached its address.
    mutating func reached(attempt: Int) -> [Order] {
        guard let place = running[attempt] else { return [] }
        end(.finish(attempt: attempt, place: place))
        return takeOrders()
    }

    /// An attempt has failed.
    mutating func failed(attempt: Int, _ error: TransportError) -> [Order] {
        guard let place = running.removeValue(forKey: attempt) else { return [] }
        note(error, place)
        switch state {
        case .idle, .over, .resolving, .holding: break
        case .racing: if queue.isEmpty { leaveIfExhausted() } else { tryNext() }
        }
        return takeOrders()
    }

    /// The time for all of it is over.
    mutating func timeOver() -> [Order] {
        switch state {
        case .idle, .over: return []
        case .resolving, .holding, .racing: break
        }
        if running.isEmpty, failures[current] == nil {
            note(.nameServerSilent(host: places[current].place.host), current)
        }
        for place in running.values { note(.timedOut(places[place].place), place) }
        lose()
        return takeOrders()
    }
}

// MARK: - From one address and one place to the next

extension ConnectRace {
    private mutating func start(_ place: Int) {
        guard places.indices.contains(place) else { return lose() }
        current = place
        state = .resolving
        queue = AddressQueue()
        awaited = Set(Family.allCases)
        nameFailure = nil
        orders.append(.lookUp(place))
        orders.append(hasNext ? .startPacer(pace.server) : .stopPacer)
    }

    private mutating func addressesCame() {
        switch state {
        case .idle, .over: break
        case .resolving, .holding:
            if queue.isEmpty {
                if awaited.isEmpty {
                    leave((nameFailure ?? .noSuchRecord).error(host: places[current].place.host))
                }
            } else if awaited.contains(.version6) {
                state = .holding
                orders.append(.startPacer(pace.resolution))
            } else {
                tryNext()
            }
        case .racing:
            if queue.isEmpty {
                leaveIfExhausted()
            } else if running.values.contains(current) {
                orders.append(.startPacer(pace.attempt))
            } else {
                tryNext()
            }
        }
    }

    private mutating func tryNext() {
        guard let address = queue.next() else { return }
        state = .racing
        let attempt = attemptCount
        attemptCount += 1
        running[attempt] = current
        orders.append(.connect(attempt: attempt, place: current, address))
        if !queue.isEmpty {
            orders.append(.startPacer(pace.attempt))
        } else {
            orders.append(hasNext ? .startPacer(pace.server) : .stopPacer)
        }
    }

    /// Gives the current place up for a reason.
    private mutating func leave(_ error: TransportError) {
        note(error, current)
        awaited = []
        state = .racing
        if hasNext { start(current + 1) } else { leaveIfExhausted() }
    }

    /// Goes on to the next place while attempts at those before it go on.
    private mutating func leaveForNext() {
        if hasNext { start(current + 1) }
    }

    /// Goes on to the next place, or loses, when nothing can come of the places so far.
    private mutating func leaveIfExhausted() {
        guard running.isEmpty, awaited.isEmpty else { return }
        if hasNext { start(current + 1) } else { lose() }
    }

    private var hasNext: Bool { places.indices.contains(current + 1) }

    /// Keeps the failure that says most: an address that cannot be reached from here says least.
    private mutating func note(_ error: TransportError, _ place: Int) {
        if let known = failures[place], !known.isUnreachable { return }
        failures[place] = error
    }

    private mutating func lose() {
        var told: [TransportError] = []
        for (_, error) in failures.sorted(by: { $0.key < $1.key }) where !told.contains(error) {
            told.append(error)
        }
        let only = told.count == 1 ? told.first : nil
        end(.fail(only ?? .severalFailed(told)))
    }

    private mutating func end(_ order: Order) {
        state = .over
        running = [:]
        awaited = []
        orders.append(.stopPacer)
        orders.append(order)
    }

    private mutating func takeOrders() -> [Order] {
        defer { orders = [] }
        return orders
    }
}
