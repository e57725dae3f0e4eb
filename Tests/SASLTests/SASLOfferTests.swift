import SASL
import Testing

@Suite struct SASLOfferTests {
    /// An offer on a channel, and what is made of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var mechanisms: [String]
        var bindings: [String]?
        var channel: SecuredChannel?
        var floor: SASLMechanism?
        let expected: Outcome

        enum Outcome: Sendable, Equatable {
            case chosen(SASLMechanism, SASLChoice.Binding)
            case refused(SASLRefusal)
        }

        init(
            _ name: String, _ mechanisms: String, takes bindings: [String]? = nil,
            on channel: SecuredChannel?,
            floor: SASLMechanism? = nil, _ expected: Outcome
        ) {
            testDescription = name
            self.mechanisms = mechanisms.split(separator: " ").map { String($0) }
            self.bindings = bindings
            self.channel = channel
            self.floor = floor
            self.expected = expected
        }
    }

    static let tls13 = SecuredChannel(version: .tls13, bindings: [.tlsExporter, .tlsServerEndPoint])
    static let tls12 = SecuredChannel(
        version: .tls12, bindings: [.tlsExporter, .tlsUnique, .tlsServerEndPoint])
    static let old12 = SecuredChannel(version: .tls12, bindings: [])
    static let scram = "SCRAM-SHA-1 SCRAM-SHA-256 PLAIN"
    static let both = "SCRAM-SHA-1 SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN"

    static let rows: [Row] = [
        // Strength.
        Row(
            "the longest hash first", "SCRAM-SHA-256 PLAIN SCRAM-SHA-512 SCRAM-SHA-1", on: old12,
            .chosen(.scramSHA512, .none)),
        Row("the strongest of three", scram, on: old12, .chosen(.scramSHA256, .none)),
        Row("the older hash before the password", "PLAIN SCRAM-SHA-1", on: old12, .chosen(.scramSHA1, .none)),
        Row("the password inside verified TLS", "PLAIN", on: tls13, .chosen(.plain, .none)),
        Row("no password without TLS", "PLAIN", on: nil, .refused(.nothingInCommon(offered: ["PLAIN"]))),
        Row("SCRAM without TLS", "PLAIN SCRAM-SHA-1", on: nil, .chosen(.scramSHA1, .none)),
        Row(
            "names are compared as bytes", "scram-sha-256", on: tls13,
            .refused(.nothingInCommon(offered: ["scram-sha-256"]))),
        Row(
            "weak ways are not known", "LOGIN DIGEST-MD5 CRAM-MD5 ANONYMOUS NTLM EXTERNAL", on: tls13,
            .refused(
                .nothingInCommon(
                    offered: ["LOGIN", "DIGEST-MD5", "CRAM-MD5", "ANONYMOUS", "NTLM", "EXTERNAL"]))),
        Row("nothing", "", on: tls13, .refused(.nothingInCommon(offered: []))),
        // Channel binding.
        Row(
            "the exporter where the server says that it takes it", both, takes: ["tls-exporter"], on: tls13,
            .chosen(.scramSHA256Plus, .bound(.tlsExporter))),
        Row(
            "the best that both take, whatever the order", both,
            takes: ["tls-server-end-point", "tls-unique", "tls-exporter"], on: tls12,
            .chosen(.scramSHA256Plus, .bound(.tlsExporter))),
        Row(
            "tls-unique where only that is taken", both, takes: ["tls-unique"], on: tls12,
            .chosen(.scramSHA256Plus, .bound(.tlsUnique))),
        Row("the default type under TLS 1.2", both, on: tls12, .chosen(.scramSHA256Plus, .bound(.tlsUnique))),
        Row(
            "a binding before a newer hash", "SCRAM-SHA-256 SCRAM-SHA-1-PLUS", on: tls12,
            .chosen(.scramSHA1Plus, .bound(.tlsUnique))),
        Row("TLS 1.3 has no default type", both, on: tls13, .chosen(.scramSHA256, .none)),
        Row(
            "nor where somebody says that it has", both,
            on: SecuredChannel(version: .tls13, bindings: [.tlsExporter, .tlsUnique]),
            .chosen(.scramSHA256, .none)),
        Row(
            "the server's certificate where only that is taken", both, takes: ["tls-server-end-point"],
            on: tls13, .chosen(.scramSHA256Plus, .bound(.tlsServerEndPoint))),
        Row(
            "nor is it what is meant where nothing is said", both,
            on: SecuredChannel(version: .tls12, bindings: [.tlsServerEndPoint]),
            .chosen(.scramSHA256, .none)),
        Row(
            "a type that we have not", both, takes: ["tls-unique-for-telnet"], on: tls13,
            .chosen(.scramSHA256, .none)),
        Row(
            "a binding before the longest hash", "SCRAM-SHA-512 SCRAM-SHA-1-PLUS", on: tls12,
            .chosen(.scramSHA1Plus, .bound(.tlsUnique))),
        Row(
            "the longest hash, bound", "SCRAM-SHA-512-PLUS \(both)", takes: ["tls-exporter"], on: tls13,
            .chosen(.scramSHA512Plus, .bound(.tlsExporter))),
        Row("a server that takes no type", both, takes: [], on: tls13, .chosen(.scramSHA256, .none)),
        Row("a channel that cannot be bound", both, on: old12, .chosen(.scramSHA256, .none)),
        Row("no channel", both, takes: ["tls-exporter"], on: nil, .chosen(.scramSHA256, .none)),
        Row(
            "only binding mechanisms, and no binding", "SCRAM-SHA-256-PLUS", on: tls13,
            .refused(.nothingInCommon(offered: ["SCRAM-SHA-256-PLUS"]))),
        // The flag by which a server notices that somebody took its offer away.
        Row("could bind, not offered", scram, on: tls13, .chosen(.scramSHA256, .notOffered)),
        Row(
            "could bind, the types are told but no mechanism", scram, takes: ["tls-exporter"], on: tls13,
            .chosen(.scramSHA256, .notOffered)),
        Row(
            "could bind, only an unknown mechanism binds", "SCRAM-SHA3-512-PLUS SCRAM-SHA-256",
            takes: ["tls-exporter"], on: tls13, .chosen(.scramSHA256, .none)),
        // Never weaker than before.
        Row(
            "only the password, after SCRAM", "PLAIN", on: tls13, floor: .scramSHA256,
            .refused(.weakerThanBefore(offered: .plain, before: .scramSHA256))),
        Row(
            "the older hash, after the newer", "SCRAM-SHA-1 PLAIN", on: tls13, floor: .scramSHA256,
            .refused(.weakerThanBefore(offered: .scramSHA1, before: .scramSHA256))),
        Row(
            "a shorter hash, after the longest", scram, on: tls13, floor: .scramSHA512,
            .refused(.weakerThanBefore(offered: .scramSHA256, before: .scramSHA512))),
        Row(
            "the longest hash does not make up for a binding", "SCRAM-SHA-512", on: tls13,
            floor: .scramSHA1Plus,
            .refused(.weakerThanBefore(offered: .scramSHA512, before: .scramSHA1Plus))),
        Row("the same again", scram, on: tls13, floor: .scramSHA256, .chosen(.scramSHA256, .notOffered)),
        Row("stronger", scram, on: tls13, floor: .plain, .chosen(.scramSHA256, .notOffered)),
        Row(
            "the offer to bind is gone", scram, on: tls13, floor: .scramSHA256Plus,
            .refused(.weakerThanBefore(offered: .scramSHA256, before: .scramSHA256Plus))),
        Row(
            "the word of what is taken is gone", both, on: tls13, floor: .scramSHA256Plus,
            .refused(.weakerThanBefore(offered: .scramSHA256, before: .scramSHA256Plus))),
        Row(
            "a newer hash does not make up for a binding", "SCRAM-SHA-256", on: tls13, floor: .scramSHA1Plus,
            .refused(.weakerThanBefore(offered: .scramSHA256, before: .scramSHA1Plus))),
        Row(
            "another type of binding is as good", both, takes: ["tls-unique"], on: tls12,
            floor: .scramSHA256Plus, .chosen(.scramSHA256Plus, .bound(.tlsUnique))),
        Row(
            "and so is the server's certificate", both, takes: ["tls-server-end-point"], on: tls13,
            floor: .scramSHA256Plus, .chosen(.scramSHA256Plus, .bound(.tlsServerEndPoint))),
    ]

    @Test(
        "a proof is chosen by strength, bound where it surely can be, never weaker than before",
        arguments: rows)
    func choice(row: Row) {
        let offer = SASLOffer(mechanisms: row.mechanisms, bindings: row.bindings)
        let outcome: Row.Outcome
        do throws(SASLRefusal) {
            let choice = try offer.choice(on: row.channel, floor: row.floor)
            #expect(choice.offer == offer)
            outcome = .chosen(choice.mechanism, choice.binding)
        } catch {
            outcome = .refused(error)
        }
        #expect(outcome == row.expected)
    }

    @Test("the mechanisms are in the order of their strength")
    func order() {
        let all = SASLMechanism.allCases
        for (place, mechanism) in all.enumerated() {
            for (other, weaker) in all.enumerated() {
                #expect(weaker.isWeaker(than: mechanism) == (other > place))
            }
        }
    }
}
