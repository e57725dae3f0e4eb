import Testing

@testable import IRCCore

@Suite struct SessionEndTests {
    @Test("after the end nothing is ordered, whatever comes")
    func afterEnd() throws {
        let ends: [(SessionDriver) -> Void] = [
            { $0.give { $0.ended(.endOfFile(closeNotify: true)) } }, { $0.read("ERROR :bye", "PING :1") },
            {
                $0.give { $0.signOutRequested() }
                $0.read("ERROR :bye")
            },
        ]
        for end in ends {
            let driver = try SessionDriver.signedIn()
            end(driver)
            try #require(driver.end != nil)
            driver.forget()
            driver.give { $0.connected() }
            driver.give { $0.secured() }
            driver.read("PING :1", "ERROR :x", ":irc.test 730 alice :bob")
            driver.give { $0.saslProduced([]) }
            driver.give { $0.saslFinished() }
            driver.give { $0.saslFailed("x") }
            driver.give { $0.writeFinished() }
            driver.give { $0.ended(.failed("x")) }
            driver.give { $0.presenceRequested(away: "x") }
            driver.give { $0.signOutRequested() }
            driver.give { $0.stepTimedOut() }
            driver.give { $0.linkSuspected() }
            for timer in IRCTimer.allCases { driver.give { $0.timerFired(timer) } }
            #expect(driver.orders.isEmpty)
        }
    }

    @Test("what comes in the same read behind the end changes nothing")
    func sameRead() throws {
        let driver = try SessionDriver.signedIn()
        driver.forget()
        let orders = driver.read("ERROR :bye", ":irc.test 731 alice :bob", "PING :1")
        #expect(orders.events == [.ended(.failed(.endedByServer(text: "bye", while: .online)))])
        #expect(orders.lines == [])
        #expect(orders.last == .close)
    }

    @Test(
        "what a person must mend is told from what passes by itself",
        arguments: [
            ("Closing Link: alice[h] (K-Lined)", .person), ("Closing link: (a@h) [G-Lined: spam]", .person),
            ("You are banned from this server", .person), ("(Banned)", .person), ("Autokilled: x", .person),
            ("Z-lined", .person), ("Closing link: (~ban@ban.example) [Ping timeout: 120 seconds]", .wait),
            ("Server shutting down", .wait), ("Trying to reconnect too fast.", .wait),
            ("Urban legends", .wait),
            ("Too many connections from your IP", .wait), ("", .wait),
        ] as [(String, IRCFailure.Remedy)])
    func remedies(text: String, remedy: IRCFailure.Remedy) throws {
        let driver = try SessionDriver.signedIn()
        driver.read("ERROR :\(text)")
        let failure = IRCFailure.endedByServer(text: text, while: .online)
        #expect(driver.end == .failed(failure))
        #expect(failure.remedy == remedy)
    }

    @Test("one who is killed is told by whom it was wished, and does not come back by itself")
    func killed() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.read(":op!o@h KILL bob :spam").end == nil)
        driver.read(":op!o@h KILL ALICE :ghost", "ERROR :Closing link")
        #expect(driver.end == .failed(.killed(text: "ghost")))
        #expect(IRCFailure.killed(text: "ghost").remedy == .person)
    }

    @Test("the server's ERROR names the step in which it came")
    func errorWhileSigningIn() {
        let asking = SessionDriver()
        asking.secure()
        asking.read("ERROR :No room")
        #expect(asking.end == .failed(.endedByServer(text: "No room", while: .negotiatingCapabilities)))
        let registering = SessionDriver()
        registering.untilWelcome()
        let orders = registering.read("ERROR :No room")
        #expect(orders.end == .failed(.endedByServer(text: "No room", while: .registering)))
        #expect(orders.lines == [])
    }

    @Test("the end of the connection names the step in which it came")
    func connectionEnds() throws {
        let idle = SessionDriver()
        idle.give { $0.ended(.failed("refused")) }
        #expect(idle.end == .failed(.connectionFailed("refused", while: .connecting)))
        let securing = SessionDriver()
        securing.give { $0.connected() }
        securing.give { $0.ended(.untrusted("expired")) }
        #expect(securing.end == .failed(.untrusted("expired")))
        let registering = SessionDriver()
        registering.untilWelcome()
        registering.give { $0.ended(.endOfFile(closeNotify: false)) }
        #expect(registering.end == .failed(.connectionClosed(while: .registering)))
        let online = try SessionDriver.signedIn()
        online.give { $0.ended(.failed("reset")) }
        #expect(online.end == .failed(.connectionFailed("reset", while: .online)))
        #expect(IRCFailure.connectionFailed("reset", while: .online).description == "reset")
    }

    @Test("each step of the sign-in can take too long, and says so")
    func stepsTimeOut() throws {
        var steps: [IRCStep] = []
        let inputs: [(SessionDriver) -> Void] = [
            { _ in }, { $0.give { $0.connected() } }, { $0.secure() },
            {
                $0.secure()
                $0.read(Server.modernOffer)
                $0.read(":irc.test CAP * ACK :sasl")
                $0.read(":irc.test CAP * ACK :\(Server.everything)")
            },
            {
                $0.secure()
                $0.read(":irc.test CAP * LS :sasl=PLAIN")
                $0.read(":irc.test CAP * ACK :sasl", "AUTHENTICATE +")
                $0.give { $0.saslProduced([1]) }
                $0.read(":irc.test 903 * :Done")
                $0.give { $0.saslFinished() }
            },
        ]
        for input in inputs {
            let driver = SessionDriver(mechanisms: [.plain])
            input(driver)
            driver.give { $0.stepTimedOut() }
            guard case .failed(.noAnswer(while: let step))? = driver.end else { continue }
            steps.append(step)
        }
        #expect(
            steps == [.connecting, .negotiatingTLS, .negotiatingCapabilities, .authenticating, .registering])
        let online = try SessionDriver.signedIn()
        #expect(online.give { $0.stepTimedOut() } == [])
    }

    @Test("a failure is told in words, with its step, and never with a secret")
    func words() {
        let cases: [(IRCFailure, String)] = [
            (.nickRefused(.inUse, nick: "alice", text: "taken"), "the nick alice is in use: taken"),
            (.proofRefused(.failed, text: ""), "wrong account or password"),
            (.noAnswer(while: .registering), "no answer while registering the nick"),
            (
                .endedByServer(text: "x", while: .registering),
                "the server ended the session while registering the nick: x"
            ),
            (.endedByServer(text: "x", while: .online), "the server ended the session: x"),
            (
                .noCommonMechanism(offered: ["LOGIN"]),
                "no common way to prove the account (the server offers LOGIN)"
            ),
            (.connectionClosed(while: .online), "connection closed while signed in"),
        ]
        for (failure, words) in cases { #expect(failure.description == words) }
    }

    @Test("a wrong password asks for another, a broken proof waits")
    func passwordRemedy() {
        #expect(IRCFailure.proofRefused(.failed, text: "").remedy == .password)
        #expect(IRCFailure.proofRefused(.aborted, text: "").remedy == .wait)
        #expect(IRCFailure.unexpected("x", while: .online).remedy == .wait)
        #expect(IRCFailure.unexpected("x", while: .authenticating).remedy == .person)
    }
}
