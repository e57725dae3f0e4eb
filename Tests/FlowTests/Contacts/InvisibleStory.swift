import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("being invisible")
    struct InvisibleStory {
        private static func allUnknown(_ story: Story) -> Bool {
            story.home.presences.allSatisfy { $0.status == .unknown }
        }

        private static let invisible = OwnPresence(status: .invisible)

        @Test("from the beginning: nobody hears of us, and the server's help lets us see")
        func fromTheBeginning() async throws {
            let story = try Story()
            story.messenger.setPresence(Self.invisible)
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .invisible }
            try await until("all known") {
                story.home.presences.map(\.status) == [.available, .away, .offline]
            }
            #expect(story.heard(by: Somebody.bob) == [])
            story.messenger.setPresence(OwnPresence(status: .busy))
            try await until("seen") { story.heard(by: Somebody.bob) == [""] }
        }

        @Test("later: contacts see us go, and we see them still; then come back")
        func later() async throws {
            let story = try await Story.begun()
            story.messenger.setPresence(Self.invisible)
            try await until("gone") { story.heard(by: Somebody.bob).last == "unavailable" }
            try await until("all known") {
                story.home.presences.map(\.status) == [.available, .away, .offline]
            }
            story.server.change(contact: 2, .present(LoopbackResource(name: "desk", text: "here")))
            try await until("Dave") { story.presence(of: Somebody.dave)?.text == "here" }
            story.messenger.setPresence(OwnPresence(status: .away))
            try await until("back") { story.heard(by: Somebody.bob).last == "" }
        }

        @Test("at a server that does not help: everybody is unknown until we are seen")
        func withoutHelp() async throws {
            let story = try await Story.begun { $0.features.remove(.invisibility) }
            story.messenger.setPresence(Self.invisible)
            try await until("gone") { story.heard(by: Somebody.bob).last == "unavailable" }
            try await until("the question") { story.sent.contains("disco#info'/>") }
            #expect(Self.allUnknown(story))
            story.messenger.setPresence(OwnPresence())
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            #expect(story.heard(by: Somebody.bob).last == "")
        }

        @Test("a server that refuses leaves us unseen, and everybody unknown")
        func refused() async throws {
            let story = try await Story.begun {
                $0.forgedReply = ForgedReply(
                    to: XMLNamespace.invisible, .changes, from: .nobody, type: "error",
                    payload: [.stanzaError("not-allowed", "")], truth: .neverComes)
            }
            story.messenger.setPresence(Self.invisible)
            try await until("the command") { story.sent.contains("<invisible") }
            try await until("all unknown") { Self.allUnknown(story) }
            #expect(story.heard(by: Somebody.bob).last == "unavailable")
            #expect(story.home.status == .invisible)
        }

        @Test("an answer that comes too late is worth another question, and its answer brings contacts back")
        func grantedLate() async throws {
            let story = try await Story.begun(limits: TimeLimits(answer: .milliseconds(300))) {
                $0.forgedReply = ForgedReply(
                    to: XMLNamespace.invisible, .changes, from: .stranger, truth: .neverComes)
            }
            story.messenger.setPresence(Self.invisible)
            try await until("the command") { Self.commands(story) == 1 }
            story.messenger.setPresence(OwnPresence())
            try await until("seen again") { story.heard(by: Somebody.bob).suffix(2) == ["unavailable", ""] }
            story.messenger.setPresence(Self.invisible)
            try await until("gone, since no answer came") {
                Self.commands(story) == 2 && story.heard(by: Somebody.bob).last == "unavailable"
            }
            #expect(Self.allUnknown(story))
            try Self.grant(story)
            try await until("another command") { Self.commands(story) == 3 }
            #expect(Self.allUnknown(story))
            try Self.grant(story)
            try await until("all known not to be there") {
                story.home.presences.allSatisfy { $0.status == .offline }
            }
            #expect(story.home.status == .invisible)
            #expect(story.heard(by: Somebody.bob).last == "unavailable")
        }

        private static func commands(_ story: Story) -> Int {
            story.sent.split(separator: "<invisible").count - 1
        }

        /// Answers the last command to become invisible.
        private static func grant(_ story: Story) throws {
            let before = story.sent.split(separator: "'><invisible").dropLast().last
            let id = try require(before?.split(separator: "'").last, "an id")
            story.server.send(Array("<iq type='result' id='\(id)'/>".utf8))
        }
    }
}
