import Messenger
import Testing

@testable import TerminalUI

private func address(_ name: String, _ service: String = "home") -> People.Address {
    People.Address(service: service, address: name)
}

@Suite struct PeopleTests {
    @Test("merging joins whole persons, and separating leaves none of one address")
    func mergesAndSeparates() {
        var people = People()
        var done = [
            people.merge(address("a"), address("b")), people.merge(address("c"), address("d")),
            people.merge(address("b"), address("c")),
        ]
        #expect(done == [true, true, true])
        #expect(people.persons == [[address("a"), address("b"), address("c"), address("d")]])
        done = [people.merge(address("a"), address("d")), people.separate(address("b"))]
        #expect(done == [false, true])
        #expect(people.persons == [[address("a"), address("c"), address("d")]])
        done = [people.separate(address("b")), people.separate(address("a")), people.separate(address("c"))]
        #expect(done == [false, true, true])
        #expect(people.persons.isEmpty)
    }

    @Test("an address belongs to one person, and a person has more than one")
    func cleansUp() {
        let people = People([
            [address("a"), address("a")], [address("b"), address("c"), address("b")],
            [address("c"), address("d")], [],
        ])
        #expect(people.persons == [[address("b"), address("c")]])
    }

    @Test("a person has so many addresses and no more")
    func limit() {
        var people = People([(0..<40).map { address("a\($0)") }])
        #expect(people.persons.map(\.count) == [People.maximumAddresses])
        let isMerged = people.merge(address("a0"), address("z"))
        #expect(!isMerged)
    }

    @Test("addresses are compared as bytes, and with their service")
    func bytes() {
        #expect(address("e\u{301}") != address("\u{e9}"))
        #expect(address("a", "home") != address("a", "work"))
        #expect(Set([address("e\u{301}"), address("\u{e9}"), address("e\u{301}")]).count == 2)
    }
}

@Suite struct PersonsTests {
    @Test("m marks and m on another merges: one row in every group, counted once, kept")
    func merges() {
        var scene = Scene.managingTwo()
        scene.select("Bob")
        scene.type("m")
        #expect(scene.statusLine().contains("Merging Bob: m on another contact makes them one"))
        #expect(scene.draw().lines[3].contains("m ○ Bob"))
        scene.select("Robert")
        scene.type("m")
        let people = People([
            [
                People.Address(service: "home", address: "bob@example.org"),
                People.Address(service: "work", address: "robert@corp.example"),
            ]
        ])
        #expect(scene.takeCommands() == [.savePeople(people)])
        #expect(scene.statusLine().contains("Bob and Robert are one person now"))
        scene.presence(0, Presence(status: .available), service: 1)
        let lines = scene.draw().lines
        #expect(lines[2].contains("▾ Friends 1/2"))
        #expect(lines[3].contains("● Bob (2)"))
        #expect(!lines.contains { $0.contains("● Robert") })
        #expect(lines[5].contains("▾ Work 1/1"))
    }

    @Test("Esc forgets the mark, and m on the same contact too")
    func forgets() {
        var scene = Scene.managingTwo()
        scene.select("Bob")
        scene.type("m")
        scene.press(.escape)
        scene.press(.down)
        scene.type("m")
        #expect(scene.takeCommands() == [])
        scene.type("m")
        #expect(scene.takeCommands() == [])
        #expect(scene.model.marked == nil)
    }

    @Test("what was kept is merged from the start")
    func kept() {
        let people = People([
            [
                People.Address(service: "home", address: "bob@example.org"),
                People.Address(service: "irc", address: "bob"),
            ]
        ])
        var scene = Scene(services: [.able, .irc], rows: 12, columns: 80, people: people)
        scene.signIn(0)
        scene.signIn(1)
        scene.contacts([Contact(address: "bob@example.org", name: "Bob", groups: ["F"])])
        #expect(scene.draw().lines[3].contains("○ Bob (home)"))
        scene.contacts([Contact(address: "bob", name: "", groups: [])], service: 1)
        scene.presence(0, Presence(status: .busy, text: "in a call"), service: 1)
        let lines = scene.draw().lines
        #expect(lines[2].contains("▾ F 1/1"))
        #expect(lines[3].contains("◉ Bob (2)") && lines[3].contains("in a call"))
        #expect(lines[4].hasPrefix("                 "))
    }

    @Test("the best presence is shown: by rank, then by the order of services")
    func best() {
        var scene = Scene.merged()
        scene.presence(0, Presence(status: .away, text: "here"), service: 0)
        scene.presence(0, Presence(status: .away, text: "there"), service: 1)
        #expect(scene.draw().lines[3].contains("◐ Bob (2)") && scene.draw().lines[3].contains("here"))
        scene.presence(0, Presence(status: .available, text: "there"), service: 1)
        #expect(scene.draw().lines[3].contains("● Bob (2)") && scene.draw().lines[3].contains("there"))
        scene.presence(0, .offline, service: 1)
        #expect(scene.draw().lines[3].contains("here"))
    }

    @Test("a person of whom one address is not known is not shown as offline")
    func unknown() {
        var scene = Scene.merged()
        scene.tell(.contactsUnknown(Scene.work, asOf: scene.now))
        scene.changeStatus(1, .offline)
        #expect(scene.draw().lines[3].contains("? Bob (2)"))
    }

    @Test("details list all addresses with service and status")
    func details() {
        var scene = Scene.merged()
        scene.presence(0, Presence(status: .away), service: 1)
        let lines = scene.draw().lines
        #expect(lines[3].contains("  ○ bob@example.org · home offline"))
        #expect(lines[4].contains("▸ ◐ robert@corp.example · work away"))
    }

    @Test("what is done is done to the best address, which the question names; arrows choose another")
    func removes() {
        var scene = Scene.merged()
        scene.presence(0, Presence(status: .away), service: 1)
        scene.type("x")
        #expect(scene.draw().lines.contains { $0.contains("(robert@corp.example) from work?") })
        scene.press(.right)
        #expect(scene.draw().lines.contains { $0.contains("Remove Bob (bob@example.org) from home?") })
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.home, .remove(number: 0))])
    }

    @Test("in what is open the arrows choose an address, and all is done to that")
    func chooses() {
        var scene = Scene.merged()
        scene.presence(0, Presence(status: .away), service: 1)
        _ = scene.takeCommands()
        scene.press(.enter, .left)
        scene.type("x")
        #expect(scene.draw().lines.contains { $0.contains("(bob@example.org) from home?") })
        scene.press(.escape, .enter)
        scene.type(":stop_seeing")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.request(Scene.work, .stopSeeing(number: 0))])
        scene.answer(.stopSeeing(number: 0), service: 1)
        #expect(scene.statusLine().contains("Bob (robert@corp.example) is not seen any more"))
    }

    @Test("e edits the address that is chosen in the form")
    func edits() {
        var scene = Scene.merged()
        scene.type("e")
        scene.press(.up, .right, .enter)
        #expect(
            scene.takeCommands() == [
                .request(Scene.work, .edit(number: 0, name: "Robert", groups: ["Work"]))
            ])
    }

    @Test("an address is taken out again")
    func separates() {
        var scene = Scene.merged()
        scene.type(":separate")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.savePeople(People())])
        #expect(scene.draw().lines.contains { $0.contains("Robert (work)") })
    }

    @Test(
        "the filter finds a person by any of their names and addresses",
        arguments: ["robert", "bob@ex", "corp"])
    func filter(typed: String) {
        var scene = Scene.merged()
        scene.type("/" + typed)
        #expect(scene.draw().lines[3].contains("Bob (2)"))
    }

    @Test("whatever presences come, the ranks are as if they were made anew", arguments: 0..<20)
    func ranks(seed: UInt64) {
        var numbers = Numbers(state: seed)
        var scene = Scene.merged()
        _ = scene.draw()
        var ranks = PresenceRanks(scene.model.state, scene.model.list.persons)
        for _ in 0..<200 {
            let service = Int.random(in: 0..<3, using: &numbers)
            let number = Int32.random(in: 0..<2, using: &numbers)
            let status = Status.allCases.randomElement(using: &numbers) ?? .away
            let contact = ContactID(service: ServiceID(index: service), number: number)
            scene.presence(number, Presence(status: status), service: service)
            _ = ranks.note(scene.model.state.presence(of: contact).status, of: contact)
            let anew = PresenceRanks(scene.model.state, scene.model.list.persons)
            for service in 0..<3 {
                for number in 0..<Int32(2) {
                    let contact = ContactID(service: ServiceID(index: service), number: number)
                    let person = scene.model.list.persons.contacts(of: contact)
                    guard person.first == contact else { continue }
                    #expect(ranks[contact] == anew[contact])
                }
            }
        }
    }
}
