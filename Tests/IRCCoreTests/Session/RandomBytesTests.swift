import Storytelling
import Testing

@testable import IRCCore

/// The network can send anything; the session goes on or ends, and never breaks.
@Suite struct RandomBytesTests {
    private static let words = [
        "CAP", "LS", "ACK", "NAK", "NEW", "DEL", "AUTHENTICATE", "NICK", "QUIT", "AWAY", "ACCOUNT", "KILL",
        "PING",
        "PONG", "PRIVMSG", "001", "005", "301", "302", "303", "305", "307", "311", "318", "330", "376", "401",
        "421",
        "433", "730", "731", "734", "903", "904", "908", "alice", "bob", "carol", "*", "+", ":", ":bob!b@h",
        ":alice",
        "@account=x", "@a=\\", "MONITOR=2", "MONITOR", "AWAYLEN=0", "CASEMAPPING=x", "sasl=PLAIN",
        "away-notify", "Zm9v",
        ":bob=-x@y", "=", "-", ",", "bob,carol", "", " ", "\u{1}", "é", "99999999999999999999", "ISON",
        "WHOIS",
    ]

    private static func line(_ random: inout SeededRandom) -> [UInt8] {
        var line: [UInt8] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            line += Array((words.randomElement(using: &random) ?? "").utf8) + [0x20]
        }
        if Int.random(in: 0..<10, using: &random) == 0 {
            line += random.bytes(upTo: 700, spice: [0, 0x20, 0x3A, 0xFF, 0xC3, 0x40], oneIn: 4)
        }
        return line + [0x0D, 0x0A]
    }

    private static func input(_ driver: SessionDriver, _ random: inout SeededRandom) -> [IRCOrder] {
        switch Int.random(in: 0..<40, using: &random) {
        case 0: driver.give { $0.saslProduced([1, 2, 3]) }
        case 1: driver.give { $0.saslFinished() }
        case 2: driver.give { $0.presenceRequested(away: "x\r\nQUIT") }
        case 3: driver.give { $0.linkSuspected() }
        case 4: driver.give { $0.timerFired(.pace) }
        case 5: driver.give { $0.timerFired(.poll) }
        case 6: driver.give { $0.timerFired(.silence) }
        case 7: driver.give { $0.writeFinished() }
        case 8:
            driver.read(random.bytes(upTo: 600, spice: [0, 0x0D, 0x0A, 0x20, 0x3A, 0x40, 0xFF], oneIn: 5))
        default: driver.read(line(&random))
        }
    }

    private static func start(_ round: Int) throws -> SessionDriver {
        switch round % 3 {
        case 0: return try SessionDriver.signedIn(support: round.isMultiple(of: 2) ? "MONITOR=1" : "X")
        case 1:
            let driver = SessionDriver(mechanisms: [.scramSHA256, .plain])
            driver.secure()
            return driver
        default:
            let driver = SessionDriver()
            driver.untilWelcome(capabilities: "")
            return driver
        }
    }

    @Test("random lines break nothing: whole lines go out, none after QUIT, and nothing after the end")
    func randomLines() async throws {
        var random = SeededRandom(seed: 0x69_7263)
        for round in 0..<600 {
            // Stories wait for a turn of this thread meanwhile.
            await Task.yield()
            let driver = try Self.start(round)
            driver.forget()
            let quitsAt = Int.random(in: 0..<120, using: &random)
            for place in 0..<120 {
                let hasEnded = driver.end != nil
                let hasQuit = driver.orders.lines.contains { $0.hasPrefix("QUIT") }
                let orders =
                    place == quitsAt ? driver.give { $0.signOutRequested() } : Self.input(driver, &random)
                try #require(!hasEnded || orders.isEmpty, "round \(round)")
                try #require(!hasQuit || orders.lines.isEmpty, "round \(round)")
                try Self.checkLines(orders)
            }
            try #require(driver.events.filter { if case .ended = $0 { true } else { false } }.count <= 1)
        }
    }

    private static func checkLines(_ orders: [IRCOrder]) throws {
        for order in orders {
            guard case .write(let bytes) = order else { continue }
            try #require(bytes.suffix(2) == [0x0D, 0x0A])
            for line in bytes.split(separator: 0x0A) {
                try #require(line.last == 0x0D && line.count <= 511)
                try #require(!line.dropLast().contains(0x0D) && !line.contains(0))
                try #require(IRCMessage(Array(line.dropLast())) != nil)
            }
        }
    }

    @Test("what is no message is left out and counted")
    func counted() throws {
        let driver = try SessionDriver.signedIn()
        driver.read("???", ":s", "@a", String(repeating: "x", count: 600), "\0", "OK")
        #expect(driver.session.linesRefused == 5)
        #expect(driver.end == nil)
    }
}
