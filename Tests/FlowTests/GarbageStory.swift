import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPService

extension FlowStories {
    @MainActor
    @Suite("a server that does not speak XMPP")
    struct GarbageStory {
        @Test("is told in one line at each step", arguments: SignInStep.allCases)
        func garbage(step: SignInStep) async throws {
            let story = try Story { $0.fault = .instead(of: step, .webServer) }
            let reason = try await story.failToSignIn()
            #expect(
                !reason.isEmpty && !reason.utf8.contains(0x0A) && !reason.utf8.contains(0x0D), "\(reason)")
            #expect(story.home.status == .offline)
            #expect(story.home.lastEnd?.remedy == .person, "\(reason)")
            try await until("the end") { story.record?.end != nil }

            story.server.fault = nil
            try await story.signIn()
        }

        @Test("an end, or a reset, at each step ends the sign-in", .matrix(7), arguments: SignInStep.allCases)
        func ends(step: SignInStep) async throws {
            let story = try Story { $0.fault = .instead(of: step, .close) }
            #expect(!(try await story.failToSignIn()).isEmpty)
            story.server.fault = .instead(of: step, .reset)
            let reason = try await story.failToSignIn()
            // In the midst of a handshake the TLS library may see no more than an end.
            #expect(step == .handshake ? !reason.isEmpty : reason.contains("connection reset"), "\(reason)")
            story.server.fault = nil
            try await story.signIn()
        }

        @Test(
            "an end after any number of bytes ends the sign-in", .matrix(7),
            arguments: [0, 1, 50, 150, 250, 300, 500, 700, 900, 1_200])
        func endsWithin(bytes: Int) async throws {
            let story = try Story { $0.fault = .closesAfter(bytes: bytes) }
            #expect(!(try await story.failToSignIn()).isEmpty)
            story.server.fault = nil
            try await story.signIn()
        }
    }
}
