import Glibc
import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing
import Transport

extension FlowStories {
    /// SASL EXTERNAL (RFC 4422 appendix A).
    @MainActor
    @Suite("an IRC account that is proved by a certificate")
    struct IRCCertificateStory {
        private let mine: ServerCertificate
        private let file: CertificateFile

        init() throws {
            mine = try ThrowAwayAuthority.selfSigned(
                CertificateRequest(names: [], commonName: "alice", purpose: .client))
            file = try CertificateFile(mine.certificatePEM + mine.privateKeyPEM)
        }

        private func story(
            _ keys: [KeyFingerprint: String], _ change: (inout IRCServerSettings) -> Void = { _ in }
        ) throws -> IRCStory {
            let server = try LoopbackIRCServer.inhabited {
                $0.accountKeys = keys
                $0.mechanisms = []
                change(&$0)
            }
            return IRCStory(server: server, certificate: ClientCertificate(path: file.path))
        }

        @Test("signs in without any password", arguments: TLSVersion.allCases)
        func external(version: TLSVersion) async throws {
            let story = try story([try mine.key(): "alice"]) { $0.versions = [version] }
            try await story.signIn()
            let lines = try #require(story.record).lines
            #expect(
                lines.filter { $0.hasPrefix("AUTHENTICATE") } == ["AUTHENTICATE EXTERNAL", "AUTHENTICATE +"])
            #expect(story.record?.peerKey == (try mine.key()))
        }

        @Test("a certificate that the server does not know is told, and no password is asked for")
        func unknown() async throws {
            let other = try ThrowAwayAuthority.selfSigned(CertificateRequest(names: []))
            let story = try story([try other.key(): "alice"])
            let reason = try await story.failToSignIn()
            #expect(reason.hasPrefix("the server does not know your certificate"))
            #expect(story.home.lastEnd?.remedy == .person)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.lines.contains { $0.hasPrefix("NICK") } == false)
        }

        @Test("comes before a password; where the server does not take it, the password is proved")
        func before() async throws {
            let both = try story([try mine.key(): "alice"]) { $0.mechanisms = [.scramSHA256, .plain] }
            try await both.signIn()
            #expect(both.record?.lines.contains("AUTHENTICATE EXTERNAL") == true)
            let without = try story([:]) { $0.mechanisms = [.scramSHA256, .plain] }
            try await without.signIn()
            #expect(without.record?.lines.contains("AUTHENTICATE SCRAM-SHA-256") == true)
        }

        @Test("a server that is not the right one is not shown it")
        func stranger() async throws {
            let key = try mine.key()
            let server = try LoopbackIRCServer.inhabited { $0.accountKeys = [key: "alice"] }
            let story = IRCStory(
                server: server, roots: .pem(try ThrowAwayAuthority().rootPEM),
                certificate: ClientCertificate(path: file.path))
            #expect(try await story.failToSignIn() == CertificateFault.unknownRoot.description)
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.secured == nil && story.record?.peerKey == nil)
        }

        @Test("a file that others can read is not used, and told")
        func openToOthers() async throws {
            let open = try CertificateFile(mine.certificatePEM + mine.privateKeyPEM, mode: 0o644)
            let server = try LoopbackIRCServer.inhabited()
            let story = IRCStory(server: server, certificate: ClientCertificate(path: open.path))
            let reason = try await story.failToSignIn()
            #expect(reason == "\(open.path) \(ClientCertificate.Fault.openToOthers)")
            #expect(story.home.lastEnd?.remedy == .person)
        }
    }
}

/// A file of a test, removed with it.
final class CertificateFile {
    let path: String

    init(_ bytes: [UInt8], mode: mode_t = 0o600) throws {
        var template = Array("/tmp/porchlight-certificate-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        try #require(fchmod(descriptor, mode) == 0)
    }

    deinit { unlink(path) }
}
