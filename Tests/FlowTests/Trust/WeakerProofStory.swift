import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing

extension FlowStories {
    /// Row B6, as far as an account remembers by what it was proved.
    @MainActor
    @Suite("a server that offers less than before")
    struct WeakerProofStory {
        nonisolated static let rows: [(SASLMechanism, [SASLMechanism], SASLMechanism)] = [
            (.scramSHA256, [.plain], .plain), (.scramSHA256, [.scramSHA1, .plain], .scramSHA1),
            (.scramSHA256Plus, [.scramSHA256, .plain], .scramSHA256),
            (.scramSHA1Plus, [.scramSHA256], .scramSHA256),
            (.scramSHA512, [.scramSHA256, .scramSHA1], .scramSHA256),
            (.scramSHA256Plus, [.scramSHA512], .scramSHA512),
        ]

        @Test("gets nothing, and a person is asked; once allowed it does", arguments: rows)
        func weaker(before: SASLMechanism, offered: [SASLMechanism], best: SASLMechanism) async throws {
            let memory = TrustMemory(floor: before)
            let story = try Story(trust: memory.trust) { $0.mechanisms = offered }
            let reason = try await story.failToSignIn()
            #expect(
                reason == "the server offers only \(best.rawValue); \(before.rawValue) was used before")
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(
                story.home.lastEnd?.consent
                    == .weakerProof(used: before.rawValue, offered: best.rawValue))
            try await until("the end") { story.record?.end != nil }
            let sent = String(decoding: try #require(story.record).receivedBytes, as: UTF8.self)
            #expect(!sent.contains("<auth") && !sent.contains("alice"))
            #expect(memory.proved.isEmpty)

            memory.floor = best
            try await story.signIn()
            #expect(memory.proved == [best])
        }

        @Test("also where it takes the word of what it binds away")
        func typesTaken() async throws {
            let memory = TrustMemory()
            let first = try Story(trust: memory.trust) { $0.offerToBind([.tlsExporter]) }
            try await first.signIn()
            #expect(memory.floor == .scramSHA512Plus)
            let story = try Story(trust: memory.trust) { $0.offerToBind(nil) }
            _ = try await story.failToSignIn()
            #expect(
                story.home.lastEnd?.consent
                    == .weakerProof(used: "SCRAM-SHA-512-PLUS", offered: "SCRAM-SHA-512"))
        }

        @Test("what was proved is remembered only once the server has proved itself too")
        func falseServer() async throws {
            let memory = TrustMemory()
            let story = try Story(trust: memory.trust) { $0.fault = .falseSignature }
            _ = try await story.failToSignIn()
            #expect(memory.proved.isEmpty)
        }

        @Test("and IRC likewise")
        func irc() async throws {
            let memory = TrustMemory()
            let first = IRCStory(server: try .inhabited(), trust: memory.trust)
            try await first.signIn()
            #expect(memory.floor == .scramSHA256)
            let story = IRCStory(server: try .inhabited { $0.mechanisms = [.plain] }, trust: memory.trust)
            #expect(
                try await story.failToSignIn()
                    == "the server offers only PLAIN; SCRAM-SHA-256 was used before")
            #expect(
                story.home.lastEnd?.consent == .weakerProof(used: "SCRAM-SHA-256", offered: "PLAIN"))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.lines.contains { $0.hasPrefix("AUTHENTICATE") } == false)
            memory.floor = .plain
            try await story.signIn()
        }

        @Test("and IRC by the longest hash, likewise")
        func ircLongestHash() async throws {
            let memory = TrustMemory()
            let first = IRCStory(
                server: try .inhabited { $0.mechanisms = [.plain, .scramSHA256, .scramSHA512] },
                trust: memory.trust)
            try await first.signIn()
            #expect(memory.floor == .scramSHA512)
            let story = IRCStory(server: try .inhabited(), trust: memory.trust)
            #expect(
                try await story.failToSignIn()
                    == "the server offers only SCRAM-SHA-256; SCRAM-SHA-512 was used before")
        }
    }
}
