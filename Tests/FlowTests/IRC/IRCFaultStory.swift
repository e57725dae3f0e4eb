import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing

extension FlowStories {
    @MainActor
    @Suite("an IRC server that fails us while we sign in")
    struct IRCFaultStory {
        private nonisolated static func words(_ step: IRCSignInStep) -> String {
            switch step {
            case .handshake: "negotiating TLS"
            case .capabilities, .consent: "agreeing on capabilities"
            case .goAhead, .challenge, .signature, .proof: "proving the password"
            case .welcome: "registering the nick"
            case .motd: "reading the welcome"
            }
        }

        @Test(
            "by falling silent: it is given up, and the step is named; all steps at once", .matrixTogether(4))
        func silent() async throws {
            try await withThrowingTaskGroup { group in
                for step in IRCSignInStep.allCases {
                    group.addTask {
                        try await fail(at: step, .silence, "no answer while \(Self.words(step))")
                    }
                }
                try await group.waitForAll()
            }
        }

        @Test("by speaking another protocol at each step; all steps at once")
        func garbage() async throws {
            try await withThrowingTaskGroup { group in
                for step in IRCSignInStep.allCases where step != .handshake {
                    // Once the welcome has come, what is no line of IRC can be missed.
                    let reason =
                        step == .motd
                        ? "no answer while reading the welcome"
                        : "the server speaks HTTP instead of IRC; check its name and port"
                    group.addTask { try await fail(at: step, .webServer, reason) }
                }
                try await group.waitForAll()
            }
        }

        private func fail(
            at step: IRCSignInStep, _ fault: IRCSignInFault.Misbehaviour, _ reason: String
        ) async throws {
            let story = try IRCStory(limits: Matrix.limits) {
                $0.fault = .instead(of: step, fault)
            }
            #expect(try await story.failToSignIn() == reason)
            #expect(story.home.status == .offline)
            try await until("the end") { story.record?.end != nil }

            story.server.fault = nil
            try await story.signIn()
        }

        @Test("by speaking in the clear when TLS is due: it is told in one line")
        func plainHandshake() async throws {
            let story = try IRCStory { $0.fault = .instead(of: .handshake, .webServer) }
            let reason = try await story.failToSignIn()
            #expect(!reason.isEmpty && !reason.utf8.contains(0x0A), "\(reason)")
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test("by an end, or a reset, at each step", .matrix(7), arguments: IRCSignInStep.allCases)
        func ends(step: IRCSignInStep) async throws {
            let story = try IRCStory { $0.fault = .instead(of: step, .close) }
            #expect(!(try await story.failToSignIn()).isEmpty)
            story.server.fault = .instead(of: step, .reset)
            let reason = try await story.failToSignIn()
            // In the midst of a handshake the TLS library may see no more than an end.
            #expect(step == .handshake ? !reason.isEmpty : reason.contains("connection reset"), "\(reason)")
            story.server.fault = nil
            try await story.signIn()
        }

        @Test(
            "by ERROR at each step: its words are told, and a ban is not tried again",
            arguments: IRCSignInStep.allCases.filter { $0 != .handshake })
        func error(step: IRCSignInStep) async throws {
            let story = try IRCStory { $0.fault = .instead(of: step, .error("Closing link: Banned (spam)")) }
            let reason = try await story.failToSignIn()
            #expect(
                reason
                    == "the server ended the session while \(Self.words(step)): Closing link: Banned (spam)")
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test(
            "by an end after any number of bytes", .matrix(7),
            arguments: [0, 1, 40, 90, 130, 150, 250, 300, 500, 700, 900])
        func endsWithin(bytes: Int) async throws {
            let story = try IRCStory { $0.fault = .closesAfter(bytes: bytes) }
            #expect(!(try await story.failToSignIn()).isEmpty)
            story.server.fault = nil
            try await story.signIn()
        }
    }
}
