import Glibc
import LoopbackServers
import Storytelling
import Testing

@testable import Transport

/// Finding a domain's servers with a name server of our own, by each of its manners.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct FindingTests {
    /// Somebody to be found, at 127.0.0.1.
    private let server: Listener
    private let names: LoopbackNameServer

    init() throws {
        server = try Listener()
        names = try LoopbackNameServer()
        names.records = [
            Finder.startTLS: [record("xmpp.porchlight.test")], "xmpp.porchlight.test": [.loopback4],
            Finder.domain: [.loopback4],
        ]
    }

    private func record(_ target: String, _ priority: UInt16 = 0, port: UInt16? = nil) -> NameRecord {
        .service(priority: priority, weight: 0, port: port ?? server.port, target: target)
    }

    private func place(_ host: String, _ tls: ServicePlace.TLS = .startTLS) -> ServicePlace {
        ServicePlace(HostPort(host: host, port: server.port), tls: tls)
    }

    @Test("both kinds of servers are asked for at once, and what is told tells the kind that was reached")
    func found() async throws {
        names.records[Finder.direct] = [record("tls.porchlight.test")]
        names.records["tls.porchlight.test"] = [.loopback4]
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.places == [place("tls.porchlight.test", .direct), place("xmpp.porchlight.test")])
        #expect(finder.reached == place("tls.porchlight.test", .direct))
        #expect(finder.isLookedUp)
        #expect(Set(names.asked.prefix(2)) == [.service(Finder.direct), .service(Finder.startTLS)])
        #expect(finder.places.map(\.description).first == "tls.porchlight.test:\(server.port) (direct TLS)")
    }

    @Test("a server that refuses is followed by the next, by priority")
    func nextServer() async throws {
        let closed = try Listener()
        closed.close()
        names.records[Finder.direct] = [record("closed.porchlight.test", 5, port: closed.port)]
        names.records["closed.porchlight.test"] = [.loopback4]
        names.records[Finder.startTLS] = [record("xmpp.porchlight.test", 9)]
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reached == place("xmpp.porchlight.test"))
    }

    @Test("when none can be reached, the reason names each")
    func noneReached() async throws {
        let closed = try Listener()
        closed.close()
        names.records[Finder.direct] = [record("a.porchlight.test", 1, port: closed.port)]
        names.records[Finder.startTLS] = [record("b.porchlight.test", 2)]
        names.records["a.porchlight.test"] = [.loopback4]
        let finder = Finder(names)
        try await finder.finish()
        #expect(
            finder.reason
                == "a.porchlight.test:\(closed.port) refused the connection, there is no host named b.porchlight.test"
        )
    }

    @Test(
        "without servers the domain's own addresses are tried",
        arguments: [NameManner.noSuchName, .fails, .refuses])
    func fallback(manner: NameManner) async throws {
        names.manners = [.service(Finder.direct): manner, .service(Finder.startTLS): manner]
        let finder = Finder(names)
        try await finder.finish(fallback: server.port)
        #expect(finder.places == [place(Finder.domain)])
        #expect(finder.reached == place(Finder.domain))
    }

    @Test(
        "a name server's trouble is told in words, and soon",
        arguments: [
            (.noSuchName, "there is no host named porchlight.test"),
            (.fails, "the name server could not answer for porchlight.test"),
            (.refuses, "the name server could not answer for porchlight.test"),
            (.silent, "the name server gave no answer for porchlight.test"),
            (.garbage, "the name server gave no answer for porchlight.test"),
            (.otherNumber, "the name server gave no answer for porchlight.test"),
            (.damaged, "the name server could not answer for porchlight.test"),
            (.aliasLoop, "porchlight.test has no address"),
        ] as [(NameManner, String)])
    func trouble(manner: NameManner, words: String) async throws {
        names.manner = manner
        // Whose answer is waited for in vain is not waited for long; the others have the time of a busy machine.
        let isSilent = [.silent, .garbage, .otherNumber].contains(manner)
        let finder = Finder(names) {
            $0.search = isSilent ? .milliseconds(300) : .seconds(20)
            $0.addresses = isSilent ? .milliseconds(300) : .seconds(20)
        }
        try await finder.finish()
        #expect(finder.reason == words)
        #expect(!finder.isLookedUp)
        if case .failed(let error)? = finder.end { #expect(error.isOfNames) }
    }

    @Test("a name server that is not there is told as one that could not answer")
    func absent() async throws {
        names.stop()
        try await Task.sleep(for: .milliseconds(20))
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reason == "the name server could not answer for porchlight.test")
    }

    @Test("without a name server to ask it is told at once")
    func nobody() async throws {
        let connection = Connection(nameServers: .at([HostPort(host: "names.test", port: 53)]))
        var end: ConnectionEnd?
        connection.onEvent = { if case .ended(let how) = $0 { end = how } }
        connection.connect(to: HostPort(host: "porchlight.test", port: 1))
        try await until("the end") { end != nil }
        #expect(end == .failed(.nameServerFailed(host: "porchlight.test")))
    }

    @Test("a domain without any record has no address")
    func emptyDomain() async throws {
        names.records = [Finder.domain: []]
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reason == "porchlight.test has no address")
    }

    @Test("a domain that says it does not offer the service is believed")
    func notOffered() async throws {
        names.records[Finder.startTLS] = [record(".", port: 0)]
        let finder = Finder(names)
        try await finder.finish(fallback: server.port)
        #expect(finder.reason == "porchlight.test says that it offers no such service")
        #expect(!names.asked.contains(.address4(Finder.domain)))
        names.records[Finder.direct] = [record("xmpp.porchlight.test")]
        let direct = Finder(names)
        try await direct.finish()
        #expect(direct.reached == place("xmpp.porchlight.test", .direct))
    }

    @Test("an answer that is too long for UDP is asked for by TCP")
    func truncated() async throws {
        names.manners[.service(Finder.startTLS)] = .truncates
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reached == place("xmpp.porchlight.test"))
        #expect(names.askedOverTCP == 1)
    }

    @Test("of thousands of servers no more than 16 are kept, and the best is reached")
    func flood() async throws {
        names.manners[.service(Finder.startTLS)] = .floods(3000)
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.places.count == 16)
        #expect(finder.reached == place("xmpp.porchlight.test"))
    }

    @Test("a late answer is taken, asked for again or not")
    func late() async throws {
        names.manner = .late(.milliseconds(1700))
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reached == place("xmpp.porchlight.test"))
        #expect(names.asked.count { $0 == .service(Finder.startTLS) } > 1, "it was asked again after 1.5 s")
    }

    @Test("the question for direct TLS may stay unanswered when there are servers with STARTTLS")
    func halfSilent() async throws {
        names.manners[.service(Finder.direct)] = .silent
        let finder = Finder(names) { $0.secondAnswer = .milliseconds(50) }
        try await finder.finish()
        #expect(finder.reached == place("xmpp.porchlight.test"))
    }

    @Test("servers that are named by another name's records are found")
    func aliases() async throws {
        names.records["xmpp.porchlight.test"] = [.alias("host.porchlight.test")]
        names.records["host.porchlight.test"] = [.loopback4]
        let finder = Finder(names)
        try await finder.finish()
        #expect(finder.reached == place("xmpp.porchlight.test"))
    }

    @Test("an international domain is asked for by its A-labels")
    func international() async throws {
        names.records["_xmpp-client._tcp.xn--bcher-kva.example"] = [record("xmpp.porchlight.test")]
        let finder = Finder(names)
        try await finder.finish("bücher.example")
        #expect(finder.reached == place("xmpp.porchlight.test"))
    }

    @Test(
        "addresses and this machine's own names are asked of nobody", arguments: ["127.0.0.1", "localhost"])
    func ownNames(domain: String) async throws {
        let finder = Finder(names)
        try await finder.finish(domain, fallback: server.port)
        #expect(finder.reached == place(domain))
        #expect(names.asked.isEmpty)
    }

    @Test("a configured host is looked up too, and no servers are asked for")
    func host() async throws {
        let finder = Finder(names)
        finder.connection.connect(to: HostPort(host: "xmpp.porchlight.test", port: server.port))
        try await until("connected") { finder.reached != nil }
        #expect(finder.reached == place("xmpp.porchlight.test", .asConfigured))
        #expect(Set(names.asked) == [.address4("xmpp.porchlight.test"), .address6("xmpp.porchlight.test")])
    }
}
