import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("an IRC server that does not let us in")
    struct IRCRefusalStory {
        @Test(
            "for a wrong password: told in one line, and only another password helps", .matrix(6),
            arguments: [SASLMechanism.scramSHA512, .scramSHA256, .plain])
        func wrongPassword(mechanism: SASLMechanism) async throws {
            let story = try IRCStory(password: "lamp") { $0.mechanisms = [mechanism] }
            #expect(try await story.failToSignIn().hasPrefix("wrong account or password"))
            #expect(story.home.lastEnd?.remedy == .password)
            #expect(story.home.status == .offline)
            #expect(!story.lines.contains("home: retry planned"))
            try await until("the end") { story.record?.end != nil }
            let sent = String(decoding: try #require(story.record).receivedBytes, as: UTF8.self)
            #expect(!sent.contains("lamp") && !sent.contains("NICK"))
        }

        @Test("a password is not said where nobody has vouched for the server")
        func plainWithoutTLS() async throws {
            let story = try IRCStory {
                $0.mechanisms = [.plain]
                $0.security = .none
            }
            _ = try await story.failToSignIn()
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.lines.contains { $0.hasPrefix("AUTHENTICATE") } == false)
        }

        @Test("a server that does not know the password either is not believed")
        func falseSignature() async throws {
            let story = try IRCStory { $0.fault = .falseSignature }
            #expect(try await story.failToSignIn() == "the server did not prove that it knows the password")
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.lines.contains { $0.hasPrefix("NICK") } == false)
        }

        @Test("a server without its accounts gets no nick, for there is one to prove", .matrix(6))
        func withoutSASL() async throws {
            let story = try IRCStory { $0.fault = .withoutSASL }
            #expect(try await story.failToSignIn() == "the server offers no way to prove the account")
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test("for a nick that somebody has: the nick is named")
        func nickInUse() async throws {
            let story = try IRCStory()
            story.server.setPeople([LoopbackNick("Alice", .here)])
            #expect(try await story.failToSignIn().hasPrefix("the nick alice is in use"))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.lines.last == "QUIT", "a half-made session is ended in order")
        }

        @Test("for a ban: its words, and nothing is tried again", .matrix(14))
        func banned() async throws {
            let story = try IRCStory { $0.fault = .entryRefusal(465) }
            #expect(try await story.failToSignIn() == "banned from the server: You may not come in")
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(story.home.retryAt == nil)
        }

        @Test("under an unknown root nothing is said inside TLS", .matrix(5))
        func unknownRoot() async throws {
            let server = try LoopbackIRCServer.inhabited()
            let story = IRCStory(server: server, roots: .pem(try ThrowAwayAuthority().rootPEM))
            #expect(try await story.failToSignIn() == CertificateFault.unknownRoot.description)
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.receivedBytes.isEmpty == true)
        }

        @Test("with another name nothing is said inside TLS", .matrix(5))
        func wrongName() async throws {
            let story = try IRCStory { $0.certificateName = "other.test" }
            let reason = try await story.failToSignIn()
            #expect(reason.contains("127.0.0.1") && reason.contains("other.test"))
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.receivedBytes.isEmpty == true)
        }
    }
}
