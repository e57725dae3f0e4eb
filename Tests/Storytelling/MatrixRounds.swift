import Synchronization
public import Testing

/// Plays a story as often as the matrix wants, and keeps the figures of its rows.
public struct MatrixRounds: SuiteTrait, TestTrait, TestScoping {
    enum Order {
        case oneByOne
        /// For stories that mostly wait.
        case together
    }

    let rows: [Int]
    let order: Order
    /// A suite's stories are all of its rows.
    public var isRecursive: Bool { true }

    /// Plays the story.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        switch order {
        case .oneByOne:
            for round in 0..<Matrix.rounds { try await play(round, test, testCase, function) }
        case .together:
            try await withoutActuallyEscaping(function) { story in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for round in 0..<Matrix.rounds {
                        group.addTask { try await play(round, test, testCase, story) }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    private func play(
        _ round: Int, _ test: Test, _ testCase: Test.Case?, _ story: @Sendable () async throws -> Void
    ) async throws {
        let play = Play()
        let began = ContinuousClock.now
        do {
            try await IssueHandlingTrait.compactMapIssues {
                play.issues.add(1, ordering: .relaxed); return $0
            }
            .provideScope(for: test, testCase: testCase) {
                try await Matrix.$round.withValue(round) { try await story() }
            }
        } catch {
            play.issues.add(1, ordering: .relaxed)
            // Of many rounds the others are played all the same.
            if Matrix.rounds == 1 { throw error }
            Issue.record(error, "round \(round)")
        }
        MatrixFigures.keep(
            rows: rows, story: "\(test.id)", seconds: began.duration(to: .now) / .seconds(1),
            isGood: play.issues.load(ordering: .relaxed) == 0)
    }

    /// What one play found wrong.
    private final class Play: Sendable {
        let issues = Atomic(0)
    }
}

extension Trait where Self == MatrixRounds {
    /// A story of these rows of the failure matrix.
    public static func matrix(_ rows: Int...) -> Self { MatrixRounds(rows: rows, order: .oneByOne) }

    /// A story of these rows whose rounds are played at the same time.
    public static func matrixTogether(_ rows: Int...) -> Self { MatrixRounds(rows: rows, order: .together) }
}
