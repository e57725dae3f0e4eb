/// Since when a contact's status is as a service tells it.
public enum PresenceSince: Hashable, Sendable {
    /// It changed just now.
    case now
    /// It has been so for that long already.
    case ago(Duration)
    /// Nobody has said: what was told may have been so for long.
    case unknown
}

/// ``PresenceSince`` on the clock.
public enum PresenceMoment: Hashable, Sendable {
    /// The status changed at that moment.
    case changed(Moment)
    /// The status has been so since that moment; it was told later.
    case since(Moment)
    /// Nobody has said.
    case unknown

    /// What a service told at `now`.
    init(_ since: PresenceSince, at now: Moment) {
        switch since {
        case .now: self = .changed(now)
        case .ago(let age): self = .since(now.advanced(by: .zero - age))
        case .unknown: self = .unknown
        }
    }
}
