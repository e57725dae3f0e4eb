/// Decides what the people of the demonstration do next on IRC. The same seed tells the same story.
struct DemoIRCScript {
    /// Something that happens after a while.
    struct Beat: Hashable {
        /// How long after the beat before.
        let delay: Duration
        /// The person's place in the list.
        let person: Int
        /// What the person does.
        let change: NickChange
    }

    private var random: SeededRandom

    /// A story.
    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// The people as they are when the story begins: about two in three are connected, most of them to an account.
    mutating func opening(_ people: [LoopbackNick]) -> [LoopbackNick] {
        people.map { person in
            var person = person
            guard chance(outOf: 3, atMost: 2) else { return person }
            person.apply(.arrives)
            if chance(outOf: 4, atMost: 3) { person.apply(.logsIn(account: person.nick)) }
            if chance(outOf: 3, atMost: 1) { person.apply(.goesAway(text: words())) }
            return person
        }
    }

    /// What happens next among these people; nil when there is nobody.
    mutating func next(_ people: [LoopbackNick]) -> Beat? {
        guard let place = people.indices.randomElement(using: &random) else { return nil }
        let change = change(of: people[place])
        let delay = Duration.milliseconds(Int.random(in: 800...4_000, using: &random))
        return Beat(delay: delay, person: place, change: change)
    }

    private mutating func change(of person: LoopbackNick) -> NickChange {
        switch person.availability {
        case .offline: return .arrives
        case .here, .away:
            if person.account == nil, chance(outOf: 2, atMost: 1) { return .logsIn(account: person.nick) }
            if chance(outOf: 5, atMost: 1) { return .leaves(text: random.pick(DemoWords.farewells) ?? "") }
        }
        switch person.availability {
        case .away: return .comesBack
        case .here, .offline: return .goesAway(text: words())
        }
    }

    /// Being away without words is not being away (RFC 2812 section 4.1).
    private mutating func words() -> String {
        random.pick(DemoWords.absences) ?? "away"
    }

    private mutating func chance(outOf sides: Int, atMost wanted: Int) -> Bool {
        Int.random(in: 1...sides, using: &random) <= wanted
    }
}
