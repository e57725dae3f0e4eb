import Glibc
import Storytelling
import TerminalHarness
import Testing

/// A server that Tests/run has started and that a story may stop and continue, and one's account there.
private struct StoppableAccount: CustomTestStringConvertible {
    /// What the account is called on the screen.
    let name: String
    /// The server's program, as the environment spells it.
    let program: String
    let settings: String

    static let all = [
        StoppableAccount(
            name: "home", program: "PROSODY",
            settings: "service = \"xmpp\"\naddress = \"alice@porch.test\"\npassword = \"alice-pw\""),
        StoppableAccount(
            name: "modern", program: "INSPIRCD", settings: "service = \"irc\"\nnick = \"alice\""),
        StoppableAccount(
            name: "old", program: "NGIRCD", settings: "service = \"irc\"\nnick = \"alice\""),
    ]

    static var areThere: Bool { all.allSatisfy { $0.fact("PID") != nil } }

    var testDescription: String { name }

    private func fact(_ name: String) -> String? {
        getenv("PORCHLIGHT_STOPPABLE_\(program)_\(name)").map { String(cString: $0) }
    }

    /// The account's part of the configuration. Only XMPP begins without encryption.
    func section() throws -> String {
        let port = try #require(fact(program == "PROSODY" ? "PORT" : "TLS_PORT"))
        let root = try #require(fact("ROOT"))
        return "[accounts.\(name)]\n\(settings)\nserver = \"127.0.0.1:\(port)\"\ntrust = \"\(root)\"\n\n"
    }

    func send(_ signal: Int32) throws {
        let group = try #require(fact("PID").flatMap { pid_t($0) })
        kill(-group, signal)
    }
}

extension Stories {
    @Suite("With three real servers", .enabled(if: StoppableAccount.areThere, "Tests/run starts them"))
    struct ThreeServersTests {
        @Test(
            "o signs out of all; a stopped one is named until it goes on; q prints three receipts",
            .matrix(9, 31),
            arguments: StoppableAccount.all)
        fileprivate func stopped(_ silent: StoppableAccount) async throws {
            let home = try Home()
            try home.configure(try StoppableAccount.all.map { try $0.section() }.joined())
            let alice = try client(home: home, columns: 120)
            try await alice.wait(for: "three services online") { screen in
                StoppableAccount.all.allSatisfy { screen.lastLine.contains("\($0.name) online") }
            }
            let others = StoppableAccount.all.filter { $0.name != silent.name }

            try silent.send(SIGSTOP)
            defer { try? silent.send(SIGCONT) }
            alice.type("o")
            try await alice.wait(for: "two answers, the silent one owed for three seconds") { screen in
                (alice.secondsDisconnecting ?? 0) >= 3 && screen.lastLine.contains(silent.name)
                    && others.allSatisfy { screen.lastLine.contains("\($0.name) answered") }
            }
            #expect(!alice.screen.lastLine.contains("\(silent.name) answered"))
            #expect(!alice.screen.lastLine.contains("Signed out"))
            #expect(alice.screen.lines[0].hasSuffix("Disconnecting"))

            try silent.send(SIGCONT)
            try await alice.wait(forText: "Signed out")
            #expect(!alice.screen.lastLine.contains("did not confirm"))
            try await alice.quit()
            for account in StoppableAccount.all {
                #expect(alice.screen.shows("\(account.name): signed out, acknowledged in"))
            }
        }
    }
}
