import Storytelling
import TerminalHarness
import Testing

extension Stories {
    @Suite("Signing out with one key") struct SignOutTests {
        @Test(
            "Disconnecting is shown at once, its seconds count, help stays alive, and it ends by the server's answer",
            .matrix(8))
        func slow() async throws {
            let program = try client("demo", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(for: "Disconnecting, above and below", timeout: 2) {
                $0.lines[0].hasSuffix("Disconnecting") && $0.lastLine.contains("Disconnecting")
                    && $0.lastLine.contains("demo")
            }
            program.type("?")
            try await program.wait(for: "help over the list") {
                $0.shows("sign out") && $0.lastLine.contains("Disconnecting")
            }
            try await program.wait(for: "the seconds to count") { _ in
                (program.secondsDisconnecting ?? 0) >= 2
            }
            program.type("\u{1b}")
            try await program.wait(for: "the receipt") {
                $0.lines[0].hasSuffix("Offline") && acknowledged(in: $0) != nil
            }
            let seconds = try #require(acknowledged(in: program.screen))
            #expect(seconds >= 4)
            try await program.quit()
            #expect(program.screen.shows("demo: signed out, acknowledged in \(seconds) s"))
        }

        /// The seconds after which the server is said to have answered.
        private func acknowledged(in screen: Screen) -> Int? {
            let start = "Signed out: demo acknowledged in "
            guard let range = screen.lastLine.firstRange(of: start) else { return nil }
            let words = screen.lastLine[range.upperBound...].split(separator: " ")
            return words.dropFirst().first == "s" ? words.first.flatMap { Int($0) } : nil
        }

        @Test(
            "a server that never answers keeps Disconnecting for as long as one watches; a second press ends it",
            .matrix(9))
        func never() async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(for: "six seconds") { _ in (program.secondsDisconnecting ?? 0) >= 6 }
            program.type("o")
            try await program.wait(forText: "Signed out: demo did not confirm (not waited for,", timeout: 2)
            program.type("q")
            #expect(try await program.waitForExit() == 3)
            #expect(program.screen.shows("demo: did not confirm (not waited for, "))
        }

        @Test("an o that is held down is one press", .matrix(29))
        func held() async throws {
            for _ in 0..<20 {
                let program = try client("demo", "--manner", "never", home: try Home())
                try await program.waitUntilSignedIn()
                guard try await program.hold("o") else { continue }
                #expect(program.screen.lastLine.contains("Disconnecting"))
                #expect(!program.screen.shows("not waited for"))
                return
            }
            Issue.record("the machine is too busy to hold a key down")
        }

        @Test(
            "a server that breaks off has not confirmed", .matrix(10),
            arguments: [("close", "did not confirm (closed the connection)"), ("reset", "did not confirm (")])
        func brokenOff(_ manner: String, _ words: String) async throws {
            let program = try client("demo", "--manner", manner, home: try Home())
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(forText: "Signed out: demo " + words)
            program.type("q")
            #expect(try await program.waitForExit() == 3)
        }

        @Test("three services are owed and told one by one", .matrix(31))
        func several() async throws {
            let program = try client(
                "demo", "--services", "3", "--manner", "prompt,slow,never", home: try Home(), columns: 100)
            try await program.waitUntilSignedIn(["demo1", "demo2", "demo3"])
            program.type("o")
            try await program.wait(for: "one service answered") { $0.lastLine.contains("(demo1 answered)") }
            #expect(program.screen.lastLine.contains("Disconnecting"))
            try await program.wait(for: "two services answered") {
                $0.lastLine.contains("(demo1 answered, demo2 answered)")
            }
            program.type("o")
            try await program.wait(for: "all ended") { $0.lastLine.contains("Signed out") }
            program.type("q")
            #expect(try await program.waitForExit() == 3)
            #expect(program.screen.lines.filter { $0.hasPrefix("demo") }.count == 3)
        }

        @Test(
            "the size changes down to one cell while disconnecting, and the state is there afterwards",
            .matrix(37))
        func resized() async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(forText: "Disconnecting")
            for (rows, columns) in [(1, 1), (15, 50), (3, 10), (40, 132)] {
                program.resize(rows: rows, columns: columns)
                try await program.watch(for: 0.2)
            }
            try await program.wait(for: "the status line at the new size") {
                $0.lastLine.contains("Disconnecting") && $0.lines.count == 40
            }
            #expect(program.screen.lines[0].count > 100)
        }

        @Test(
            "sequences and pastes with the letters of keys in them press no key",
            arguments: [
                "\u{1b}Oq", "\u{1b}Oo", "\u{1b}o", "\u{1b}q", "\u{1b}[o", "\u{1b}[200~quo\u{1b}[201~",
            ])
        func strayLetters(_ bytes: String) async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home())
            try await program.waitUntilSignedIn()
            program.type(bytes)
            try await program.watch(for: 0.4)
            #expect(!program.isEnded)
            #expect(program.screen.lastLine.contains("Available"))
            program.type("o")
            try await program.wait(forText: "Signed out: demo acknowledged in")
        }
    }
}
