/// The connections of one account, the most important first: by priority, then by availability, then the newest.
///
/// The first is held in place, since most accounts have one, and there are tens of thousands of them.
struct Resources {
    /// More connections than a person has; of more the least important are forgotten.
    static let limit = 32

    private var first: ContactResource?
    private var others: [ContactResource] = []

    var isEmpty: Bool { first == nil }

    /// How available they are; nil where there are none.
    var show: XMPPShow? { first?.show }

    var all: [ContactResource] { first.map { [$0] + others } ?? [] }

    /// The presence of them all, told again: since when it is so, nobody says. Nil when there are none.
    var presence: ContactPresence? {
        first.map { _ in presence(absent: .offline, words: "", since: .unknown) }
    }

    /// What a presence stanza from the connection `name` (in bytes; empty for the whole account) changes.
    mutating func apply(
        _ stanza: PresenceStanza, from name: ArraySlice<UInt8>, _ burst: XMPPBurst
    ) -> ContactPresence? {
        let before = first?.show
        switch stanza.kind {
        case .available:
            let known = remove(name)
            insert(
                ContactResource(
                    name: known ?? String(decoding: name, as: UTF8.self), priority: stanza.priority,
                    show: stanza.show, status: String(decoding: stanza.status, as: UTF8.self),
                    idleSince: stanza.idleSince))
            return presence(
                absent: .offline, words: "",
                since: since(before, stanza, from: name, isNew: known == nil, burst))
        case .unavailable:
            forget(name)
            return presence(
                absent: .offline, words: String(decoding: stanza.status, as: UTF8.self),
                since: sinceLeaving(before, stanza, burst))
        case .error:
            forget(name)
            return presence(absent: .unknown, words: "", since: .unknown)
        case .subscription, .unknown:
            return nil
        }
    }

    private func presence(
        absent: ContactPresence.Availability, words: String, since: ContactPresence.Since
    ) -> ContactPresence {
        guard let first else {
            return ContactPresence(absent, lastWords: words, since: since)
        }
        return ContactPresence(leader: first, others: others, since: since)
    }

    /// Since when the availability is so, after the connection `name` has told its own.
    ///
    /// What is not certain is unknown: a first presence soon after our sign-in may be hours old, stamped or not.
    private func since(
        _ before: XMPPShow?, _ stanza: PresenceStanza, from name: ArraySlice<UInt8>, isNew: Bool,
        _ burst: XMPPBurst
    ) -> ContactPresence.Since {
        guard let first else { return .unknown }
        let leads = sameBytes(first.name, name)
        if leads, let stamp = stanza.stamp { return .stamped(stamp) }
        if leads, isNew, case .settling = burst { return .unknown }
        if case .catchingUp = burst { return .unknown }
        return before == first.show ? .unknown : .now
    }

    private func sinceLeaving(
        _ before: XMPPShow?, _ stanza: PresenceStanza, _ burst: XMPPBurst
    ) -> ContactPresence.Since {
        if first == nil, let stamp = stanza.stamp { return .stamped(stamp) }
        if case .catchingUp = burst { return .unknown }
        return before == first?.show ? .unknown : .now
    }

    /// One connection is gone, or with no name all are.
    private mutating func forget(_ name: ArraySlice<UInt8>) {
        if name.isEmpty {
            self = Resources()
        } else {
            _ = remove(name)
        }
    }

    /// Takes a connection out; returns its name, or nil when there is none of that name.
    private mutating func remove(_ name: ArraySlice<UInt8>) -> String? {
        if let leader = first?.name, sameBytes(leader, name) {
            first = others.isEmpty ? nil : removeOther(at: 0)
            return leader
        }
        guard let place = others.firstIndex(where: { sameBytes($0.name, name) }) else { return nil }
        return removeOther(at: place).name
    }

    /// An array that has become empty keeps its room, and in time nearly everybody has had two connections at once.
    private mutating func removeOther(at place: Int) -> ContactResource {
        let other = others.remove(at: place)
        if others.isEmpty { others = [] }
        return other
    }

    private mutating func insert(_ resource: ContactResource) {
        guard let leader = first else {
            first = resource
            return
        }
        guard Self.precedes(leader, resource) else {
            first = resource
            others.insert(leader, at: 0)
            return trim()
        }
        let place = others.firstIndex { !Self.precedes($0, resource) } ?? others.count
        others.insert(resource, at: place)
        trim()
    }

    private mutating func trim() {
        if others.count >= Self.limit { others.removeLast() }
    }

    private static func precedes(_ left: ContactResource, _ right: ContactResource) -> Bool {
        left.priority != right.priority
            ? left.priority > right.priority : left.show.rawValue < right.show.rawValue
    }
}
