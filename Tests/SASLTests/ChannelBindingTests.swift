import SASL
import Testing

/// The own client against the library's server, which is another's work; against the own one where the library has none:
/// for the longest hash and for tls-server-end-point.
@Suite struct ChannelBindingTests {
    private static let bytes = Array("what both ends know of this connection".utf8)

    /// Why the server refuses the client; nil when both have proved themselves.
    private static func outcome(
        _ choice: SASLChoice, _ data: [UInt8] = [], server: [ChannelBinding: [UInt8]]
    ) throws -> SASLFailure? {
        let client = try SASLExchange(
            choice, username: "alice", password: Secret("secret"), bindingData: data)
        let server = try SASLServerExchange(
            mechanism: choice.mechanism, accounts: ["alice": "secret"], salt: Array("salt".utf8),
            iterations: 4096, bindings: server)
        do throws(SASLFailure) {
            guard case .challenge(let challenge) = try server.step(try client.start()),
                case .accepted(_, let data) = try server.step(try client.step(challenge))
            else { return .malformed }
            try client.finish(data)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "a bound proof is accepted on the same connection only",
        arguments: SASLMechanism.allCases.filter(\.bindsChannel), ChannelBinding.allCases)
    func bound(mechanism: SASLMechanism, type: ChannelBinding) throws {
        let choice = SASLChoice(mechanism, .bound(type))
        #expect(try Self.outcome(choice, Self.bytes, server: [type: Self.bytes]) == nil)
        let other = Array("what somebody between knows of his".utf8)
        #expect(try Self.outcome(choice, Self.bytes, server: [type: other]) == .clientUnproved)
        for another in ChannelBinding.allCases where another != type {
            #expect(try Self.outcome(choice, Self.bytes, server: [another: Self.bytes]) != nil)
        }
    }

    @Test(
        "a server that offers to bind notices that the offer was taken away on its way",
        arguments: [SASLMechanism.scramSHA512, .scramSHA256, .scramSHA1])
    func offerTaken(mechanism: SASLMechanism) throws {
        let both: [ChannelBinding: [UInt8]] = [.tlsExporter: Self.bytes]
        #expect(try Self.outcome(SASLChoice(mechanism, .notOffered), server: both) == .clientUnproved)
        #expect(try Self.outcome(SASLChoice(mechanism, .notOffered), server: [:]) == nil)
        #expect(try Self.outcome(SASLChoice(mechanism, .none), server: both) == nil)
    }

    @Test("the first message says what is bound")
    func firstMessages() throws {
        let cases: [(SASLChoice, [UInt8], String)] = [
            (SASLChoice(.scramSHA256), [], "n,,n=alice,r="),
            (SASLChoice(.scramSHA1, .notOffered), [], "y,,n=alice,r="),
            (SASLChoice(.scramSHA256Plus, .bound(.tlsExporter)), [1], "p=tls-exporter,,n=alice,r="),
            (SASLChoice(.scramSHA1Plus, .bound(.tlsUnique)), [1], "p=tls-unique,,n=alice,r="),
            (
                SASLChoice(.scramSHA512Plus, .bound(.tlsServerEndPoint)), [1],
                "p=tls-server-end-point,,n=alice,r="
            ),
        ]
        for (choice, data, expected) in cases {
            let client = try SASLExchange(
                choice, username: "alice", password: Secret("secret"), bindingData: data)
            #expect(String(decoding: try client.start(), as: UTF8.self).hasPrefix(expected))
        }
    }

    @Test("a proof that is to be bound is not made without something to bind it to, nor the other way round")
    func nothingToBind() {
        let cases: [(SASLChoice, [UInt8])] = [
            (SASLChoice(.scramSHA256Plus, .bound(.tlsExporter)), []),
            (SASLChoice(.scramSHA256Plus, .none), [1]), (SASLChoice(.scramSHA256Plus, .notOffered), []),
            (SASLChoice(.scramSHA256, .bound(.tlsExporter)), [1]), (SASLChoice(.scramSHA256), [1]),
            (SASLChoice(.plain, .bound(.tlsUnique)), [1]),
        ]
        for (choice, data) in cases {
            #expect(throws: SASLFailure.channelNotBound) {
                try SASLExchange(choice, username: "alice", password: Secret("secret"), bindingData: data)
            }
        }
    }
}
