import Testing

@testable import IRCCore

/// Watched nicks on a server that has to be asked.
@Suite struct PollingTests {
    private static func driver(watched: [String] = ["bob", "carol"]) throws -> SessionDriver {
        try SessionDriver.signedIn(watched: watched, capabilities: "", support: "CASEMAPPING=ascii")
    }

    /// Bob is there, and all that is to be known of him is known.
    private static func bobIsKnown() throws -> SessionDriver {
        let driver = try driver()
        driver.read(":irc.test 303 alice :bob ")
        driver.pace()
        driver.read(":irc.test 311 alice bob b h * :B", ":irc.test 318 alice bob :End")
        driver.pace()
        driver.read(":irc.test 302 alice :bob=+b@h")
        driver.pace()
        driver.forget()
        return driver
    }

    /// The next round, up to the answer to ISON.
    private static func nextRound(_ driver: SessionDriver, present: String = "bob") {
        driver.give { $0.timerFired(.poll) }
        driver.read(":irc.test 303 alice :\(present)")
    }

    @Test("the first round begins at once, the next 60 seconds after its end")
    func rounds() throws {
        let driver = try Self.driver()
        #expect(driver.orders.lines.last == "ISON :bob carol")
        let told = driver.read(":irc.test 303 alice :Bob").presences
        #expect(told == [Presence(0, .here), Presence(1, .offline)])
        #expect(driver.pace() == ["WHOIS bob"])
        driver.read(":irc.test 311 alice bob b h * :B", ":irc.test 318 alice bob :End")
        #expect(driver.pace() == ["USERHOST bob"])
        driver.read(":irc.test 302 alice :bob=+b@h")
        #expect(driver.give { $0.timerFired(.pace) } == [.startTimer(.poll)])
        #expect(driver.give { $0.timerFired(.poll) }.lines == ["ISON :bob carol"])
    }

    @Test("one question at a time, and none before its time")
    func pace() throws {
        let driver = try Self.driver()
        let orders = driver.read(":irc.test 303 alice :bob carol")
        #expect(orders.lines == [])
        #expect(driver.pace() == ["WHOIS bob"])
        #expect(driver.pace() == [])
        driver.read(":irc.test 311 alice bob b h * :B", ":irc.test 318 alice bob :End")
        #expect(driver.pace() == ["WHOIS carol"])
    }

    @Test("a question that is never answered is given up")
    func patience() throws {
        let driver = try Self.driver()
        let orders = (0..<15).map { _ in driver.give { $0.timerFired(.pace) } }
        #expect(orders.dropLast().allSatisfy { $0 == [.startTimer(.pace)] })
        #expect(orders.last == [.startTimer(.poll)])
        #expect(driver.orders.presences == [])
        #expect(driver.give { $0.timerFired(.poll) }.lines == ["ISON :bob carol"])
    }

    @Test("a question that the server refuses is given up at once", arguments: ["263", "421", "461"])
    func refused(code: String) throws {
        let driver = try Self.driver()
        driver.read(":irc.test \(code) alice ISON :No")
        #expect(driver.orders.presences == [])
        #expect(driver.give { $0.timerFired(.pace) } == [.startTimer(.poll)])
    }

    @Test("one who is away is asked for by name once, for the words")
    func away() throws {
        let driver = try Self.bobIsKnown()
        Self.nextRound(driver)
        #expect(driver.pace() == ["USERHOST bob"])
        driver.read(":irc.test 302 alice :bob*=-b@h")
        #expect(driver.pace() == ["WHOIS bob"])
        driver.read(":irc.test 311 alice bob b h * :B", ":irc.test 301 alice bob :out")
        #expect(
            driver.read(":irc.test 318 alice bob :End").presences == [Presence(0, .away("out"), .unverified)])
        driver.pace()
        Self.nextRound(driver)
        driver.pace()
        driver.read(":irc.test 302 alice :bob=-b@h")
        #expect(driver.pace() == [])
        Self.nextRound(driver)
        driver.pace()
        #expect(driver.read(":irc.test 302 alice :bob=+b@h").presences == [Presence(0, .here, .unverified)])
    }

    @Test("another user or host with the same nick may be another person")
    func seatChanged() throws {
        let driver = try Self.bobIsKnown()
        Self.nextRound(driver)
        driver.pace()
        #expect(driver.read(":irc.test 302 alice :bob=+mallory@h").presences == [Presence(0, .here)])
        #expect(driver.pace() == ["WHOIS bob"])
    }

    @Test("one who left between two questions is gone")
    func leftBetween() throws {
        let driver = try Self.bobIsKnown()
        Self.nextRound(driver)
        driver.pace()
        #expect(driver.read(":irc.test 302 alice :").presences == [Presence(0, .offline)])

        let other = try Self.driver()
        other.read(":irc.test 303 alice :bob")
        other.pace()
        let orders = other.read(":irc.test 401 alice bob :No such nick", ":irc.test 318 alice bob :End")
        #expect(orders.presences == [Presence(0, .offline)])
    }

    @Test("an answer that was not asked for changes nothing")
    func unasked() throws {
        let driver = try Self.bobIsKnown()
        #expect(driver.read(":irc.test 303 alice :carol", ":irc.test 302 alice :bob=-b@h").orders == [])
    }

    @Test("every tenth round asks for everybody by name again: words and accounts may have changed unseen")
    func refresh() throws {
        let driver = try Self.bobIsKnown()
        var asked: [Bool] = []
        for _ in 0..<10 {
            Self.nextRound(driver)
            var lines: [String] = []
            for _ in 0..<3 {
                lines += driver.pace()
                driver.read(":irc.test 302 alice :bob=+b@h", ":irc.test 318 alice bob :End")
            }
            driver.pace()
            asked.append(lines.contains("WHOIS bob"))
        }
        #expect(asked == Array(repeating: false, count: 9) + [true])
    }

    @Test("many nicks are asked for in lines that fit, those who are there five at a time")
    func many() throws {
        let nicks = (0..<60).map { "somebody\($0)" }
        let driver = try Self.driver(watched: nicks)
        #expect(driver.orders.lines.last.map { $0.utf8.count <= 310 } == true)
        let first = try #require(driver.orders.lines.last).dropFirst(6).split(separator: " ")
        #expect(first.count < 60)
        driver.read(":irc.test 303 alice :" + first.prefix(7).joined(separator: " "))
        var lines: [String] = []
        for _ in 0..<60 {
            let written = driver.pace()
            lines += written
            for line in written where line.hasPrefix("WHOIS") {
                driver.read(":irc.test 318 alice \(line.dropFirst(6)) :End")
            }
            for line in written where line.hasPrefix("ISON") { driver.read(":irc.test 303 alice :") }
            for line in written where line.hasPrefix("USERHOST") {
                let entries = line.dropFirst(9).split(separator: " ").map { "\($0)=+u@h" }
                driver.read(":irc.test 302 alice :" + entries.joined(separator: " "))
            }
        }
        let hosts = lines.filter { $0.hasPrefix("USERHOST") }.map { $0.split(separator: " ").count - 1 }
        #expect(hosts == [5, 2])
        let isOn = lines.filter { $0.hasPrefix("ISON") }.flatMap { $0.dropFirst(6).split(separator: " ") }
        #expect((first + isOn).map(String.init) == nicks)
    }

    @Test("where the server tells who is there but not who is away, that is asked for")
    func monitoredWithoutAway() throws {
        let driver = try SessionDriver.signedIn(capabilities: "", support: "MONITOR=30")
        driver.read(":irc.test 730 alice :bob")
        #expect(driver.pace() == ["WHOIS bob"])
        driver.read(":irc.test 311 alice bob b h * :B", ":irc.test 318 alice bob :End")
        #expect(driver.give { $0.timerFired(.pace) } == [.startTimer(.poll)])
        #expect(driver.give { $0.timerFired(.poll) }.lines == ["USERHOST bob"])
        #expect(driver.read(":irc.test 302 alice :").presences == [])
    }
}

extension [IRCOrder] {
    /// What changes something: the time until silence is too long is not that.
    var orders: [IRCOrder] {
        filter { $0 != .startTimer(.silence) }
    }
}
