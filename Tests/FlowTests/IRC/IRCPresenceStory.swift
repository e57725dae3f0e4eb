import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("presence on IRC")
    struct IRCPresenceStory {
        @Test("a server that tells: people are seen as they come, change and go")
        func told() async throws {
            let story = try IRCStory()
            try await story.signIn()
            try await until("who is there") {
                story.home.presences.map(\.status).prefix(1) == [.available]
                    && story.home.presences[2].status == .offline
            }
            #expect(story.home.contacts.compactMap { $0?.address } == ["bob", "carol", "dave"])
            story.server.change(person: 2, .arrives)
            try await until("Dave here") { story.home.presences[2].status == .available }
            story.server.change(person: 2, .goesAway(text: "on the train"))
            try await until("Dave away") { story.home.presences[2].status == .away }
            #expect(story.home.presences[2].text == "on the train")
            story.server.change(person: 2, .logsIn(account: "dave"))
            try await until("Dave to be vouched for") {
                story.home.presences[2].identity == .verified(account: "dave")
            }
            story.server.change(person: 2, .comesBack)
            try await until("Dave back") { story.home.presences[2].status == .available }
            story.server.change(person: 2, .renames(to: "david"))
            try await until("nobody to be Dave") { story.home.presences[2].status == .offline }
            story.server.change(person: 0, .leaves(text: "good night"))
            try await until("Bob gone") { story.home.presences[0].status == .offline }
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.home.presences.allSatisfy { $0.status == .unknown })
            #expect(story.home.contacts.count == 3)
        }

        @Test("a server of the old days is asked, slowly: who is on, then who they are")
        func asked() async throws {
            let story = try IRCStory(.old)
            try await story.signIn()
            try await until("who is on") {
                story.home.presences.map(\.status) == [.available, .available, .offline]
            }
            try await until("Carol's words") { story.home.presences[1].status == .away }
            #expect(story.home.presences[1].text == "back at three")
            #expect(story.home.presences[0].identity == .verified(account: "bob"))
            #expect(story.home.presences[1].identity == .unverified)
            let asked = try #require(story.record).lines.filter {
                $0.hasPrefix("ISON") || $0.hasPrefix("WHOIS")
            }
            #expect(asked.first == "ISON :bob carol dave")
            #expect(!(story.record?.lines.contains { $0.hasPrefix("MONITOR") } ?? true))
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines.contains("home: acknowledged"))
        }

        @Test("what is wished before the sign-in is said with it, what is wished later at once")
        func own() async throws {
            let story = try IRCStory()
            story.messenger.setPresence(OwnPresence(status: .busy, text: "writing"))
            try await story.signIn()
            try await until("AWAY") { story.record?.lines.contains("AWAY :Busy: writing") ?? false }
            story.messenger.setPresence(OwnPresence(status: .away, text: "a\r\nQUIT :b"))
            try await until("the words, as one line") {
                story.record?.lines.contains("AWAY :a  QUIT :b") ?? false
            }
            story.messenger.setPresence(OwnPresence(status: .available))
            try await until("AWAY without words") { story.record?.lines.contains("AWAY") ?? false }
            #expect(story.record?.quit == nil)
            #expect(story.home.status == .available)
        }

        @Test("pings are answered")
        func ping() async throws {
            let story = try IRCStory()
            try await story.signIn()
            story.server.ping()
            try await until("the pong") { story.record?.pongs == 1 }
            #expect(story.record?.lines.contains("PONG :irc.porchlight.test") == true)
        }
    }
}
