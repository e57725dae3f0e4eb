import Messenger

extension Model {
    /// Shows one as idle when no key was pressed for as long as it is set.
    mutating func becomeIdle() -> [Command] {
        guard mayBecomeIdle else { return [] }
        let shown = idleness.tick(automaticIdle, state.ownPresence, at: clock.moment)
        return shown.map { show($0) } ?? []
    }

    /// A key was pressed: one is again what one was.
    mutating func becomeActive() -> [Command] {
        let shown = idleness.keyPressed(state.ownPresence, at: clock.moment)
        return shown.map { show($0) } ?? []
    }

    /// After how long without a key one becomes idle; nil for never.
    var untilIdle: Duration? {
        guard mayBecomeIdle else { return nil }
        return idleness.untilIdle(automaticIdle, state.ownPresence, at: clock.moment)
    }

    /// Whether there is anybody who would see it.
    private var mayBecomeIdle: Bool {
        state.status != .disconnecting && quitting == .no
            && state.services.contains { $0.status.isOnline }
    }

    /// What the key does next already goes by the new presence.
    private mutating func show(_ presence: OwnPresence) -> [Command] {
        state.apply(.ownPresenceChanged(presence))
        return [.setPresence(presence)]
    }

    /// One's own status in words: of one who is idle by oneself, what one was before too.
    var ownTitle: DisplayText {
        guard state.status == .idle, let before = idleness.before(state.ownPresence) else {
            return state.status.title
        }
        return state.status.title + " (was " + before.status.title + ")"
    }
}
