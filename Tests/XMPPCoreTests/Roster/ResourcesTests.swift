import Testing

@testable import XMPPCore

/// The connections of one contact.
@Suite struct ResourcesTests {
    @Test(
        "of a second connection that is gone no room is kept",
        arguments: [["phone"], ["laptop"], ["phone", "laptop"]])
    func room(leaving: [String]) {
        var resources = Resources()
        for name in ["phone", "laptop"] { resources.take(.available, from: name) }
        #expect(resources.all.map(\.name) == ["laptop", "phone"])
        #expect(resources.room > 0)

        for name in leaving { resources.take(.unavailable, from: name) }

        #expect(resources.all.count == 2 - leaving.count)
        #expect(resources.room == 0)
    }
}

extension Resources {
    fileprivate mutating func take(_ kind: PresenceStanza.Kind, from name: String) {
        let stanza = PresenceStanza(
            from: [], kind: kind, show: .available, status: [], priority: 5, stamp: nil, idleSince: nil,
            nickname: [])
        _ = apply(stanza, from: Array(name.utf8)[...], .settled)
    }

    /// For how many connections beside the first there is room: nothing that it does shows it.
    fileprivate var room: Int {
        let others = Mirror(reflecting: self).descendant("others") as? [ContactResource]
        return others?.capacity ?? -1
    }
}
