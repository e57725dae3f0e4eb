import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a wrong password", .matrix(6))
    struct WrongPasswordStory {
        @Test(
            "is told in one line, and only another password helps",
            arguments: [ServerSettings.Security.startTLS, .none])
        func wrong(security: ServerSettings.Security) async throws {
            let story = try Story(password: "lamp") { $0.security = security }
            #expect(try await story.failToSignIn() == "wrong password or no such account")
            #expect(story.home.lastEnd?.remedy == .password)
            #expect(story.home.status == .offline)
            #expect(!story.lines.contains("home: retry planned"))
            try await until("the end") { story.record?.end != nil }
            let sent = String(decoding: try #require(story.record).receivedBytes, as: UTF8.self)
            #expect(!sent.contains("lamp"))
        }

        @Test("a server that does not know the password either is not believed")
        func falseSignature() async throws {
            let story = try Story { $0.fault = .falseSignature }
            #expect(try await story.failToSignIn() == "the server did not prove that it knows the password")
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test("a disabled account is told from a wrong password")
        func disabled() async throws {
            let story = try Story { $0.fault = .refusal(condition: "account-disabled") }
            #expect(try await story.failToSignIn() == "the account is disabled")
            #expect(story.home.lastEnd?.remedy == .person)
        }
    }
}
