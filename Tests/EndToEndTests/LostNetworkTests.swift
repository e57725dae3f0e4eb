import Glibc
import Storytelling
import TerminalHarness
import Testing

/// A program in a network of its own, whose only interface a story takes away and brings back.
private enum OwnNetwork {
    /// Whether this system lets anybody make one.
    static let isAllowed = system("unshare -Urn ip link show lo > /dev/null 2>&1") == 0

    /// Runs the program of `$0` with the interface up; takes it down when `$HOME/down` is there, and up again when that
    /// is gone.
    static let script = """
        ip link set lo up
        (
          while [ ! -e "$HOME/down" ]; do sleep 0.05; done
          ip link set lo down
          while [ -e "$HOME/down" ]; do sleep 0.05; done
          ip link set lo up
        ) < /dev/null > /dev/null 2>&1 &
        exec "$0" demo --manner prompt
        """
}

extension Stories {
    /// Row 17: the machine's address is gone.
    @Suite("A network that goes away", .enabled(if: OwnNetwork.isAllowed, "needs networks of one's own"))
    struct LostNetworkTests {
        @Test(
            "is noticed at once, not after a minute of silence, and the session comes back with it",
            .matrixTogether(17))
        func lost() async throws {
            let home = try Home()
            let program = try TerminalProgram(
                "/usr/bin/unshare",
                arguments: ["-Urn", "/bin/sh", "-c", OwnNetwork.script, BuiltProgram.path("porchlight")],
                environment: environment(home).merging(["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]) { $1 })
            try await program.waitUntilSignedIn()
            let began = ContinuousClock.now
            let mark = home.path + "/down"
            close(open(mark, O_WRONLY | O_CREAT, 0o600))
            try await program.wait(for: "the loss", timeout: 14) { !$0.lastLine.contains("demo online") }
            #expect(began.duration(to: .now) < .seconds(13))
            #expect(
                !program.screen.lines.dropLast().contains { $0.contains("● ") }, "nobody is shown as present")
            unlink(mark)
            try await program.waitUntilSignedIn()
            try await program.quit()
        }
    }
}
