import Messenger
import Testing

@testable import TerminalUI

/// The rows as they would be if everybody were sorted anew.
private struct SortedRows {
    var rows: [ContactRows.Row] = []

    init(
        _ groups: ContactGroups, _ ranks: PresenceRanks, _ preferences: Preferences, needle: [UInt8]
    ) {
        var heading = 0
        for group in groups.groups {
            let isFolded = needle.isEmpty && preferences.foldedGroups.contains(group.name)
            let seen = group.members.filter { place in
                guard needle.isEmpty else { return groups.searched[place].contains(bytes: needle) }
                return preferences.offlineContacts == .shown || ranks[groups.members[place]] != .offline
            }
            if !needle.isEmpty, seen.isEmpty { continue }
            rows.append(.heading(heading))
            let sorted = seen.enumerated().sorted { left, right in
                guard preferences.order == .presence else { return left.offset < right.offset }
                let (a, b) = (ranks[groups.members[left.element]], ranks[groups.members[right.element]])
                return (a.rawValue, left.offset) < (b.rawValue, right.offset)
            }
            if !isFolded { rows += sorted.map { .contact(groups.members[$0.element], heading: heading) } }
            heading += 1
        }
    }
}

private func contacts(_ numbers: inout Numbers) -> [Contact] {
    (0..<400).map { number in
        let groups = ["Work", "Friends", "Empty", "Few"].filter { group in
            group == "Few" ? number % 100 == 7 : group != "Empty" && Bool.random(using: &numbers)
        }
        return Contact(address: "c\(number)@example.org", name: "Somebody \(number % 150)", groups: groups)
    }
}

@Suite struct ContactOrderTests {
    @Test("whatever presences come, the rows are as if all were sorted anew", arguments: 0..<24)
    func order(seed: UInt64) throws {
        var numbers = Numbers(state: seed)
        var scene = Scene()
        scene.signIn(0)
        scene.contacts(contacts(&numbers))
        let groups = ContactGroups(scene.model.state, Persons())
        var ranks = PresenceRanks(scene.model.state, Persons())
        let preferences = Preferences(
            offlineContacts: seed % 2 == 0 ? .shown : .hidden, order: seed % 4 < 2 ? .presence : .name,
            foldedGroups: seed % 3 == 0 ? ["Few"] : [])
        let needle = Array((seed % 8 < 4 ? "" : seed % 8 < 7 ? "1" : "dy 12").utf8)
        var rows = ContactRows(groups, ranks, AskingList(), preferences, needle: needle)
        for _ in 0..<12 {
            for _ in 0..<Int.random(in: 0..<300, using: &numbers) {
                let number = Int32.random(in: 0..<400, using: &numbers)
                let contact = ContactID(service: ServiceID(index: 0), number: number)
                let status = Status.allCases.randomElement(using: &numbers) ?? .away
                guard let moved = ranks.note(status, of: contact) else { continue }
                rows.note(ranks[moved], of: moved)
            }
            rows.countEntries()
            let sorted = SortedRows(groups, ranks, preferences, needle: needle).rows
            try #require(rows.count == sorted.count)
            #expect((0..<rows.count).map { rows.row($0) } == sorted)
            #expect(rows.row(rows.count) == nil)
            for (row, shown) in sorted.enumerated() {
                switch shown {
                case .heading(let heading): #expect(rows.row(ofHeading: rows.heading(heading).name) == row)
                case .contact(let contact, let heading):
                    #expect(rows.row(of: contact, group: rows.heading(heading).name) == row)
                case .askingHeading, .asking: Issue.record("nobody asks")
                }
            }
            checkCounts(rows, groups, ranks)
        }
    }

    private func checkCounts(_ rows: ContactRows, _ groups: ContactGroups, _ ranks: PresenceRanks) {
        for heading in rows.headings {
            let members = groups.groups.first { $0.name == heading.name }?.members ?? 0..<0
            #expect(heading.total == members.count)
            #expect(heading.online == members.filter { ranks[groups.members[$0]].isOnline }.count)
        }
    }

    @Test("who is not shown has no row: folded, hidden, filtered out, in another group, in no list")
    func absent() {
        var scene = Scene()
        scene.signIn(0)
        scene.contacts([
            Contact(address: "bob@example.org", name: "Bob", groups: ["F"]),
            Contact(address: "zoe@example.org", name: "Zoe", groups: ["G"]),
        ])
        let groups = ContactGroups(scene.model.state, Persons())
        let ranks = PresenceRanks(scene.model.state, Persons())
        let bob = ContactID(service: ServiceID(index: 0), number: 0)
        let stranger = ContactID(service: ServiceID(index: 3), number: -1)
        let rows = { (preferences: Preferences, needle: String) in
            ContactRows(groups, ranks, AskingList(), preferences, needle: Array(needle.utf8))
        }
        #expect(rows(Preferences(), "").row(of: bob) == 1)
        #expect(rows(Preferences(), "").row(of: bob, group: "G") == nil)
        #expect(rows(Preferences(), "").row(of: stranger) == nil)
        #expect(rows(Preferences(foldedGroups: ["F"]), "").row(of: bob) == nil)
        #expect(rows(Preferences(offlineContacts: .hidden), "").row(of: bob) == nil)
        #expect(rows(Preferences(), "zoe").row(of: bob) == nil)
        #expect(rows(Preferences(foldedGroups: ["F"]), "bob").row(of: bob) == 1)
    }
}
