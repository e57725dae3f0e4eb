import Journal
import TerminalUI

/// What a kind of value is in a file.
struct KeptForm<Value: Sendable>: Sendable {
    /// What becomes of a file that cannot be read as ours.
    enum Damage {
        /// It holds what a person has made: it is told, and left as it is in this run and the next.
        case leave
        /// It is told, and replaced by the next that is kept.
        case startAnew
    }

    /// What it is, for a person, such as "preferences".
    let what: String
    /// The most bytes of a file.
    let limit: Int
    /// How long a change waits for others.
    let pause: Duration
    let damage: Damage
    let read: @Sendable ([UInt8]) throws(KeptFault) -> Value
    let written: @Sendable (Value) -> [UInt8]
}

extension KeptForm<Preferences> {
    /// The choices for the contact list.
    static var preferences: Self {
        Self(
            what: "preferences", limit: 1 << 20, pause: .milliseconds(200), damage: .leave,
            read: { bytes throws(KeptFault) in
                guard let read = PreferencesText.read(bytes) else { throw .damaged }
                return read
            },
            written: { Array(PreferencesText.written($0).utf8) })
    }
}

extension KeptForm<People> {
    /// Who is one person.
    static var people: Self {
        Self(
            what: "people", limit: KeptPeople.limit, pause: .milliseconds(200), damage: .leave,
            read: { bytes throws(KeptFault) in try KeptPeople.read(bytes) },
            written: { KeptPeople.written($0) })
    }
}

extension KeptForm<KeptTrust> {
    /// Which servers are trusted how.
    static var trust: Self {
        Self(
            what: "trust", limit: KeptTrust.limit, pause: .zero, damage: .startAnew,
            read: { bytes throws(KeptFault) in try KeptTrust(written: bytes) }, written: { $0.written })
    }
}
