import Testing

@testable import IRCCore

/// What answers where an IRC server is expected.
@Suite struct StrangerTests {
    private static func asking() -> SessionDriver {
        let driver = SessionDriver()
        driver.secure()
        return driver
    }

    static let known: [(String, [UInt8], IRCStranger)] = [
        ("HTTP", Array("HTTP/1.1 400".utf8), .http), ("SSH", Array("SSH-2.0-x".utf8), .ssh),
        ("XMPP", Array("<?xml version='1.0'?>".utf8), .xmpp),
        ("XMPP without a declaration", Array("<stream:stream".utf8), .xmpp),
        ("a TLS alert", [21, 3, 3, 0, 2, 2, 40], .tls), ("a TLS handshake", [22, 3, 1], .tls),
        ("zeros", [0, 1, 2], .binary),
    ]

    @Test("who is known by the first bytes is told at once, with no end of a line", arguments: known)
    func atOnce(name: String, bytes: [UInt8], stranger: IRCStranger) {
        #expect(Self.asking().read(bytes).end == .failed(.notIRC(stranger)))
        let slowly = Self.asking()
        for byte in bytes where slowly.end == nil { slowly.read([byte]) }
        #expect(slowly.end == .failed(.notIRC(stranger)))
    }

    @Test(
        "a line that no IRC server begins with ends the sign-in with what it says",
        arguments: [
            "220 mail.test ESMTP", "+OK ready", "* OK ready", "RFB 003.008", "-ERR unknown command",
            "login: ",
            "001 alice :Welcome",
        ])
    func lines(line: String) {
        let driver = Self.asking()
        #expect(driver.read(line).end == .failed(.notIRC(.text(line))))
        #expect(IRCFailure.notIRC(.text(line)).remedy == .person)
    }

    @Test("text without the end of a line is told when nothing more comes, or the connection ends")
    func unfinished() {
        let silent = Self.asking()
        #expect(silent.read(Array("login: ".utf8)).end == nil)
        #expect(silent.give { $0.stepTimedOut() }.end == .failed(.notIRC(.text("login: "))))
        let closed = Self.asking()
        closed.read(Array("login: ".utf8))
        #expect(
            closed.give { $0.ended(.endOfFile(closeNotify: false)) }.end == .failed(.notIRC(.text("login: ")))
        )
    }

    @Test("where nothing came, or only empty lines, nobody is blamed", arguments: ["", "\r\n\r\n"])
    func nothing(text: String) {
        let silent = Self.asking()
        silent.read(Array(text.utf8))
        #expect(silent.give { $0.stepTimedOut() }.end == .failed(.noAnswer(while: .negotiatingCapabilities)))
        let closed = Self.asking()
        closed.read(Array(text.utf8))
        #expect(
            closed.give { $0.ended(.endOfFile(closeNotify: false)) }.end
                == .failed(.connectionClosed(while: .negotiatingCapabilities)))
    }

    @Test(
        "what IRC servers begin with does no harm, whole or byte by byte",
        arguments: [
            ":irc.test NOTICE * :*** Looking up your hostname", "NOTICE AUTH :*** Looking up", "PING :12345",
            "@time=x :irc.test NOTICE * :x", ":irc.test 020 * :Please wait", "\r\nNOTICE * :x",
        ])
    func greetings(line: String) {
        let whole = Self.asking()
        #expect(whole.read(line).end == nil)
        let slowly = Self.asking()
        for byte in Array((line + "\r\n").utf8) { slowly.read([byte]) }
        #expect(slowly.end == nil)
        #expect(slowly.read(":irc.test CAP * LS :").lines.first?.hasPrefix("NICK ") == true)
    }

    @Test("a line that is none ends a sign-in until the welcome, and can be missed from then on")
    func later() throws {
        let driver = SessionDriver()
        driver.untilWelcome()
        #expect(driver.read("HTTP/1.1 400 Bad Request").end == .failed(.notIRC(.http)))
        let welcomed = SessionDriver()
        welcomed.untilWelcome()
        welcomed.read(Server.welcome)
        #expect(welcomed.read("HTTP/1.1 400 Bad Request").end == nil)
        #expect(try SessionDriver.signedIn().read("HTTP/1.1 400 Bad Request").end == nil)
    }

    @Test("of what was said only as much is told as fits into a line, and nothing that steers a terminal")
    func words() {
        let long = Self.asking().read(String(repeating: "é", count: 200)).end
        #expect(long == .failed(.notIRC(.text(String(repeating: "é", count: 32)))))
        #expect(Self.asking().read("\u{1B}[2J").end == .failed(.notIRC(.binary)))
    }
}
