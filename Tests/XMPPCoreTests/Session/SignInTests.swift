import SASL
import Testing
import XMPPCore

@Suite struct SignInTests {
    private static let plainHeader =
        "<?xml version='1.0'?><stream:stream to='porch.test' version='1.0' xmlns='jabber:client' "
        + "xmlns:stream='http://etherx.jabber.org/streams'>"
    private static let provedHeader =
        "<?xml version='1.0'?><stream:stream to='porch.test' from='alice@porch.test' version='1.0' "
        + "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"

    private static func write(_ text: String) -> XMPPOrder { .write(Array(text.utf8)) }

    @Test("the whole way in: TLS, proof, binding, contact list, presence")
    func wholeWay() throws {
        let driver = try SessionDriver(
            security: .startTLS, presence: XMPPPresence(show: .away, status: "a<b"))
        #expect(
            driver.give { $0.connected() } == [
                .report(.progressed(.openingStream)), .restartStepTimer(.openingStream),
                Self.write(Self.plainHeader + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
            ])
        #expect(
            driver.read(Server.header + Server.features(Server.startTLS)) == [
                .report(.progressed(.negotiatingTLS)), .restartStepTimer(.negotiatingTLS),
            ])
        #expect(driver.read(Server.proceed) == [.restartStepTimer(.negotiatingTLS), .startTLS])
        #expect(
            driver.give { $0.secured(.tls13) } == [
                .report(.progressed(.openingStream)), .restartStepTimer(.openingStream),
                Self.write(Self.plainHeader),
            ])
        #expect(
            driver.read(Server.header + Server.features(Server.mechanisms("PLAIN", "SCRAM-SHA-1"))) == [
                .report(.progressed(.authenticating)), .restartStepTimer(.authenticating),
                .beginSASL(
                    SASLChoice(
                        .scramSHA1, .notOffered, offer: SASLOffer(mechanisms: ["PLAIN", "SCRAM-SHA-1"]))),
            ])
        #expect(
            driver.give { $0.saslProduced(Array("first".utf8)) } == [
                .restartStepTimer(.authenticating),
                Self.write(
                    "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>Zmlyc3Q=</auth>"),
            ])
        #expect(driver.read(Server.sasl("challenge", "Zm9v")) == [.stepSASL(Array("foo".utf8))])
        #expect(
            driver.give { $0.saslProduced([]) } == [
                .restartStepTimer(.authenticating),
                Self.write("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
            ])
        #expect(driver.read(Server.sasl("success", "YmFy")) == [.finishSASL(Array("bar".utf8))])
        try Self.afterProof(driver)
    }

    private static let entry =
        "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
        + "<resource>probe</resource></bind></iq>"
        + "<iq type='get' id='q'><query xmlns='jabber:iq:roster' ver=''/></iq>"

    private static func afterProof(_ driver: SessionDriver) throws {
        let presence = "<presence><show>away</show><status>a&lt;b</status></presence>"
        #expect(
            driver.give { $0.saslFinished() } == [
                .report(.progressed(.openingStream)), .restartStepTimer(.openingStream), write(provedHeader),
                .report(.sessionBegan), write(entry + presence),
            ])
        #expect(
            driver.read(Server.header + Server.features(Server.bind)) == [
                .report(.progressed(.binding)), .restartStepTimer(.binding),
            ])
        #expect(
            driver.read(Server.bound) == [
                .report(.progressed(.loadingRoster)), .restartStepTimer(.loadingRoster),
            ])
        let last = driver.read(Server.roster)
        guard case .report(.rosterReceived(let entries))? = last.first else {
            Issue.record("no contact list")
            return
        }
        #expect(entries.map(\.address.local) == ["bob", "carol", "dave", "erin"])
        #expect(
            Array(last.dropFirst()) == [
                .report(.progressed(.online)), .stopStepTimer, .startTimer(.silence),
                .startTimer(.settling), .report(.signedIn),
            ])
        #expect(driver.session.address == JID("alice@porch.test/probe"))
    }

    @Test("direct TLS comes before the first byte")
    func directTLS() throws {
        let driver = try SessionDriver(security: .directTLS)
        #expect(
            driver.give { $0.connected() } == [
                .report(.progressed(.negotiatingTLS)), .restartStepTimer(.negotiatingTLS), .startTLS,
            ])
        driver.give { $0.secured(.tls13) }
        #expect(driver.written == Self.plainHeader)
    }

    @Test(
        "when TLS begins is as the server that was found has it, and otherwise as configured; whether is configured",
        arguments: [
            (.startTLS, nil, .openingStream), (.startTLS, .startTLS, .openingStream),
            (.startTLS, .directTLS, .negotiatingTLS), (.directTLS, nil, .negotiatingTLS),
            (.directTLS, .startTLS, .openingStream), (.directTLS, .directTLS, .negotiatingTLS),
            (.none, nil, .openingStream), (.none, .directTLS, .openingStream),
        ] as [(XMPPSessionConfiguration.Security, XMPPReachedServer?, XMPPStep)])
    func reachedServer(
        configured: XMPPSessionConfiguration.Security, reached: XMPPReachedServer?, first: XMPPStep
    ) throws {
        let driver = try SessionDriver(security: configured)
        driver.give { $0.connected(to: reached) }
        #expect(driver.events == [.progressed(first)])
        guard first == .openingStream else { return }
        driver.read(Server.header + Server.features(Server.mechanisms("PLAIN")))
        #expect(
            driver.end
                == (configured == .none
                    ? .failed(.noCommonMechanism(offered: ["PLAIN"])) : .failed(.noTLSOffered)))
    }

    @Test("without a wish to be seen no presence is sent")
    func invisible() throws {
        let driver = try SessionDriver(presence: nil)
        driver.untilBinding()
        #expect(!driver.written.contains("<presence"))
        driver.read(Server.bound)
        let last = driver.read(Server.roster)
        #expect(last.events.last == .signedIn)
        #expect(!last.written.contains("<presence"))
    }

    @Test(
        "an empty success and an equals sign are told apart",
        arguments: [("", nil), ("=", [])] as [(String, [UInt8]?)])
    func successData(text: String, data: [UInt8]?) throws {
        let driver = try SessionDriver()
        driver.untilProof()
        #expect(driver.read(Server.sasl("success", text)) == [.finishSASL(data)])
    }

    // MARK: What can go wrong

    struct Failing: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let said: String
        let failure: XMPPFailure
        let remedy: XMPPFailure.Remedy

        init(_ name: String, _ said: String, _ failure: XMPPFailure, _ remedy: XMPPFailure.Remedy) {
            testDescription = name
            self.said = said
            self.failure = failure
            self.remedy = remedy
        }
    }

    private static func refusal(_ name: String, _ text: String = "") -> String {
        let words = text.isEmpty ? "" : "<text>\(text)</text>"
        return Server.sasl("failure", "<\(name)/>\(words)")
    }

    static let proofFailures = [
        Failing(
            "wrong password", refusal("not-authorized", "No."), .signInRefused(.notAuthorized, text: "No."),
            .password),
        Failing("disabled", refusal("account-disabled"), .signInRefused(.accountDisabled, text: ""), .person),
        Failing(
            "temporary", refusal("temporary-auth-failure"), .signInRefused(.temporaryAuthFailure, text: ""),
            .wait),
        Failing("unknown", refusal("out-of-cheese"), .signInRefused(.unknown, text: ""), .person),
        Failing("challenge not base 64", Server.sasl("challenge", "!"), .exchange(.malformed), .person),
        Failing("success not base 64", Server.sasl("success", "!"), .exchange(.malformed), .person),
        Failing(
            "a stanza", "<message/>", .unexpected("<message/>", while: .authenticating), .person),
        Failing(
            "bytes after the success", Server.sasl("success") + " ",
            .unexpected("bytes after its success", while: .authenticating), .person),
        Failing(
            "a stream after the success", Server.sasl("success") + Server.header,
            .unexpected("bytes after its success", while: .authenticating), .person),
        Failing(
            "garbage", "<<",
            .notXMPP(.notWellFormed("not well-formed (invalid token)"), while: .authenticating), .person),
        Failing("the end", Server.closingTag, .closedByServer(while: .authenticating), .wait),
    ]

    @Test(
        "what goes wrong while the password is proved ends the session once, with its reason",
        arguments: proofFailures)
    func failedProof(case example: Failing) throws {
        let driver = try SessionDriver()
        driver.untilProof()
        driver.forget()
        let orders = driver.read(example.said)
        #expect(orders.end == .failed(example.failure))
        #expect(orders.last == .close)
        #expect(orders.contains(.stopStepTimer))
        #expect(example.failure.remedy == example.remedy)
        #expect(!"\(example.failure)".isEmpty)
        try Self.expectSilence(driver)
    }

    @Test("an exchange that fails here ends the session")
    func exchangeFailed() throws {
        let driver = try SessionDriver()
        driver.untilProof()
        driver.read(Server.sasl("success", "dj1zaWc="))
        #expect(driver.give { $0.saslFailed(.serverUnproved) }.end == .failed(.exchange(.serverUnproved)))
        try Self.expectSilence(driver)
    }

    @Test("a server without a mechanism that may be used is left, without a byte of the password")
    func noMechanism() throws {
        for (security, offered) in [
            (XMPPSessionConfiguration.Security.directTLS, "DIGEST-MD5"), (.none, "PLAIN"),
        ] {
            let driver = try SessionDriver(security: security)
            driver.give { $0.connected() }
            driver.give { $0.secured(.tls13) }
            let orders = driver.read(Server.header + Server.features(Server.mechanisms(offered)))
            #expect(orders.end == .failed(.noCommonMechanism(offered: [offered])))
        }
    }

    static let streamFailures: [(String, XMPPFailure)] = [
        (
            Server.header.replacing("jabber:client", with: "jabber:server"),
            .unexpected("a stream that is not for clients", while: .openingStream)
        ),
        (
            Server.header.replacing("' version='1.0'", with: "'"),
            .unexpected("a stream older than XMPP 1.0", while: .openingStream)
        ),
        (Server.header + "<message/>", .unexpected("<message/>", while: .openingStream)),
        (Server.header + Server.closingTag, .closedByServer(while: .openingStream)),
        (Server.header + Server.features(""), .noCommonMechanism(offered: [])),
        (
            "HTTP/1.1 400 Bad Request",
            .notXMPP(.notWellFormed("not well-formed (invalid token)"), while: .openingStream)
        ),
        ("<!DOCTYPE html>", .notXMPP(.restricted(.documentType), while: .openingStream)),
    ]

    @Test("a server that does not speak XMPP is told by what it said", arguments: streamFailures)
    func failedStream(said: String, failure: XMPPFailure) throws {
        let driver = try SessionDriver()
        driver.give { $0.connected() }
        driver.give { $0.secured(.tls13) }
        #expect(driver.read(said).end == .failed(failure))
        try Self.expectSilence(driver)
    }

    @Test(
        "a stream error ends the session with its condition and the server's words, anywhere",
        arguments: [0, 1, 2])
    func streamErrors(place: Int) throws {
        for condition in XMPPStreamCondition.allCases {
            let driver = try SessionDriver()
            driver.untilProof()
            if place > 0 { driver.read(Server.sasl("success")) }
            if place > 0 { driver.give { $0.saslFinished() } }
            if place > 0 { driver.read(Server.header + Server.features(Server.bind)) }
            if place > 1 { driver.read(Server.bound + Server.roster) }
            let step: XMPPStep = [.authenticating, .binding, .online][place]
            let orders = driver.read(
                "<stream:error><\(condition.rawValue) xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                    + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>words</text></stream:error>")
            #expect(orders.end == .failed(.streamError(condition, text: "words", while: step)))
            #expect(orders.written == Server.closingTag)
        }
    }

    @Test("what a person must mend is told apart from what passes")
    func remedies() {
        let waits: Set<XMPPStreamCondition> = [
            .systemShutdown, .reset, .connectionTimeout, .internalServerError, .remoteConnectionFailed,
            .resourceConstraint, .undefinedCondition,
        ]
        for condition in XMPPStreamCondition.allCases {
            let failure = XMPPFailure.streamError(condition, text: "", while: .online)
            #expect(failure.remedy == (waits.contains(condition) ? .wait : .person))
        }
        #expect("\(XMPPFailure.streamError(.conflict, text: "", while: .online))" == "signed in elsewhere")
    }

    @Test("a refused binding and a refused contact list are told")
    func refusals() throws {
        let error =
            "<error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no</text></error></iq>"
        let binding = try SessionDriver()
        binding.untilBinding()
        #expect(
            binding.read("<iq type='error' id='b1'>" + error).end
                == .failed(.bindRefused(condition: "not-allowed", text: "no")))
        let roster = try SessionDriver()
        roster.untilBinding()
        roster.read(Server.bound)
        #expect(
            roster.read("<iq type='error' id='q'>" + error).end
                == .failed(.rosterRefused(condition: "not-allowed", text: "no")))
        let odd = try SessionDriver()
        odd.untilBinding()
        #expect(
            odd.read("<iq type='result' id='b1'/>").end
                == .failed(.unexpected("no address for the session", while: .binding)))
    }

    @Test("silence of the server is told with the step")
    func timeouts() throws {
        let driver = try SessionDriver(security: .startTLS)
        driver.give { $0.connected() }
        #expect(driver.give { $0.stepTimedOut() }.end == .failed(.noAnswer(while: .openingStream)))
        let tls = try SessionDriver(security: .startTLS)
        tls.give { $0.connected() }
        tls.read(Server.header + Server.features(Server.startTLS))
        let orders = tls.give { $0.stepTimedOut() }
        #expect(orders.end == .failed(.noAnswer(while: .negotiatingTLS)))
        #expect("\(XMPPFailure.noAnswer(while: .negotiatingTLS))" == "no answer while negotiating TLS")
        let online = try SessionDriver.signedIn()
        #expect(online.give { $0.stepTimedOut() }.isEmpty)
    }

    @Test("the end of the connection is told with the step and the reason")
    func connectionEnds() throws {
        let driver = try SessionDriver()
        #expect(
            driver.give { $0.ended(.failed("refused")) }.end
                == .failed(.connectionFailed("refused", while: .connecting)))
        let unfound = try SessionDriver()
        let reason = "there is no host named nowhere.test"
        let notFound = unfound.give { $0.ended(.notFound(reason)) }.end
        #expect(notFound == .failed(.serverNotFound(reason)))
        #expect(XMPPFailure.serverNotFound(reason).description == reason)
        #expect(XMPPFailure.serverNotFound(reason).remedy == .wait)
        #expect(
            XMPPFailure.notXMPP(.tooLarge(.listItems), while: .loadingRoster).description
                == "the server sent too much while loading the contact list: more than 200,000 contacts or blocked addresses"
        )
        let closed = try SessionDriver()
        closed.untilProof()
        #expect(
            closed.give { $0.ended(.endOfFile) }.end == .failed(.connectionClosed(while: .authenticating)))
        let untrusted = try SessionDriver()
        untrusted.give { $0.connected() }
        let end = untrusted.give { $0.ended(.untrusted("unknown root")) }.end
        #expect(end == .failed(.untrusted("unknown root")))
        #expect(XMPPFailure.untrusted("unknown root").remedy == .person)
    }

    /// After its end a session orders nothing, whatever happens.
    static func expectSilence(_ driver: SessionDriver) throws {
        driver.forget()
        driver.give { $0.connected() }
        driver.give { $0.secured(.tls13) }
        driver.read(Server.header + Server.features(Server.bind) + Server.bound)
        driver.give { $0.saslProduced([1]) }
        driver.give { $0.saslFinished() }
        driver.give { $0.saslFailed(.malformed) }
        driver.give { $0.writeFinished() }
        driver.give { $0.presenceRequested(XMPPPresence()) }
        driver.give { $0.signOutRequested() }
        driver.give { $0.stepTimedOut() }
        driver.give { $0.ended(.endOfFile) }
        #expect(driver.orders.isEmpty)
    }
}
