import Foundation
import SASL
import Testing

@testable import porchlight

/// Time limits here are so long that they never matter, but where the limit itself is the matter.
@Suite("Asking a program for the password", .serialized)
@MainActor
struct PasswordCommandTests {
    private func shell(
        _ script: String, limit: Duration = .seconds(50), outputLimit: Int = 64 << 10
    ) async -> Result<String, PasswordCommandError> {
        await run(["sh", "-c", script], limit: limit, outputLimit: outputLimit)
    }

    private func run(
        _ arguments: [String], limit: Duration = .seconds(50), outputLimit: Int = 64 << 10
    ) async -> Result<String, PasswordCommandError> {
        do throws(PasswordCommandError) {
            let command = PasswordCommand(limit: limit, outputLimit: outputLimit)
            let secret = try await command.run(arguments)
            return .success(secret.withBytes { String(decoding: $0, as: UTF8.self) })
        } catch {
            return .failure(error)
        }
    }

    private func failure(
        _ reason: PasswordCommandError.Reason, complained: Bool = false
    ) -> Result<String, PasswordCommandError> {
        .failure(PasswordCommandError(program: "sh", reason: reason, complained: complained))
    }

    @Test(
        "the first line without its end is the password",
        arguments: [
            ("printf 'hunter2\\n'", "hunter2"), ("printf hunter2", "hunter2"),
            ("printf 'hunter2\\nlogin: alice\\n'", "hunter2"), ("printf 'hunter2\\r\\n'", "hunter2"),
            ("printf ' two words \\n'", " two words "), ("printf 'p\\303\\244ss\\n'", "p\u{e4}ss"),
            ("printf hunter; sleep 0.2; printf '2\\n'", "hunter2"),
            ("echo hunter2; echo trouble >&2", "hunter2"),
        ])
    func password(script: String, expected: String) async {
        #expect(await shell(script) == .success(expected))
    }

    @Test("arguments are not read by a shell")
    func noShell() async {
        #expect(await run(["printf", "%s", "$HOME; *"]) == .success("$HOME; *"))
    }

    @Test("a failing program is told with its status, and a complaint is mentioned but not shown")
    func failing() async {
        #expect(await shell("exit 7") == failure(.exited(7)))
        #expect(await shell("echo hunter2; exit 1") == failure(.exited(1)))
        let complaining = await shell("echo 'gpg: hunter2' >&2; exit 2")
        #expect(complaining == failure(.exited(2), complained: true))
        #expect(!"\(complaining)".contains("hunter2"))
    }

    @Test(
        "a program that prints nothing, or an empty line, gave no password",
        arguments: ["true", "echo", "echo; echo b"])
    func nothing(script: String) async {
        #expect(await shell(script) == failure(.noOutput))
    }

    @Test("more output than any password has is refused, and the program is ended")
    func tooMuch() async {
        #expect(await shell("exec yes") == failure(.tooMuchOutput(limit: 64 << 10)))
        #expect(await shell("printf 123456789", outputLimit: 8) == failure(.tooMuchOutput(limit: 8)))
        #expect(await shell("printf 12345678", outputLimit: 8) == .success("12345678"))
    }

    @Test("a flood of complaints does no harm")
    func complaints() async {
        let script = "head -c 300000 /dev/zero >&2; echo hunter2"
        #expect(await shell(script) == .success("hunter2"))
    }

    @Test("what is no text is refused", arguments: ["printf '\\377\\376\\n'", "printf 'a\\000b\\n'"])
    func notText(script: String) async {
        #expect(await shell(script) == failure(.notText))
    }

    @Test("a program that is not there is told")
    func notFound() async {
        let program = "porchlight-has-no-such-program"
        let expected = PasswordCommandError(
            program: program, reason: .couldNotStart("No such file or directory"), complained: false)
        #expect(await run([program]) == .failure(expected))
        #expect(
            expected.description
                == "password command porchlight-has-no-such-program could not be started: No such file or directory"
        )
    }

    @Test("a program ended by a signal is told")
    func killed() async {
        #expect(await shell("kill -KILL $$") == failure(.killed(signal: SIGKILL)))
    }

    @Test("a program that takes too long is ended with all that it started, though it ignores polite signals")
    func timeout() async throws {
        let folder = try TemporaryFolder()
        let script = """
            trap '' TERM INT HUP; sh -c 'trap "" TERM; echo $$ > \(folder.path)/inner; exec sleep 300' & \
            echo $$ > \(folder.path)/outer; wait
            """
        let limit = Duration.milliseconds(700)
        #expect(await shell(script, limit: limit) == failure(.timedOut(after: limit)))
        for name in ["outer", "inner"] {
            let text = try TemporaryFolder.text(folder.path + "/" + name)
            let number = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(await isGone(number), "\(name)")
        }
    }

    @Test("when the sign-in is cancelled, the program is ended at once")
    func cancelled() async {
        let task = Task { await shell("sleep 300") }
        task.cancel()
        #expect(await task.value == failure(.cancelled))
    }

    @Test("what a program leaves running in the background does not hold up the answer")
    func background() async throws {
        let folder = try TemporaryFolder()
        let script = "sleep 300 & echo $! > \(folder.path)/left; echo hunter2"
        #expect(await shell(script, limit: .seconds(20)) == .success("hunter2"))
        let text = try TemporaryFolder.text(folder.path + "/left")
        let number = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(number, SIGKILL) == 0, "it was left in peace")
    }

    @Test("it leads its own session and has no terminal")
    func ownSession() async {
        // Fields of the system's line about a process: 1 its number, 6 its session's leader, 7 its terminal, 0: none.
        let script = "set -- $(cut -d' ' -f1,6,7 /proc/$$/stat); echo $(( $1 == $2 )) $3"
        #expect(await shell(script) == .success("1 0"))
        #expect(await shell("(: < /dev/tty) 2>/dev/null && exit 9; echo none") == .success("none"))
    }

    @Test("its standard input is empty")
    func emptyInput() async {
        #expect(await shell("wc -c") == .success("0"))
    }

    @Test("it gets no open file of ours")
    func noOpenFiles() async throws {
        // Without close-on-exec, as a careless library would open it.
        let descriptor = open("/dev/null", O_RDONLY)
        defer { close(descriptor) }
        #expect(descriptor > 2)
        // The shell looks for itself: a pipe to another program would be a file of its own for a moment.
        let script =
            "n=0; while [ $n -lt 400 ]; do [ -e /proc/$$/fd/$n ] && printf '%s ' $n; n=$((n + 1)); done"
        #expect(await shell(script) == .success("0 1 2 "))
    }

    @Test("signals that we ignore are at their default for it")
    func signals() async {
        let before = signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, before) }
        #expect(await shell("kill -USR1 $$; echo still here") == failure(.killed(signal: SIGUSR1)))
    }

    @Test("the line for a person", arguments: PasswordCommandTests.lines)
    func line(reason: PasswordCommandError.Reason, words: String) {
        let error = PasswordCommandError(program: "pass", reason: reason, complained: false)
        #expect(error.description == "password command pass " + words)
    }

    nonisolated private static let lines: [(PasswordCommandError.Reason, String)] = [
        (.exited(1), "failed with exit status 1"),
        (.killed(signal: 9), "was ended by signal 9"),
        (.noOutput, "printed no password"),
        (.tooMuchOutput(limit: 65536), "printed more than 65536 bytes"),
        (.notText, "printed something that is not UTF-8 text"),
        (.timedOut(after: .seconds(60)), "did not end within 60 s"),
        (.timedOut(after: .milliseconds(700)), "did not end within 700 ms"),
        (.cancelled, "was cancelled"),
    ]

    /// Whether a process is gone or a zombie before long.
    private func isGone(_ number: pid_t) async -> Bool {
        for _ in 0..<500 {
            let state = try? TemporaryFolder.text("/proc/\(number)/stat")
            guard let state, !state.contains(") Z ") else { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
