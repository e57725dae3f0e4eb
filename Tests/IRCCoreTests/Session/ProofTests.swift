import Testing

@testable import IRCCore

@Suite struct ProofTests {
    private static func driver(
        _ mechanisms: [IRCMechanism] = [.scramSHA256, .plain],
        security: IRCSessionConfiguration.Security = .directTLS
    ) -> SessionDriver {
        let driver = SessionDriver(mechanisms: mechanisms, security: security)
        driver.secure()
        return driver
    }

    /// Up to the point where the server's answer to the choice of a mechanism is due.
    private static func chosen(_ mechanisms: [IRCMechanism], offer: String) -> SessionDriver {
        let driver = driver(mechanisms)
        driver.read(":irc.test CAP * LS :\(offer)")
        driver.read(":irc.test CAP * ACK :sasl")
        return driver
    }

    /// Up to the point where the server's answer to our message is due.
    private static func answering() -> SessionDriver {
        let driver = chosen([.plain], offer: "sasl=PLAIN")
        driver.read("AUTHENTICATE +")
        driver.give { $0.saslProduced(Array("\0a\0b".utf8)) }
        return driver
    }

    @Test(
        "the first usable mechanism that is offered is taken",
        arguments: [
            ([.scramSHA256, .plain], "sasl=PLAIN,SCRAM-SHA-256", "SCRAM-SHA-256"),
            ([.scramSHA256, .plain], "sasl=PLAIN", "PLAIN"),
            (
                [.scramSHA512, .scramSHA256, .plain], "sasl=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
                "SCRAM-SHA-512"
            ),
            ([.scramSHA512, .scramSHA256, .plain], "sasl=PLAIN,SCRAM-SHA-256", "SCRAM-SHA-256"),
            ([.external, .plain], "sasl=PLAIN,EXTERNAL", "EXTERNAL"), ([.plain], "sasl", "PLAIN"),
            ([.scramSHA256, .plain], "sasl=", "SCRAM-SHA-256"),
        ] as [([IRCMechanism], String, String)])
    func choice(mechanisms: [IRCMechanism], offer: String, chosen: String) {
        #expect(Self.chosen(mechanisms, offer: offer).orders.lines.last == "AUTHENTICATE \(chosen)")
    }

    @Test(
        "without a common mechanism there is no session",
        arguments: ["sasl=LOGIN", "sasl=plain,DIGEST-MD5", "sasl=PLAINX"])
    func noCommon(offer: String) {
        let driver = Self.chosen([.scramSHA256, .plain], offer: offer)
        guard case .failed(.noCommonMechanism)? = driver.end else {
            Issue.record("\(String(describing: driver.end))")
            return
        }
        #expect(!driver.written.contains("NICK") && !driver.written.contains("AUTHENTICATE"))
    }

    @Test(
        "a password without a way to prove it never goes on without an account",
        arguments: [
            [":irc.test CAP * LS :multi-prefix"], [":irc.test CAP * LS :away-notify account-tag"],
            [":irc.test CAP * LS :"],
            [":irc.test 421 * CAP :Unknown command"],
            [":irc.test 451 * CAP :Register first"],
            [":irc.test CAP * LS :sasl=PLAIN", ":irc.test CAP * NAK :sasl"],
            [":irc.test CAP * LS :sasl=PLAIN", ":irc.test CAP * ACK :-sasl"],
        ])
    func neverUnproved(lines: [String]) {
        let driver = Self.driver()
        for line in lines { driver.read(line) }
        #expect(driver.end == .failed(.noProofOffered))
        #expect(!driver.events.contains(.sessionBegan))
        #expect(!driver.written.contains("NICK"))
    }

    @Test("where no proof is offered nothing more is said")
    func saysNothingMore() {
        let driver = Self.driver()
        #expect(driver.read(":irc.test CAP * LS :away-notify account-tag").lines == [])
        #expect(driver.end == .failed(.noProofOffered))
    }

    @Test("when the server refuses all capabilities together the proof is asked for alone")
    func askedAlone() {
        let driver = Self.driver()
        driver.read(":irc.test CAP * LS :sasl=PLAIN away-notify")
        #expect(driver.read(":irc.test CAP * NAK :sasl away-notify").lines == ["CAP REQ :sasl"])
        #expect(driver.read(":irc.test CAP * ACK :sasl").lines == ["AUTHENTICATE PLAIN"])
    }

    @Test("a password never travels without TLS", arguments: [IRCMechanism.plain, .external])
    func noPasswordInTheClear(mechanism: IRCMechanism) {
        let driver = Self.driver([mechanism], security: .none)
        driver.read(":irc.test CAP * LS :sasl=\(mechanism.rawValue)")
        driver.read(":irc.test CAP * ACK :sasl")
        #expect(driver.end == .failed(.noCommonMechanism(offered: [mechanism.rawValue])))
        #expect(!driver.written.contains("AUTHENTICATE"))
    }

    @Test("nothing of the proof is written before TLS is on")
    func nothingBeforeTLS() {
        let driver = SessionDriver(mechanisms: [.plain])
        driver.give { $0.connected() }
        driver.give { $0.saslProduced(Array("\0a\0b".utf8)) }
        driver.give { $0.saslFinished() }
        driver.give { $0.presenceRequested(away: "x") }
        #expect(driver.written.isEmpty)
    }

    @Test("a mechanism that the server turns out not to know is changed for one that it tells")
    func changedMechanism() {
        let driver = Self.chosen([.scramSHA256, .plain], offer: "sasl")
        driver.read(":irc.test 908 alice PLAIN,EXTERNAL :are available")
        #expect(driver.read(":irc.test 904 alice :No").lines == ["AUTHENTICATE PLAIN"])
        #expect(driver.read("AUTHENTICATE +").contains(.beginSASL(.plain)))
        driver.give { $0.saslProduced([]) }
        #expect(driver.read(":irc.test 904 alice :No").end == .failed(.proofRefused(.failed, text: "No")))
    }

    @Test("what the server tells then is tried once, in order, and none twice")
    func changedTwice() {
        let driver = Self.chosen([.scramSHA512, .scramSHA256, .plain], offer: "sasl")
        driver.read(":irc.test 908 alice SCRAM-SHA-256,PLAIN :are available")
        #expect(driver.read(":irc.test 904 alice :No").lines == ["AUTHENTICATE SCRAM-SHA-256"])
        driver.read(":irc.test 908 alice SCRAM-SHA-512,PLAIN :are available")
        #expect(driver.read(":irc.test 904 alice :No").lines == ["AUTHENTICATE PLAIN"])
        driver.read(":irc.test 908 alice SCRAM-SHA-512,SCRAM-SHA-256 :are available")
        #expect(
            driver.read(":irc.test 904 alice :No").end
                == .failed(.noCommonMechanism(offered: ["SCRAM-SHA-512", "SCRAM-SHA-256"])))
    }

    @Test("a mechanism that was offered and then refused is not changed for a weaker one")
    func noDowngrade() {
        let driver = Self.chosen([.scramSHA256, .plain], offer: "sasl=PLAIN,SCRAM-SHA-256")
        #expect(driver.read(":irc.test 904 alice :No").end == .failed(.proofRefused(.failed, text: "No")))
    }

    @Test("a refused proof ends the session", arguments: IRCProofRefusal.allCases)
    func refused(refusal: IRCProofRefusal) {
        let driver = Self.answering()
        let orders = driver.read(":irc.test \(refusal.rawValue) alice :No")
        #expect(orders.end == .failed(.proofRefused(refusal, text: "No")))
        #expect(orders.lines.isEmpty)
    }

    @Test("long messages travel in pieces both ways")
    func pieces() {
        let driver = Self.chosen([.scramSHA256], offer: "sasl")
        driver.read("AUTHENTICATE +")
        let message = [UInt8](repeating: 0x61, count: 600)
        let lines = driver.give { $0.saslProduced(message) }.lines
        #expect(lines.map(\.utf8.count) == [413, 413, 14])
        for line in lines.dropLast() { #expect(!driver.read(line).contains(.stepSASL(message))) }
        #expect(driver.read(lines[2]).contains(.stepSASL(message)))
    }

    @Test(
        "what comes out of turn in a proof ends it",
        arguments: [
            ["AUTHENTICATE Zm9v"], [":irc.test 903 * :Done"], ["AUTHENTICATE +", "AUTHENTICATE +"],
            ["AUTHENTICATE +", ":irc.test 903 * :Done"],
        ])
    func outOfTurn(lines: [String]) {
        let driver = Self.chosen([.scramSHA256], offer: "sasl")
        for line in lines { driver.read(line) }
        guard case .failed(.unexpected(_, while: .authenticating))? = driver.end else {
            Issue.record("\(String(describing: driver.end))")
            return
        }
        #expect(!driver.events.contains(.sessionBegan))
    }

    @Test("a malformed challenge ends the proof", arguments: ["x", "Zm9", "====", "Zm9v!"])
    func malformed(challenge: String) {
        let driver = Self.answering()
        driver.read("AUTHENTICATE \(challenge)")
        #expect(driver.end == .failed(.unexpected("a malformed challenge", while: .authenticating)))
    }

    @Test("the server's success alone is no session: the exchange judges it")
    func judged() {
        let driver = Self.answering()
        #expect(driver.read(":irc.test 903 * :Done").contains(.finishSASL))
        #expect(!driver.events.contains(.sessionBegan))
        driver.give { $0.saslFailed("the server did not prove that it knows the password") }
        #expect(driver.end == .failed(.exchange("the server did not prove that it knows the password")))
        #expect(!driver.written.contains("NICK"))
    }

    @Test("what an exchange says after its time changes nothing")
    func lateExchange() {
        let driver = SessionDriver()
        driver.untilWelcome()
        driver.forget()
        driver.give { $0.saslProduced([1]) }
        driver.give { $0.saslFinished() }
        driver.give { $0.saslFailed("x") }
        #expect(driver.orders.isEmpty)
    }
}
