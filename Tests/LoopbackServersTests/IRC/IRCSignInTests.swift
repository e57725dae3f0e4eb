import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport

@MainActor
@Suite("signing in to a loopback IRC server")
struct IRCSignInTests {
    @Test(
        "a client signs in, whatever the encryption", arguments: [IRCServerSettings.Security.direct, .none])
    func signsIn(security: IRCServerSettings.Security) async throws {
        let server = try LoopbackIRCServer.inhabited { $0.security = security }
        let client = try await TestIRCClient(of: server)
        try await client.signIn()
        let record = try #require(server.records.first)
        #expect(record.signedIn != nil)
        #expect((record.secured != nil) == (security == .direct))
        #expect(server.clientCount == 1)
        #expect(record.lines == ["CAP LS 302", "NICK alice", "USER alice 0 * :alice", "CAP END"])
    }

    @Test("tells of itself what it was made for")
    func welcome() async throws {
        let modern = try await TestIRCClient(of: try .inhabited())
        modern.send("CAP LS 302")
        let offer = try await modern.line("CAP * LS")
        #expect(
            offer == "CAP * LS :away-notify account-notify extended-monitor sasl=SCRAM-SHA-256,PLAIN")
        modern.send("NICK alice")
        modern.send("USER alice 0 * :alice")
        modern.send("PING still-out")
        try await modern.line("PONG")
        #expect(!modern.lines.contains { $0.hasPrefix("001") }, "held back while capabilities are agreed on")
        modern.send("CAP END")
        try await modern.line("376 ")
        #expect(modern.lines.compactMap { Int($0.prefix(3)) } == [1, 2, 3, 4, 5, 375, 372, 376])
        #expect(modern.lines.contains { $0.contains(" MONITOR=100 ") })

        let old = try await TestIRCClient(of: try .inhabited(.old))
        old.send("CAP LS 302")
        #expect(try await old.line("CAP * LS") == "CAP * LS :multi-prefix")
        old.send("NICK alice")
        old.send("USER alice 0 * :alice")
        old.send("CAP END")
        #expect(!(try await old.line("005 ")).contains("MONITOR"))
    }

    @Test("a client that knows no capabilities is let in")
    func withoutCapabilities() async throws {
        let client = try await TestIRCClient(of: try .inhabited())
        client.send("USER alice 0 * :alice")
        client.send("NICK alice")
        try await client.line("376 ")
    }

    @Test(
        "a password is proved, or not", arguments: [SASLMechanism.scramSHA256, .plain], ["lantern", "lamp"])
    func proof(mechanism: SASLMechanism, password: String) async throws {
        let client = try await TestIRCClient(of: try .inhabited())
        let verdict = try await client.authenticate(mechanism, password: password)
        #expect(verdict == (password == "lantern" ? "903" : "904"))
    }

    @Test("a mechanism that there is not is refused, and those that there are are told")
    func unknownMechanism() async throws {
        let client = try await TestIRCClient(of: try .inhabited { $0.mechanisms = [.plain] })
        client.send("CAP REQ :sasl")
        client.send("AUTHENTICATE SCRAM-SHA-256")
        #expect(try await client.line("908 ").contains(" PLAIN "))
        try await client.line("904 ")
    }

    @Test("a message of many bytes comes in several pieces")
    func pieces() async throws {
        let password = String(repeating: "lantern", count: 60)
        let client = try await TestIRCClient(of: try .inhabited { $0.accounts = ["alice": password] })
        client.send("CAP REQ :sasl")
        client.send("AUTHENTICATE PLAIN")
        try await client.line("AUTHENTICATE +")
        let text = Base64.encode(Array("\0alice\0\(password)".utf8))
        client.send("AUTHENTICATE \(text.prefix(400))")
        client.send("AUTHENTICATE \(text.dropFirst(400))")
        try await client.line("903 ")
    }

    @Test("a capability that is not offered is refused")
    func unknownCapability() async throws {
        let client = try await TestIRCClient(of: try .inhabited(.old))
        client.send("CAP REQ :away-notify")
        #expect(try await client.line("CAP * NAK") == "CAP * NAK :away-notify")
    }

    @Test("a nick that somebody has cannot be had, neither a person's nor a client's")
    func nickInUse() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let client = try await TestIRCClient(of: server)
        client.send("NICK BOB")
        try await client.line("433 * BOB")
        client.send("NICK dave")
        client.send("USER dave 0 * :dave")
        try await client.line("376 ")
        let second = try await TestIRCClient(of: server)
        second.send("NICK Dave")
        try await second.line("433 * Dave")
    }

    // MARK: Faults

    @Test("what is not said is not said, and what comes before it is", arguments: IRCSignInStep.allCases)
    func silence(step: IRCSignInStep) async throws {
        let server = try LoopbackIRCServer.inhabited { $0.fault = .instead(of: step, .silence) }
        let signIn = Task {
            let client = try await TestIRCClient(of: server)
            _ = try await client.authenticate()
            client.send("NICK alice")
            client.send("USER alice 0 * :alice")
            client.send("CAP END")
            try await client.line("376 ")
        }
        let capabilities = Task { [step] in
            guard step == .capabilities else { return }
            let client = try await TestIRCClient(of: server)
            client.send("CAP LS 302")
            try await Task.sleep(for: .seconds(60))
        }
        try await until("silence") { server.records.contains { $0.spoiled != nil } }
        signIn.cancel()
        capabilities.cancel()
        _ = await signIn.result
        _ = await capabilities.result
        #expect(server.records.allSatisfy { $0.spoiled == nil || $0.signedIn == nil })
    }

    @Test("garbage comes as it was given, ERROR with its words, the rest with the end")
    func misbehaviour() async throws {
        let garbage = try await TestIRCClient(
            of: try .inhabited { $0.fault = .instead(of: .capabilities, .webServer) })
        garbage.send("CAP LS 302")
        try await garbage.line("HTTP/1.1 400 Bad Request")

        let error = try await TestIRCClient(
            of: try .inhabited { $0.fault = .instead(of: .capabilities, .error("K-Lined")) })
        error.send("CAP LS 302")
        try await until("the end") { error.end != nil }
        #expect(error.lines == ["ERROR :K-Lined"])

        let closed = try await TestIRCClient(
            of: try .inhabited { $0.fault = .instead(of: .capabilities, .close) })
        closed.send("CAP LS 302")
        try await until("the end") { closed.end != nil }
        #expect(closed.end == .endOfFile(closeNotify: true))

        let broken = try await TestIRCClient(
            of: try .inhabited { $0.fault = .instead(of: .capabilities, .reset) })
        broken.send("CAP LS 302")
        try await until("the end") { broken.end != nil }
        #expect(broken.end == .failed(.reset))
    }

    @Test("the right password is refused with the given numeric, a false signature is seen")
    func proofFaults() async throws {
        let refused = try await TestIRCClient(of: try .inhabited { $0.fault = .proofRefusal(902) })
        #expect(try await refused.authenticate() == "902")
        let forged = try await TestIRCClient(of: try .inhabited { $0.fault = .falseSignature })
        await #expect(throws: SASLFailure.serverUnproved) { _ = try await forged.authenticate() }
        let without = try await TestIRCClient(of: try .inhabited { $0.fault = .withoutSASL })
        without.send("CAP LS 302")
        #expect(!(try await without.line("CAP * LS")).contains("sasl"))
    }

    @Test("a client that is not wanted is told the numeric, and the end follows")
    func entryRefused() async throws {
        let client = try await TestIRCClient(of: try .inhabited { $0.fault = .entryRefusal(465) })
        client.send("NICK alice")
        client.send("USER alice 0 * :alice")
        try await until("the end") { client.end != nil }
        #expect(client.lines.map { $0.prefix(5) } == ["465 a", "ERROR"])
    }

    @Test("the connection ends after exactly so many bytes", arguments: [1, 40, 70])
    func closesAfter(bytes: Int) async throws {
        let client = try await TestIRCClient(of: try .inhabited { $0.fault = .closesAfter(bytes: bytes) })
        client.send("CAP LS 302")
        try await until("the end") { client.end != nil }
        #expect(client.bytes.count == bytes)
    }

    @Test("a certificate names 127.0.0.1 and the server, or the one name that was asked for")
    func certificates() async throws {
        let server = try LoopbackIRCServer.inhabited { $0.certificateName = "other.test" }
        let client = try await TestIRCClient(of: server)
        guard case .failed(.tls(.certificate(.wrongName, _))) = try #require(client.end) else {
            Issue.record("ended otherwise: \(String(describing: client.end))")
            return
        }
    }
}
