import Testing

@testable import IRCCore

@Suite struct SignOutTests {
    /// Signed out, nothing heard of it yet.
    private static func signedOut() throws -> SessionDriver {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.signOutRequested() }
        driver.forget()
        return driver
    }

    @Test("the sign-out is QUIT, and all times end with it")
    func quit() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.signOutRequested() } == [
                .write(Array("QUIT :bye\r\n".utf8)), .stopStepTimer, .stopTimer(.silence), .stopTimer(.pace),
            ])
        #expect(driver.give { $0.writeFinished() } == [.report(.signOutSent)])
        #expect(
            driver.read("ERROR :Closing link: (alice@h) [Quit: bye]") == [
                .stopStepTimer, .report(.ended(.acknowledged(.error, passed: 0))), .close,
            ])
        #expect(driver.read("PING :1") == [])
    }

    @Test("the words of a sign-out may be missing, and never are more than one line")
    func words() throws {
        let none = try SessionDriver.signedIn(quitText: "")
        #expect(none.give { $0.signOutRequested() }.lines == ["QUIT"])
        let two = try SessionDriver.signedIn(quitText: "a\r\nNICK b")
        #expect(two.give { $0.signOutRequested() }.lines == ["QUIT :a  NICK b"])
        let long = try SessionDriver.signedIn(quitText: String(repeating: "é", count: 600))
        #expect(try #require(long.give { $0.signOutRequested() }.lines.first).utf8.count <= 510)
    }

    @Test("an answer proves the write")
    func answerProvesWrite() throws {
        let driver = try Self.signedOut()
        let orders = driver.read("ERROR :bye")
        #expect(orders.events == [.signOutSent, .ended(.acknowledged(.error, passed: 0))])
        #expect(driver.give { $0.writeFinished() } == [])
    }

    @Test("what stands before the answer is read and changes nothing")
    func linesBefore() throws {
        let driver = try Self.signedOut()
        let orders = driver.read(
            ":irc.test NOTICE alice :Connection statistics", "PING :1", ":irc.test 730 alice :bob",
            ":bob!b@h AWAY :x",
            ":irc.test CAP alice NEW :sasl", ":irc.test 433 * alice :No", ":op!o@h KILL alice :x",
            "ERROR :bye")
        #expect(orders.events == [.signOutSent, .ended(.acknowledged(.error, passed: 7))])
        #expect(orders.lines == [])
    }

    @Test("an ERROR split anywhere is still an answer")
    func splitAnswer() throws {
        let answer = Array("@time=2026-01-01T00:00:00.000Z ERROR :Closing link\r\n".utf8)
        for place in answer.indices.dropFirst() {
            let driver = try Self.signedOut()
            driver.read(Array(answer[..<place]))
            driver.read(Array(answer[place...]))
            try #require(driver.end == .acknowledged(.error, passed: 0))
        }
    }

    @Test("after QUIT nothing is written, whatever comes", arguments: [1, 10_000])
    func nothingAfterQuit(count: Int) throws {
        let driver = try SessionDriver.signedIn()
        let flood = String(
            repeating: "PING :x\r\n:irc.test CAP alice NEW :away-notify\r\n:irc.test 730 alice :bob\r\n",
            count: count)
        driver.read(Array(flood.prefix(30).utf8))
        driver.give { $0.signOutRequested() }
        driver.forget()
        driver.read(Array(flood.utf8))
        for timer in IRCTimer.allCases { driver.give { $0.timerFired(timer) } }
        driver.give { $0.presenceRequested(away: "x") }
        driver.give { $0.presenceRequested(away: nil) }
        driver.give { $0.linkSuspected() }
        driver.give { $0.stepTimedOut() }
        driver.give { $0.signOutRequested() }
        driver.give { $0.saslProduced([1]) }
        driver.give { $0.connected() }
        driver.give { $0.secured() }
        #expect(driver.orders.isEmpty)
        driver.read("ERROR :bye")
        #expect(driver.orders.lines.isEmpty)
        #expect(driver.end == .acknowledged(.error, passed: 3 * count))
    }

    /// Whoever comes to write after QUIT, now or in a later version, finds the way shut.
    @Test("the way to the wire itself is shut after QUIT, before TLS and after the end")
    func shut() throws {
        let write: (inout IRCSession) -> [IRCOrder] = { session in
            session.write(OutgoingLine(.pong, text: [0x78]))
            return session.writeFinished()
        }
        #expect(try Self.signedOut().give(write) == [.report(.signOutSent)])
        let securing = SessionDriver()
        securing.give { $0.connected() }
        securing.give(write)
        let ended = try SessionDriver.signedIn()
        ended.read("ERROR :bye")
        ended.give(write)
        for driver in [securing, ended] {
            driver.forget()
            #expect(driver.give { $0.signOutRequested() }.lines == [])
        }
    }

    @Test("pings that stood before the sign-out in one read are answered before QUIT, never after")
    func pingsInBacklog() throws {
        let driver = try SessionDriver.signedIn()
        driver.forget()
        driver.read("PING :1", "PING :2")
        driver.give { $0.signOutRequested() }
        driver.read("PING :3")
        #expect(driver.orders.lines == ["PONG :1", "PONG :2", "QUIT :bye"])
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let isWritten: Bool
        let end: IRCConnectionEnd
        let expected: IRCEnd

        var testDescription: String { "\(isWritten ? "written" : "not written"), \(end)" }
    }

    static let endings: [Ending] = [
        Ending(
            isWritten: true, end: .endOfFile(closeNotify: true),
            expected: .acknowledged(.closeNotify, passed: 0)),
        Ending(isWritten: true, end: .endOfFile(closeNotify: false), expected: .closedByServer),
        Ending(isWritten: true, end: .failed("reset"), expected: .connectionLost("reset")),
        Ending(isWritten: true, end: .untrusted("reset"), expected: .connectionLost("reset")),
        Ending(isWritten: false, end: .endOfFile(closeNotify: true), expected: .closedByServer),
        Ending(isWritten: false, end: .endOfFile(closeNotify: false), expected: .closedByServer),
        Ending(isWritten: false, end: .failed("reset"), expected: .couldNotSend("reset")),
        Ending(isWritten: false, end: .untrusted("reset"), expected: .couldNotSend("reset")),
    ]

    @Test("how a sign-out ends with its connection", arguments: endings)
    func ends(ending: Ending) throws {
        let driver = try Self.signedOut()
        if ending.isWritten { driver.give { $0.writeFinished() } }
        let orders = driver.give { $0.ended(ending.end) }
        #expect(orders == [.stopStepTimer, .report(.ended(ending.expected)), .close])
    }

    @Test("a sign-out before the nick is told ends at once and writes nothing")
    func cancelled() {
        let inputs: [(SessionDriver) -> Void] = [
            { _ in }, { $0.give { $0.connected() } }, { $0.secure() },
            {
                $0.secure()
                $0.read(Server.modernOffer)
            },
            {
                $0.secure()
                $0.read(
                    Server.modernOffer, ":irc.test CAP * ACK :sasl \(Server.everything)", "AUTHENTICATE +")
            },
        ]
        for input in inputs {
            let driver = SessionDriver(mechanisms: [.plain])
            input(driver)
            let orders = driver.give { $0.signOutRequested() }
            #expect(orders.events == [.ended(.cancelled)])
            #expect(orders.lines == [])
            #expect(orders.last == .close)
        }
    }

    @Test("a sign-out once the nick is told is a full one", arguments: [[], [Server.welcome]])
    func whileRegistering(lines: [String]) {
        let driver = SessionDriver()
        driver.untilWelcome()
        for line in lines { driver.read(line) }
        driver.forget()
        #expect(driver.give { $0.signOutRequested() }.lines == ["QUIT :bye"])
        driver.read(":irc.test 433 * alice :No", Server.welcome, Server.endOfMOTD)
        #expect(driver.events == [])
        driver.read("ERROR :bye")
        #expect(driver.end == .acknowledged(.error, passed: 3))
    }

    @Test("a second sign-out changes nothing")
    func twice() throws {
        let driver = try Self.signedOut()
        #expect(driver.give { $0.signOutRequested() } == [])
    }
}
