/// The time, as the messenger's shell needs it. A test gives its own and lets hours pass at once.
@MainActor
public protocol MessengerClock: AnyObject {
    /// Now.
    var now: Moment { get }

    /// Calls `fire` once, at that moment or as soon after it as the loop is free; in place of an earlier wish
    /// for the same timer.
    func wake(_ timer: MessengerTimer, at moment: Moment, _ fire: @escaping @MainActor () -> Void)

    /// Forgets the wish.
    func cancel(_ timer: MessengerTimer)
}
