import XMPPCore

/// What the people of the demonstration say about themselves.
enum DemoWords {
    /// The words that go with this kind of presence; often there are none.
    static func texts(for show: XMPPShow) -> [String] {
        switch show {
        case .available:
            ["in the garden", "at home", "reading", "making soup", "listening to the rain", "", "", ""]
        case .chat: ["coffee, anyone?", "bored, say hello", "free all evening"]
        case .away: ["back at three", "walking the dog", "on the train", "be right back", "", ""]
        case .dnd: ["on the phone", "in a meeting", "writing, please wait", ""]
        case .xa: ["out to lunch", "until Monday", "gone fishing", "asleep", ""]
        }
    }

    /// The words for being away, where there must be some.
    static var absences: [String] { texts(for: .away).filter { !$0.isEmpty } }

    /// What somebody says on leaving; mostly nothing.
    static let farewells = ["", "", "", "good night", "see you tomorrow", "battery is empty"]

    /// The shows, the usual ones several times.
    static let shows: [XMPPShow] = [
        .available, .available, .available, .available, .away, .away, .dnd, .xa, .chat,
    ]

    /// Where people are connected, with the priority that their programs give it.
    static let devices: [(name: String, priority: Int8)] = [
        ("phone", 5), ("laptop", 0), ("desk", 10), ("tablet", 1),
    ]
}
