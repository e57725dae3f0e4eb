import Glibc
import Messenger
import StreamService
import Testing

/// How the failure matrix is played: each story once with short waits, or with PORCHLIGHT_LONG set twenty times with
/// those of a real day.
enum Matrix {
    static let isLong = getenv("PORCHLIGHT_LONG") != nil
    static let rounds = isLong ? 20 : 1

    /// A wait as the program has it, or a short one in its place.
    static func wait(_ full: Duration, short: Duration) -> Duration { isLong ? full : short }

    /// The program's own limits, or short ones.
    static let limits =
        isLong
        ? TimeLimits()
        : TimeLimits(
            step: .seconds(2), signIn: .seconds(6), silence: .milliseconds(300), answer: .milliseconds(400))
}

/// Plays a story as often as the matrix wants.
struct MatrixRounds: SuiteTrait, TestTrait, TestScoping {
    enum Order {
        case oneByOne
        /// For stories that mostly wait.
        case together
    }

    let order: Order
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        switch order {
        case .oneByOne:
            for _ in 0..<Matrix.rounds { try await function() }
        case .together:
            try await withoutActuallyEscaping(function) { round in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<Matrix.rounds { group.addTask { try await round() } }
                    try await group.waitForAll()
                }
            }
        }
    }
}

extension Trait where Self == MatrixRounds {
    /// A story of the failure matrix.
    static var matrix: Self { MatrixRounds(order: .oneByOne) }

    /// A story of the failure matrix whose rounds are played at the same time.
    static var matrixTogether: Self { MatrixRounds(order: .together) }
}

extension ServiceState {
    /// Whether anybody is shown as present.
    var showsAnybody: Bool { presences.contains { $0.status.isOnline } }
}
