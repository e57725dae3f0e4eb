import Messenger

/// Whether somebody is at the keyboard, and what they were shown as before nobody was.
enum Idleness: Hashable {
    /// The last key was pressed at that moment.
    case active(since: Moment)
    /// One is shown as idle by oneself, and goes back to what one was with the next key.
    case idle(before: OwnPresence, shown: OwnPresence)

    /// What is to be shown now that no key was touched for so long; nil when nothing is to change.
    ///
    /// Only somebody who seems to be there becomes idle: nobody who chose to be away, or not to be seen.
    mutating func tick(_ setting: AutomaticIdle?, _ presence: OwnPresence, at now: Moment) -> OwnPresence? {
        guard let setting, case .active(let last) = self, Self.seemsThere(presence.status),
            now.since(last) >= setting.after
        else { return nil }
        let since: Moment? =
            switch setting.since {
            case .told: last
            case .untold: nil
            }
        let shown = OwnPresence(status: .idle, text: presence.text, idleSince: since)
        self = .idle(before: presence, shown: shown)
        return shown
    }

    /// What is to be shown again now that a key was pressed; nil when nothing is to change.
    ///
    /// What was set in the meantime by other means stays.
    mutating func keyPressed(_ presence: OwnPresence, at now: Moment) -> OwnPresence? {
        defer { self = .active(since: now) }
        guard case .idle(let before, let shown) = self, presence == shown else { return nil }
        return before
    }

    /// After how long somebody with this presence becomes idle; nil for never.
    func untilIdle(_ setting: AutomaticIdle?, _ presence: OwnPresence, at now: Moment) -> Duration? {
        guard let setting, case .active(let last) = self, Self.seemsThere(presence.status) else { return nil }
        return max(.milliseconds(1), setting.after - now.since(last))
    }

    /// What one was before; nil when one is not idle by oneself.
    func before(_ presence: OwnPresence) -> OwnPresence? {
        guard case .idle(let before, let shown) = self, presence == shown else { return nil }
        return before
    }

    private static func seemsThere(_ status: Status) -> Bool {
        switch status {
        case .available, .busy, .onThePhone: true
        case .unknown, .offline, .invisible, .beRightBack, .idle, .away, .outToLunch, .findingServer,
            .connecting, .synchronizing, .disconnecting:
            false
        }
    }
}
