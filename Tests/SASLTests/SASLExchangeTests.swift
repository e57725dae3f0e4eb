import SASL
import Testing

@Suite struct SASLExchangeTests {
    static let unbound: [SASLMechanism] = [.scramSHA512, .scramSHA256, .scramSHA1, .plain]
    private static let salt = Array("salt and pepper".utf8)

    private static func server(
        _ mechanism: SASLMechanism, password: String = "secret", iterations: Int = 4096
    ) throws -> SASLServerExchange {
        try SASLServerExchange(
            mechanism: mechanism, accounts: ["alice": password, "a,b=c": password], salt: salt,
            iterations: iterations)
    }

    @Test(
        "client and server prove to each other that they know the password", arguments: unbound
    )
    func proof(mechanism: SASLMechanism) throws {
        for name in ["alice", "a,b=c"] {
            let client = try SASLExchange(SASLChoice(mechanism), username: name, password: Secret("secret"))
            let server = try Self.server(mechanism)
            var step = try server.step(try client.start())
            while case .challenge(let challenge) = step { step = try server.step(try client.step(challenge)) }
            guard case .accepted(let username, let data) = step else { return }
            try client.finish(data.isEmpty ? nil : data)
            #expect(username == name)
        }
    }

    @Test(
        "the server's proof may also come in a last challenge",
        arguments: [SASLMechanism.scramSHA1, .scramSHA256, .scramSHA512])
    func proofInChallenge(mechanism: SASLMechanism) throws {
        let (client, final) = try Self.untilServerFinal(mechanism)
        #expect(try client.step(final) == [])
        try client.finish(nil)
    }

    @Test("a wrong password, or an unknown name, is refused by the server", arguments: unbound)
    func wrongPassword(mechanism: SASLMechanism) throws {
        let client = try SASLExchange(SASLChoice(mechanism), username: "alice", password: Secret("wrong"))
        let server = try Self.server(mechanism)
        #expect(throws: SASLFailure.clientUnproved) {
            var step = try server.step(try client.start())
            while case .challenge(let challenge) = step { step = try server.step(try client.step(challenge)) }
        }
        let stranger = try SASLExchange(SASLChoice(mechanism), username: "eve", password: Secret("secret"))
        #expect(throws: SASLFailure.clientUnproved) {
            try Self.server(mechanism).step(try stranger.start())
        }
    }

    @Test("a password with a zero byte is refused here, not cut short")
    func zeroByte() {
        #expect(throws: SASLFailure.credentialsUnfit) {
            try SASLExchange(SASLChoice(.plain), username: "alice", password: Secret("sec\0ret"))
        }
    }

    @Test("the first message binds no channel and names no other account")
    func firstMessage() throws {
        let client = try SASLExchange(SASLChoice(.scramSHA256), username: "alice", password: Secret("secret"))
        #expect(String(decoding: try client.start(), as: UTF8.self).hasPrefix("n,,n=alice,r="))
    }

    // MARK: Hostile servers

    /// A hostile first message, made from the client's nonce.
    struct HostileFirst: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let failure: SASLFailure
        let message: @Sendable (_ nonce: String) -> String

        init(_ name: String, _ failure: SASLFailure, _ message: @escaping @Sendable (String) -> String) {
            testDescription = name
            self.failure = failure
            self.message = message
        }
    }

    static let firsts = [
        HostileFirst("nonce not extended", .nonceNotExtended) { "r=\($0),s=c2FsdA==,i=4096" },
        HostileFirst("nonce replaced", .nonceNotExtended) { _ in
            "r=fyko+d2lbbFgONRv9qkxdawL,s=c2FsdA==,i=4096"
        },
        HostileFirst("nonce with something before it", .nonceNotExtended) { "r=x\($0)x,s=c2FsdA==,i=4096" },
        HostileFirst("nonce cut short", .nonceNotExtended) { "r=\($0.dropLast()),s=c2FsdA==,i=4096" },
        HostileFirst("nonce empty", .nonceNotExtended) { _ in "r=,s=c2FsdA==,i=4096" },
        HostileFirst("one round", .iterationCount(1)) { "r=\($0)x,s=c2FsdA==,i=1" },
        HostileFirst("no round", .iterationCount(0)) { "r=\($0)x,s=c2FsdA==,i=0" },
        HostileFirst("one round too few", .iterationCount(4095)) { "r=\($0)x,s=c2FsdA==,i=4095" },
        HostileFirst("one round too many", .iterationCount(1_000_001)) { "r=\($0)x,s=c2FsdA==,i=1000001" },
        HostileFirst("two thousand million rounds", .iterationCount(nil)) {
            "r=\($0)x,s=c2FsdA==,i=2000000000"
        },
        HostileFirst("more rounds than a number holds", .iterationCount(nil)) {
            "r=\($0)x,s=c2FsdA==,i=99999999999999999999999"
        },
        HostileFirst("negative rounds", .iterationCount(nil)) { "r=\($0)x,s=c2FsdA==,i=-4096" },
        HostileFirst("rounds with a plus", .iterationCount(nil)) { "r=\($0)x,s=c2FsdA==,i=+4096" },
        HostileFirst("rounds in hexadecimal", .iterationCount(nil)) { "r=\($0)x,s=c2FsdA==,i=0x1000" },
        HostileFirst("rounds missing", .malformed) { "r=\($0)x,s=c2FsdA==" },
        HostileFirst("salt missing", .malformed) { "r=\($0)x,i=4096" },
        HostileFirst("salt empty", .malformed) { "r=\($0)x,s=,i=4096" },
        HostileFirst("salt not base 64", .malformed) { "r=\($0)x,s=!!!!,i=4096" },
        HostileFirst("salt unpadded", .malformed) { "r=\($0)x,s=c2FsdA,i=4096" },
        HostileFirst("a demanded extension", .extensionDemanded) { "m=x,r=\($0)x,s=c2FsdA==,i=4096" },
        HostileFirst("an error", .serverError("other-error")) { _ in "e=other-error" },
        HostileFirst("an error with controls", .serverError("badword")) { _ in "e=bad\u{1B}word" },
        HostileFirst("another order", .malformed) { "s=c2FsdA==,r=\($0)x,i=4096" },
        HostileFirst("nothing", .malformed) { _ in "" },
        HostileFirst("garbage", .malformed) { _ in "\u{0}\u{1}\u{2}" },
        HostileFirst("a proof at once", .malformed) { _ in "v=AAAA" },
    ]

    @Test("a hostile first message ends the exchange before any hashing", arguments: firsts)
    func hostileFirst(hostile: HostileFirst) throws {
        for mechanism in [SASLMechanism.scramSHA1, .scramSHA256, .scramSHA512] {
            let client = try SASLExchange(
                SASLChoice(mechanism), username: "alice", password: Secret("secret"))
            let first = String(decoding: try client.start(), as: UTF8.self)
            let nonce = String(first.dropFirst("n,,n=alice,r=".count))
            let message = Array(hostile.message(nonce).utf8)
            #expect(throws: hostile.failure) { try client.step(message) }
            // The failure is the end, even if an honest message follows.
            #expect(throws: SASLFailure.outOfOrder) {
                try client.step(Array("r=\(nonce)x,s=c2FsdA==,i=4096".utf8))
            }
            #expect(throws: SASLFailure.outOfOrder) { try client.finish(nil) }
        }
    }

    static let finals: [(String, String?, SASLFailure)] = [
        ("no proof", nil, .serverUnproved), ("an empty proof", "", .serverUnproved),
        ("a wrong proof", "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", .serverUnproved),
        ("a short proof", "v=AAAA", .serverUnproved), ("a proof that is not base 64", "v=!", .serverUnproved),
        ("a proof without a value", "v=", .serverUnproved),
        ("an error", "e=invalid-proof", .serverError("invalid-proof")),
        ("garbage", "garbage", .malformed), ("another attribute", "x=AAAA", .serverUnproved),
    ]

    @Test("a success without the server's proof is not believed", arguments: finals)
    func hostileFinal(name: String, final: String?, failure: SASLFailure) throws {
        let (client, _) = try Self.untilServerFinal(.scramSHA256)
        #expect(throws: failure, "\(name)") { try client.finish(final.map { Array($0.utf8) }) }
        guard let final, !final.isEmpty else { return }
        let (other, _) = try Self.untilServerFinal(.scramSHA256)
        #expect(throws: failure, "\(name)") { try other.step(Array(final.utf8)) }
        #expect(throws: SASLFailure.outOfOrder) { try other.finish(nil) }
    }

    @Test("a proof with one bit changed is none")
    func changedProof() throws {
        for place in [2, 10, 40] {
            let (client, final) = try Self.untilServerFinal(.scramSHA256)
            var changed = final
            changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(throws: SASLFailure.serverUnproved) { try client.finish(changed) }
        }
    }

    @Test("a success before the proof is due is not believed")
    func earlySuccess() throws {
        let client = try SASLExchange(SASLChoice(.scramSHA256), username: "alice", password: Secret("secret"))
        _ = try client.start()
        #expect(throws: SASLFailure.serverUnproved) { try client.finish(nil) }
        let other = try SASLExchange(SASLChoice(.scramSHA256), username: "alice", password: Secret("secret"))
        #expect(throws: SASLFailure.serverUnproved) { try other.finish(Array("v=AAAA".utf8)) }
    }

    @Test("a challenge to PLAIN, or one too many, ends the exchange")
    func challengesOutOfOrder() throws {
        let plain = try SASLExchange(SASLChoice(.plain), username: "alice", password: Secret("secret"))
        #expect(try plain.start() == Array("\0alice\0secret".utf8))
        #expect(throws: SASLFailure.outOfOrder) { try plain.step([]) }
        let (client, final) = try Self.untilServerFinal(.scramSHA1)
        _ = try client.step(final)
        #expect(throws: SASLFailure.outOfOrder) { try client.step(final) }
        #expect(throws: SASLFailure.outOfOrder) { try client.finish(nil) }
    }

    /// A client that has proved itself, and the server's last message.
    private static func untilServerFinal(
        _ mechanism: SASLMechanism
    ) throws -> (SASLExchange, [UInt8]) {
        let client = try SASLExchange(SASLChoice(mechanism), username: "alice", password: Secret("secret"))
        let server = try server(mechanism)
        guard case .challenge(let challenge) = try server.step(try client.start()),
            case .accepted(_, let data) = try server.step(try client.step(challenge))
        else { throw SASLFailure.malformed }
        return (client, data)
    }
}
