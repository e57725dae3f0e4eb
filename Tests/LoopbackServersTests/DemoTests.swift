import Storytelling
import Testing
import Transport
import XMPPCore

@testable import LoopbackServers

@MainActor
@Suite("the demonstration")
struct DemoTests {
    @Test("people have different addresses, however many there are", arguments: [0, 1, 5, 24, 600, 5000])
    func addresses(count: Int) {
        let contacts = DemoContacts.make(count, domain: "home.example")
        #expect(contacts.count == count)
        #expect(Set(contacts.map(\.address)).count == count)
        #expect(contacts.allSatisfy { $0.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
    }

    @Test("the first people are those of the picture")
    func names() {
        let contacts = DemoContacts.make(4, domain: "home.example")
        #expect(contacts.map(\.name) == ["Bob", "Carol", "Dave", "Erin"])
        #expect(contacts.map(\.address)[0] == "bob@home.example")
    }

    @Test("the same seed tells the same story, another one another")
    func seeds() {
        func story(_ seed: UInt64) -> [DemoScript.Beat] {
            var script = DemoScript(seed: seed)
            var contacts = script.opening(DemoContacts.make(8, domain: "home.example"))
            return (0..<50).compactMap { _ in
                guard let beat = script.next(contacts) else { return nil }
                contacts[beat.contact].apply(beat.change)
                return beat
            }
        }
        #expect(story(1) == story(1))
        #expect(story(1) != story(2))
        #expect(story(1).count == 50)
    }

    @Test("people come, go and change, never twice in the same place, for a thousand beats")
    func life() {
        var script = DemoScript(seed: 7)
        var contacts = script.opening(DemoContacts.make(12, domain: "home.example"))
        #expect(contacts.contains { !$0.resources.isEmpty } && contacts.contains { $0.resources.isEmpty })
        var came = 0
        var left = 0
        for _ in 0..<1000 {
            guard let beat = script.next(contacts) else { continue }
            switch beat.change {
            case .present: came += 1
            case .absent(let resource, _):
                left += 1
                #expect(contacts[beat.contact].resources.contains { $0.name == resource })
            }
            contacts[beat.contact].apply(beat.change)
            #expect(
                Set(contacts[beat.contact].resources.map(\.name)).count
                    == contacts[beat.contact].resources.count)
        }
        #expect(came > 100 && left > 50)
        #expect(contacts.contains { !$0.resources.isEmpty })
    }

    @Test("nobody moves while nobody is signed in")
    func timers() async throws {
        let demo = try DemoServer(domain: "home.example", contacts: 5, manner: .prompt, seed: 1)
        #expect(!demo.isAlive)
        let client = try await TestClient(of: demo.server)
        try await client.signIn()
        #expect(demo.isAlive)
        let told = client.presences.count
        try await until("somebody to move") { client.presences.count > told }
        client.signOut()
        try await until("the end") { client.end != nil }
        #expect(!demo.isAlive)
    }

    @Test(
        "moments are written as they should be",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
            (951_868_799, "2000-02-29T23:59:59Z"),
            (1_772_323_199, "2026-02-28T23:59:59Z"), (1_767_225_600, "2026-01-01T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ])
    func moments(seconds: Int64, text: String) {
        #expect(UTCMoment(secondsSince1970: seconds).description == text)
    }

    @Test("the people have something to show")
    func portraits() {
        let people = DemoContacts.portrayed(DemoContacts.make(5, domain: "home.example"), now: 1_772_325_000)
        #expect(people[1].events.map(\.payload.name) == ["mood", "tune"])
        #expect(people[3].resources.map(\.idleSince) == ["2026-03-01T00:05:00Z"])
        #expect(people[0].lastLeft?.seconds == 1_800 && people[3].lastLeft == nil)
        #expect(people.allSatisfy { $0.answer == .accepts(after: .seconds(2)) })
    }

    @Test("whoever is asked says yes after a moment, and somebody comes by itself, once")
    func visitors() async throws {
        let demo = try DemoServer(domain: "home.example", contacts: 3, manner: .prompt, seed: 1)
        let client = try await TestClient(of: demo.server)
        try await client.signIn()
        client.send("<presence to='zelda@elsewhere.test' type='subscribe'/>")
        try await until("her presence") {
            client.stanzas.contains { $0["from"] == "zelda@elsewhere.test/phone" }
        }
        #expect(demo.server.roster(of: "alice").last?.relation == .to)
        try await until("the visitor") { demo.server.requests(to: "alice") == ["vera@home.example"] }
        client.send("<presence to='vera@home.example' type='subscribed'/>")
        try await until("the entry") { demo.server.roster(of: "alice").last?.relation == .from }
    }

    @Test("a client that leaves a deaf server is noticed as soon as somebody moves")
    func deaf() async throws {
        let demo = try DemoServer(domain: "home.example", contacts: 5, manner: .deaf, seed: 1)
        let client = try await TestClient(of: demo.server)
        try await client.signIn()
        client.connection.close()
        try await until("the end") { demo.server.clientCount == 0 }
        #expect(!demo.isAlive)
    }

    @Test("with nobody in the list there is nothing to do")
    func nobody() async throws {
        let demo = try DemoServer(domain: "home.example", contacts: 0, manner: .never, seed: 1)
        let client = try await TestClient(of: demo.server)
        try await client.signIn()
        #expect(!demo.isAlive)
        demo.stop()
        try await until("the end") { client.end != nil }
    }
}
