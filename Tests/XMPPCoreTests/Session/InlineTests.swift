import SASL
import Testing

@testable import XMPPCore

/// Signing in with few round trips: SASL 2 with what follows it (XEP-0388, XEP-0386), and proofs that do not wait for
/// their offer.
@Suite struct InlineTests {
    private static let names = ["SCRAM-SHA-256", "PLAIN"]

    private static func offer(_ names: [String] = names, inline: String) -> String {
        let mechanisms = names.map { "<mechanism>\($0)</mechanism>" }.joined()
        return Server.features(
            "<authentication xmlns='urn:xmpp:sasl:2'>\(mechanisms)<inline>\(inline)</inline></authentication>"
                + Server.mechanisms("SCRAM-SHA-1"))
    }

    private static let bind =
        "<bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/>"
        + "<feature var='urn:xmpp:csi:0'/><feature var='urn:xmpp:carbons:2'/></inline></bind>"
    private static let all = bind + Server.management
    private static let sessionFeatures = Server.features(Server.management + Server.clientState)

    private static func success(_ inner: String) -> String {
        "<success xmlns='urn:xmpp:sasl:2'><additional-data>dj1zaWc=</additional-data>"
            + "<authorization-identifier>alice@porch.test/x1</authorization-identifier>\(inner)</success>"
    }

    private static let bound =
        "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='s1' resume='1' max='60'/></bound>"

    /// Up to the point where the first message of the proof is made.
    private static func offered(
        _ features: String, held: XMPPHeldSession? = nil, ids: [String] = ["q", "q2"]
    ) throws -> SessionDriver {
        let driver = try SessionDriver(ids: ids, resuming: held)
        driver.give { $0.connected() }
        driver.give { $0.secured(SecuredChannel(version: .tls13, bindings: [])) }
        driver.read(Server.header + features)
        return driver
    }

    /// Up to the point where the server's success is due.
    private static func proving(
        _ features: String = offer(inline: all), held: XMPPHeldSession? = nil, ids: [String] = ["q", "q2"]
    ) throws -> SessionDriver {
        let driver = try offered(features, held: held, ids: ids)
        driver.give { $0.saslProduced(Array("first".utf8)) }
        driver.read("<challenge xmlns='urn:xmpp:sasl:2'>Zm9v</challenge>")
        driver.give { $0.saslProduced(Array("final".utf8)) }
        driver.forget()
        return driver
    }

    private static func held() throws -> XMPPHeldSession {
        let first = try SessionDriver.managed()
        first.give { $0.ended(.endOfFile) }
        return try first.whatIsHeld()
    }

    // MARK: SASL 2

    @Test(
        "where it is offered the session is asked for together with the proof, and begins with its last message"
    )
    func request() throws {
        let driver = try Self.offered(Self.offer(inline: Self.all))
        driver.forget()
        let first = driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(
            first.written
                == "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-256'>"
                + "<initial-response>Zmlyc3Q=</initial-response><bind xmlns='urn:xmpp:bind:0'>"
                + "<enable xmlns='urn:xmpp:sm:3' resume='true'/></bind></authenticate>")
        #expect(first.events.isEmpty)
        #expect(
            driver.read("<challenge xmlns='urn:xmpp:sasl:2'>Zm9v</challenge>") == [
                .stepSASL(Array("foo".utf8))
            ])
        let last = driver.give { $0.saslProduced(Array("final".utf8)) }
        #expect(last.written == "<response xmlns='urn:xmpp:sasl:2'>ZmluYWw=</response>")
        #expect(last.events == [.sessionBegan])
    }

    @Test("a client with a name tells it, and copies of messages are not asked for")
    func name() throws {
        let driver = try SessionDriver(clientID: "d4565fa7-4d72-4749-b3d3-740edbf87770")
        driver.give { $0.connected() }
        driver.give { $0.secured(SecuredChannel(version: .tls13, bindings: [])) }
        #expect(!driver.written.contains("d4565fa7"))
        driver.read(Server.header + Self.offer(inline: Self.all))
        driver.give { $0.saslProduced([]) }
        #expect(
            driver.written.contains(
                "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'><software>Porchlight</software></user-agent>"
            ))
        #expect(!driver.written.contains("carbons"))
    }

    @Test(
        "once the server has proved itself the contact list is asked for and the presence sent, on the same stream"
    )
    func entry() throws {
        let driver = try Self.proving()
        #expect(driver.read(Self.success(Self.bound)) == [.finishSASL(Array("v=sig".utf8))])
        #expect(driver.read(Self.sessionFeatures).isEmpty, "nothing is believed before that")
        let orders = driver.give { $0.saslFinished() }
        #expect(
            orders.written
                == "<iq type='get' id='q'><query xmlns='jabber:iq:roster' ver=''/></iq><presence/>")
        #expect(driver.session.address == JID("alice@porch.test/x1"))
        #expect(driver.session.management?.promise?.id == "s1")
        driver.forget()
        let last = driver.read(Server.roster)
        #expect(last.events.last == .signedIn)
        #expect(last.written == "<r xmlns='urn:xmpp:sm:3'/>")
        driver.give { $0.attentionChanged(.elsewhere) }
        #expect(driver.written.hasSuffix("<inactive xmlns='urn:xmpp:csi:0'/>"))
    }

    @Test("what comes behind the success counts from its first stanza, and is taken in its order")
    func behind() throws {
        let driver = try Self.proving()
        driver.read(
            Self.success(Self.bound) + Self.sessionFeatures + "<message/><presence from='bob@porch.test/x'/>")
        driver.give { $0.saslFinished() }
        driver.read("<r xmlns='urn:xmpp:sm:3'/>")
        #expect(driver.written.hasSuffix("<a xmlns='urn:xmpp:sm:3' h='2'/>"))
        guard case .presence(number: 0, _)? = driver.read(Server.roster).events.last else {
            Issue.record("\(driver.events)")
            return
        }
    }

    @Test("a server that does not prove itself is told nothing, and nothing that it said counts")
    func unproved() throws {
        let driver = try Self.proving()
        driver.read(Self.success(Self.bound) + Self.sessionFeatures + "<presence from='bob@porch.test/x'/>")
        driver.give { $0.saslFailed(.serverUnproved) }
        #expect(driver.end == .failed(.exchange(.serverUnproved)))
        #expect(driver.written == Server.closingTag)
        #expect(driver.events.count == 1)
    }

    @Test("before its proof is judged a server may not go on without end")
    func endless() throws {
        let driver = try Self.proving()
        driver.read(Self.success(Self.bound))
        for _ in 0..<5 { driver.read(String(repeating: "<presence from='x@y/z'/>", count: 1000)) }
        #expect(
            driver.end
                == .failed(.unexpected("too much before its proof was judged", while: .authenticating)))
    }

    @Test("nor at length, be it in few stanzas")
    func endlessBytes() throws {
        let driver = try Self.proving()
        driver.read(Self.success(Self.bound))
        let stanza = "<iq><a>" + String(repeating: "x", count: 16_000) + "</a></iq>"
        for _ in 0..<16 { driver.read(stanza) }
        #expect(driver.end == nil)
        driver.read(stanza)
        #expect(
            driver.end
                == .failed(.unexpected("too much before its proof was judged", while: .authenticating)))
    }

    @Test("a success without a session is followed by the ways of old, on the same stream")
    func withoutBinding() throws {
        let driver = try Self.proving(Self.offer(inline: ""), ids: ["b1", "q"])
        driver.read(Self.success(""))
        let orders = driver.give { $0.saslFinished() }
        #expect(orders.written.hasPrefix("<iq type='set' id='b1'><bind"))
        #expect(orders.written.hasSuffix("<presence/>"))
        #expect(orders.events.contains(.sessionBegan))
        driver.read(Server.features(Server.bind) + Server.bound + Server.roster)
        #expect(driver.events.last == .signedIn)
    }

    static let refusals: [(String, XMPPFailure)] = [
        (
            "<failure xmlns='urn:xmpp:sasl:2'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
                + "<text>No.</text></failure>",
            .signInRefused(.notAuthorized, text: "No.")
        ),
        (
            "<continue xmlns='urn:xmpp:sasl:2'><tasks><task>HOTP-EXAMPLE</task></tasks></continue>",
            .moreDemanded(["HOTP-EXAMPLE"])
        ),
        (
            "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
            .unexpected("<success/>", while: .authenticating)
        ),
        (
            "<success xmlns='urn:xmpp:sasl:2'><additional-data>!</additional-data></success>",
            .exchange(.malformed)
        ),
    ]

    @Test("what a server refuses or demands instead is told", arguments: refusals)
    func refused(words: String, failure: XMPPFailure) throws {
        let driver = try Self.proving()
        #expect(driver.read(words).end == .failed(failure))
        #expect(!"\(failure)".isEmpty)
    }

    @Test("a refused binding is told")
    func refusedBinding() throws {
        let driver = try Self.proving()
        driver.read(
            Self.success(
                "<failed xmlns='urn:xmpp:bind:0'><error xmlns='jabber:client' type='cancel'>"
                    + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></failed>"))
        #expect(
            driver.give { $0.saslFinished() }.end == .failed(.bindRefused(condition: "conflict", text: "")))
    }

    // MARK: Signing out on the way

    @Test(
        "a sign-out before the last message of the proof just ends, one after it waits for the session and leaves it"
    )
    func signOut() throws {
        let early = try Self.offered(Self.offer(inline: Self.all))
        early.give { $0.saslProduced(Array("first".utf8)) }
        #expect(early.give { $0.signOutRequested() }.end == .cancelled)
        let late = try Self.proving()
        #expect(late.give { $0.signOutRequested() }.isEmpty)
        late.read(Self.success(Self.bound))
        #expect(late.give { $0.saslFinished() }.written == "<presence type='unavailable'/></stream:stream>")
        #expect(late.read(Self.sessionFeatures + Server.closingTag).end == .acknowledged(passed: 1))
        let without = try Self.proving()
        without.give { $0.signOutRequested() }
        without.read(Self.success(""))
        #expect(without.give { $0.saslFinished() }.written == Server.closingTag)
        #expect(without.read(Server.closingTag).end == .acknowledged(passed: 0))
    }

    // MARK: Going on with a session

    private static let resumption = "<resume xmlns='urn:xmpp:sm:3' h='0' previd='s1'/>"

    @Test("a held session is asked for together with the proof, with a new one in its stead")
    func resuming() throws {
        let driver = try Self.offered(Self.offer(inline: Self.all), held: try Self.held())
        driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(driver.written.contains(Self.resumption + "<bind xmlns='urn:xmpp:bind:0'>"))
        driver.read("<challenge xmlns='urn:xmpp:sasl:2'/>")
        driver.give { $0.saslProduced([]) }
        driver.forget()
        driver.read(
            Self.success("<resumed xmlns='urn:xmpp:sm:3' h='0' previd='s1'/>") + Self.sessionFeatures
                + "<presence from='bob@porch.test/x'/>")
        driver.give { $0.saslFinished() }
        #expect(driver.events.contains(.signedIn))
        #expect(driver.session.address == JID("alice@porch.test/probe"))
        guard case .presence(number: 0, _)? = driver.events.last else {
            Issue.record("\(driver.events)")
            return
        }
    }

    @Test("a server that holds it no more has given the new one with its success")
    func notResumed() throws {
        let driver = try Self.proving(held: try Self.held())
        driver.read(Self.success("<failed xmlns='urn:xmpp:sm:3'/>" + Self.bound) + Self.sessionFeatures)
        #expect(driver.give { $0.saslFinished() }.written.hasSuffix("<presence/>"))
        driver.read(Server.roster)
        #expect(driver.events.last == .signedIn)
        #expect(driver.takeHeld() == nil)
    }

    @Test("a session that is only to be left gets no new one in its stead")
    func leaving() throws {
        let driver = try SessionDriver(resuming: try Self.held())
        driver.give { $0.signOutRequested() }
        driver.give { $0.connected() }
        driver.give { $0.secured(SecuredChannel(version: .tls13, bindings: [])) }
        driver.read(Server.header + Self.offer(inline: Self.all))
        driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(driver.written.contains(Self.resumption))
        #expect(!driver.written.contains("urn:xmpp:bind:0"))
        driver.read("<challenge xmlns='urn:xmpp:sasl:2'/>")
        driver.give { $0.saslProduced([]) }
        driver.forget()
        driver.read(Self.success("<failed xmlns='urn:xmpp:sm:3'/>"))
        #expect(driver.give { $0.saslFinished() }.written == Server.closingTag)
    }

    @Test("where resuming cannot be asked for with the proof it is asked for behind it")
    func resumingBehind() throws {
        let driver = try Self.proving(Self.offer(inline: Self.bind), held: try Self.held())
        driver.read(Self.success("") + Server.features(Server.management))
        #expect(driver.give { $0.saslFinished() }.written == Self.resumption)
        driver.read("<resumed xmlns='urn:xmpp:sm:3' h='0' previd='s1'/>")
        #expect(driver.events.contains(.signedIn))
    }

    // MARK: Proofs that do not wait

    private static func known(_ features: String) throws -> XMPPServerCustoms {
        let driver = try offered(features)
        return driver.session.customs
    }

    private static func begun(_ customs: XMPPServerCustoms, floor: SASLMechanism? = nil) throws
        -> SessionDriver
    {
        let driver = try SessionDriver(customs: customs, floor: floor)
        driver.give { $0.connected() }
        driver.give { $0.secured(SecuredChannel(version: .tls13, bindings: [])) }
        return driver
    }

    private static let old = Server.features(Server.mechanisms("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"))

    @Test("where the server is known the proof begins behind the opening tag")
    func headStart() throws {
        let driver = try Self.begun(try Self.known(Self.old))
        #expect(driver.orders.last == .beginSASL(SASLChoice(.scramSHA256)))
        driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(driver.written.hasSuffix("mechanism='SCRAM-SHA-256'>Zmlyc3Q=</auth>"))
        #expect(driver.events.last == .progressed(.openingStream))
        driver.read(Server.header + Self.old)
        #expect(driver.events.last == .progressed(.authenticating))
        #expect(driver.read(Server.sasl("challenge", "Zm9v")) == [.stepSASL(Array("foo".utf8))])
    }

    @Test("an offer that comes before the first message is made changes nothing")
    func lateMessage() throws {
        let driver = try Self.begun(try Self.known(Self.old))
        driver.read(Server.header + Self.old)
        driver.forget()
        driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(driver.written.hasSuffix(">Zmlyc3Q=</auth>"))
        #expect(driver.read(Server.sasl("challenge", "Zm9v")) == [.stepSASL(Array("foo".utf8))])
    }

    @Test("a password itself is never sent before the offer is read")
    func password() throws {
        let plain = Server.features(Server.mechanisms("PLAIN"))
        let driver = try Self.begun(try Self.known(plain))
        #expect(!driver.orders.contains { if case .beginSASL = $0 { true } else { false } })
        let better = driver.read(Server.header + Self.old)
        #expect(
            better.contains {
                if case .beginSASL(let choice) = $0 { choice.mechanism == .scramSHA256 } else { false }
            })
    }

    @Test("nothing weaker than ever before is begun with, whatever the last sign-in was")
    func floor() throws {
        let driver = try Self.begun(try Self.known(Self.old), floor: .scramSHA256Plus)
        #expect(!driver.orders.contains { if case .beginSASL = $0 { true } else { false } })
    }

    @Test(
        "a server that does not offer it any more is told to have changed, and may be tried again",
        arguments: [Server.features(Server.mechanisms("SCRAM-SHA-1")), InlineTests.offer(inline: "")])
    func changed(features: String) throws {
        let driver = try Self.begun(try Self.known(Self.old))
        driver.give { $0.saslProduced(Array("first".utf8)) }
        #expect(driver.read(Server.header + features).end == .failed(.serverChanged))
        #expect(XMPPFailure.serverChanged.remedy == .wait)
        #expect(driver.end?.mayComeOfCustoms == true)
    }

    @Test(
        "a refusal of what was begun before the offer says nothing of the password",
        arguments: [
            ("not-authorized", .serverChanged), ("malformed-request", .serverChanged),
            ("temporary-auth-failure", .signInRefused(.temporaryAuthFailure, text: "")),
        ] as [(String, XMPPFailure)])
    func refusedHeadStart(condition: String, failure: XMPPFailure) throws {
        let first: (inout XMPPSession) -> [XMPPOrder] = { $0.saslProduced(Array("first".utf8)) }
        let features = Server.features(Server.mechanisms("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"))
        for isEarly in [true, false] {
            let driver = try Self.begun(try Self.known(Self.old))
            if isEarly { driver.give(first) }
            driver.read(Server.header + features)
            if !isEarly { driver.give(first) }
            let refusal = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><\(condition)/></failure>"
            #expect(driver.read(refusal).end == .failed(failure))
        }
    }

    @Test("a refusal says what it means where the server offers what it offered before")
    func refusedAsBefore() throws {
        let refusal = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>"
        for isEarly in [true, false] {
            let driver = try Self.begun(try Self.known(Self.old))
            let first: (inout XMPPSession) -> [XMPPOrder] = { $0.saslProduced(Array("first".utf8)) }
            if isEarly { driver.give(first) }
            driver.read(Server.header + Self.old)
            if !isEarly { driver.give(first) }
            #expect(driver.read(refusal).end == .failed(.signInRefused(.notAuthorized, text: "")))
        }
    }

    @Test("an exchange that fails before the offer ends the session")
    func failed() throws {
        let driver = try Self.begun(try Self.known(Self.old))
        #expect(driver.give { $0.saslFailed(.credentialsUnfit) }.end == .failed(.exchange(.credentialsUnfit)))
    }
}
