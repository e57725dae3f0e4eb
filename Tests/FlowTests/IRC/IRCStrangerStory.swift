import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing

extension FlowStories {
    @MainActor
    @Suite("something else answers where an IRC server is expected")
    struct IRCStrangerStory {
        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let security: IRCServerSettings.Security
            var step = IRCSignInStep.capabilities
            let fault: IRCSignInFault.Misbehaviour
            let reason: String
            let remedy: SessionEnd.Remedy

            init(
                _ description: String, _ security: IRCServerSettings.Security, _ fault: [UInt8],
                _ reason: String
            ) {
                testDescription = description
                self.security = security
                self.fault = .garbage(fault)
                self.reason = reason
                remedy = .person
            }

            /// What comes instead of a handshake; nothing if nil.
            init(handshake description: String, _ fault: [UInt8]?, _ reason: String) {
                testDescription = description
                security = .direct
                step = .handshake
                self.fault = fault.map { .garbage($0) } ?? .silence
                self.reason = reason
                remedy = fault == nil ? .wait : .person
            }

            /// Nothing comes.
            init(silence description: String, _ security: IRCServerSettings.Security, _ reason: String) {
                testDescription = description
                self.security = security
                fault = .silence
                self.reason = reason
                remedy = .wait
            }
        }

        nonisolated private static let check = "; check its name and port"
        nonisolated private static let http = Array(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8)
        nonisolated private static let ssh = Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8)
        nonisolated private static let xmpp = Array("<?xml version='1.0'?><stream:stream><stream:error>".utf8)
        nonisolated private static let inTheClear =
            "the server answered without encryption; check the port and the server's TLS settings"

        nonisolated static let rows: [Row] = [
            Row("a web server, inside TLS", .direct, http, "the server speaks HTTP instead of IRC\(check)"),
            Row("a web server", .none, http, "the server speaks HTTP instead of IRC\(check)"),
            Row("an SSH server", .none, ssh, "the server speaks SSH instead of IRC\(check)"),
            Row("an XMPP server, inside TLS", .direct, xmpp, "the server speaks XMPP instead of IRC\(check)"),
            Row(
                "a TLS alert without TLS", .none, [21, 3, 1, 0, 2, 2, 40],
                "the server speaks TLS, and this account does not\(check)"),
            Row(
                "a mail server, inside TLS", .direct, Array("220 mail.porchlight.test ESMTP\r\n".utf8),
                "the server sent something that is not IRC (220 mail.porchlight.test ESMTP)\(check)"),
            Row(
                "a word", .none, Array("RFB 003.008\n".utf8),
                "the server sent something that is not IRC (RFB 003.008)\(check)"),
            Row(
                "words without the end of a line, then nothing", .none, Array("login: ".utf8),
                "the server sent something that is not IRC (login: )\(check)"),
            Row(
                "numbers", .direct, [0x4a, 0, 0, 0, 10, 0xff, 0x1b],
                "the server sent something that is not IRC, nor any text\(check)"),
            Row(
                "a line without end", .direct, Array(repeating: UInt8(ascii: "x"), count: 20_000),
                "the server sent something that is not IRC (\(String(repeating: "x", count: 64)))\(check)"),
            Row(
                "text that steers terminals", .none, Array("\u{1B}]0;x\u{7}\r\n".utf8),
                "the server sent something that is not IRC, nor any text\(check)"),
            Row(silence: "nothing, inside TLS", .direct, "no answer while agreeing on capabilities"),
            Row(silence: "nothing", .none, "no answer while agreeing on capabilities"),
            Row(handshake: "a web server instead of TLS", http, inTheClear),
            Row(handshake: "an SSH server instead of TLS", ssh, inTheClear),
            Row(
                handshake: "an IRC server without TLS",
                Array(":irc.porchlight.test NOTICE * :*** Looking up\r\n".utf8), inTheClear),
            Row(handshake: "numbers instead of TLS", [0x4a, 0, 0, 0, 10], inTheClear),
            Row(
                handshake: "a refusal by TLS", [21, 3, 3, 0, 2, 2, 40],
                "no encrypted connection could be agreed on (the other end says: Handshake failed); "
                    + "check the port and the server's TLS settings"),
            Row(handshake: "nothing instead of TLS", nil, "no answer while negotiating TLS"),
        ]

        @Test("is told in one line, with who it is where that can be known; all of them at once")
        func told() async throws {
            try await withThrowingTaskGroup { group in
                for row in Self.rows { group.addTask { try await Self.play(row) } }
                try await group.waitForAll()
            }
        }

        private static func play(_ row: Row) async throws {
            let story = try IRCStory(limits: Matrix.limits) {
                $0.security = row.security
                $0.fault = .instead(of: row.step, row.fault)
            }
            #expect(try await story.failToSignIn() == row.reason, "\(row.testDescription)")
            #expect(story.home.lastEnd?.remedy == row.remedy, "\(row.testDescription)")
            story.server.fault = nil
            try await story.signIn()
        }
    }
}
