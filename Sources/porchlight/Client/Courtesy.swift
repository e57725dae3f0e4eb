/// What is done between two pieces of a flood, so that nobody at the keyboard waits for its end.
@MainActor
final class Courtesy {
    /// Does it. Set when there is a client that can.
    var letOthersGoFirst: @MainActor () -> Void = {}
}
