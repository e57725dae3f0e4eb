/// What a contact tells of themselves beside presence, in words; empty means untold. At most 256 bytes each.
public struct PersonalDetails: Hashable, Sendable {
    /// What the contact wants to be called (XEP-0172).
    public var nickname: String
    /// How the contact feels (XEP-0107), such as "happy: it is Friday".
    public var mood: String
    /// What the contact is doing (XEP-0108), such as "relaxing, reading: a novel".
    public var activity: String
    /// What the contact listens to (XEP-0118), such as "Heroes by Yes".
    public var tune: String

    /// Details.
    public init(nickname: String = "", mood: String = "", activity: String = "", tune: String = "") {
        self.nickname = nickname
        self.mood = mood
        self.activity = activity
        self.tune = tune
    }

    subscript(topic: PersonalTopic) -> String {
        get {
            switch topic {
            case .nickname: nickname
            case .mood: mood
            case .activity: activity
            case .tune: tune
            }
        }
        set {
            switch topic {
            case .nickname: nickname = newValue
            case .mood: mood = newValue
            case .activity: activity = newValue
            case .tune: tune = newValue
            }
        }
    }
}

/// What a contact may tell of themselves; the raw values are the nodes at which they publish it (XEP-0163).
public enum PersonalTopic: String, Hashable, Sendable, CaseIterable {
    /// What they want to be called (XEP-0172).
    case nickname = "http://jabber.org/protocol/nick"
    /// How they feel (XEP-0107).
    case mood = "http://jabber.org/protocol/mood"
    /// What they are doing (XEP-0108).
    case activity = "http://jabber.org/protocol/activity"
    /// What they listen to (XEP-0118).
    case tune = "http://jabber.org/protocol/tune"
}

/// What contacts have told of themselves, by their numbers; most tell nothing.
struct PersonalDetailsBook: Sendable {
    /// More contacts than tell anything of themselves; of further ones nothing is kept.
    static let limit = 10_000

    private var details: [Int32: PersonalDetails] = [:]

    var all: [(number: Int32, details: PersonalDetails)] {
        details.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Contacts have new numbers.
    ///
    /// - Parameter before: By the new numbers, the old ones.
    mutating func renumber(_ before: [Int32]) {
        var renumbered: [Int32: PersonalDetails] = [:]
        for (number, old) in before.enumerated() {
            renumbered[Int32(truncatingIfNeeded: number)] = details[old]
        }
        details = renumbered
    }

    /// Takes the words in; the contact's details if that changed them.
    mutating func set(_ topic: PersonalTopic, _ words: String, of number: Int32) -> PersonalDetails? {
        let old = details[number] ?? PersonalDetails()
        guard !sameBytes(old[topic], words), details[number] != nil || details.count < Self.limit else {
            return nil
        }
        var new = old
        new[topic] = words
        details[number] = new == PersonalDetails() ? nil : new
        return new
    }

    /// Whether there were any.
    mutating func remove(_ number: Int32) -> Bool { details.removeValue(forKey: number) != nil }
}
