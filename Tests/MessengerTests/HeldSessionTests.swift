import Testing

@testable import Messenger

/// A session that the server holds after the connection was lost (XEP-0198).
@Suite("Held sessions")
struct HeldSessionTests {
    private let home = ServiceID(index: 0)
    private let now = Moment(nanoseconds: 0)

    /// A core whose only service lost its connection while signed in.
    private func cut(_ session: SessionEnd.Session) -> MessengerCore {
        var core = MessengerCore(serviceCount: 1, primary: home, seed: 1)
        _ = core.signIn(at: now)
        let first = SessionNumber(number: 1)
        _ = core.serviceTold(home, first, .sessionBegan, at: now)
        _ = core.serviceTold(home, first, .signedIn, at: now)
        _ = core.serviceTold(
            home, first, .ended(.failed(SessionEnd(reason: "reset", remedy: .wait, session: session))),
            at: now)
        return core
    }

    @Test("a sign-out during the cut goes back and ends the session there")
    func signOutGoesBack() {
        var core = cut(.held)
        let orders = core.signOut(at: now)
        let next = SessionNumber(number: 2)
        #expect(
            orders.compactMap { order -> ServiceOrder? in
                if case .order(_, let order) = order { order } else { nil }
            } == [.signIn(next, OwnPresence()), .signOut(next)])
        #expect(core.status(of: home) == .disconnecting)
        let ended = core.serviceTold(home, next, .ended(.acknowledged(SignOutAnswer(.closingTag))), at: now)
        #expect(
            ended.contains(
                .post(.signOutEnded(home, .acknowledged(after: .zero, by: SignOutAnswer(.closingTag))))))
        #expect(core.status(of: home) == .offline)
    }

    @Test("a sign-out during the cut that cannot get there says that the server could not be told")
    func signOutCannotGetThere() {
        var core = cut(.held)
        _ = core.signOut(at: now)
        let ended = core.serviceTold(
            home, SessionNumber(number: 2),
            .ended(.failed(SessionEnd(reason: "no route", remedy: .wait, session: .held))), at: now)
        #expect(ended.contains(.post(.signOutEnded(home, .couldNotSend(reason: "no route")))))
    }

    @Test("a sign-out after a loss that left no session is a cancelled sign-in")
    func nothingHeld() {
        var core = cut(.gone)
        #expect(core.signOut(at: now).contains(.post(.signOutEnded(home, .cancelledBeforeSignIn))))
    }

    @Test("a sign-out while a held session is being continued is a sign-out command")
    func signOutWhileResuming() {
        var core = cut(.held)
        _ = core.timerFired(.retry(home), at: now)
        #expect(core.signOut(at: now).contains(.order(home, .signOut(SessionNumber(number: 2)))))
    }

    @Test("a held session that a person must mend something for is still signed out of by going back")
    func heldWhilePersonMustAct() {
        var core = cut(.held)
        _ = core.timerFired(.retry(home), at: now)
        let refused = SessionEnd(reason: "certificate", remedy: .person, session: .held)
        _ = core.serviceTold(home, SessionNumber(number: 2), .ended(.failed(refused)), at: now)
        #expect(core.status(of: home) == .offline)
        let next = SessionNumber(number: 3)
        let orders = core.signOut(at: now)
        #expect(orders.contains(.order(home, .signIn(next, OwnPresence()))))
        #expect(orders.contains(.order(home, .signOut(next))))
    }

    @Test("going on with a held session that a person had to mend something for can be signed out of")
    func heldAndMended() {
        var core = cut(.held)
        _ = core.timerFired(.retry(home), at: now)
        let refused = SessionEnd(reason: "certificate", remedy: .person, session: .held)
        _ = core.serviceTold(home, SessionNumber(number: 2), .ended(.failed(refused)), at: now)
        _ = core.signIn(at: now)
        #expect(core.signOut(at: now).contains(.order(home, .signOut(SessionNumber(number: 3)))))
    }

    @Test("a primary whose session is held counts as signed in")
    func primaryHeld() {
        var core = cut(.held)
        let next = SessionNumber(number: 2)
        _ = core.signOut(at: now)
        let sent = core.serviceTold(home, next, .signOutSent, at: now)
        #expect(sent.contains(.finishSignOutCalls(nil)))
    }
}

@Suite("A presence wished for on the way in")
struct EarlyPresenceTests {
    @Test("is told to the service at once, so that nobody sees the earlier one first")
    func toldAtOnce() {
        let home = ServiceID(index: 0)
        let now = Moment(nanoseconds: 0)
        var core = MessengerCore(serviceCount: 1, primary: home, seed: 1)
        _ = core.signIn(at: now)
        let invisible = OwnPresence(status: .invisible)
        let orders = core.setPresence(invisible, at: now)
        #expect(orders.contains(.order(home, .setPresence(SessionNumber(number: 1), invisible))))
    }
}
