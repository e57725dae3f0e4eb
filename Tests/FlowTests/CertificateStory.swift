import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("a certificate that is not accepted", .matrix(5))
    struct CertificateStory {
        private func sentInside(_ story: Story) -> [UInt8] {
            story.servers.flatMap(\.records).flatMap(\.received).filter { $0.channel == .secured }.flatMap(
                \.bytes)
        }

        @Test(
            "under an unknown root nothing is said inside TLS",
            arguments: [ServerSettings.Security.startTLS, .direct])
        func unknownRoot(security: ServerSettings.Security) async throws {
            let server = try LoopbackXMPPServer.inhabited { $0.security = security }
            let story = try Story([server], roots: .pem(try ThrowAwayAuthority().rootPEM))
            let reason = try await story.failToSignIn()
            #expect(reason == CertificateFault.unknownRoot.description)
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(sentInside(story).isEmpty)
        }

        @Test(
            "with another name nothing is said inside TLS",
            arguments: [ServerSettings.Security.startTLS, .direct])
        func wrongName(security: ServerSettings.Security) async throws {
            let story = try Story {
                $0.security = security
                $0.certificateName = "other.test"
            }
            let reason = try await story.failToSignIn()
            #expect(reason.contains("porchlight.test") && reason.contains("other.test"))
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(sentInside(story).isEmpty)
        }
    }
}
