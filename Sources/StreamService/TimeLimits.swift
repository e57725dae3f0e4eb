/// How long a server may take, and how often it is asked.
public struct TimeLimits: Sendable {
    /// For each step of a sign-in.
    public let step: Duration
    /// For a whole sign-in, from the first attempt to connect.
    public let signIn: Duration
    /// How long a server may say nothing while signed in before it is asked for a sign of life.
    public let silence: Duration
    /// For a sign of life.
    public let answer: Duration

    /// Between two rounds of questions about contacts of whom the server does not tell by itself.
    public let poll: Duration
    /// Between two questions.
    public let pace: Duration

    /// Limits.
    public init(
        step: Duration = .seconds(10), signIn: Duration = .seconds(30), silence: Duration = .seconds(60),
        answer: Duration = .seconds(10), poll: Duration = .seconds(60), pace: Duration = .seconds(2)
    ) {
        self.step = step
        self.signIn = signIn
        self.silence = silence
        self.answer = answer
        self.poll = poll
        self.pace = pace
    }
}
