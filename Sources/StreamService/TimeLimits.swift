/// How long a server may take to let us in.
public struct TimeLimits: Sendable {
    /// For each step of a sign-in.
    public let step: Duration
    /// For a whole sign-in, from the first attempt to connect.
    public let signIn: Duration

    /// Limits.
    public init(step: Duration = .seconds(10), signIn: Duration = .seconds(30)) {
        self.step = step
        self.signIn = signIn
    }
}
