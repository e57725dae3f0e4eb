/// Why a story about a program in a terminal came to no end.
public enum HarnessError: Error, CustomStringConvertible {
    /// The program could not be started; the system's error number.
    case notStarted(String, Int32)
    /// What was waited for was not on the screen in time.
    case notSeen(String, Screen)
    /// The program ran on.
    case stillRunning(Screen)
    /// The program ended while something was waited for: its exit status.
    case ended(Int32, String, Screen)

    /// What was missed, with the screen as it was then.
    public var description: String {
        switch self {
        case .notStarted(let program, let number): "could not start \(program): error \(number)"
        case .notSeen(let what, let screen): "never seen: \(what)\n\(screen)"
        case .stillRunning(let screen): "the program did not end\n\(screen)"
        case .ended(let status, let what, let screen):
            "the program ended with \(status) before: \(what)\n\(screen)"
        }
    }
}
