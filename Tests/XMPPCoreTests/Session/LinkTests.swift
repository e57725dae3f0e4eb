import Testing
import XMPPCore

/// Watching that the server is still there: by a ping after its silence, or at once when there is doubt.
@Suite struct LinkTests {
    private static func ping(_ id: String) -> String {
        "<iq type='get' id='\(id)' to='porch.test'><ping xmlns='urn:xmpp:ping'/></iq>"
    }

    private func timers(_ orders: [XMPPOrder]) -> [XMPPOrder] {
        orders.filter { order in
            switch order {
            case .startTimer, .stopTimer: true
            case .write, .startTLS, .beginSASL, .stepSASL, .finishSASL, .restartStepTimer, .stopStepTimer,
                .report, .close:
                false
            }
        }
    }

    @Test("the watch begins when signed in, not before")
    func begins() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        #expect(timers(driver.orders) == [])
        #expect(driver.give { $0.timerFired(.silence) } == [])
        #expect(driver.give { $0.linkSuspected() } == [])
        driver.read(Server.roster)
        #expect(timers(driver.orders) == [.startTimer(.silence), .startTimer(.settling)])
    }

    @Test("bytes that come cost no order")
    func bytesAreFree() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(" ")
        driver.read("<presence from='bob@porch.test/a'/>")
        #expect(timers(driver.orders) == [])
    }

    @Test("after silence the server is pinged, and any byte shows that it is there")
    func silence() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.timerFired(.silence) }
                == [.write(Array(Self.ping("later2").utf8)), .startTimer(.answer)])
        #expect(driver.read(" ") == [.stopTimer(.answer), .startTimer(.silence)])
        #expect(driver.give { $0.timerFired(.answer) } == [], "too late to matter")
    }

    @Test("a ping without an answer ends the session, and time may mend it")
    func noAnswer() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.timerFired(.silence) }
        driver.give { $0.timerFired(.answer) }
        let failure = XMPPFailure.noAnswer(while: .online)
        #expect(driver.end == .failed(failure))
        #expect(failure.remedy == .wait)
        #expect("\(failure)" == "no answer from the server")
        #expect(driver.give { $0.timerFired(.answer) } == [])
    }

    @Test("in doubt the server is pinged at once, and only its answer will do")
    func suspected() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.linkSuspected() }
                == [
                    .stopTimer(.silence), .write(Array(Self.ping("later2").utf8)), .startTimer(.answer),
                ])
        driver.forget()
        driver.read("<presence from='bob@porch.test/a'/> ")
        driver.read("<iq type='result' id='other'/>")
        driver.read("<iq type='result' id='later2' from='bob@porch.test/a'/>")
        driver.read("<iq type='get' id='later2'/>")
        #expect(timers(driver.orders) == [])
        #expect(
            driver.read("<iq type='result' id='later2' from='porch.test'/>")
                == [.stopTimer(.answer), .startTimer(.silence)])
    }

    @Test(
        "whoever answers or refuses for our server is alive",
        arguments: [
            "type='result'", "type='error'", "type='result' from='porch.test'",
            "type='result' from='alice@porch.test'",
            "type='error' from='alice@porch.test/probe'",
        ])
    func answers(attributes: String) throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.linkSuspected() }
        #expect(
            driver.read("<iq id='later2' \(attributes)/>") == [.stopTimer(.answer), .startTimer(.silence)])
    }

    @Test("doubt while a ping is under way pings no second time, but wants its answer")
    func doubtDuringPing() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.timerFired(.silence) }
        #expect(driver.give { $0.linkSuspected() } == [])
        #expect(driver.read(" ") == [])
        driver.give { $0.timerFired(.answer) }
        #expect(driver.end == .failed(.noAnswer(while: .online)))
    }

    @Test("after the sign-out nothing is watched and no ping leaves", arguments: [false, true])
    func afterSignOut(pinged: Bool) throws {
        let driver = try SessionDriver.signedIn()
        if pinged { driver.give { $0.linkSuspected() } }
        let orders = driver.give { $0.signOutRequested() }
        #expect(
            timers(orders) == [.stopTimer(pinged ? .answer : .silence), .stopTimer(.settling)])
        for timer in XMPPTimer.allCases { #expect(driver.give { $0.timerFired(timer) } == []) }
        #expect(driver.give { $0.linkSuspected() } == [])
        #expect(driver.read("<iq type='result' id='later2'/>") == [])
    }

    @Test("no time runs on after the end")
    func afterEnd() throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.give { $0.ended(.failed("connection reset")) }
        #expect(timers(orders) == [.stopTimer(.silence), .stopTimer(.settling)])
        for timer in XMPPTimer.allCases { #expect(driver.give { $0.timerFired(timer) } == []) }
    }
}
