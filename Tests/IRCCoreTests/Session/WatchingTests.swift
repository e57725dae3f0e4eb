import Testing

@testable import IRCCore

/// Watched nicks on a server that tells of them.
@Suite struct WatchingTests {
    @Test("who is there and who is not")
    func monitored() throws {
        let driver = try SessionDriver.signedIn(watched: ["bob", "carol", "dave"])
        driver.pace()
        driver.forget()
        let told = driver.read(
            ":irc.test 730 alice :bob!b@h,DAVE!d@h,stranger!s@h", ":irc.test 731 alice :carol"
        ).presences
        #expect(told == [Presence(0, .here), Presence(2, .here), Presence(1, .offline)])
        #expect(driver.read(":irc.test 731 alice :carol", ":irc.test 730 alice :bob").presences == [])
    }

    @Test("one who came is asked for by name, for the away text and the account")
    func whoIs() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        #expect(driver.read(":irc.test 730 alice :bob").lines == ["WHOIS bob"])
        driver.read(":irc.test 311 alice Bob b host * :Bob", ":irc.test 301 alice Bob :at \u{2}lunch")
        let told = driver.read(
            ":irc.test 330 alice Bob robert :is logged in as", ":irc.test 318 alice Bob :End"
        ).presences
        #expect(told == [Presence(0, .away("at lunch"), .verified("robert"))])
    }

    @Test("an answer about a nick without an account says so, one of a registered nick too")
    func accounts() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob,carol")
        driver.read(":irc.test 311 alice bob b h * :B")
        #expect(driver.read(":irc.test 318 alice bob :End").presences == [Presence(0, .here, .unverified)])
        #expect(driver.pace() == ["WHOIS carol"])
        driver.read(":irc.test 311 alice carol b h * :B", ":irc.test 307 alice carol :is a registered nick")
        #expect(
            driver.read(":irc.test 318 alice carol :End").presences == [
                Presence(1, .here, .verified("carol"))
            ])
    }

    @Test("an answer about somebody else, or without a beginning, is not taken for one")
    func foreignAnswers() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob")
        #expect(
            driver.read(
                ":irc.test 311 alice carol b h * :B", ":irc.test 301 alice carol :x",
                ":irc.test 318 alice carol :End",
                ":irc.test 330 alice stranger bob :x", ":irc.test 318 alice stranger :End"
            ).presences == [])
        #expect(driver.read(":irc.test 318 alice bob :End").presences == [])
    }

    @Test("an answer about one who has left meanwhile does not bring them back")
    func leftMeanwhile() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(
            ":irc.test 730 alice :bob", ":irc.test 311 alice bob b h * :B", ":irc.test 731 alice :bob")
        #expect(driver.read(":irc.test 318 alice bob :End").presences == [])
    }

    @Test("away and account are told as they change")
    func changes() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob")
        driver.forget()
        #expect(driver.read(":bob!b@h AWAY :out").presences == [Presence(0, .away("out"))])
        #expect(
            driver.read(":bob!b@h ACCOUNT robert").presences == [
                Presence(0, .away("out"), .verified("robert"))
            ])
        #expect(driver.read(":BOB!b@h AWAY").presences == [Presence(0, .here, .verified("robert"))])
        #expect(driver.read(":bob!b@h ACCOUNT *").presences == [Presence(0, .here, .unverified)])
        #expect(driver.read(":bob!b@h AWAY :").presences == [])
        #expect(
            driver.read(":stranger!b@h AWAY :out", "AWAY :out", ":stranger ACCOUNT x", "ACCOUNT").presences
                == [])
    }

    @Test("one who leaves takes the account along: the next with the nick may be anyone")
    func accountForgotten() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob", ":bob!b@h ACCOUNT bob")
        driver.forget()
        #expect(driver.read(":irc.test 731 alice :bob").presences == [Presence(0, .offline)])
        #expect(driver.read(":irc.test 730 alice :bob").presences == [Presence(0, .here)])
        driver.read(":bob!b@h ACCOUNT bob")
        #expect(driver.read(":bob!b@h QUIT :gone").presences == [Presence(0, .offline)])
    }

    @Test("a nick that is changed is free, and what is known goes along to the new one")
    func renamed() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob", ":bob!b@h ACCOUNT bob", ":bob!b@h AWAY :out")
        driver.forget()
        let told = driver.read(":bob!b@h NICK :carol").presences
        #expect(
            told == [Presence(0, .offline), Presence(1, .here), Presence(1, .away("out"), .verified("bob"))])
        #expect(driver.read(":carol!b@h NICK CAROL").presences == [])
        #expect(driver.read(":carol!b@h NICK stranger").presences == [Presence(1, .offline)])
        #expect(driver.read(":stranger!b@h NICK bob").presences == [Presence(0, .here)])
        #expect(driver.read(":x!b@h NICK y", "NICK bob", ":bob!b@h NICK").presences == [])
    }

    @Test("what people write tells their account, and nothing else comes of it")
    func accountTag() throws {
        let driver = try SessionDriver.signedIn()
        driver.pace()
        driver.read(":irc.test 730 alice :bob")
        driver.forget()
        let orders = driver.read("@account=robert :bob!b@h PRIVMSG alice :\u{1}VERSION\u{1}")
        #expect(orders.presences == [Presence(0, .here, .verified("robert"))])
        #expect(orders.lines == [])
        #expect(driver.read(":bob!b@h NOTICE alice :x").presences == [Presence(0, .here, .unverified)])
        #expect(driver.read("@account=carol :carol!b@h PRIVMSG alice :x").presences == [])
        #expect(driver.read("@account=x :bob PRIVMSG alice :x").presences == [])
    }

    @Test("without the capability a message says nothing of an account")
    func noAccountTag() throws {
        let driver = try SessionDriver.signedIn(capabilities: "away-notify")
        driver.pace()
        driver.read(":irc.test 730 alice :bob")
        #expect(driver.read("@account=robert :bob!b@h PRIVMSG alice :x").presences == [])
    }

    @Test(
        "nothing that people send is answered",
        arguments: [
            "PRIVMSG alice :\u{1}VERSION\u{1}", "PRIVMSG alice :\u{1}PING 1\u{1}",
            "PRIVMSG alice :\u{1}DCC SEND x 1 2 3\u{1}",
            "NOTICE alice :\u{1}TIME\u{1}", "PRIVMSG alice :hello", "INVITE alice #porch", "TAGMSG alice",
            "WALLOPS :x",
            "JOIN #porch", "MODE alice +i", "ERRORS :x", "CAP alice LS", "CAP", "AUTHENTICATE +", "900 alice",
            "PONG",
        ])
    func nothingAnswered(line: String) throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.read(":mallory!m@h " + line, ":bob!b@h " + line)
        #expect(orders.lines == [])
        #expect(orders.end == nil)
    }

    @Test("many nicks are told to the server in lines that fit, slowly, within its limit")
    func manyNicks() throws {
        let nicks = (0..<120).map { "somebody\($0)" }
        let driver = try SessionDriver.signedIn(watched: nicks, support: "MONITOR=100")
        var lines = driver.orders.lines.filter { $0.hasPrefix("MONITOR") }
        #expect(lines.count == 1)
        for _ in 0..<20 { lines += driver.pace() }
        let monitored = lines.filter { $0.hasPrefix("MONITOR + ") }.flatMap {
            $0.dropFirst(10).split(separator: ",")
        }
        #expect(monitored.map(String.init) == Array(nicks.prefix(100)))
        #expect(lines.allSatisfy { $0.utf8.count <= 400 })
        let polled = lines.filter { $0.hasPrefix("ISON") }.flatMap { $0.dropFirst(6).split(separator: " ") }
        #expect(polled.map(String.init) == Array(nicks.dropFirst(100)))
    }

    @Test("nicks for which the server's list has no room are asked for")
    func listFull() throws {
        let driver = try SessionDriver.signedIn(watched: ["bob", "carol"])
        driver.read(":irc.test 734 alice 1 carol,stranger :Monitor list is full.")
        #expect(driver.pace() == ["ISON :carol"])
    }

    @Test("a server that turns out not to know MONITOR is polled")
    func monitorUnknown() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(":irc.test 421 alice MONITOR :Unknown command")
        #expect(driver.pace() == ["ISON :bob carol"])
    }

    @Test(
        "what cannot be a nick is listed, stays unknown and is never asked for",
        arguments: ["MONITOR=30", "CHANTYPES=#"])
    func noNicks(support: String) throws {
        let unfit = [
            "a b", "", ":x", "a,b", "a*", "x!y@z", "a\r\nQUIT", "\0", String(repeating: "x", count: 101),
        ]
        let driver = try SessionDriver.signedIn(watched: unfit + ["bob"], support: support)
        #expect(driver.events.contains(.contactsReceived(unfit + ["bob"])))
        #expect(driver.orders.lines.last == (support == "MONITOR=30" ? "MONITOR + bob" : "ISON :bob"))
        #expect(driver.pace().isEmpty)
    }

    @Test("a capability that comes later is asked for, one that goes is made up for by asking")
    func capabilitiesChange() throws {
        let driver = try SessionDriver.signedIn(capabilities: "")
        #expect(
            driver.read(":irc.test CAP alice NEW :away-notify batch sasl").lines == ["CAP REQ :away-notify"])
        driver.read(":irc.test CAP alice ACK :away-notify")
        #expect(driver.read(":irc.test CAP alice NEW :away-notify").lines == [])

        let telling = try SessionDriver.signedIn()
        #expect(telling.give { $0.timerFired(.pace) } == [])
        #expect(
            telling.read(":irc.test CAP alice DEL :extended-monitor").contains(
                .startTimer(.poll)))
    }
}
