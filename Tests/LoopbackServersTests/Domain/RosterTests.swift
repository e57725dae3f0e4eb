import LoopbackServers
import SASL
import Storytelling
import Testing
import XMPPCore

@MainActor
@Suite("contact lists of a loopback server")
struct RosterTests {
    private func set(_ item: String, id: String = "s") -> String {
        "<iq id='\(id)' type='set'><query xmlns='jabber:iq:roster'>\(item)</query></iq>"
    }

    @Test("an entry is pushed to every connection that has asked for the list, then the request is answered")
    func add() async throws {
        let server = try Household.server()
        let den = try await TestClient.signedIn(at: server)
        let hall = try await TestClient.signedIn(at: server, resource: "hall")
        try await den.settle()
        let before = hall.stanzas.count
        let news = try await den.news(
            after: set("<item jid='Carol@Porchlight.test' name='Carol'><group>Friends</group></item>"))
        let push =
            "iq set query (item jid=carol@porchlight.test subscription=none name=Carol (group (Friends)))"
        #expect(news == [push, "iq result s"])
        try await hall.settle()
        #expect(hall.lines(from: before) == [push])
        #expect(server.roster(of: "alice").map(\.name) == ["Carol"])
    }

    @Test("a connection that has not asked for the list hears nothing of it")
    func uninterested() async throws {
        let server = try Household.server()
        let den = try await TestClient.signedIn(at: server)
        let silent = try await TestClient(of: server)
        try await silent.enterStream()
        _ = try await silent.authenticate(.plain)
        silent.open()
        _ = try await silent.element("features")
        silent.send("<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'/></iq>")
        try await silent.settle()
        let before = silent.stanzas.count
        _ = try await den.news(after: set("<item jid='carol@porchlight.test'/>"))
        try await silent.settle()
        #expect(silent.lines(from: before) == [])
    }

    @Test("the subscription is not the client's to set, a rename keeps it")
    func rename() async throws {
        let server = try Household.server([Household.carol()])
        let client = try await TestClient.signedIn(at: server)
        let news = try await client.news(
            after: set("<item jid='carol@porchlight.test' name='C' subscription='none'/>"))
        #expect(news.first == "iq set query (item jid=carol@porchlight.test subscription=both name=C)")
        #expect(server.roster(of: "alice")[0].groups == [])
    }

    @Test(
        "what cannot be is refused",
        arguments: [
            ("", "bad-request"), ("<item/>", "not-allowed"), ("<item jid='@'/>", "not-allowed"),
            ("<item jid='alice@porchlight.test'/>", "not-allowed"),
            ("<item jid='a@b.test'/><item jid='c@d.test'/>", "bad-request"),
            ("<item jid='a@b.test'><group/></item>", "not-acceptable"),
            ("<item jid='a@b.test'><group>x</group><group>x</group></item>", "bad-request"),
            ("<item jid='a@b.test' subscription='remove'/>", "item-not-found"),
        ])
    func refused(item: String, condition: String) async throws {
        let server = try Household.server()
        let client = try await TestClient.signedIn(at: server)
        client.send(set(item))
        try await client.settle()
        let answer = try #require(client.stanzas.first { $0["id"] == "s" })
        #expect(answer["type"] == "error")
        #expect(answer.children.first?.children.first?.name == condition)
        #expect(server.roster(of: "alice").isEmpty)
    }

    @Test("who is deleted is told so, sees the account go, and is pushed as gone")
    func remove() async throws {
        let server = try Household.server([Household.carol()])
        let client = try await TestClient.signedIn(at: server)
        let heard = server.heard.count
        let news = try await client.news(
            after: set("<item jid='carol@porchlight.test' subscription='remove'/>"))
        #expect(news == ["iq set query (item jid=carol@porchlight.test subscription=remove)", "iq result s"])
        #expect(
            server.heard[heard...].map { $0.stanza["type"] } == [
                "unavailable", "unsubscribe", "unsubscribed",
            ])
    }

    @Test("another client's changes come as pushes")
    func elsewhere() async throws {
        let server = try Household.server()
        let client = try await TestClient.signedIn(at: server)
        let before = client.stanzas.count
        server.put(RosterRecord(address: "eve@porchlight.test", name: "Eve", relation: .from), of: "alice")
        server.removeEntry("eve@porchlight.test", of: "alice")
        try await client.settle()
        #expect(
            client.lines(from: before) == [
                "iq set query (item jid=eve@porchlight.test subscription=from name=Eve)",
                "iq set query (item jid=eve@porchlight.test subscription=remove)",
            ])
    }

    // MARK: Versions

    private func ask(_ version: String?) -> String {
        "<iq id='v' type='get'><query xmlns='jabber:iq:roster'\(version.map { " ver='\($0)'" } ?? "")/></iq>"
    }

    private func version(_ client: TestClient) throws -> String {
        let answer = try #require(client.stanzas.last { $0["id"] == "v" })
        return try #require(answer.children.first?["ver"])
    }

    @Test("a list that is up to date is not sent again, an older one is, whole")
    func versions() async throws {
        let server = try Household.server([Household.carol()])
        let client = try await TestClient.signedIn(at: server)
        #expect(try await client.news(after: ask("")).first?.contains("item jid=carol") == true)
        let version = try version(client)
        #expect(try await client.news(after: ask(version)) == ["iq result v"])
        server.put(RosterRecord(address: "eve@porchlight.test"), of: "alice")
        try await client.settle()
        let push = try #require(client.stanzas.last { $0["type"] == "set" })
        #expect(try await client.news(after: ask(version)).first?.contains("item jid=eve") == true)
        #expect(try self.version(client) == push.children.first?["ver"])
    }

    @Test("an older list may be brought up to date by pushes alone")
    func catchUp() async throws {
        let server = try Household.server([Household.carol()]) { $0.rosterCatchUp = .byPushes }
        let client = try await TestClient.signedIn(at: server)
        _ = try await client.news(after: ask(""))
        let version = try version(client)
        server.put(RosterRecord(address: "eve@porchlight.test"), of: "alice")
        server.put(RosterRecord(address: "eve@porchlight.test", name: "Eve"), of: "alice")
        server.removeEntry("carol@porchlight.test", of: "alice")
        try await client.settle()
        #expect(
            try await client.news(after: ask(version)) == [
                "iq result v", "iq set query (item jid=eve@porchlight.test subscription=none name=Eve)",
                "iq set query (item jid=carol@porchlight.test subscription=remove)",
            ])
        #expect(
            try await client.news(after: ask("of another server")).first?.contains("item jid=eve") == true)
    }

    @Test("without the feature there is no version, whatever is asked")
    func withoutVersions() async throws {
        let server = try Household.server([Household.carol()]) { $0.features = [] }
        let client = try await TestClient.signedIn(at: server)
        _ = try await client.news(after: ask(""))
        #expect(client.stanzas.last { $0["id"] == "v" }?.children.first?["ver"] == nil)
    }

    @Test("lists, requests and blocks outlive connections")
    func outlive() async throws {
        let server = try Household.server()
        let first = try await TestClient.signedIn(at: server)
        _ = try await first.news(after: set("<item jid='carol@porchlight.test' name='Carol'/>"))
        first.signOut()
        try await until("the end") { first.end != nil }
        let second = try await TestClient.signedIn(at: server)
        #expect(second.text.contains("jid='carol@porchlight.test'"))
    }
}
