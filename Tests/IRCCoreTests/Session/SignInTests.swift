import Testing

@testable import IRCCore

@Suite struct SignInTests {
    private static func write(_ lines: String...) -> IRCOrder {
        .write(Array(lines.map { $0 + "\r\n" }.joined().utf8))
    }

    @Test("the whole way in: TLS, capabilities, proof, nick, welcome, contacts")
    func wholeWay() {
        let driver = SessionDriver(mechanisms: [.scramSHA256, .plain], away: "out")
        #expect(
            driver.give { $0.connected() } == [
                .report(.progressed(.negotiatingTLS)), .restartStepTimer(.negotiatingTLS), .startTLS,
            ])
        #expect(
            driver.give { $0.secured() } == [
                .report(.progressed(.negotiatingCapabilities)), .restartStepTimer(.negotiatingCapabilities),
                Self.write("CAP LS 302"),
            ])
        #expect(
            driver.read(Server.modernOffer) == [
                .restartStepTimer(.negotiatingCapabilities), Self.write("CAP REQ :sasl \(Server.everything)"),
            ])
        #expect(
            driver.read(":irc.test CAP * ACK :sasl \(Server.everything)") == [
                .report(.progressed(.authenticating)), .restartStepTimer(.authenticating),
                Self.write("AUTHENTICATE SCRAM-SHA-256"),
            ])
        Self.proof(driver)
        Self.afterProof(driver)
    }

    private static func proof(_ driver: SessionDriver) {
        #expect(
            driver.read("AUTHENTICATE +") == [.beginSASL(.scramSHA256), .restartStepTimer(.authenticating)])
        #expect(
            driver.give { $0.saslProduced(Array("first".utf8)) } == [
                .restartStepTimer(.authenticating), write("AUTHENTICATE Zmlyc3Q="),
            ])
        #expect(
            driver.read("AUTHENTICATE :Zm9v") == [
                .stepSASL(Array("foo".utf8)), .restartStepTimer(.authenticating),
            ])
        #expect(
            driver.give { $0.saslProduced([]) } == [
                .restartStepTimer(.authenticating), write("AUTHENTICATE +"),
            ])
        #expect(
            driver.read(":irc.test 900 * a!b@c alice :You are now logged in", ":irc.test 903 * :Done") == [
                .finishSASL, .restartStepTimer(.authenticating),
            ])
    }

    private static func afterProof(_ driver: SessionDriver) {
        #expect(
            driver.give { $0.saslFinished() } == [
                .report(.progressed(.registering)), .restartStepTimer(.registering), .report(.sessionBegan),
                write("NICK alice", "USER alice 0 * :alice", "CAP END"),
            ])
        #expect(
            driver.read(":irc.test 001 alice :Welcome") == [
                .report(.progressed(.readingWelcome)), .restartStepTimer(.readingWelcome),
            ])
        #expect(driver.read(Server.modernSupport) == [.restartStepTimer(.readingWelcome)])
        #expect(
            driver.read(Server.endOfMOTD) == [
                .report(.contactsReceived(["bob", "carol"])), .report(.progressed(.online)), .stopStepTimer,
                write("AWAY :out"), .report(.signedIn), .startTimer(.silence),
                write("MONITOR + bob,carol"), .startTimer(.pace),
                .startTimer(.silence),
            ])
    }

    @Test("the session begins just before the nick is told, and nothing of it is written sooner")
    func beginning() {
        let driver = SessionDriver()
        driver.secure()
        #expect(!driver.written.contains("NICK") && !driver.written.contains("USER"))
        #expect(!driver.events.contains(.sessionBegan))
        let orders = driver.read(":irc.test CAP * LS :multi-prefix")
        let began = orders.firstIndex(of: .report(.sessionBegan))
        let wrote = orders.firstIndex { if case .write = $0 { true } else { false } }
        #expect(began.flatMap { began in wrote.map { began + 1 == $0 } } == true)
    }

    @Test("an offer of several lines is read to its end")
    func severalLines() {
        let driver = SessionDriver()
        driver.secure()
        #expect(driver.read(":irc.test CAP * LS * :away-notify batch").lines == [])
        #expect(driver.read(":irc.test CAP * LS * :sasl=PLAIN x y").lines == [])
        #expect(
            driver.read(":irc.test CAP * LS :account-notify").lines == ["CAP REQ :away-notify account-notify"]
        )
    }

    @Test("only what is made use of is asked for")
    func onlyUsed() {
        let driver = SessionDriver()
        driver.secure()
        let offer = "sasl batch echo-message away-notifyx away-notify=1 server-time multi-prefix chghost"
        #expect(driver.read(":irc.test CAP * LS :\(offer)").lines == ["CAP REQ :away-notify"])
    }

    @Test(
        "a server without capabilities is signed in to without them",
        arguments: [
            ":irc.test 421 * CAP :Unknown command", ":irc.test 451 * CAP :Register first",
            ":irc.test 410 * LS :No",
            ":irc.test CAP * LS :", ":irc.test CAP * LS :multi-prefix",
        ])
    func noCapabilities(answer: String) {
        let driver = SessionDriver()
        driver.secure()
        #expect(driver.read(answer).lines == ["NICK alice", "USER alice 0 * :alice", "CAP END"])
    }

    @Test("capabilities acknowledged in pieces, or refused, do not hold up the sign-in")
    func acknowledgements() {
        let pieces = SessionDriver()
        pieces.secure()
        pieces.read(":irc.test CAP * LS :away-notify account-notify")
        #expect(pieces.read(":irc.test CAP * ACK :away-notify ").lines == [])
        #expect(pieces.read(":irc.test CAP * ACK :=account-notify").lines.first == "NICK alice")

        let refused = SessionDriver()
        refused.secure()
        refused.read(":irc.test CAP * LS :away-notify")
        #expect(refused.read(":irc.test CAP * NAK :away-notify").lines.first == "NICK alice")
    }

    @Test("the nick is as the server has it")
    func nickGiven() throws {
        let driver = SessionDriver(nick: "alice-in-wonderland")
        driver.untilWelcome()
        driver.read(":irc.test 001 alice-in-w :Welcome")
        #expect(driver.session.nick == "alice-in-w")
        driver.read(Server.endOfMOTD, ":ALICE-IN-W!a@b NICK :Guest7")
        #expect(driver.session.nick == "Guest7")
        driver.read(":bob!a@b NICK :robert")
        #expect(driver.session.nick == "Guest7")
    }

    @Test("every watched nick is listed once, as the server compares nicks")
    func watchedOnce() throws {
        let nicks = ["Bob", "a[b]", "bOB", "A{B}", "carol"]
        let modern = try SessionDriver.signedIn(watched: nicks, support: "CASEMAPPING=rfc1459")
        #expect(modern.events.contains(.contactsReceived(["Bob", "a[b]", "carol"])))
        let ascii = try SessionDriver.signedIn(watched: nicks, support: "CASEMAPPING=ascii")
        #expect(ascii.events.contains(.contactsReceived(["Bob", "a[b]", "A{B}", "carol"])))
    }

    @Test("a ping is answered before the welcome and after it")
    func pings() throws {
        let driver = SessionDriver()
        driver.untilWelcome()
        #expect(driver.read("PING :cookie 7").lines == ["PONG :cookie 7"])
        let signedIn = try SessionDriver.signedIn()
        #expect(signedIn.read(":irc.test PING irc.test").lines == ["PONG :irc.test"])
        #expect(signedIn.read("PING").lines == ["PONG :"])
    }

    @Test("the server's words give it its time anew while signing in")
    func stillTalking() {
        let driver = SessionDriver()
        driver.untilWelcome()
        #expect(
            driver.read(":irc.test NOTICE * :*** Looking up your host") == [.restartStepTimer(.registering)])
        #expect(driver.read(Array(":irc.test NOT".utf8)) == [])
    }

    @Test(
        "a nick or user name that IRC cannot carry fails before anything is sent",
        arguments: ["a b", "", ":a", "a\r\nQUIT"])
    func unfit(name: String) {
        let nick = SessionDriver(nick: name)
        nick.give { $0.connected() }
        #expect(nick.end == .failed(.unfitName("nick")))
        #expect(nick.written.isEmpty)
        let user = SessionDriver(user: name)
        user.give { $0.connected() }
        #expect(user.end == .failed(.unfitName("user name")))
    }

    @Test("bytes before TLS end the session")
    func bytesBeforeTLS() {
        let driver = SessionDriver()
        driver.give { $0.connected() }
        driver.read(":irc.test CAP * LS :sasl=PLAIN")
        #expect(driver.end == .failed(.bytesBeforeTLS))
        #expect(driver.written.isEmpty)
    }

    @Test(
        "a nick that the server does not give is told, and the server is told of the end",
        arguments: IRCNickRefusal.allCases)
    func nickRefused(refusal: IRCNickRefusal) {
        let driver = SessionDriver()
        driver.untilWelcome()
        let orders = driver.read(":irc.test \(refusal.rawValue) * alice :No")
        #expect(orders.end == .failed(.nickRefused(refusal, nick: "alice", text: "No")))
        #expect(orders.lines == ["QUIT :bye"])
        #expect(orders.last == .close)
        // One's own lost connection may still hold the nick: that passes.
        let passes: Set<IRCNickRefusal> = [.inUse, .collision, .unavailable]
        let remedy = IRCFailure.nickRefused(refusal, nick: "alice", text: "No").remedy
        #expect(remedy == (passes.contains(refusal) ? .wait : .person))
    }

    @Test("a server that does not let us in is told", arguments: IRCEntryRefusal.allCases)
    func entryRefused(refusal: IRCEntryRefusal) {
        let driver = SessionDriver()
        driver.untilWelcome()
        let orders = driver.read(":irc.test \(refusal.rawValue) alice :No")
        #expect(orders.end == .failed(.entryRefused(refusal, text: "No")))
        #expect(IRCFailure.entryRefused(refusal, text: "No").remedy == .person)
    }

    @Test("the same numerics after the welcome end nothing")
    func laterNumerics() throws {
        let driver = try SessionDriver.signedIn()
        for code in [
            431, 432, 433, 436, 437, 461, 463, 464, 468, 902, 904, 905, 906, 907, 908, 903, 900, 1, 376,
        ] {
            driver.read(":irc.test \(code < 10 ? "00\(code)" : "\(code)") alice x :No")
        }
        #expect(driver.end == nil)
    }
}
