import Testing
import XMPPCore

/// The sign-out: one write, then not a byte, until the server has answered or the connection has ended.
@Suite struct SignOutTests {
    private static let farewell = "<presence type='unavailable'/></stream:stream>"

    private static func signingOut(confirmed: Bool = true) throws -> SessionDriver {
        let driver = try SessionDriver.signedIn()
        let orders = driver.give { $0.signOutRequested() }
        try #require(
            orders == [
                .write(Array(farewell.utf8)), .stopStepTimer, .stopTimer(.silence), .stopTimer(.settling),
            ])
        if confirmed { try #require(driver.give { $0.writeFinished() } == [.report(.signOutSent)]) }
        driver.forget()
        return driver
    }

    private static let acknowledged: [XMPPOrder] = [
        .stopStepTimer, .report(.ended(.acknowledged(passed: 0))), .close,
    ]

    @Test("the server's closing tag is the acknowledgement")
    func acknowledgement() throws {
        let driver = try Self.signingOut()
        #expect(driver.read(Server.closingTag) == Self.acknowledged)
        try SignInTests.expectSilence(driver)
    }

    @Test("a closing tag split over two reads is still an acknowledgement", arguments: 1..<16)
    func splitAcknowledgement(place: Int) throws {
        let driver = try Self.signingOut()
        let tag = Array(Server.closingTag.utf8)
        #expect(driver.read(Array(tag[..<place])).isEmpty)
        #expect(driver.read(Array(tag[place...])) == Self.acknowledged)
    }

    @Test("an answer proves the write, also before the write is confirmed")
    func answerBeforeConfirmation() throws {
        let driver = try Self.signingOut(confirmed: false)
        #expect(driver.read(Server.closingTag).events == [.signOutSent, .ended(.acknowledged(passed: 0))])
        #expect(driver.give { $0.writeFinished() }.isEmpty)
    }

    @Test("the closing tag counts also when it crosses ours, and behind whatever was on its way")
    func crossing() throws {
        let driver = try Self.signingOut()
        let backlog = "<presence from='bob@porch.test/x'/><message/>"
        #expect(driver.read(backlog + Server.closingTag).events == [.ended(.acknowledged(passed: 2))])
    }

    static let backlog = [
        "<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq type='get' id='p' from='bob@porch.test/x'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' subscription='remove'/></query></iq>",
        "<iq type='set' id='p' from='eve@else.test'><x xmlns='urn:x'/></iq>",
        "<presence from='bob@porch.test/x'/>",
        "<presence from='eve@else.test' type='subscribe'/>", "<message><body>hi</body></message>",
        "<iq type='result' id='q'/>", "<r xmlns='urn:xmpp:sm:3'/>", " \n",
    ]

    @Test("after the sign-out nothing is written and nothing told, whatever arrives", arguments: backlog)
    func nothingWritten(stanza: String) throws {
        for confirmed in [true, false] {
            let driver = try Self.signingOut(confirmed: confirmed)
            #expect(driver.read(String(repeating: stanza, count: 50)).isEmpty)
            #expect(driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }.isEmpty)
            #expect(driver.give { $0.signOutRequested() }.isEmpty)
            #expect(driver.give { $0.stepTimedOut() }.isEmpty)
            #expect(driver.read(Server.closingTag).last == .close)
            #expect(driver.written.isEmpty)
        }
    }

    @Test("a sign-out at any moment is the last that is ever written")
    func nothingWrittenFromAnyMoment() throws {
        let inputs: [(SessionDriver) -> Void] = [
            { $0.untilBinding() }, { $0.read(Server.bound) }, { $0.read(Server.roster) },
            { $0.read(Self.backlog.joined()) },
        ]
        for moment in 1...inputs.count {
            let driver = try SessionDriver()
            for input in inputs[..<moment] { input(driver) }
            driver.forget()
            driver.give { $0.signOutRequested() }
            for input in inputs[moment...] { input(driver) }
            driver.read(Self.backlog.joined() + Server.closingTag)
            #expect(driver.written == Self.farewell)
            #expect(driver.events.first == .signOutSent && driver.events.count == 2)
            guard case .acknowledged(let passed)? = driver.end else {
                Issue.record("not acknowledged: \(driver.events)")
                continue
            }
            #expect(passed >= Self.backlog.count - 1, "all but the space between stanzas")
        }
    }

    struct Ending: Sendable {
        let name: String
        let isConfirmed: Bool
        let end: XMPPEnd
        let happen: @Sendable (SessionDriver) -> Void
    }

    private static let conflict =
        "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"

    static let endings = [
        Ending(name: "closed", isConfirmed: true, end: .closedByServer) { $0.give { $0.ended(.endOfFile) } },
        Ending(name: "closed, unconfirmed", isConfirmed: false, end: .closedByServer) {
            $0.give { $0.ended(.endOfFile) }
        },
        Ending(name: "reset", isConfirmed: true, end: .connectionLost("reset")) {
            $0.give { $0.ended(.failed("reset")) }
        },
        Ending(name: "reset, unconfirmed", isConfirmed: false, end: .couldNotSend("reset")) {
            $0.give { $0.ended(.failed("reset")) }
        },
        Ending(name: "a stream error", isConfirmed: true, end: .closedByServer) { $0.read(conflict) },
        Ending(name: "a stream error and the closing tag", isConfirmed: true, end: .closedByServer) {
            $0.read(conflict + Server.closingTag)
        },
        Ending(
            name: "garbage", isConfirmed: true,
            end: .connectionLost(
                "the server sent something that is not XMPP: a comment is not allowed")
        ) { $0.read("<!-- x -->" + Server.closingTag) },
    ]

    @Test("every other end is told as it was", arguments: endings)
    func otherEnds(ending: Ending) throws {
        let driver = try Self.signingOut(confirmed: ending.isConfirmed)
        ending.happen(driver)
        #expect(driver.orders == [.stopStepTimer, .report(.ended(ending.end)), .close], "\(ending.name)")
        try SignInTests.expectSilence(driver)
    }

    @Test("a closing tag before the sign-out is answered and is not a sign-out")
    func closedBefore() throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.read(Server.closingTag)
        #expect(
            orders == [
                .write(Array(Server.closingTag.utf8)), .stopStepTimer, .stopTimer(.silence),
                .stopTimer(.settling),
                .report(.ended(.failed(.closedByServer(while: .online)))), .close,
            ])
        try SignInTests.expectSilence(driver)
    }

    @Test("before there is a session, signing out just ends", arguments: 0..<6)
    func beforeSession(moment: Int) throws {
        let steps: [(SessionDriver) -> Void] = [
            { $0.give { $0.connected() } }, { $0.read(Server.header + Server.features(Server.startTLS)) },
            { $0.read(Server.proceed) }, { $0.give { $0.secured(.tls13) } },
            { $0.read(Server.header + Server.features(Server.mechanisms("PLAIN"))) },
        ]
        let driver = try SessionDriver(security: .startTLS)
        for step in steps[..<moment] { step(driver) }
        driver.forget()
        #expect(
            driver.give { $0.signOutRequested() } == [.stopStepTimer, .report(.ended(.cancelled)), .close])
        try SignInTests.expectSilence(driver)
    }

    @Test("a write that is finished before the sign-out says nothing about it")
    func earlierWrites() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.writeFinished() }.isEmpty)
    }
}
