import Journal
import TerminalUI

/// What a kind of value is in a file. A file that cannot be read as ours is told, and left as it is: it holds what a
/// person has made or allowed.
struct KeptForm<Value: Sendable>: Sendable {
    /// What it is, for a person, such as "preferences".
    let what: String
    /// The most bytes of a file.
    let limit: Int
    /// How long a change waits for others.
    let pause: Duration
    let read: @Sendable ([UInt8]) throws(KeptFault) -> Value
    let written: @Sendable (Value) -> [UInt8]
}

extension KeptForm<Preferences> {
    /// The choices for the contact list.
    static var preferences: Self {
        Self(
            what: "preferences", limit: 1 << 20, pause: .milliseconds(200),
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
            what: "people", limit: KeptPeople.limit, pause: .milliseconds(200),
            read: { bytes throws(KeptFault) in try KeptPeople.read(bytes) },
            written: { KeptPeople.written($0) })
    }
}

extension KeptForm<KeptTrust> {
    /// Which servers are trusted how.
    static var trust: Self {
        Self(
            what: "trust", limit: KeptTrust.limit, pause: .zero,
            read: { bytes throws(KeptFault) in try KeptTrust(written: bytes) }, written: { $0.written })
    }
}
