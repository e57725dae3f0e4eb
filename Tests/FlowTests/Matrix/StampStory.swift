import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

@testable import XMPPService

extension FlowStories {
    /// Row 25, and what a contact's "since" says: a stamp counts as an age, and never as the future.
    @MainActor
    @Suite("since when", .matrix(25))
    struct StampStory {
        @Test("at our sign-in nobody is said to have come just now")
        func burst() async throws {
            let story = try Story()
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            #expect(story.home.presenceMoments == [nil, nil, nil])
            story.server.change(contact: 0, .present(LoopbackResource(name: "phone", show: .away)))
            try await until("the change") { story.home.presences[0].status == .away }
            let moment = try #require(story.home.presenceMoments[0])
            #expect(SystemMoment.now.since(moment) < .seconds(10))
        }

        @Test("a stamp of the past is told as it is")
        func stamped() async throws {
            let story = try Story()
            try await story.signIn()
            let contact = story.server.contacts[2].address
            story.server.send(
                Array(
                    """
                    <presence from='\(contact)/desk'>\
                    <delay xmlns='urn:xmpp:delay' stamp='2024-02-29T12:00:00Z'/></presence>
                    """.utf8))
            try await until("them to be seen") { story.home.presences[2].status == .available }
            let moment = try #require(story.home.presenceMoments[2])
            let age = SystemMoment.now.since(moment)
            let expected = Duration.seconds(WallClock.now - 1_709_208_000)
            #expect(age >= expected - .seconds(60) && age <= expected + .seconds(60))
        }

        @Test(
            "what a stamp means by our own clock, which reads 1,000,000,000",
            arguments: [
                (.now, .now), (.unknown, .unknown), (.stamped(1_000_000_000), .ago(.zero)),
                (.stamped(999_999_940), .ago(.seconds(60))), (.stamped(1_000_000_001), .unknown),
                (.stamped(.max), .unknown), (.stamped(.min), .unknown),
                (.stamped(0), .ago(.seconds(315_360_000))),
            ] as [(ContactPresence.Since, PresenceSince)])
        func ages(told: ContactPresence.Since, meant: PresenceSince) {
            #expect(PresenceSince(told, now: 1_000_000_000) == meant)
        }
    }
}
