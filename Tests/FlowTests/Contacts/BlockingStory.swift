import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("blocking")
    struct BlockingStory {
        @Test(
            "whoever is blocked is unknown and sees us go; unblocked they see us, and are seen with their next word"
        )
        func blocked() async throws {
            let story = try await Story.begun()
            #expect(try await story.refusal(of: .block(address: Somebody.bob)) == nil)
            try await until("blocked") { story.home.blocked == [Somebody.bob] }
            #expect(story.server.blocked(by: "alice") == [Somebody.bob])
            #expect(story.presence(of: Somebody.bob)?.status == .unknown)
            #expect(story.heard(by: Somebody.bob).last == "unavailable")
            #expect(try await story.refusal(of: .unblock(address: Somebody.bob)) == nil)
            try await until("nobody blocked") { story.home.blocked.isEmpty }
            #expect(story.heard(by: Somebody.bob).last == "")
            // He is told of us, but we are not told of him until he says something (XEP-0191 section 3.5).
            #expect(story.presence(of: Somebody.bob)?.status == .unknown)
            story.server.change(contact: 0, .present(LoopbackResource(name: "phone", text: "hello again")))
            try await until("Bob again") { story.presence(of: Somebody.bob)?.text == "hello again" }
        }

        @Test("what another client of ours blocks is blocked here, and so for the next session")
        func elsewhere() async throws {
            let story = try await Story.begun()
            let other = try await story.otherClient()
            #expect(try await other.refusal(of: .block(address: "elsewhere.test")) == nil)
            #expect(try await other.refusal(of: .block(address: Somebody.carol)) == nil)
            try await until("both") { story.home.blocked == ["elsewhere.test", Somebody.carol] }
            #expect(story.presence(of: Somebody.carol)?.status == .unknown)
            let next = try Story([story.server])
            next.messenger.signIn()
            try await until("the list") { next.home.blocked.count == 2 }
            #expect(next.presence(of: Somebody.carol)?.status == .unknown)
        }

        @Test("somebody who asks and is blocked asks no more")
        func asking() async throws {
            let story = try await Story.begun()
            story.server.ask("alice", from: Somebody.stranger)
            try await until("the question") { !story.home.requests.waiting.isEmpty }
            #expect(try await story.refusal(of: .block(address: Somebody.stranger)) == nil)
            try await until("no question") { story.home.requests.waiting.isEmpty }
            #expect(story.heard(by: Somebody.stranger) == [], "they are not told")
        }

        @Test("a server that refuses it says so, and nobody is shown as blocked")
        func refused() async throws {
            let story = try await Story.begun {
                $0.forgedReply = ForgedReply(
                    to: XMLNamespace.blocking, .changes, from: .nobody, type: "error",
                    payload: [.stanzaError("resource-constraint", "ten at most")], truth: .neverComes)
            }
            #expect(
                try await story.refusal(of: .block(address: Somebody.bob))
                    == "refused (resource-constraint): ten at most")
            #expect(story.home.blocked.isEmpty)
            #expect(story.presence(of: Somebody.bob)?.status == .available)
        }

        @Test("a server that cannot is not asked")
        func notOffered() async throws {
            let story = try await Story.begun { $0.features.remove(.blocking) }
            // The answer to this stands behind the one that there is no list of the blocked.
            #expect(try await story.refusal(of: .edit(number: 0, name: "Bobby", groups: [])) == nil)
            #expect(
                try await story.refusal(of: .block(address: Somebody.bob)) == "the server offers no blocking")
            #expect(!story.sent.contains("<block "))
        }

        @Test(
            "a change in anybody else's name is none",
            arguments: [ForgedSender.contact, .stranger, .ownDomain])
        func forged(sender: ForgedSender) async throws {
            let story = try await Story.begun()
            let item = XMLElement(
                "item", namespace: XMLNamespace.blocking, attributes: ["jid": Somebody.bob])
            let from =
                sender == .contact
                ? Somebody.bob : sender == .stranger ? Somebody.stranger : "porchlight.test"
            let push = XMLElement(
                "iq", namespace: XMLNamespace.client,
                attributes: ["type": "set", "id": "forged", "from": from],
                children: [XMLElement("block", namespace: XMLNamespace.blocking, children: [item])])
            story.server.send(push.serialized())
            try await until("the answer") { story.sent.contains("id='forged'") }
            #expect(story.home.blocked.isEmpty)
            #expect(story.presence(of: Somebody.bob)?.status == .available)
        }
    }
}
