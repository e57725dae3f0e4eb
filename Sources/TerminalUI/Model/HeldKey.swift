import Messenger

/// Tells a new press of a key from the repeats of one that is held.
struct HeldKey {
    private struct Press {
        let first: Moment
        var last: Moment
    }

    private var press: Press?

    /// Whether a key that arrives now is a new press: not within 1 s of the first of the last press, and not
    /// within 0.2 s of the one before. A keyboard waits up to 0.66 s before it repeats, then at most 0.1 s.
    mutating func isNewPress(at now: Moment) -> Bool {
        if let press, now.since(press.first) < .seconds(1) || now.since(press.last) < .milliseconds(200) {
            self.press?.last = now
            return false
        }
        press = Press(first: now, last: now)
        return true
    }
}
