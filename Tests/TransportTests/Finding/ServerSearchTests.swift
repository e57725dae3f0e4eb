import Testing

@testable import Transport

/// What two answers about a domain's servers lead to.
struct ServerSearchTests {
    typealias Answer = ServerSearch.Answer

    private static let domain = "example.org"
    private static let fallback = ServicePlace(HostPort(host: domain, port: 5222), tls: .startTLS)
    private static let directFallback = ServicePlace(HostPort(host: domain, port: 5223), tls: .direct)

    private static let both = DomainService(
        domain: domain, direct: "xmpps-client", startTLS: "xmpp-client", fallback: fallback)
    private static let directOnly = DomainService(
        domain: domain, direct: "xmpps-client", startTLS: nil, fallback: directFallback)

    private static func record(_ target: String, _ priority: UInt16 = 1, port: UInt16 = 5222) -> SRVRecord {
        SRVRecord(priority: priority, weight: 0, port: port, target: target)
    }

    private static func servers(_ targets: String...) -> Answer { .success(targets.map { record($0) }) }

    private static func place(_ host: String, _ tls: ServicePlace.TLS, port: UInt16 = 5222) -> ServicePlace {
        ServicePlace(HostPort(host: host, port: port), tls: tls)
    }

    private static let refusal: Answer = servers("")
    private static let nothing: Answer = .failure(.noSuchName)
    private static let noRecord: Answer = .failure(.noSuchRecord)
    private static let failed: Answer = .failure(.serverFailed)
    private static let silent: Answer = .failure(.serverSilent)

    private static let toFallback = ServerSearch.Step.found([fallback])
    private static let notOffered = ServerSearch.Step.failed(.serviceNotOffered(domain: domain))

    @Test(
        "both answers make one list; without servers it is the domain itself, unless that was refused",
        arguments: [
            (
                servers("t.test"), servers("p.test"),
                .found([place("t.test", .direct), place("p.test", .startTLS)])
            ),
            (servers("t.test"), nothing, .found([place("t.test", .direct)])),
            (nothing, servers("p.test"), .found([place("p.test", .startTLS)])),
            (failed, servers("p.test"), .found([place("p.test", .startTLS)])),
            (silent, servers("p.test"), .found([place("p.test", .startTLS)])),
            (refusal, servers("p.test"), .found([place("p.test", .startTLS)])),
            (servers("t.test"), refusal, .found([place("t.test", .direct)])),
            (nothing, nothing, toFallback), (noRecord, noRecord, toFallback),
            (failed, failed, toFallback), (silent, silent, toFallback), (silent, nothing, toFallback),
            // No direct TLS says nothing of STARTTLS.
            (refusal, nothing, toFallback), (refusal, failed, toFallback),
            // No STARTTLS forbids the fall-back, which is STARTTLS.
            (refusal, refusal, notOffered), (nothing, refusal, notOffered), (noRecord, refusal, notOffered),
            (failed, refusal, .failed(.nameServerFailed(host: domain))),
            (silent, refusal, .failed(.nameServerSilent(host: domain))),
            // A refusal beside a server counts for nothing, and what is no host's name is no server.
            (nothing, servers("", "p.test"), .found([place("p.test", .startTLS)])),
            (nothing, servers("not a name"), toFallback),
            (nothing, .success([record("p.test", port: 0)]), toFallback),
            // The same place is tried once.
            (nothing, servers("p.test", "P.test."), .found([place("p.test", .startTLS)])),
        ] as [(Answer, Answer, ServerSearch.Step)])
    func outcomes(direct: Answer, startTLS: Answer, expected: ServerSearch.Step) {
        var search = ServerSearch(Self.both)
        _ = search.answered(.direct, direct) { _ in 0 }
        #expect(search.answered(.startTLS, startTLS) { _ in 0 } == expected)
        var other = ServerSearch(Self.both)
        _ = other.answered(.startTLS, startTLS) { _ in 0 }
        #expect(other.answered(.direct, direct) { _ in 0 } == expected)
        #expect(other.timeOver { _ in 0 } == .nothing)
    }

    @Test(
        "direct TLS alone asks once, and falls back to direct TLS",
        arguments: [
            (servers("t.test"), .found([place("t.test", .direct)])), (nothing, .found([directFallback])),
            (silent, .found([directFallback])), (refusal, notOffered),
        ] as [(Answer, ServerSearch.Step)])
    func directAlone(answer: Answer, expected: ServerSearch.Step) {
        var search = ServerSearch(Self.directOnly)
        #expect(search.questions.map(\.1) == ["xmpps-client"])
        #expect(search.answered(.startTLS, Self.servers("p.test")) { _ in 0 } == .nothing)
        #expect(search.answered(.direct, answer) { _ in 0 } == expected)
    }

    @Test("the second answer is waited for only briefly once there are servers, and then counts as silent")
    func brief() {
        var search = ServerSearch(Self.both)
        #expect(search.answered(.startTLS, Self.servers("p.test")) { _ in 0 } == .waitBriefly)
        #expect(search.timeOver { _ in 0 } == .found([Self.place("p.test", .startTLS)]))
        #expect(search.answered(.direct, Self.servers("t.test")) { _ in 0 } == .nothing)
        var empty = ServerSearch(Self.both)
        #expect(empty.answered(.startTLS, Self.nothing) { _ in 0 } == .wait)
        #expect(empty.timeOver { _ in 0 } == Self.toFallback)
        var refused = ServerSearch(Self.both)
        #expect(refused.answered(.startTLS, Self.refusal) { _ in 0 } == .wait)
        #expect(refused.timeOver { _ in 0 } == .failed(.nameServerSilent(host: Self.domain)))
    }

    @Test("no more than 16 servers are tried, of no more than 64 records of a kind")
    func bounds() throws {
        var search = ServerSearch(Self.both)
        let many = (0..<3000).map { Self.record("s\($0).test", UInt16($0)) }
        _ = search.answered(.direct, .success([])) { _ in 0 }
        guard case .found(let places) = search.answered(.startTLS, .success(many), roll: { _ in 0 }) else {
            Issue.record("nothing was found")
            return
        }
        #expect(places.map(\.place.host) == (0..<16).map { "s\($0).test" })
        var late = ServerSearch(Self.both)
        _ = late.answered(.direct, .success([])) { _ in 0 }
        let behind = Array(repeating: Self.record("", 9), count: 64) + [Self.record("late.test", 0)]
        #expect(late.answered(.startTLS, .success(behind)) { _ in 0 } == Self.notOffered)
    }
}
