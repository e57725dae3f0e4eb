import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore
import XMPPService

extension RealServerStories {
    /// How often a sign-in waits for the server, from the first packet until a contact sees one there.
    ///
    /// Counted is what had to be heard before what was said, over a line that is slow enough to tell the two apart.
    @MainActor
    @Suite("round trips of a sign-in", .serialized)
    struct RoundTripStories {
        struct Case: Sendable, CustomTestStringConvertible {
            let wishes: [String]
            let security: XMPPSessionConfiguration.Security
            /// Round trips of the first sign-in, and of a later one.
            let first: Double
            let later: Double

            var testDescription: String { "\(security)\(wishes.contains("sasl2") ? " with SASL 2" : "")" }
        }

        nonisolated static let cases = [
            Case(wishes: ["plain"], security: .none, first: 4.5, later: 3.5),
            Case(wishes: ["plain", "sasl2"], security: .none, first: 4.5, later: 3.5),
            Case(wishes: [], security: .directTLS, first: 5.5, later: 4.5),
            Case(wishes: ["sasl2"], security: .directTLS, first: 5.5, later: 4.5),
            Case(wishes: [], security: .startTLS, first: 6.5, later: 5.5),
            Case(wishes: ["sasl2"], security: .startTLS, first: 6.5, later: 5.5),
        ]

        @Test("are as few as can be", arguments: cases)
        func count(_ example: Case) async throws {
            let server = try await OwnServer.start(.prosody, example.wishes)
            let facts = server.facts
            let place = example.security == .directTLS ? facts.tlsPlace : facts.place
            let link = try SlowLink(to: place, roundTrip: .milliseconds(300))
            let bobsService = try facts.account("bob")
            let bob = Person([bobsService])
            let counter = Counter(link, bobsService)
            try await bob.signIn()
            let alice = Person([try facts.alice(over: link, security: example.security)])
            for expected in [example.first, example.later] {
                counter.trips = nil
                alice.messenger.signIn()
                try await until("Bob to see Alice") { counter.trips != nil }
                #expect(counter.trips == expected)
                try await until("signed in") { alice.first.status.isOnline }
                try await alice.signOut()
                try await bob.sees("nobody") { $0.status == .offline }
            }
            try await bob.signOut()
        }

        /// Looks at the line at the moment when Bob sees Alice.
        @MainActor
        private final class Counter {
            /// What it took until then: the round trip of TCP, those of the line, and the way of the presence itself.
            var trips: Double?

            init(_ link: SlowLink, _ service: any Service) {
                let forward = service.onEvent
                service.onEvent = { [weak self] session, event in
                    if case .presenceChanged(number: 0, let presence, _) = event,
                        presence.status == .available
                    {
                        self?.trips = self?.trips ?? (1 + link.roundTrips + 0.5)
                    }
                    forward(session, event)
                }
            }
        }
    }
}

@MainActor
extension RealServer {
    /// Alice's account at this Prosody, whose connections go over the line.
    func alice(
        over link: SlowLink, security: XMPPSessionConfiguration.Security = .startTLS
    ) throws -> XMPPService {
        let address = try require(JID("alice@porch.test"), "an address")
        return XMPPService(
            account: XMPPAccount(
                name: "prosody", address: address, server: link.place, security: security, extraRoots: roots)
        ) { .success(Secret("alice-pw")) }
    }
}
