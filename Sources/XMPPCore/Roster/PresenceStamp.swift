/// Since when a contact's availability is as it is, in seconds since 1970: four bytes, as there is one for every
/// contact.
struct PresenceStamp {
    /// Zero for nobody knows.
    private var stamp: UInt32 = 0

    /// Nobody knows.
    init() {}

    /// What a presence says; a moment before 1970 or after 2106 is not known.
    ///
    /// - Parameter now: In seconds since 1970.
    init(_ since: ContactPresence.Since, now: Int64) {
        let seconds: Int64? =
            switch since {
            case .now: now
            case .stamped(let stamp): stamp
            case .ago(let age): now - Int64(age)
            case .unknown: nil
            }
        stamp = seconds.flatMap { UInt32(exactly: $0) } ?? 0
    }

    /// The same as it is told later.
    var told: ContactPresence.Since { stamp == 0 ? .unknown : .stamped(Int64(stamp)) }
}
