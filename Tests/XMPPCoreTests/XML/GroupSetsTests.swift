import Testing

@testable import XMPPCore

@Suite("groups of many contacts")
struct GroupSetsTests {
    private func place(_ groups: [String]) -> UnsafePointer<String>? {
        groups.withUnsafeBufferPointer { $0.baseAddress }
    }

    /// Not a literal, of which there is one copy anyway.
    private func groups(_ number: Int) -> [String] { ["Friends", "Number \(number)"] }

    @Test("are kept in one copy")
    func shared() {
        var sets = GroupSets()
        let first = sets.shared(groups(1))
        let other = sets.shared(groups(2))
        #expect(place(sets.shared(groups(1))) == place(first))
        #expect(place(other) != place(first))
        #expect(other == groups(2))
    }

    @Test("that only look the same stay as they are")
    func bytes() {
        var sets = GroupSets()
        let composed = sets.shared(["caf\u{e9}"])
        let decomposed = sets.shared(["cafe\u{301}"])
        #expect(composed == decomposed, "Swift takes them for the same")
        #expect(decomposed[0].utf8.elementsEqual("cafe\u{301}".utf8))
    }

    @Test("are remembered up to a limit, and given back beyond it")
    func limited() {
        var sets = GroupSets()
        for number in 0..<GroupSets.limit { _ = sets.shared(groups(number)) }
        let known = sets.shared(groups(0))
        let beyond = sets.shared(groups(GroupSets.limit))
        #expect(beyond == groups(GroupSets.limit))
        #expect(place(sets.shared(groups(GroupSets.limit))) != place(beyond))
        #expect(place(sets.shared(groups(0))) == place(known))
    }
}
