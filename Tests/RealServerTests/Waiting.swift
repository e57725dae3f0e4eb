import Testing

/// Comes back when the condition holds; gives up loudly.
@MainActor
func until(
    _ what: String, within limit: Duration = .seconds(20), _ condition: () -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("never came: \(what)", sourceLocation: sourceLocation)
            throw NeverCame(what: what)
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

struct NeverCame: Error {
    let what: String
}

/// The value, or a test that ends here.
func require<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw NeverCame(what: what) }
    return value
}
