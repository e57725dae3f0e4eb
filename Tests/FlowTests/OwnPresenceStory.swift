import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("own presence")
    struct OwnPresenceStory {
        private func sent(_ story: Story) -> String {
            String(decoding: story.record?.receivedBytes ?? [], as: UTF8.self)
        }

        @Test("what is wished before the sign-in is sent with it, what is wished later at once")
        func sent() async throws {
            let story = try Story()
            story.messenger.setPresence(OwnPresence(status: .busy, text: "writing"))
            try await story.signIn()
            #expect(sent(story).contains("<show>dnd</show><status>writing</status>"))
            story.messenger.setPresence(OwnPresence(status: .away, text: "5 < 6"))
            try await until("it to arrive") {
                sent(story).contains("<show>away</show><status>5 &lt; 6</status>")
            }
            #expect(story.home.status == .away)
        }

        @Test("contacts who come, change and go are seen")
        func contacts() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.change(
                contact: 2, .present(LoopbackResource(name: "desk", show: .dnd, text: "busy", priority: 3)))
            try await until("Dave busy") { story.home.presences[2].status == .busy }
            story.server.change(
                contact: 2, .present(LoopbackResource(name: "phone", text: "here", priority: 9)))
            try await until("Dave available") { story.home.presences[2].status == .available }
            #expect(story.home.presences[2].resources.map(\.name) == ["phone", "desk"])
            story.server.change(contact: 2, .absent(resource: "phone", text: ""))
            story.server.change(contact: 2, .absent(resource: "desk", text: "good night"))
            try await until("Dave offline") { story.home.presences[2].status == .offline }
            #expect(story.home.presences[2].text == "good night")
        }
    }
}
