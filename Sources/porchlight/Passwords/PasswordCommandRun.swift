import Glibc
import SASL

/// One run of a password command, on a thread that may wait.
struct PasswordCommandRun: Sendable {
    /// The program and its arguments.
    let arguments: [String]
    /// How long it may take.
    let limit: Duration
    /// How many bytes it may print.
    let outputLimit: Int
    /// Its read end is readable once nobody wants the password any more.
    let cancellation: Pipe

    /// Runs the command, calls `deliver` once, and stays until the system has forgotten the command.
    func perform(_ deliver: (Result<Secret, PasswordCommandError>) -> Void) {
        let process: PasswordProcess
        switch PasswordProcess.start(arguments) {
        case .success(let started): process = started
        case .failure(let failure):
            let words = SystemError.words(failure.number)
            return deliver(.failure(error(.couldNotStart(words), complained: false)))
        }
        var output = PasswordOutput(limit: outputLimit)
        switch watch(process, &output) {
        case .ended:
            deliver(verdict(process.wait(), output))
        case .giveUp(let reason):
            // A polite signal can be ignored, and there was time enough.
            process.killGroup()
            deliver(.failure(error(reason, complained: output.complained)))
            _ = process.wait()
        }
    }

    /// Why the watch over the command ended.
    private enum Watch {
        case ended
        case giveUp(PasswordCommandError.Reason)
    }

    private func watch(_ process: PasswordProcess, _ output: inout PasswordOutput) -> Watch {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while true {
            let left = deadline - clock.now
            guard left > .zero else { return .giveUp(.timedOut(after: limit)) }
            var watched = [
                cancellation.readEnd, process.ended, process.output.readEnd, process.errors.readEnd,
            ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&watched, nfds_t(watched.count), left.milliseconds) > 0 else { continue }
            if watched[0].revents != 0 { return .giveUp(.cancelled) }
            output.readComplaints(process.errors.readEnd)
            output.read(process.output.readEnd)
            if output.isTooMuch { return .giveUp(.tooMuchOutput(limit: outputLimit)) }
            // Whatever it wrote was there before it ended. Something that it started may hold the pipe open for
            // ever, so the end of the pipe is not waited for.
            if watched[1].revents != 0 { return .ended }
        }
    }

    private func verdict(
        _ ending: PasswordProcess.Ending, _ output: borrowing PasswordOutput
    ) -> Result<Secret, PasswordCommandError> {
        let complained = output.complained
        switch ending {
        case .exited(0): break
        case .exited(let status): return .failure(error(.exited(status), complained: complained))
        case .killed(let signal): return .failure(error(.killed(signal: signal), complained: complained))
        }
        return output.withFirstLine { line in
            guard !line.isEmpty else { return .failure(error(.noOutput, complained: complained)) }
            guard !line.contains(0), let secret = Secret(utf8: line) else {
                return .failure(error(.notText, complained: complained))
            }
            return .success(secret)
        }
    }

    private func error(_ reason: PasswordCommandError.Reason, complained: Bool) -> PasswordCommandError {
        PasswordCommandError(program: arguments.first ?? "", reason: reason, complained: complained)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up so that a wait does not end just before its time; at most a minute, after
    /// which the caller looks at the clock again.
    fileprivate var milliseconds: Int32 {
        guard self < .seconds(60) else { return 60_000 }
        return Int32(components.seconds) * 1000 + Int32(components.attoseconds / 1_000_000_000_000_000) + 1
    }
}
