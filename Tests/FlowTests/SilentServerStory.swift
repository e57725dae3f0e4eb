import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing
import XMPPService

extension FlowStories {
    @MainActor
    @Suite("a server that falls silent while we sign in", .matrixTogether(4))
    struct SilentServerStory {
        private nonisolated static func words(_ step: SignInStep) -> String {
            switch step {
            case .header, .features, .securedHeader, .securedFeatures, .authenticatedHeader,
                .authenticatedFeatures:
                "opening the stream"
            case .proceed, .handshake: "negotiating TLS"
            case .challenge, .success: "proving the password"
            case .bound: "binding the session"
            case .roster: "loading the contact list"
            }
        }

        @Test("is given up, and the step is named: twelve servers at once")
        func silent() async throws {
            try await withThrowingTaskGroup { group in
                for step in SignInStep.allCases { group.addTask { try await silence(at: step) } }
                try await group.waitForAll()
            }
        }

        private func silence(at step: SignInStep) async throws {
            let story = try Story(limits: Matrix.limits) {
                $0.fault = .instead(of: step, .silence)
            }
            let began = SystemMoment.now
            #expect(try await story.failToSignIn() == "no answer while \(Self.words(step))")
            #expect(SystemMoment.now.since(began) < Matrix.limits.signIn + .seconds(5))
            #expect(story.home.status == .offline)
            try await until("the end") { story.record?.end != nil }

            story.server.fault = nil
            try await story.signIn()
        }

        @Test("a whole sign-in has its time too")
        func wholeSignIn() async throws {
            let story = try Story(
                limits: TimeLimits(
                    step: .seconds(60), signIn: Matrix.wait(.seconds(30), short: .seconds(2)))
            ) {
                $0.fault = .instead(of: .bound, .silence)
            }
            story.messenger.signIn()
            try await until("the failure", within: .seconds(40)) { story.home.lastEnd != nil }
            #expect(story.home.lastEnd?.reason == "no answer while binding the session")
        }
    }
}
