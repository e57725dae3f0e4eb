import Foundation
import Glibc
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("The contact list between runs") struct KeptContactsTests {
        @Test("is shown at once in the next run, as of when it was so, though no server answers")
        func restart() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path))
            try await runOnce(home: home)
            await server.stop()
            let lists = home.files.filter { $0.contains("contacts-") }
            #expect(lists.count == 1 && lists.allSatisfy { !$0.contains("alice") })
            let second = try client(home: home)
            try await second.wait(for: "the list of the last run") { $0.shows("Bob") && $0.shows("as of ") }
            #expect(second.screen.shows("Carol") && second.screen.shows("Work"))
            second.type("q")
            _ = try await second.waitForExit()
            #expect(second.leftBehind == [])
        }

        @Test("that has not changed stays, with the server's name for it")
        func unchanged() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path))
            var kept: [[String]] = []
            for _ in 0..<3 {
                try await runOnce(home: home)
                let name = try #require(home.files.first { $0.contains("contacts-") })
                let text = try String(contentsOfFile: home.path + "/" + name, encoding: .utf8)
                let rows = text.split(separator: "\n").map { String($0) }
                // Protocol, address, time, the server's name.
                #expect(rows[1].split(separator: "\t").count == 4)
                kept.append(Array(rows.dropFirst(2)))
            }
            #expect(Set(kept[0]).count == 2 && Set(kept[1]) == Set(kept[0]) && Set(kept[2]) == Set(kept[0]))
        }

        @Test("that is damaged is told once, and begun anew")
        func damaged() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path))
            try await runOnce(home: home)
            let name = try #require(home.files.first { $0.contains("contacts-") })
            let file = open(home.path + "/" + name, O_WRONLY)
            #expect(pwrite(file, "X", 1, 60) == 1)
            close(file)
            let second = try client(home: home, columns: 160)
            try await second.wait(for: "the list anew, and the reason") {
                $0.shows("Bob") && $0.lastLine.contains("contacts of the last run not used")
            }
            try await second.quit()
            let third = try client(home: home, columns: 160)
            try await third.waitUntilSignedIn(["home"])
            #expect(!third.outputText.contains("not used"))
        }
    }
}
