import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing
import XMPPCore

extension FlowStories {
    /// What a person asks of the contact list, and a server that does not do it, or not alone.
    @MainActor
    @Suite("the contact list at a server that refuses, is silent or lies")
    struct ContactRefusalStory {
        private static let quick = TimeLimits(answer: .milliseconds(300))

        /// The server's answer to changes of this kind.
        private static func answers(
            _ namespace: String, from sender: ForgedSender, type: String = "result",
            _ payload: [XMLElement] = []
        ) -> (inout ServerSettings) -> Void {
            {
                $0.forgedReply = ForgedReply(
                    to: namespace, .changes, from: sender, type: type, payload: payload, truth: .neverComes)
            }
        }

        private static let edit = ContactRequest.edit(number: 0, name: "Robert", groups: [])

        @Test("a refusal is told with the server's own words, and nothing has changed")
        func refused() async throws {
            let story = try await Story.begun(
                Self.answers(
                    XMLNamespace.roster, from: .ownAccount, type: "error",
                    [.stanzaError("not-allowed", "The list is kept by the firm")]))
            let before = story.home
            let told = "refused (not-allowed): The list is kept by the firm"
            #expect(try await story.refusal(of: Self.edit) == told)
            #expect(try await story.refusal(of: .remove(number: 0)) == told)
            #expect(
                try await story.refusal(of: .add(address: Somebody.stranger, name: "", groups: [])) == told)
            #expect(story.heard(by: Somebody.stranger) == [], "nobody is asked who was not put on the list")
            #expect(story.home == before)
        }

        @Test("a name that the server takes no more is refused by it, not cut")
        func tooLong() async throws {
            let story = try await Story.begun()
            let name = String(repeating: "n", count: 1024)
            #expect(
                try await story.refusal(of: .edit(number: 0, name: name, groups: []))
                    == "refused (not-acceptable)")
            #expect(story.contact(Somebody.bob)?.name == "Bob")
            #expect(
                try await story.refusal(of: .edit(number: 0, name: name + "n", groups: []))
                    == "a name or group is too long; expected at most 1024 bytes")
        }

        @Test("of a silent server it is told that no answer came; the session goes on")
        func silent() async throws {
            let story = try await Story.begun(
                limits: Self.quick, Self.answers(XMLNamespace.roster, from: .stranger, type: "set"))
            #expect(try await story.refusal(of: Self.edit) == "no answer came in time")
            #expect(try await story.refusal(of: .block(address: Somebody.bob)) == nil)
            #expect(story.home.status == .available)
            #expect(story.lines.contains { $0.contains("session ended") } == false)
        }

        @Test(
            "an answer of anybody else is none",
            arguments: [ForgedSender.contact, .stranger, .ownDomain, .otherConnection], ["result", "error"])
        func forged(sender: ForgedSender, type: String) async throws {
            let story = try await Story.begun(
                limits: Self.quick, Self.answers(XMLNamespace.roster, from: sender, type: type))
            #expect(try await story.refusal(of: Self.edit) == "no answer came in time")
            #expect(story.contact(Somebody.bob)?.name == "Bob")
        }

        @Test("when somebody was there last nobody says but they; what they say is told")
        func lastActivity() async throws {
            let lie = XMLElement("query", namespace: XMLNamespace.lastActivity, attributes: ["seconds": "7"])
            let story = try Story {
                $0.forgedReply = ForgedReply(to: XMLNamespace.lastActivity, from: .stranger, payload: [lie])
            }
            var contacts = story.server.contacts
            contacts[2].lastLeft = .init(seconds: 7200, words: "off to bed")
            story.server.setContacts(contacts)
            try await story.signIn()
            #expect(try await story.refusal(of: .askLastActivity(number: 2)) == nil)
            let presence = try require(story.presence(of: Somebody.dave), "Dave")
            #expect(presence.status == .offline && presence.text == "off to bed")
            let moment = try require(story.home.presenceMoments[2], "a moment")
            #expect(SystemClock().now.since(moment) >= .seconds(7200))
        }

        // MARK: Another client of ours

        @Test("what another client has removed is gone, and removing it then is no failure")
        func removedElsewhere() async throws {
            let story = try await Story.begun()
            story.server.removeEntry(Somebody.bob, of: "alice")
            // Not heard of here yet.
            #expect(story.contact(Somebody.bob) != nil)
            #expect(try await story.refusal(of: .remove(number: 0)) == nil)
            #expect(story.contact(Somebody.bob) == nil)
        }

        @Test("what both change is for both as the server took it last")
        func changedElsewhere() async throws {
            let story = try await Story.begun()
            let other = try await story.otherClient()
            other.messenger.request(.edit(number: 0, name: "Theirs", groups: ["T"]), of: ServiceID(index: 0))
            #expect(try await story.refusal(of: .edit(number: 0, name: "Ours", groups: ["O"])) == nil)
            try await until("the same for all") {
                let kept = story.server.roster(of: "alice").first { $0.address == Somebody.bob }
                return ["Ours", "Theirs"].contains(kept?.name)
                    && [story, other].allSatisfy { $0.contact(Somebody.bob)?.name == kept?.name }
            }
            #expect(story.presence(of: Somebody.bob)?.status == .available)
        }

        @Test("what is changed after another client has removed it is on the list again, seen by nobody")
        func editedWhenGone() async throws {
            let story = try await Story.begun()
            story.server.removeEntry(Somebody.bob, of: "alice")
            #expect(try await story.refusal(of: Self.edit) == nil)
            try await until("Robert") { story.contact(Somebody.bob)?.name == "Robert" }
            #expect(story.contact(Somebody.bob)?.subscription == Contact.Subscription.none)
            #expect(story.presence(of: Somebody.bob)?.status == .unknown)
            #expect(story.number(of: Somebody.bob) == 0)
        }
    }
}
