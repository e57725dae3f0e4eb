import CProcess
import Glibc

/// A started password command.
final class PasswordProcess {
    /// Why it did not start: the system's error number.
    struct Failure: Error {
        let number: Int32
    }

    /// How it ended.
    enum Ending: Equatable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
    }

    /// Where it prints. Our own write end stays open, so the end of the pipe is never seen, and not needed.
    let output: Pipe
    /// Where it complains.
    let errors: Pipe
    /// Readable when it has ended.
    let ended: Int32
    private let number: pid_t

    /// Starts `arguments`.
    static func start(_ arguments: [String]) -> Result<PasswordProcess, Failure> {
        guard let output = Pipe(), let errors = Pipe() else { return .failure(Failure(number: errno)) }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0 else { return .failure(Failure(number: errno)) }
        defer { close(nothing) }
        var number: pid_t = 0
        let failure = withCStrings(arguments) {
            cprocess_spawn($0, nothing, output.writeEnd, errors.writeEnd, &number)
        }
        guard failure == 0 else { return .failure(Failure(number: failure)) }
        let ended = cprocess_watch(number)
        guard ended >= 0 else {
            let failure = Failure(number: errno)
            kill(-number, SIGKILL)
            waitpid(number, nil, 0)
            return .failure(failure)
        }
        return .success(PasswordProcess(number: number, output: output, errors: errors, ended: ended))
    }

    private init(number: pid_t, output: Pipe, errors: Pipe, ended: Int32) {
        self.number = number
        self.output = output
        self.errors = errors
        self.ended = ended
    }

    deinit {
        close(ended)
    }

    /// Ends it and what it started. Before ``wait()`` only: until then its number cannot be another's.
    func killGroup() {
        kill(-number, SIGKILL)
    }

    /// Waits until it has ended, and lets the system forget it.
    func wait() -> Ending {
        var status: Int32 = 0
        while waitpid(number, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
    }

    /// Calls `body` with the arguments as C has them. Nothing that holds a NUL gets here: the configuration
    /// refuses it.
    private static func withCStrings<Result>(
        _ arguments: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = arguments.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
