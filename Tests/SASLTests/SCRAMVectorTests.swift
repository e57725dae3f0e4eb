import Testing

@testable import SASL

/// The examples of the standards, played with their nonces.
@Suite struct SCRAMVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let mechanism: SASLMechanism
        let nonce: String
        let first: String
        let serverFirst: String
        let final: String
        let serverFinal: String
    }

    static let vectors = [
        Vector(
            testDescription: "RFC 5802 section 5", mechanism: .scramSHA1, nonce: "fyko+d2lbbFgONRv9qkxdawL",
            first: "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
            serverFirst: "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
            final: "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
            serverFinal: "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="),
        Vector(
            testDescription: "RFC 7677 section 3", mechanism: .scramSHA256, nonce: "rOprNGfwEbeRWgbNEkqO",
            first: "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
            serverFirst: "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            final: "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            serverFinal: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="),
        // No standard has an example: RFC 7677's messages, as Python's hashlib makes them with the longer hash.
        Vector(
            testDescription: "SHA-512", mechanism: .scramSHA512, nonce: "rOprNGfwEbeRWgbNEkqO",
            first: "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
            serverFirst: "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            final: "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
            serverFinal: "v="
                + "ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw=="),
    ]

    @Test("the standards' examples come out byte for byte", arguments: vectors)
    func vector(vector: Vector) throws {
        let client = try SASLExchange(
            SASLChoice(vector.mechanism), username: "user", password: Secret("pencil"), bindingData: [],
            nonce: Array(vector.nonce.utf8))
        #expect(String(decoding: try client.start(), as: UTF8.self) == vector.first)
        let final = try client.step(Array(vector.serverFirst.utf8))
        #expect(String(decoding: final, as: UTF8.self) == vector.final)
        try client.finish(Array(vector.serverFinal.utf8))
    }

    @Test("each exchange has a nonce of its own, long enough that nobody guesses it")
    func nonces() throws {
        let nonces = try (0..<100).map { _ in
            try SASLExchange(SASLChoice(.scramSHA1), username: "user", password: Secret("pencil")).start()
        }
        #expect(Set(nonces).count == 100)
        #expect(nonces.allSatisfy { $0.count >= "n,,n=user,r=".utf8.count + 24 })
    }

    @Test("name and password are prepared as SASL has it, and what cannot be prepared is refused")
    func preparation() throws {
        // RFC 4013 section 3: a soft hyphen is nothing, a Roman numeral is its letters.
        let first = try SASLExchange(
            SASLChoice(.scramSHA1), username: "I\u{AD}X\u{2168}", password: Secret("pencil")
        ).start()
        #expect(String(decoding: first, as: UTF8.self).hasPrefix("n,,n=IXIX,r="))
        for unfit in ["", "\u{7}", "a\0b", "\u{627}\u{31}"] {
            #expect(throws: SASLFailure.credentialsUnfit) {
                try SASLExchange(SASLChoice(.scramSHA256), username: "user", password: Secret(unfit))
            }
            #expect(throws: SASLFailure.credentialsUnfit) {
                try SASLExchange(SASLChoice(.scramSHA256), username: unfit, password: Secret("pencil"))
            }
        }
    }

    // MARK: XEP-0474

    @Test("what a server says that it offered is made as the standard's example has it")
    func offerDigest() throws {
        let offer = SASLOffer(
            mechanisms: ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-1"],
            bindings: ["tls-exporter", "tls-server-end-point"])
        #expect(try offer.digest(.sha1) == "G6k/rBLDqgOhRRaCuuatSDFkJ08=")
    }

    @Test("an offer that came otherwise than the server says it sent it ends the exchange before any hashing")
    func changedOffer() throws {
        let sent = SASLOffer(mechanisms: ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"], bindings: ["tls-exporter"])
        let told = try sent.digest(.sha256)
        let cases: [(SASLOffer?, String, SASLFailure?)] = [
            (sent, "h=\(told)", nil), (sent, "x=y,h=\(told)", nil), (nil, "h=AAAA", nil),
            (
                SASLOffer(mechanisms: ["SCRAM-SHA-256"], bindings: ["tls-exporter"]), "h=\(told)",
                .offerChanged
            ),
            (SASLOffer(mechanisms: sent.mechanisms, bindings: nil), "h=\(told)", .offerChanged),
            (SASLOffer(mechanisms: sent.mechanisms, bindings: []), "h=\(told)", .offerChanged),
            (sent, "h=", .offerChanged),
        ]
        for (came, told, failure) in cases {
            let client = try SASLExchange(
                SASLChoice(.scramSHA256, .none, offer: came), username: "user", password: Secret("pencil"))
            let nonce = String(
                decoding: try client.start().dropFirst("n,,n=user,r=".utf8.count), as: UTF8.self)
            let message = Array("r=\(nonce)x,s=c2FsdA==,i=4096,\(told)".utf8)
            if let failure {
                #expect(throws: failure) { try client.step(message) }
            } else {
                #expect(throws: Never.self) { try client.step(message) }
            }
        }
    }
}
