import Glibc
import TerminalHarness
import Testing

/// The probe in a terminal of its own.
func probe(
    term: String? = "xterm-256color", locale: String = "C.UTF-8", extra: [String: String] = [:],
    rows: Int = 24,
    columns: Int = 80
) throws -> TerminalProgram {
    var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": locale]
    environment["TERM"] = term
    return try TerminalProgram(
        BuiltProgram.path("TerminalProbe"), environment: environment.merging(extra) { $1 }, rows: rows,
        columns: columns)
}
