import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

extension FlowStories {
    @MainActor
    @Suite("somebody on the way before TLS", .matrix(5))
    struct PlaintextStory {
        private func sent(_ story: Story) -> String {
            String(decoding: story.server.records.flatMap(\.receivedBytes), as: UTF8.self)
        }

        @Test("who takes the offer of TLS away gets no byte of a credential, nor the name")
        func stripped() async throws {
            let story = try Story { $0.fault = .withoutSTARTTLS }
            #expect(try await story.failToSignIn() == "the server offers no TLS")
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(!sent(story).contains("<auth") && !sent(story).contains("alice"))
        }

        @Test(
            "who adds something to <proceed/> ends the sign-in",
            arguments: [
                " ", "x", "<", "\u{FEFF}", "<message/>", "<stream:features/>",
                "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                    + "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'><stream:features/>",
                "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
            ])
        func injected(bytes: String) async throws {
            let story = try Story { $0.fault = .injectionAfterProceed(Array(bytes.utf8)) }
            #expect(try await story.failToSignIn() == "something was inserted before TLS began")
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(!sent(story).contains("<auth") && !sent(story).contains("alice"))
        }
    }
}
