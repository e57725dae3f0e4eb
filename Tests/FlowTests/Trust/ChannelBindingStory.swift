import LoopbackServers
import Messenger
import SASL
import Storytelling
import StreamService
import Testing
import Transport

extension FlowStories {
    /// Row B6, as far as somebody sits between with a connection to each end.
    @MainActor
    @Suite("a proof that is bound to the TLS connection")
    struct ChannelBindingStory {
        /// The mechanism and the first message that the server was sent.
        private func proof(_ story: Story) throws -> (mechanism: String, first: String) {
            let sent = String(decoding: try require(story.record, "a record").receivedBytes, as: UTF8.self)
            let auth = try require(sent.firstRange(of: "<auth "), "a proof")
            let element = sent[auth.lowerBound...].prefix { $0 != "<" || $0 == sent[auth.lowerBound] }
            let mechanism = element.split(separator: "'").dropFirst(3).first ?? ""
            let text = element.split(separator: ">").dropFirst().first?.prefix { $0 != "<" } ?? ""
            let first = Base64.decode(text.utf8).map { String(decoding: $0, as: UTF8.self) }
            return (String(mechanism), first ?? "")
        }

        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let version: TLSVersion
            let types: [ChannelBinding]?
            var security = ServerSettings.Security.startTLS
            let mechanism: SASLMechanism
            let start: String
        }

        nonisolated static let rows: [Row] = [
            Row(
                testDescription: "TLS 1.3, the exporter is taken", version: .tls13, types: [.tlsExporter],
                mechanism: .scramSHA512Plus, start: "p=tls-exporter,,"),
            Row(
                testDescription: "TLS from the first byte", version: .tls13, types: [.tlsExporter],
                security: .direct, mechanism: .scramSHA512Plus, start: "p=tls-exporter,,"),
            Row(
                testDescription: "TLS 1.3, nothing is said of types", version: .tls13, types: nil,
                mechanism: .scramSHA512, start: "n,,"),
            Row(
                testDescription: "TLS 1.3, only the server's certificate is taken", version: .tls13,
                types: [.tlsServerEndPoint], mechanism: .scramSHA512Plus, start: "p=tls-server-end-point,,"),
            Row(
                testDescription: "TLS 1.2, only the server's certificate is taken", version: .tls12,
                types: [.tlsServerEndPoint], mechanism: .scramSHA512Plus, start: "p=tls-server-end-point,,"),
            Row(
                testDescription: "TLS 1.2, all types are taken", version: .tls12,
                types: [.tlsServerEndPoint, .tlsUnique, .tlsExporter], mechanism: .scramSHA512Plus,
                start: "p=tls-exporter,,"),
            Row(
                testDescription: "TLS 1.2, nothing is said of types", version: .tls12, types: nil,
                mechanism: .scramSHA512Plus, start: "p=tls-unique,,"),
        ]

        @Test("is made where both ends surely take the same type", arguments: rows)
        func bound(row: Row) async throws {
            let memory = TrustMemory()
            let story = try Story(trust: memory.trust) {
                $0.security = row.security
                $0.versions = [row.version]
                $0.offerToBind(row.types)
            }
            try await story.signIn()
            let proof = try proof(story)
            #expect(proof.mechanism == row.mechanism.rawValue)
            #expect(proof.first.hasPrefix(row.start), "\(proof.first)")
            #expect(memory.proved == [row.mechanism])
        }

        @Test("who takes the offer to bind away is noticed by the server: the proof is refused")
        func offerTaken() async throws {
            let story = try Story {
                $0.offerToBind(ChannelBinding.allCases)
                $0.fault = .withoutBindings
            }
            _ = try await story.failToSignIn()
            #expect(try proof(story).first.hasPrefix("y,,"))
            #expect(story.record?.signedIn == nil)
        }

        @Test("who sits between with a connection to each end gets in with neither")
        func between() async throws {
            let memory = TrustMemory()
            let story = try Story(trust: memory.trust) {
                $0.offerToBind(ChannelBinding.allCases)
                $0.fault = .foreignChannel
            }
            _ = try await story.failToSignIn()
            #expect(try proof(story).mechanism == "SCRAM-SHA-512-PLUS")
            #expect(story.record?.signedIn == nil)
            #expect(memory.proved.isEmpty)
        }

        @Test("without the offer of any binding the server is told that there could have been one")
        func notOffered() async throws {
            let story = try Story { $0.mechanisms = [.scramSHA256, .plain] }
            try await story.signIn()
            #expect(try proof(story).first.hasPrefix("y,,"))
        }
    }
}

extension ServerSettings {
    /// Offers everything, and says which types of binding it takes; nil: says nothing of them.
    mutating func offerToBind(_ types: [ChannelBinding]?) {
        mechanisms = SASLMechanism.allCases
        channelBindings = types ?? ChannelBinding.allCases
        if types == nil { features.remove(.channelBindingList) }
    }
}
