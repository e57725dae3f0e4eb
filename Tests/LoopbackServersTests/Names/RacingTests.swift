import LoopbackServers
import Storytelling
import Testing

@testable import Transport

/// The race for an address over real sockets, and what is left of one that is given up.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct RacingTests {
    private let names: LoopbackNameServer

    init() throws {
        names = try LoopbackNameServer()
    }

    private func serve(_ port: UInt16, _ records: [NameRecord]) {
        names.records[Finder.startTLS] = [
            .service(priority: 0, weight: 0, port: port, target: "xmpp.porchlight.test")
        ]
        names.records["xmpp.porchlight.test"] = records
    }

    @Test("an IPv6 address that does not answer holds nobody up")
    func silentSix() async throws {
        let server = try Listener()
        let silent = try FullPort(version6: server.port)
        defer { silent.close() }
        serve(server.port, [.loopback6, .loopback4])
        var accepted = 0
        var kept: [Connection] = []
        server.onConnection = {
            accepted += 1
            kept.append($0)
        }
        let finder = Finder(names) { $0.attempt = .milliseconds(40) }
        try await finder.finish()
        #expect(finder.reached?.place.port == server.port)
        try await until("the accepted") { accepted == 1 }
        // The attempt that lost is given up with the race.
        try await until("one socket") { SocketTable.count(to: server.port) == silent.fillerCount + 1 }
        finder.connection.close()
        try await until("no socket") { SocketTable.count(to: server.port) == silent.fillerCount }
    }

    @Test("silent IPv6 questions hold the IPv4 addresses up by no more than 50 ms")
    func silentQuestion() async throws {
        let server = try Listener()
        serve(server.port, [.loopback4])
        names.manners[.address6("xmpp.porchlight.test")] = .silent
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reached?.place.port == server.port)
    }

    enum Stage: CaseIterable {
        case atOnce
        case asked
        case askedOverTCP
        case addressesAsked
        case connecting
    }

    @Test("given up at any stage, nothing is left and nothing is told", arguments: Stage.allCases)
    func givenUp(stage: Stage) async throws {
        let silent = try FullPort(version4: 0)
        defer { silent.close() }
        serve(silent.port, [.loopback4])
        switch stage {
        case .atOnce, .connecting: break
        case .asked: names.manner = .silent
        case .askedOverTCP: names.manners[.service(Finder.startTLS)] = .truncates
        case .addressesAsked: names.manners[.address4("xmpp.porchlight.test")] = .silent
        }
        let before = SocketTable.count(to: names.place.port)
        let finder = Finder(names)
        finder.start()
        switch stage {
        case .atOnce: break
        case .asked: try await until("the questions") { names.asked.count == 2 }
        case .askedOverTCP: try await until("the question") { names.askedOverTCP == 1 }
        case .addressesAsked:
            try await until("the question") { names.asked.contains(.address4("xmpp.porchlight.test")) }
        case .connecting: try await until("the attempt") { finder.isLookedUp }
        }
        let told = finder.places
        finder.connection.close()
        let questions = names.asked.count
        try await until("no socket") {
            SocketTable.count(to: silent.port) == silent.fillerCount
                && SocketTable.count(to: names.place.port) == before
        }
        // Longer than a name server is waited for before it is asked again.
        if stage == .asked { try await Task.sleep(for: .milliseconds(1700)) }
        #expect(finder.places == told)
        #expect(finder.reached == nil && finder.end == nil)
        #expect(names.asked.count == questions)
    }

    @Test("a connection that is dropped while it searches leaves nothing")
    func dropped() async throws {
        names.manner = .silent
        do {
            let finder = Finder(names)
            finder.start()
            try await until("the questions") { names.asked.count == 2 }
        }
        try await until("no socket") { SocketTable.count(to: names.place.port) == 0 }
    }

    @Test("when it is connected, nothing of the search is left")
    func nothingLeft() async throws {
        let server = try Listener()
        var kept: [Connection] = []
        server.onConnection = { kept.append($0) }
        serve(server.port, [.loopback4])
        let finder = Finder(names)
        try await finder.finish()
        try await until("no socket") { SocketTable.count(to: names.place.port) == 0 }
        #expect(SocketTable.count(to: server.port) == 1)
    }

    @Test("before a name is looked up there is no socket of a resolver, nor for an address")
    func lazy() async throws {
        let server = try Listener()
        let finder = Finder(names)
        finder.connection.connect(to: HostPort(host: "127.0.0.1", port: server.port))
        try await until("connected") { finder.reached != nil }
        #expect(names.asked.isEmpty)
        #expect(SocketTable.count(to: names.place.port) == 0)
    }
}
