import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("what contacts tell of themselves")
    struct PersonalEventStory {
        private static let events: [LoopbackEvent] = [
            .nick("Bobby"), .mood("happy", text: "it is Friday"),
            .activity("relaxing", "reading", text: "a novel"),
            .tune(artist: "Yes", title: "Heroes"),
        ]

        private static let told = ContactDetails(
            nickname: "Bobby", mood: "happy: it is Friday", activity: "relaxing, reading: a novel",
            tune: "Heroes by Yes")

        /// Signed in, with all of it known of Bob.
        private func informed() async throws -> Story {
            let story = try Story()
            for event in Self.events { story.server.publish(contact: 0, event) }
            try await story.signIn()
            try await until("all of it") { story.home.details[0] == Self.told }
            return story
        }

        @Test("is known soon after the sign-in, changes, and is taken back")
        func changes() async throws {
            let story = try await informed()
            story.server.publish(contact: 0, .mood("sad"))
            try await until("sad") { story.home.details[0]?.mood == "sad" }
            let nothing: [LoopbackEvent] = [
                .mood(nil), .activity(nil), .tune(artist: nil, title: nil), .nick(""),
            ]
            for event in nothing {
                story.server.publish(contact: 0, event)
            }
            try await until("nothing") { story.home.details.isEmpty }
        }

        @Test("goes with the contact, and is unknown while we are")
        func ends() async throws {
            let story = try await informed()
            story.server.publish(contact: 1, .mood("calm"))
            try await until("both") { story.home.details.count == 2 }
            #expect(try await story.refusal(of: .remove(number: 0)) == nil)
            try await until("Carol's") { story.home.details.keys.sorted() == [1] }
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.home.details.isEmpty)
        }

        @Test("is nobody's word when it comes from others, or in a copy of another's message")
        func forged() async throws {
            let story = try await informed()
            let sad = XMLElement("sad", namespace: "http://jabber.org/protocol/mood")
            for from in ["\(Somebody.bob)/phone", Somebody.stranger, "porchlight.test"] {
                story.server.send(Self.message(sad, from: from).serialized())
            }
            for wrapping in ForwardedStanza.allCases {
                story.server.forward(Self.message(sad, from: Somebody.bob), wrapping, from: .ownAccount)
            }
            story.server.publish(contact: 1, .mood("calm"))
            try await until("what came behind") { story.home.details[1] != nil }
            #expect(story.home.details == [0: Self.told, 1: ContactDetails(mood: "calm")])
        }

        /// What a server sends for a mood.
        private static func message(_ mood: XMLElement, from: String) -> XMLElement {
            let space = "http://jabber.org/protocol/pubsub#event"
            let node = "http://jabber.org/protocol/mood"
            let payload = XMLElement("mood", namespace: node, children: [mood])
            let item = XMLElement("item", namespace: space, children: [payload])
            let items = XMLElement("items", namespace: space, attributes: ["node": node], children: [item])
            return XMLElement(
                "message", namespace: XMLNamespace.client, attributes: ["from": from],
                children: [XMLElement("event", namespace: space, children: [items])])
        }
    }
}
