import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("the contact list, changed by a person")
    struct ContactListStory {
        @Test("somebody is added, asked, says yes and is seen to be on the list")
        func added() async throws {
            let story = try await Story.begun { $0.strangersAnswer = .accepts(after: .zero) }
            let zoe = ContactRequest.add(address: Somebody.stranger, name: "Zoë", groups: ["Friends", "New"])
            #expect(try await story.refusal(of: zoe) == nil)
            try await until("the yes") { story.contact(Somebody.stranger)?.subscription == .to }
            let contact = try require(story.contact(Somebody.stranger), "a contact")
            #expect(contact.name == "Zoë")
            #expect(contact.groups == ["Friends", "New"])
            #expect(!contact.isAsking)
            #expect(story.heard(by: Somebody.stranger) == ["subscribe"])
            #expect(try await story.refusal(of: zoe) == "on the contact list already")
        }

        @Test("somebody who says no stays on the list, unknown, and is not asked again by itself")
        func declined() async throws {
            let story = try await Story.begun { $0.strangersAnswer = .refuses(after: .zero) }
            #expect(
                try await story.refusal(of: .add(address: Somebody.stranger, name: "", groups: [])) == nil)
            // Put on the list, asking, and asking no more.
            try await until("the no") { story.lines.count { $0 == "home: contact 3 changed" } == 3 }
            #expect(story.contact(Somebody.stranger)?.isAsking == false)
            #expect(story.presence(of: Somebody.stranger)?.status == .unknown)
            #expect(story.heard(by: Somebody.stranger) == ["subscribe"])
        }

        @Test("name and groups are changed, and can be taken away")
        func edited() async throws {
            let story = try await Story.begun()
            let bob = try require(story.number(of: Somebody.bob), "Bob")
            let presence = story.presence(of: Somebody.bob)
            for (name, groups) in [("Bob <&>' B", ["A", "B, C"]), ("", [])] {
                #expect(try await story.refusal(of: .edit(number: bob, name: name, groups: groups)) == nil)
                try await until("the change") { story.contact(Somebody.bob)?.name == name }
                #expect(story.contact(Somebody.bob)?.groups == groups)
                let kept = story.server.roster(of: "alice").first { $0.address == Somebody.bob }
                #expect(kept?.name == name && kept?.groups == groups)
            }
            #expect(story.presence(of: Somebody.bob) == presence)
        }

        @Test("whoever is removed is neither seen nor sees, and may come back")
        func removed() async throws {
            let story = try await Story.begun()
            let bob = try require(story.number(of: Somebody.bob), "Bob")
            #expect(try await story.refusal(of: .remove(number: bob)) == nil)
            try await until("nobody") { story.contact(Somebody.bob) == nil }
            #expect(!story.server.roster(of: "alice").contains { $0.address == Somebody.bob })
            #expect(story.heard(by: Somebody.bob).suffix(2) == ["unsubscribe", "unsubscribed"])
            #expect(try await story.refusal(of: .remove(number: bob)) == "there is no such contact")
            #expect(try await story.refusal(of: .add(address: Somebody.bob, name: "B", groups: [])) == nil)
            try await until("Bob again") { story.contact(Somebody.bob)?.isAsking == true }
            #expect(story.presence(of: Somebody.bob)?.status == .unknown)
        }

        @Test("what goes to and fro is said as it is asked: see, see no longer, be seen no longer")
        func whoSeesWhom() async throws {
            let story = try await Story.begun()
            let bob = try require(story.number(of: Somebody.bob), "Bob")
            #expect(try await story.refusal(of: .hideFrom(number: bob)) == nil)
            try await until("only seen") { story.contact(Somebody.bob)?.subscription == .to }
            #expect(story.heard(by: Somebody.bob).last == "unsubscribed")
            #expect(try await story.refusal(of: .stopSeeing(number: bob)) == nil)
            try await until("neither") {
                story.contact(Somebody.bob)?.subscription == Contact.Subscription.none
            }
            try await until("Bob unknown") { story.presence(of: Somebody.bob)?.status == .unknown }
            #expect(try await story.refusal(of: .askToSee(number: bob)) == nil)
            try await until("asking") { story.contact(Somebody.bob)?.isAsking == true }
        }

        // MARK: Requests of others

        @Test("whoever asks is let in by a person alone, or refused by one", arguments: [true, false])
        func asked(isLetIn: Bool) async throws {
            let story = try await Story.begun()
            story.server.ask("alice", from: Somebody.stranger, text: "hello", nick: "Zoë")
            try await until("the question") { !story.home.requests.waiting.isEmpty }
            #expect(
                story.home.requests.waiting == [
                    SubscriptionRequest(address: Somebody.stranger, nickname: "Zoë", text: "hello")
                ])
            #expect(story.heard(by: Somebody.stranger) == [])
            let answer: ContactRequest =
                isLetIn ? .accept(address: Somebody.stranger) : .refuse(address: Somebody.stranger)
            #expect(try await story.refusal(of: answer) == nil)
            #expect(story.home.requests.waiting.isEmpty)
            #expect(story.server.requests(to: "alice").isEmpty)
            // Let in, they are shown our presence too.
            #expect(
                story.heard(by: Somebody.stranger) == (isLetIn ? ["subscribed", ""] : ["unsubscribed"]))
            #expect(story.server.roster(of: "alice").contains { $0.address == Somebody.stranger } == isLetIn)
            #expect(try await story.refusal(of: answer) == "nobody with this address has asked")
        }

        @Test("a question that is withdrawn, or answered by another client of ours, goes")
        func answeredElsewhere() async throws {
            let story = try await Story.begun()
            let other = try await story.otherClient()
            story.server.ask("alice", from: Somebody.stranger)
            try await until("both asked") {
                [story, other].allSatisfy { !$0.home.requests.waiting.isEmpty }
            }
            #expect(try await other.refusal(of: .accept(address: Somebody.stranger)) == nil)
            try await until("answered") { story.home.requests.waiting.isEmpty }
            story.server.ask("alice", from: "yan@elsewhere.test")
            try await until("asked again") { !story.home.requests.waiting.isEmpty }
            story.server.take(
                XMLElement(
                    "presence", namespace: XMLNamespace.client,
                    attributes: [
                        "type": "unsubscribe", "from": "yan@elsewhere.test", "to": "alice@porchlight.test",
                    ]))
            story.server.change(contact: 2, .present(LoopbackResource(name: "desk", text: "behind it")))
            try await until("what came behind") { story.presence(of: Somebody.dave)?.text == "behind it" }
            #expect(story.home.requests.waiting.map(\.address) != ["yan@elsewhere.test"])
        }
    }
}
