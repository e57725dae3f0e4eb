import Storytelling
import Testing
import Transport

@testable import LoopbackServers

@MainActor
@Suite("the demonstration on IRC")
struct DemoIRCTests {
    @Test("people have different nicks that IRC can carry", arguments: [0, 1, 24, 600, 5_000])
    func nicks(count: Int) {
        let people = DemoContacts.nicks(count)
        #expect(people.count == count)
        #expect(Set(people.map { NickBook.key($0.nick.utf8) }).count == count)
        #expect(people.allSatisfy { $0.nick.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x40 } })
        #expect(people.prefix(2).map(\.nick) == Array(["bob", "carol"].prefix(count)))
    }

    @Test("the same seed tells the same story, another one another")
    func seeds() {
        func story(_ seed: UInt64) -> [DemoIRCScript.Beat] {
            var script = DemoIRCScript(seed: seed)
            var people = script.opening(DemoContacts.nicks(8))
            return (0..<50).compactMap { _ in
                guard let beat = script.next(people) else { return nil }
                people[beat.person].apply(beat.change)
                return beat
            }
        }
        #expect(story(1) == story(1))
        #expect(story(1) != story(2))
        #expect(story(1).count == 50)
    }

    @Test("every beat of a thousand changes somebody")
    func changes() {
        var script = DemoIRCScript(seed: 3)
        var people = script.opening(DemoContacts.nicks(8))
        for _ in 0..<1_000 {
            guard let beat = script.next(people) else { break }
            let before = people[beat.person]
            people[beat.person].apply(beat.change)
            #expect(people[beat.person] != before)
        }
        #expect(script.next([]) == nil)
    }

    @Test("lives while somebody is signed in, and only then")
    func lives() async throws {
        let demo = try DemoIRCServer(name: "demo2.example", contacts: 5, manner: .prompt, seed: 1)
        #expect(!demo.isAlive)
        let client = try await TestIRCClient(of: demo.server)
        #expect(!demo.isAlive)
        try await client.signIn()
        #expect(demo.isAlive)
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(!demo.isAlive)
        #expect(demo.server.records.isEmpty, "nothing is remembered")
    }
}
