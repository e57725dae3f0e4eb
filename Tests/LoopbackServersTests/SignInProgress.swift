import LoopbackServers
import SASL
import XMPPCore

extension SignInStep {
    /// The step before this one, as a client hears it; nil before the first.
    var before: SignInStep? {
        let all = Self.allCases
        guard let place = all.firstIndex(of: self), place > 0 else { return nil }
        return all[place - 1]
    }
}

extension TestClient {
    /// Signs in, and gives up without a word when cancelled.
    func signInQuietly() async throws {
        let quiet = QuietSignIn(client: self)
        try await quiet.run()
    }
}

/// A sign-in step by step that waits for each for as long as it is let.
@MainActor
private struct QuietSignIn {
    let client: TestClient

    func run() async throws {
        client.open()
        try await wait(.header) { !client.items.isEmpty }
        try await wait(.features) { has("features") }
        client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
        try await wait(.proceed) { has("proceed") }
        client.startTLS()
        try await wait(.handshake) { client.secured != nil }
        client.open()
        try await wait(.securedHeader) { !client.items.isEmpty }
        try await wait(.securedFeatures) { has("features") }
        let exchange = try SASLExchange(
            SASLChoice(.scramSHA256), username: "alice", password: Secret("lantern"))
        let first = Base64.encode(try exchange.start())
        client.send("<auth xmlns='\(XMLNamespace.sasl)' mechanism='SCRAM-SHA-256'>\(first)</auth>")
        try await wait(.challenge) { has("challenge") }
        let challenge = client.elements.last?.text ?? ""
        let answer = try exchange.step(Base64.decode(challenge.utf8) ?? [])
        client.send("<response xmlns='\(XMLNamespace.sasl)'>\(Base64.encode(answer))</response>")
        try await wait(.success) { has("success") }
        client.open()
        try await wait(.authenticatedHeader) { !client.items.isEmpty }
        try await wait(.authenticatedFeatures) { has("features") }
        client.send("<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'/></iq>")
        try await wait(.bound) { client.elements.last?["id"] == "b" }
        client.send("<iq id='r' type='get'><query xmlns='\(XMLNamespace.roster)'/></iq>")
        try await wait(.roster) { client.elements.last?["id"] == "r" }
    }

    private func has(_ name: String) -> Bool {
        client.elements.contains { $0.name == name }
    }

    private func wait(_ step: SignInStep, _ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(1)) }
        client.lastHeard = step
    }
}
