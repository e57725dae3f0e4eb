import Dispatch
import Glibc
import SASL

/// Asks a program for a password, as `password_command` says.
///
/// It runs without a shell, in its own session without a terminal, with nothing on its standard input. Its first
/// line of output, without the line end, is the password; its standard error is thrown away.
struct PasswordCommand: Sendable {
    /// How long it may take. Enough for a person to touch a key or type a passphrase into a window.
    var limit = Duration.seconds(60)
    /// How many bytes it may print.
    var outputLimit = 64 << 10

    /// Runs `arguments` off the main queue and comes back with the password. When the task is cancelled, the
    /// command and all that it started is ended.
    ///
    /// - Throws: ``PasswordCommandError``, to be shown; whether to ask the person instead is for the caller.
    @MainActor
    func run(_ arguments: [String]) async throws(PasswordCommandError) -> Secret {
        guard let cancellation = Pipe() else {
            let reason = PasswordCommandError.Reason.couldNotStart(SystemError.words(errno))
            throw PasswordCommandError(program: arguments.first ?? "", reason: reason, complained: false)
        }
        let run = PasswordCommandRun(
            arguments: arguments, limit: limit, outputLimit: outputLimit, cancellation: cancellation)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A queue of its own: the global ones, once used, wake the process every second for ever.
                DispatchQueue(label: "porchlight.work", qos: .userInitiated).async {
                    run.perform { continuation.resume(returning: $0) }
                }
            }
        } onCancel: {
            cancellation.wake()
        }
        return try result.get()
    }
}
