import XMPPCore

/// Decides what the people of the demonstration do next. The same seed tells the same story.
public struct DemoScript {
    /// Something that happens after a while.
    public struct Beat: Hashable, Sendable {
        /// How long after the beat before.
        public let delay: Duration
        /// The contact's place in the list.
        public let contact: Int
        /// What the contact does.
        public let change: ContactChange
    }

    private var random: SeededRandom

    /// A story.
    public init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// The contacts as they are when the story begins: about two in three are connected, some of them twice.
    public mutating func opening(_ contacts: [LoopbackContact]) -> [LoopbackContact] {
        contacts.map { contact in
            var contact = contact
            guard chance(outOf: 3, atMost: 2) else { return contact }
            if let first = arrival(contact) { contact.apply(first) }
            if chance(outOf: 5, atMost: 1), let second = arrival(contact) { contact.apply(second) }
            return contact
        }
    }

    /// What happens next among these contacts; nil when there is nobody.
    public mutating func next(_ contacts: [LoopbackContact]) -> Beat? {
        guard let place = contacts.indices.randomElement(using: &random) else { return nil }
        guard let change = change(of: contacts[place]) else { return nil }
        let delay = Duration.milliseconds(Int.random(in: 800...4_000, using: &random))
        return Beat(delay: delay, contact: place, change: change)
    }

    private mutating func change(of contact: LoopbackContact) -> ContactChange? {
        guard let resource = random.pick(contact.resources) else { return arrival(contact) }
        if chance(outOf: 5, atMost: 1) {
            return .absent(resource: resource.name, text: random.pick(DemoWords.farewells) ?? "")
        }
        if chance(outOf: 6, atMost: 1), contact.resources.count < 3, let arrival = arrival(contact) {
            return arrival
        }
        return .present(saying(resource.name, resource.priority))
    }

    /// Connects from a device that the contact is not connected from yet.
    private mutating func arrival(_ contact: LoopbackContact) -> ContactChange? {
        let free = DemoWords.devices.filter { device in
            !contact.resources.contains { $0.name.utf8.elementsEqual(device.name.utf8) }
        }
        guard let device = random.pick(free) else { return nil }
        return .present(saying(device.name, device.priority))
    }

    private mutating func saying(_ device: String, _ priority: Int8) -> LoopbackResource {
        let show = random.pick(DemoWords.shows) ?? .available
        let text = random.pick(DemoWords.texts(for: show)) ?? ""
        return LoopbackResource(name: device, show: show, text: text, priority: priority)
    }

    private mutating func chance(outOf sides: Int, atMost wanted: Int) -> Bool {
        Int.random(in: 1...sides, using: &random) <= wanted
    }
}
