import Glibc

/// Where Tests/run wants the figures of the failure matrix, if it does: a line for each row of each play.
enum MatrixFigures {
    private static let path = getenv("PORCHLIGHT_MATRIX_FIGURES").map { String(cString: $0) }

    /// Adds what one play of a story did.
    static func keep(rows: [Int], story: String, seconds: Double, isGood: Bool) {
        guard let path else { return }
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        let milliseconds = Int(seconds * 1000)
        let lines = rows.map { "\($0) \(milliseconds) \(isGood ? "good" : "failed") \(story)\n" }.joined()
        // In one write, so that the lines of plays at the same time do not mix.
        _ = lines.utf8.withContiguousStorageIfAvailable { write(file, $0.baseAddress, $0.count) }
    }
}
