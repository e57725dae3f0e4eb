public import Testing

/// Comes back when the condition holds; gives up loudly.
@MainActor
public func until(
    _ what: String, within limit: Duration = .seconds(20), _ condition: () -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let began = ContinuousClock.now
    let deadline = began + limit
    while !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("never came: \(what)", sourceLocation: sourceLocation)
            throw NeverCame(what: what)
        }
        // Of what takes long there may be hundreds on the queue: those look less often.
        let isLong = began.duration(to: .now) > .milliseconds(500)
        try await Task.sleep(for: .milliseconds(isLong ? 10 : 1))
    }
}

/// What a story waited for in vain.
public struct NeverCame: Error {
    /// What it was.
    public let what: String

    /// In vain for this.
    public init(what: String) {
        self.what = what
    }
}

/// The value, or a test that ends here.
public func require<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw NeverCame(what: what) }
    return value
}
