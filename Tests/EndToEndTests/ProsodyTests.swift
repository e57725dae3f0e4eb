import Glibc
import Storytelling
import TerminalHarness
import Testing

/// Where Tests/run has started a Prosody that a story may stop and continue.
private struct StoppableServer {
    let port: String
    let root: String
    let processGroup: pid_t

    init?() {
        func fact(_ name: String) -> String? {
            getenv("PORCHLIGHT_STOPPABLE_PROSODY_" + name).map { String(cString: $0) }
        }
        guard let port = fact("PORT"), let root = fact("ROOT"), let group = fact("PID").flatMap({ pid_t($0) })
        else { return nil }
        self.port = port
        self.root = root
        processGroup = group
    }

    /// A configuration for one of its users.
    func configuration(_ user: String, password: String? = nil) -> String {
        """
        [accounts.home]
        service = "xmpp"
        address = "\(user)@porch.test"
        password = "\(password ?? user + "-pw")"
        server = "127.0.0.1:\(port)"
        trust = "\(root)"

        """
    }
}

extension Stories {
    @Suite("With a real server", .enabled(if: StoppableServer() != nil, "Tests/run starts it"))
    struct ProsodyTests {
        /// How long the server is stopped.
        private static let seconds = Matrix.isLong ? 20 : 4

        private func client(of user: String, _ server: StoppableServer, home: Home) async throws
            -> TerminalProgram
        {
            try home.configure(server.configuration(user))
            let program = try EndToEndTests.client(home: home)
            try await program.wait(for: "signed in") { $0.lastLine.contains("online") }
            return program
        }

        @Test("two people see each other come, change and go")
        func presence() async throws {
            let server = try #require(StoppableServer())
            let (alicesHome, bobsHome) = (try Home(), try Home())
            let alice = try await client(of: "alice", server, home: alicesHome)
            try await alice.wait(forText: "Friends 0/1")
            let bob = try await client(of: "bob", server, home: bobsHome)
            try await alice.wait(forText: "Friends 1/1")
            try await bob.wait(forText: "Friends 1/1")
            bob.type("o")
            try await bob.wait(forText: "Signed out: home acknowledged in")
            try await alice.wait(forText: "Friends 0/1")
            try await alice.quit()
            #expect(alice.screen.shows("home: signed out, acknowledged in"))
        }

        @Test(
            "a server stopped in the middle of a sign-out is waited for until it goes on, and then it has confirmed",
            .matrix(9))
        func stopped() async throws {
            let server = try #require(StoppableServer())
            let home = try Home()
            let alice = try await client(of: "alice", server, home: home)
            kill(-server.processGroup, SIGSTOP)
            defer { kill(-server.processGroup, SIGCONT) }
            alice.type("o")
            try await alice.wait(for: "the seconds of Disconnecting", timeout: 40) { _ in
                (alice.secondsDisconnecting ?? 0) >= Self.seconds
            }
            kill(-server.processGroup, SIGCONT)
            try await alice.wait(forText: "Signed out: home acknowledged in \(Matrix.isLong ? "2" : "")")
            try await alice.quit()
        }

        @Test("a wrong password is one clear line", .matrix(6))
        func wrongPassword() async throws {
            let server = try #require(StoppableServer())
            let home = try Home()
            try home.configure(server.configuration("alice", password: "not-it"))
            let program = try EndToEndTests.client(home: home, columns: 100)
            try await program.wait(for: "the refusal") { $0.lastLine.contains("home: wrong password") }
            #expect(!program.outputText.contains("not-it"))
            try await program.quit()
            #expect(program.screen.shows("home: was not signed in"))
        }
    }
}
