import Testing

@testable import Transport

/// Which address is tried when, with every moment given.
struct ConnectRaceTests {
    private static let pace = ConnectPace()

    private static func place(_ host: String) -> ServicePlace {
        ServicePlace(HostPort(host: host, port: 5222), tls: .startTLS)
    }

    private static func six(_ number: UInt8) -> SocketAddress {
        SocketAddress(.version6([0x20, 1] + Array(repeating: 0, count: 13) + [number]), port: 5222)
    }

    private static func four(_ number: UInt8) -> SocketAddress {
        SocketAddress(.version4([192, 0, 2, number]), port: 5222)
    }

    private static func connect(_ attempt: Int, _ address: SocketAddress, place: Int = 0) -> ConnectRace.Order
    {
        .connect(attempt: attempt, place: place, address)
    }

    private static func begun(_ hosts: String...) -> ConnectRace {
        var race = ConnectRace(hosts.map { place($0) })
        _ = race.begin()
        return race
    }

    private let next = ConnectRace.Order.startPacer(pace.attempt)
    private let nextServer = ConnectRace.Order.startPacer(pace.server)
    private let hold = ConnectRace.Order.startPacer(pace.resolution)

    @Test("both families are looked up at once")
    func lookUp() {
        var race = ConnectRace([Self.place("a.test")])
        #expect(race.begin() == [.lookUp(0), .stopPacer])
        #expect(race.begin().isEmpty)
    }

    @Test("IPv6 addresses are tried at once, without waiting for IPv4")
    func sixFirst() {
        var race = Self.begun("a.test")
        #expect(
            race.found(.success([Self.six(1)]), .version6, place: 0) == [
                Self.connect(0, Self.six(1)), .stopPacer,
            ])
        // IPv4 comes beside it after the usual time.
        #expect(race.found(.success([Self.four(1)]), .version4, place: 0) == [next])
        #expect(race.paced() == [Self.connect(1, Self.four(1)), .stopPacer])
    }

    @Test("IPv4 addresses wait 50 ms for IPv6 ones, and no longer")
    func resolutionDelay() {
        #expect(Self.pace.resolution == .milliseconds(50))
        var race = Self.begun("a.test")
        #expect(race.found(.success([Self.four(1)]), .version4, place: 0) == [hold])
        #expect(race.paced() == [Self.connect(0, Self.four(1)), .stopPacer])
        var prompt = Self.begun("a.test")
        #expect(prompt.found(.success([Self.four(1)]), .version4, place: 0) == [hold])
        #expect(
            prompt.found(.success([Self.six(1)]), .version6, place: 0) == [
                Self.connect(0, Self.six(1)), next,
            ])
        var alone = Self.begun("a.test")
        _ = alone.found(.success([Self.four(1)]), .version4, place: 0)
        #expect(
            alone.found(.failure(.noSuchRecord), .version6, place: 0)
                == [Self.connect(0, Self.four(1)), .stopPacer])
        var known = Self.begun("a.test")
        #expect(known.found(.failure(.noSuchRecord), .version6, place: 0).isEmpty)
        #expect(
            known.found(.success([Self.four(1)]), .version4, place: 0)
                == [Self.connect(0, Self.four(1)), .stopPacer])
    }

    @Test("the families take turns, 250 ms apart, each in the name server's order")
    func interleaved() {
        #expect(Self.pace.attempt == .milliseconds(250))
        var race = Self.begun("a.test")
        _ = race.found(.success([Self.four(1)]), .version4, place: 0)
        var orders = race.found(.success([Self.six(1), Self.six(2), Self.six(3)]), .version6, place: 0)
        for _ in 0..<3 { orders += race.paced() }
        #expect(
            orders == [
                Self.connect(0, Self.six(1)), next, Self.connect(1, Self.four(1)), next,
                Self.connect(2, Self.six(2)), next, Self.connect(3, Self.six(3)), .stopPacer,
            ])
    }

    @Test("a failed attempt is followed by the next at once")
    func failure() {
        var race = Self.begun("a.test")
        _ = race.found(.success([Self.four(1)]), .version4, place: 0)
        _ = race.found(.success([Self.six(1)]), .version6, place: 0)
        let unreachable = TransportError.unreachable(Self.place("a.test").place)
        #expect(race.failed(attempt: 0, unreachable) == [Self.connect(1, Self.four(1)), .stopPacer])
        #expect(race.failed(attempt: 0, unreachable).isEmpty)
        // The more telling of the two.
        let refused = TransportError.refused(Self.place("a.test").place)
        #expect(race.failed(attempt: 1, refused) == [.stopPacer, .fail(refused)])
    }

    @Test("whoever answers first wins, and after that nothing is ordered any more")
    func wins() {
        var race = Self.begun("a.test", "b.test")
        _ = race.found(.success([Self.four(1)]), .version4, place: 0)
        _ = race.found(.success([Self.six(1)]), .version6, place: 0)
        _ = race.paced()
        #expect(race.reached(attempt: 1) == [.stopPacer, .finish(attempt: 1, place: 0)])
        #expect(race.reached(attempt: 0).isEmpty)
        #expect(race.failed(attempt: 0, .reset).isEmpty)
        #expect(race.paced().isEmpty && race.timeOver().isEmpty)
        #expect(race.found(.success([Self.six(2)]), .version6, place: 0).isEmpty)
    }

    @Test("the next server comes when the one before has failed, by its name or by its addresses")
    func nextServerAfterFailure() {
        var race = Self.begun("a.test", "b.test", "c.test")
        _ = race.found(.failure(.noSuchName), .version6, place: 0)
        #expect(race.found(.failure(.noSuchName), .version4, place: 0) == [.lookUp(1), nextServer])
        // What was asked for the one before is nobody's any more.
        #expect(race.found(.success([Self.six(9)]), .version6, place: 0).isEmpty)
        _ = race.found(.failure(.noSuchRecord), .version6, place: 1)
        #expect(
            race.found(.success([Self.four(1)]), .version4, place: 1)
                == [Self.connect(0, Self.four(1), place: 1), nextServer])
        let refused = TransportError.refused(Self.place("b.test").place)
        #expect(race.failed(attempt: 0, refused) == [.lookUp(2), .stopPacer])
        _ = race.found(.failure(.noSuchRecord), .version6, place: 2)
        #expect(
            race.found(.failure(.serverSilent), .version4, place: 2)
                == [
                    .stopPacer,
                    .fail(
                        .severalFailed([
                            .nameNotFound(host: "a.test"), refused, .nameServerSilent(host: "c.test"),
                        ])),
                ])
    }

    @Test("a silent server gets company after 2 s, and may still win")
    func silentServer() {
        #expect(Self.pace.server == .seconds(2))
        var race = Self.begun("a.test", "b.test")
        _ = race.found(.failure(.noSuchRecord), .version6, place: 0)
        #expect(
            race.found(.success([Self.four(1)]), .version4, place: 0)
                == [Self.connect(0, Self.four(1)), nextServer])
        #expect(race.paced() == [.lookUp(1), .stopPacer])
        _ = race.found(.success([Self.six(2)]), .version6, place: 1)
        // Its own failure does not end the race while the first may still answer.
        #expect(race.failed(attempt: 1, .reset).isEmpty)
        #expect(race.found(.failure(.noSuchRecord), .version4, place: 1).isEmpty)
        #expect(race.reached(attempt: 0) == [.stopPacer, .finish(attempt: 0, place: 0)])
    }

    @Test("a server whose name server is silent is left after 2 s, if there is another")
    func silentNames() {
        var race = Self.begun("a.test", "b.test")
        #expect(race.paced() == [.lookUp(1), .stopPacer])
        #expect(
            race.paced() == [
                .stopPacer,
                .fail(
                    .severalFailed([.nameServerSilent(host: "a.test"), .nameServerSilent(host: "b.test")])),
            ])
    }

    @Test("when the time for all of it is over, it is told who was silent")
    func timeOver() {
        var race = Self.begun("a.test", "b.test")
        _ = race.found(.failure(.noSuchRecord), .version6, place: 0)
        _ = race.found(.success([Self.four(1)]), .version4, place: 0)
        _ = race.paced()
        _ = race.found(.success([Self.six(1)]), .version6, place: 1)
        let silent = [Self.place("a.test"), Self.place("b.test")].map { TransportError.timedOut($0.place) }
        #expect(race.timeOver() == [.stopPacer, .fail(.severalFailed(silent))])
        #expect(
            TransportError.severalFailed(silent).description
                == "no answer from a.test:5222, no answer from b.test:5222")
        var names = Self.begun("a.test")
        #expect(names.timeOver() == [.stopPacer, .fail(.nameServerSilent(host: "a.test"))])
    }

    @Test("of two failures to find a name the more telling is told")
    func nameFailures() {
        let table: [(NameFailure, NameFailure, TransportError)] = [
            (.noSuchRecord, .noSuchRecord, .noAddress(host: "a.test")),
            (.noSuchRecord, .noSuchName, .nameNotFound(host: "a.test")),
            (.serverFailed, .noSuchName, .nameNotFound(host: "a.test")),
            (.noSuchRecord, .serverFailed, .nameServerFailed(host: "a.test")),
            (.serverFailed, .serverSilent, .nameServerSilent(host: "a.test")),
        ]
        for (one, other, error) in table {
            for (first, second) in [(one, other), (other, one)] {
                var race = Self.begun("a.test")
                _ = race.found(.failure(first), .version4, place: 0)
                #expect(race.found(.failure(second), .version6, place: 0).last == .fail(error))
            }
        }
    }

    @Test("without any server it is lost at once, and says so")
    func noServer() {
        var race = ConnectRace([])
        #expect(race.begin() == [.stopPacer, .fail(.severalFailed([]))])
        #expect(TransportError.severalFailed([]).description == "there is no server to connect to")
    }

    @Test("whatever happens in whatever order, it ends once, and nothing comes after", arguments: 0..<300)
    func random(seed: UInt64) {
        var random = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        var race = Self.begun("a.test", "b.test", "c.test")
        var ends = 0
        var attempts = 0
        for _ in 0..<200 {
            let place = random.below(3)
            let orders: [ConnectRace.Order] =
                switch random.below(6) {
                case 0: race.paced()
                case 1: race.found(.success([Self.six(1), Self.six(2)]), .version6, place: place)
                case 2:
                    race.found(
                        random.below(2) == 0 ? .failure(.noSuchName) : .success([Self.four(1)]), .version4,
                        place: place)
                case 3: race.failed(attempt: random.below(12), .reset)
                case 4:
                    random.below(8) == 0
                        ? race.reached(attempt: random.below(12))
                        : race.failed(attempt: random.below(12), .reset)
                default: random.below(40) == 0 ? race.timeOver() : race.paced()
                }
            if ends > 0 { #expect(orders.isEmpty) }
            for order in orders {
                switch order {
                case .connect(let attempt, _, _):
                    #expect(attempt == attempts)
                    attempts += 1
                case .finish, .fail: ends += 1
                case .lookUp, .startPacer, .stopPacer: break
                }
            }
        }
        for order in race.timeOver() {
            if case .fail = order { ends += 1 }
        }
        #expect(ends == 1)
    }

    private struct Numbers {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
    }
}
