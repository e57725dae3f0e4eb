import Messenger
import Testing

@testable import TerminalUI

private let key = Consent.key(
    KeyConsent(
        fingerprint: (0..<32).map { UInt8($0 * 7) }, fault: "The certificate is self-signed.",
        facts: ["names: example.org"]))
private let weaker = Consent.weakerProof(used: "SCRAM-SHA-256-PLUS", offered: "PLAIN")

/// Signing in has failed for something that may be allowed.
private func failed(_ consent: Consent, rows: Int = 24, columns: Int = 80) -> Scene {
    var scene = Scene(services: [.able], rows: rows, columns: columns)
    scene.changeStatus(0, .connecting)
    scene.tell(
        .sessionEnded(Scene.home, SessionEnd(reason: "self-signed", remedy: .person, consent: consent)))
    scene.changeStatus(0, .offline)
    return scene
}

@Suite struct ConsentTests {
    @Test("it takes the typed word and Enter", arguments: [(key, "trust"), (weaker, "weaker")])
    func allows(consent: Consent, word: String) {
        var scene = failed(consent)
        #expect(scene.model.focus == .list)
        scene.type("i")
        #expect(scene.takeCommands() == [])
        scene.type(word)
        #expect(scene.takeCommands() == [])
        scene.press(.enter)
        #expect(scene.takeCommands() == [.consent(Scene.home, consent)])
        #expect(scene.model.focus == .list)
    }

    @Test(
        "no other word does, nor one key",
        arguments: ["", "y", "yes", "trus", "trust me", "weaker", "trustt"])
    func refuses(word: String) {
        var scene = failed(key)
        scene.type("i" + word)
        scene.press(.enter)
        #expect(scene.takeCommands() == [])
        #expect(scene.draw().lines.contains { $0.contains("Nothing was allowed") })
        scene.press(.escape)
        #expect(scene.takeCommands() == [])
    }

    @Test("a pasted word does not")
    func pasted() {
        var scene = failed(key)
        scene.type("i")
        scene.press(.paste("trust"), .enter)
        #expect(scene.takeCommands() == [])
    }

    @Test("the fault and the whole fingerprint are shown", arguments: [(24, 80), (15, 50)])
    func shown(rows: Int, columns: Int) {
        var scene = failed(key, rows: rows, columns: columns)
        scene.type("i")
        let screen = scene.draw().lines.joined(separator: "\n")
        #expect(screen.contains("The certificate is self-signed."))
        #expect(screen.contains("0007 0e15 1c23 2a31 383f 464d 545b 6269"))
        #expect(screen.contains("7077 7e85 8c93 9aa1 a8af b6bd c4cb d2d9"))
    }

    @Test("where there is no room for the fingerprint nothing can be allowed")
    func tooSmall() {
        var scene = failed(key, rows: 8, columns: 50)
        scene.type("itrust")
        scene.press(.enter)
        #expect(scene.takeCommands() == [])
        #expect(scene.draw().lines.contains { $0.contains("too small") })
        scene.update(.resized(rows: 24, columns: 80))
        scene.press(.enter)
        #expect(scene.takeCommands() == [.consent(Scene.home, key)])
    }

    @Test("only i opens it: not the failure itself, not while it is tried again or signs out")
    func onlyByHand() {
        var scene = failed(key)
        scene.tell(.retryPlanned(Scene.home, at: scene.now.advanced(by: .seconds(8))))
        scene.type("i")
        #expect(scene.model.focus == .list)
        #expect(scene.takeCommands() == [.signIn(nil)])
        var other = Scene(services: [.able, .ableWork], rows: 24, columns: 80)
        other.signIn(1)
        other.tell(.sessionEnded(Scene.home, SessionEnd(reason: "", remedy: .person, consent: key)))
        other.beginSignOut(1)
        other.type("i")
        #expect(other.model.focus == .list)
        #expect(other.takeCommands() == [.signIn(nil)])
    }

    @Test("it closes when the service does something else meanwhile")
    func closes() {
        var scene = failed(key)
        scene.type("itrust")
        scene.changeStatus(0, .findingServer)
        scene.press(.enter)
        #expect(!scene.takeCommands().contains(.consent(Scene.home, key)))
        #expect(scene.model.focus == .list)
    }

    @Test("it closes when another service is signed out meanwhile")
    func closesAtSignOut() {
        var scene = Scene(services: [.able, .ableWork], rows: 24, columns: 80)
        scene.signIn(1)
        scene.tell(.sessionEnded(Scene.home, SessionEnd(reason: "", remedy: .person, consent: key)))
        scene.type("itrust")
        scene.beginSignOut(1)
        scene.press(.enter)
        #expect(!scene.takeCommands().contains(.consent(Scene.home, key)))
        #expect(scene.model.focus == .list)
    }

    @Test("the other services sign in meanwhile")
    func others() {
        var scene = Scene(services: [.able, .ableWork], rows: 24, columns: 80)
        scene.changeStatus(0, .connecting)
        scene.tell(.sessionEnded(Scene.home, SessionEnd(reason: "", remedy: .person, consent: key)))
        scene.changeStatus(0, .offline)
        scene.type("i")
        #expect(scene.takeCommands() == [.signIn([Scene.work])])
    }

    @Test("an account that was entered is asked, then can be entered otherwise, and is kept when it does")
    func entered() {
        var scene = Scene(services: [], rows: 24, columns: 80)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene(services: [.able]).model.state))
        scene.changeStatus(0, .connecting)
        scene.tell(
            .sessionEnded(Scene.home, SessionEnd(reason: "self-signed", remedy: .person, consent: key)))
        scene.changeStatus(0, .offline)
        #expect(scene.draw().lines.contains { $0.contains("self-signed; Esc, then i") })
        scene.press(.escape)
        scene.type("i")
        scene.press(.escape)
        guard case .form = scene.model.focus else { return #expect(Bool(false), "\(scene.model.focus)") }
        scene.press(.escape)
        scene.type("itrust")
        scene.press(.enter)
        #expect(scene.takeCommands().last == .consent(Scene.home, key))
        scene.signIn(0)
        #expect(scene.model.focus == .keepQuestion)
    }
}

@Suite struct ReopenedFormTests {
    @Test(
        "after a failure that may pass, Esc and i bring the form back",
        arguments: [SessionEnd.Remedy.wait, .person])
    func reopens(remedy: SessionEnd.Remedy) {
        var scene = Scene(services: [], rows: 24, columns: 80)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene(services: [.able]).model.state))
        scene.changeStatus(0, .connecting)
        scene.fail(0, "connecting: refused", remedy)
        scene.press(.escape)
        scene.type("i")
        #expect(scene.draw().lines.contains { $0.contains("alice@example.org") && $0.contains("Address") })
        #expect(scene.draw().lines.contains { $0.contains("connecting: refused") })
    }

    @Test("while it is tried again by itself, or after a sign-out, i signs in")
    func signsIn() {
        var scene = Scene(services: [], rows: 24, columns: 80)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene(services: [.able]).model.state))
        scene.signIn(0)
        scene.type("n")
        scene.fail(0, "connection lost", .wait)
        scene.tell(.retryPlanned(Scene.home, at: scene.now.advanced(by: .seconds(8))))
        _ = scene.takeCommands()
        scene.type("i")
        #expect(scene.takeCommands() == [.signIn(nil)])
        scene.tell(.retryPlanned(Scene.home, at: nil))
        scene.finishSignOut(0, .cancelledBeforeSignIn)
        scene.type("i")
        #expect(scene.takeCommands() == [.signIn(nil)])
    }
}
