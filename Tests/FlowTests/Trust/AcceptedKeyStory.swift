import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    /// Row B5.
    @MainActor
    @Suite("a server's key that a person accepts")
    struct AcceptedKeyStory {
        /// What a person would be asked after a failure.
        private func asked(_ story: Narrator) throws -> KeyConsent {
            guard case .key(let consent)? = story.home.lastEnd?.consent else {
                throw NeverCame(what: "a question about a key")
            }
            return consent
        }

        @Test("is shown with its fingerprint and what the certificate says; accepted, it lets us in")
        func accepted() async throws {
            let memory = TrustMemory()
            let server = try LoopbackXMPPServer.inhabited()
            let story = try Story(
                [server], roots: .pem(try ThrowAwayAuthority().rootPEM), trust: memory.trust)
            #expect(try await story.failToSignIn() == CertificateFault.unknownRoot.description)
            let consent = try asked(story)
            #expect(consent.fault == CertificateFault.unknownRoot.description)
            #expect(consent.facts.first == "names: porchlight.test")
            let key = try #require(KeyFingerprint(bytes: consent.fingerprint))

            memory.pins = [key]
            try await story.signIn()
        }

        @Test("is the only one from then on: another is refused although its certificate is in order")
        func another() async throws {
            let memory = TrustMemory(pins: [
                try #require(KeyFingerprint(bytes: Array(repeating: 7, count: 32)))
            ])
            let story = try Story(trust: memory.trust)
            #expect(try await story.failToSignIn() == CertificateFault.anotherKey.description)
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(try asked(story).fingerprint.count == 32)
            let sent = try #require(story.record).received.filter { $0.channel == .secured }
            #expect(sent.isEmpty)
        }

        @Test("and on IRC likewise")
        func irc() async throws {
            let memory = TrustMemory()
            let story = IRCStory(
                server: try .inhabited(), roots: .pem(try ThrowAwayAuthority().rootPEM), trust: memory.trust)
            #expect(try await story.failToSignIn() == CertificateFault.unknownRoot.description)
            memory.pins = [try #require(KeyFingerprint(bytes: try asked(story).fingerprint))]
            try await story.signIn()
        }

        @Test(
            "nothing is asked where no key is to blame", arguments: [SignInStep.handshake, .securedFeatures])
        func nothingToAsk(step: SignInStep) async throws {
            let story = try Story { $0.fault = .instead(of: step, .close) }
            _ = try await story.failToSignIn()
            #expect(story.home.lastEnd?.consent == nil)
        }
    }
}
