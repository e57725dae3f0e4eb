import Testing
import XMPPCore

/// Nothing secret leaves before TLS, and nothing that was said before TLS counts after it.
@Suite struct StartTLSTests {
    private static func untilGoAhead() throws -> SessionDriver {
        let driver = try SessionDriver(security: .startTLS)
        driver.give { $0.connected() }
        driver.read(Server.header + Server.features(Server.startTLS))
        driver.forget()
        return driver
    }

    @Test(
        "a server that offers no TLS, or from whose offer it was taken, gets no byte of a password",
        arguments: [
            "", Server.mechanisms("PLAIN", "SCRAM-SHA-256"), Server.bind,
            "<starttls xmlns='urn:x'/>", "<x xmlns='u'>\(Server.startTLS)</x>",
        ])
    func stripped(features: String) throws {
        let driver = try SessionDriver(security: .startTLS)
        driver.give { $0.connected() }
        driver.forget()
        let orders = driver.read(Server.header + Server.features(features))
        #expect(orders.end == .failed(.noTLSOffered))
        #expect(orders.written == Server.closingTag)
        #expect("\(XMPPFailure.noTLSOffered)" == "the server offers no TLS")
    }

    @Test("a success said instead of the go-ahead is not believed")
    func forgedSuccess() throws {
        let driver = try Self.untilGoAhead()
        #expect(
            driver.read(Server.sasl("success")).end
                == .failed(.unexpected("<success/>", while: .negotiatingTLS)))
    }

    @Test("a refused TLS ends the session")
    func refused() throws {
        let driver = try Self.untilGoAhead()
        #expect(driver.read("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>").end == .failed(.tlsRefused))
    }

    static let inserted = [
        "x", " ", "\n", "\u{FEFF}", "<", Server.header,
        Server.header + Server.features(Server.mechanisms("PLAIN")) + Server.sasl("success"),
        "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='eve@porch.test'/></query></iq>",
        "<presence from='bob@porch.test/x'/>",
    ]

    @Test(
        "bytes behind the go-ahead in the same read end the session, and TLS never begins",
        arguments: inserted)
    func sameRead(bytes: String) throws {
        let driver = try Self.untilGoAhead()
        let orders = driver.read(Server.proceed + bytes)
        #expect(orders.end == .failed(.bytesBeforeTLS))
        #expect(!orders.contains(.startTLS))
        #expect(orders.written.isEmpty)
        try SignInTests.expectSilence(driver)
    }

    @Test("the go-ahead split anywhere is still followed by nothing", arguments: inserted)
    func everySplit(bytes: String) throws {
        let all = Array((Server.proceed + bytes).utf8)
        for place in 1..<Server.proceed.utf8.count {
            let driver = try Self.untilGoAhead()
            driver.read(Array(all[..<place]))
            #expect(driver.orders.isEmpty)
            driver.read(Array(all[place...]))
            #expect(driver.end == .failed(.bytesBeforeTLS))
            #expect(!driver.orders.contains(.startTLS))
        }
    }

    @Test("bytes that are read as a stream while TLS is set up end the session", arguments: inserted)
    func nextRead(bytes: String) throws {
        let driver = try Self.untilGoAhead()
        #expect(driver.read(Server.proceed).last == .startTLS)
        #expect(driver.read(bytes).end == .failed(.bytesBeforeTLS))
        #expect(driver.give { $0.secured(.tls13) }.isEmpty)
    }

    @Test("nothing of the stream before TLS is read on after it")
    func newStream() throws {
        let driver = try Self.untilGoAhead()
        driver.read(Server.proceed)
        driver.give { $0.secured(.tls13) }
        driver.forget()
        // Without a header of its own this is no stream.
        let orders = driver.read(Server.features(Server.mechanisms("PLAIN")))
        guard case .failed(.notXMPP)? = orders.end else {
            Issue.record("\(orders)")
            return
        }
    }
}
