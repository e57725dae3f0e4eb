import LoopbackServers
import SASL
import Storytelling
import Testing
import XMPPCore

/// A server without encryption, with two accounts and two people.
@MainActor
enum Household {
    static func server(
        _ contacts: [LoopbackContact] = [], _ change: (inout ServerSettings) -> Void = { _ in }
    ) throws -> LoopbackXMPPServer {
        var settings = ServerSettings()
        settings.security = .none
        settings.accounts = ["alice": "lantern", "bob": "lamp"]
        // PLAIN costs no time.
        settings.mechanisms = [.plain]
        change(&settings)
        let server = try LoopbackXMPPServer(settings: settings)
        server.setContacts(contacts)
        return server
    }

    /// Somebody who is there with a phone.
    static func carol(_ change: (inout LoopbackContact) -> Void = { _ in }) -> LoopbackContact {
        var carol = LoopbackContact(address: "carol@porchlight.test", name: "Carol", groups: ["Friends"])
        carol.apply(.present(LoopbackResource(name: "phone", show: .away, text: "back at three")))
        change(&carol)
        return carol
    }
}

extension TestClient {
    /// A client of the account that is signed in; what came until then is left out of ``news()``.
    static func signedIn(
        _ user: String = "alice", at server: LoopbackXMPPServer, resource: String = "den"
    ) async throws -> TestClient {
        let client = try await TestClient(of: server)
        let password = server.settings.accounts[user] ?? ""
        try await client.enterStream()
        let verdict = try await client.authenticate(.plain, user: user, password: password)
        #expect(verdict.name == "success")
        client.open()
        _ = try await client.element("features")
        client.send(
            "<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'><resource>\(resource)</resource></bind></iq>"
        )
        client.send("<iq id='r' type='get'><query xmlns='\(XMLNamespace.roster)'/></iq><presence/>")
        try await client.settle()
        return client
    }

    /// Waits until all that the server had to say before now is here.
    func settle() async throws {
        let id = "settle-\(stanzas.count)"
        send("<iq id='\(id)' type='get'><ping xmlns='urn:xmpp:ping'/></iq>")
        try await until("the server's answer") { self.stanzas.contains { $0["id"] == id } }
    }

    /// What comes of saying this, in short lines; with nothing to say, what comes from now on.
    func news(after text: String = "") async throws -> [String] {
        // What the server has said before may be on its way still, such as that another has come.
        if !text.isEmpty { try await settle() }
        let before = stanzas.count
        send(text)
        try await settle()
        return lines(from: before)
    }

    /// What has come from this place on, in short lines, answers to pings left out.
    func lines(from place: Int = 0) -> [String] {
        stanzas[place...].filter { !($0["id"] ?? "").hasPrefix("settle-") }.map(\.line)
    }
}

extension XMLElement {
    /// What matters of a stanza, on a line.
    var line: String {
        let parts = [
            name, self["type"], self["id"].flatMap { $0.contains("-") ? nil : $0 },
            self["from"].map { "from " + $0 },
        ]
        return (parts.compactMap { $0 } + children.map(\.short)).joined(separator: " ")
    }

    private var short: String {
        let skipped = ["xmlns", "ver", "id"]
        let values = attributes.filter { !skipped.contains($0.name) }.map { "\($0.name)=\($0.value)" }
        let inner = children.map(\.short) + (text.isEmpty ? [] : [text])
        let all = [name] + values + (inner.isEmpty ? [] : ["(" + inner.joined(separator: " ") + ")"])
        return all.joined(separator: " ")
    }
}
