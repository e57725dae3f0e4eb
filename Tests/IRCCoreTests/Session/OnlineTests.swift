import Testing

@testable import IRCCore

/// Own status, and a link that may be dead.
@Suite struct OnlineTests {
    @Test("being away and being back")
    func away() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.presenceRequested(away: "at lunch") }.lines == ["AWAY :at lunch"])
        #expect(driver.read(":irc.test 306 alice :You are away").events == [.ownPresenceConfirmed(.away)])
        #expect(driver.give { $0.presenceRequested(away: nil) }.lines == ["AWAY"])
        #expect(driver.read(":irc.test 305 alice :You are back").events == [.ownPresenceConfirmed(.here)])
        #expect(driver.give { $0.presenceRequested(away: nil) } == [])
    }

    @Test("being away without words is still being away", arguments: ["", " ", "\r\n", "\0"])
    func awayWithoutWords(words: String) throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.presenceRequested(away: words) }.lines == ["AWAY :Away"])
    }

    @Test("the words are one line, no longer than the server takes, cut between scalars")
    func awayWords() throws {
        let driver = try SessionDriver.signedIn(support: "AWAYLEN=9")
        #expect(driver.give { $0.presenceRequested(away: "a\r\nQUIT :x") }.lines == ["AWAY :a  QUIT :"])
        #expect(driver.give { $0.presenceRequested(away: "12345678é") }.lines == ["AWAY :12345678"])
        let untold = try SessionDriver.signedIn(support: "AWAYLEN=x")
        let line = untold.give { $0.presenceRequested(away: String(repeating: "é", count: 600)) }.lines.first
        #expect(line.map { $0.utf8.count } == 510)
    }

    @Test("a wish before the sign-in is through is told when it is")
    func earlyWish() {
        let driver = SessionDriver(away: "first")
        driver.untilWelcome()
        #expect(driver.give { $0.presenceRequested(away: "second") } == [])
        #expect(driver.read(Server.welcome, Server.endOfMOTD).lines.first == "AWAY :second")
    }

    @Test("silence is asked about, and an answer ends the asking")
    func silence() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.timerFired(.silence) } == [
                .write(Array("PING :porchlight\r\n".utf8)), .startTimer(.answer),
            ])
        #expect(driver.read(":irc.test NOTICE alice :x") == [])
        #expect(
            driver.read(":irc.test PONG irc.test :porchlight") == [
                .stopTimer(.answer), .startTimer(.silence),
            ])
    }

    @Test("a link without an answer is dead")
    func noAnswer() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.timerFired(.silence) }
        let orders = driver.give { $0.timerFired(.answer) }
        #expect(orders.end == .failed(.noAnswer(while: .online)))
        #expect(orders.last == .close)
        #expect(IRCFailure.noAnswer(while: .online).remedy == .wait)
    }

    @Test("a suspicion is asked about at once, and once")
    func suspicion() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.linkSuspected() }.lines == ["PING :porchlight"])
        #expect(driver.give { $0.linkSuspected() } == [])
        #expect(driver.give { $0.timerFired(.silence) } == [])
    }

    @Test("a time that is not running cannot be over")
    func staleTimers() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.timerFired(.answer) } == [])
        #expect(driver.give { $0.timerFired(.poll) } == [])
    }
}
