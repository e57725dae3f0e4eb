import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// How often a sign-in waits for the server: counted is what had to be heard before what was said.
    @MainActor
    @Suite("round trips")
    struct RoundTripStory {
        struct Case: Sendable, CustomTestStringConvertible {
            let features: Set<ServerFeature>
            let security: ServerSettings.Security
            /// Until the presence is at the server: in the first sign-in, and in a later one.
            let first: Double
            let later: Double
            /// Until a session that was held goes on there.
            let resumed: Double

            var testDescription: String { "\(security)\(features.contains(.sasl2) ? " with SASL 2" : "")" }
        }

        private nonisolated static let newer = ServerFeature.all
        private nonisolated static let older = ServerFeature.all.subtracting([.sasl2])

        nonisolated static let cases = [
            Case(features: older, security: .none, first: 4.5, later: 3.5, resumed: 3.5),
            Case(features: newer, security: .none, first: 4.5, later: 3.5, resumed: 2.5),
            Case(features: older, security: .direct, first: 5.5, later: 4.5, resumed: 4.5),
            Case(features: newer, security: .direct, first: 5.5, later: 4.5, resumed: 3.5),
            Case(features: older, security: .startTLS, first: 6.5, later: 5.5, resumed: 5.5),
            Case(features: newer, security: .startTLS, first: 6.5, later: 5.5, resumed: 4.5),
        ]

        @Test("of a sign-in are as few as can be", arguments: cases)
        func count(_ example: Case) async throws {
            let server = try LoopbackXMPPServer.inhabited {
                $0.features = example.features
                $0.security = example.security
            }
            let link = try SlowLink(to: server.place, roundTrip: .milliseconds(120))
            let story = try Story([server], place: link.place)
            var trips: Double?
            server.onClientsChanged = { [weak server] in
                // The round trip of TCP, those of the line, and the way of the presence itself.
                if server?.clientCount == 1 { trips = trips ?? (1 + link.roundTrips + 0.5) }
            }
            for expected in [example.first, example.later] {
                trips = nil
                try await story.signIn()
                #expect(trips == expected)
                story.pressSignOut()
                try await story.signedOut()
            }
            try await story.signIn()
            try await until("the count to begin") {
                String(decoding: story.record?.receivedBytes ?? [], as: UTF8.self).contains(
                    "<a xmlns='urn:xmpp:sm:3'")
            }
            link.reset()
            try await until("the loss") { story.home.lastEnd?.session == .held }
            trips = nil
            story.messenger.signIn()
            try await until("signed in again") { story.home.status == .available }
            #expect(story.record?.resumed != nil)
            #expect(trips == example.resumed)
        }
    }
}
