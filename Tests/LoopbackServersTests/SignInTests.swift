import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("signing in to a loopback server")
struct SignInTests {
    @Test(
        "a client signs in, whatever the encryption",
        arguments: [ServerSettings.Security.startTLS, .direct, .none])
    func signsIn(security: ServerSettings.Security) async throws {
        let server = try LoopbackXMPPServer(settings: ServerSettings().with { $0.security = security })
        let client = try await TestClient(of: server)
        try await client.signIn()
        let record = try #require(server.records.first)
        #expect(record.signedIn != nil)
        #expect((record.secured != nil) == (security != .none))
        #expect(server.clientCount == 1)
        #expect(String(decoding: client.presences[0].from, as: UTF8.self) == "alice@porchlight.test/den")
    }

    @Test("every mechanism is known", arguments: ServerSettings().mechanisms)
    func mechanisms(mechanism: SASLMechanism) async throws {
        let client = try await TestClient(of: try LoopbackXMPPServer())
        try await client.enterStream()
        #expect(try await client.authenticate(mechanism).name == "success")
    }

    @Test(
        "a wrong password is refused, and may be followed by the right one",
        arguments: ServerSettings().mechanisms
    )
    func wrongPassword(mechanism: SASLMechanism) async throws {
        let client = try await TestClient(of: try LoopbackXMPPServer())
        try await client.enterStream()
        let verdict = try await client.authenticate(mechanism, password: "lamp")
        #expect(verdict.children.map(\.name) == ["not-authorized"])
    }

    @Test("an unknown user is refused like a wrong password")
    func unknownUser() async throws {
        let client = try await TestClient(of: try LoopbackXMPPServer())
        try await client.enterStream()
        let verdict = try await client.authenticate(user: "mallory")
        #expect(verdict.children.map(\.name) == ["not-authorized"])
    }

    @Test("the contact list and the presence of the contacts come as they were set")
    func contacts() async throws {
        let server = try LoopbackXMPPServer()
        var bob = LoopbackContact(
            address: "bob@porchlight.test", name: "Bob <b>", groups: ["Friends", "Work"])
        bob.apply(.present(LoopbackResource(name: "phone", show: .away, text: "back at three", priority: 5)))
        bob.apply(.present(LoopbackResource(name: "laptop")))
        server.setContacts([bob])
        let client = try await TestClient(of: server)
        try await client.signIn()
        try await until("three presences") { client.presences.count == 3 }
        #expect(client.text.contains("jid='bob@porchlight.test'"))
        let phone = client.presences[1]
        #expect(String(decoding: phone.from, as: UTF8.self) == "bob@porchlight.test/phone")
        #expect(phone.show == .away)
        #expect(String(decoding: phone.status, as: UTF8.self) == "back at three")
        #expect(phone.priority == 5)
        let item = client.items.compactMap {
            switch $0 {
            case .rosterItem(let item): item
            case .opened, .element, .presence, .blockedItem, .closed: nil
            }
        }
        #expect(item.map(\.name) == ["Bob <b>"])
        #expect(item.map(\.groups) == [["Friends", "Work"]])
    }

    @Test("pings are answered, other requests politely refused")
    func requests() async throws {
        let client = try await TestClient(of: try LoopbackXMPPServer())
        try await client.signIn()
        client.send("<iq id='p' type='get'><ping xmlns='urn:xmpp:ping'/></iq>")
        client.send("<iq id='v' type='get'><query xmlns='jabber:iq:version'/></iq>")
        try await until("answers") { client.elements.contains { $0["id"] == "v" } }
        #expect(client.elements.first { $0["id"] == "p" }?["type"] == "result")
        #expect(client.elements.first { $0["id"] == "v" }?["type"] == "error")
    }

    @Test(
        "what follows <starttls/> unencrypted is not read as if it were encrypted",
        arguments: [
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGFsaWNlAGxhbnRlcm4=</auth>",
            "<<",
        ])
    func injectionIntoServer(bytes: String) async throws {
        let server = try LoopbackXMPPServer()
        let client = try await TestClient(of: server)
        client.open()
        _ = try await client.element("features")
        client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + bytes)
        _ = try await client.element("proceed")
        try await client.secure()
        client.open()
        _ = try await client.element("features")
        #expect(!client.text.contains("<success") && !client.text.contains("error"))
    }

    @Test("a second presence is reflected, and brings no contact a second time")
    func secondPresence() async throws {
        let server = try LoopbackXMPPServer()
        var bob = LoopbackContact(address: "bob@porchlight.test", name: "Bob", groups: [])
        bob.apply(.present(LoopbackResource(name: "phone")))
        server.setContacts([bob])
        let client = try await TestClient(of: server)
        try await client.signIn()
        client.send(
            "<presence><show>away</show></presence><iq id='p' type='get'><ping xmlns='urn:xmpp:ping'/></iq>")
        try await until("the answer") { client.elements.last?["id"] == "p" }
        #expect(client.presences.map(\.show) == [.available, .available, .away])
    }

    @Test("a root that was not given is not trusted, nor is another name")
    func certificates() async throws {
        let server = try LoopbackXMPPServer(
            settings: ServerSettings().with {
                $0.security = .direct
                $0.certificateName = "other.test"
            })
        let stranger = try await TestClient(of: server)
        stranger.connection.secure(as: TLSClientSettings(serverName: "other.test"))
        try await until("the end") { stranger.end != nil }
        #expect(stranger.end != nil && stranger.secured == nil)

        let client = try await TestClient(of: server)
        client.connection.secure(
            as: TLSClientSettings(serverName: "porchlight.test", extraRoots: .pem(server.rootPEM)))
        try await until("the end") { client.end != nil }
        guard case .failed(.tls(.certificate(.wrongName, _))) = try #require(client.end) else {
            Issue.record("ended otherwise: \(String(describing: client.end))")
            return
        }
    }

    @Test("what is no XML is answered by a stream error and the end")
    func garbage() async throws {
        let server = try LoopbackXMPPServer()
        let client = try await TestClient(of: server)
        client.send("GET / HTTP/1.1\r\n\r\n")
        try await until("the end") { client.end != nil }
        #expect(client.text.contains("<stream:error><not-well-formed"))
        #expect(client.text.hasSuffix("</stream:stream>"))
    }
}
