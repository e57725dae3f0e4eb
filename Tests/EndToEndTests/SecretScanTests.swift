import Foundation
import Glibc
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("The password is nowhere but where it must be", .serialized) struct SecretScanTests {
        /// A server that knows the marked password.
        private func server() async throws -> AccountServer {
            try await AccountServer { $0.accounts = ["alice": MarkedSecret.text] }
        }

        /// The password lies in a file that a command prints, so that it is in nobody's arguments.
        private func configure(_ home: Home, _ server: AccountServer) async throws {
            let path = home.path + "/secret"
            try Data((MarkedSecret.text + "\n").utf8).write(to: URL(fileURLWithPath: path))
            let command = "password_command = [\"sh\", \"-c\", \"cat \(path); sleep 0.2\"]\n"
            try home.configure(try await server.account(in: home.path) + command)
        }

        /// What everybody may read about the program and those that it has started; empty where that is refused.
        private func publicBytes(_ process: Int32) -> [UInt8] {
            let children = file("/proc/\(process)/task/\(process)/children")
            let others = String(decoding: children, as: UTF8.self).split(separator: " ").compactMap {
                Int32($0)
            }
            return ([process] + others).flatMap { number in
                ["cmdline", "environ", "comm", "status", "maps", "limits"].flatMap {
                    file("/proc/\(number)/\($0)")
                }
            }
        }

        private func file(_ path: String) -> [UInt8] {
            FileManager.default.contents(atPath: path).map { Array($0) } ?? []
        }

        /// The files that the program has written.
        private func written(_ home: Home) -> [UInt8] {
            home.files.filter { $0 != "secret" }.flatMap { file(home.path + "/" + $0) }
        }

        @Test("the forms are found where they are")
        func forms() {
            for form in MarkedSecret.forms {
                #expect(MarkedSecret.found(in: [1, 2] + form.bytes + [3]).contains(form.name))
            }
            #expect(MarkedSecret.found(in: Array("nothing".utf8)).isEmpty)
        }

        @Test(
            "not in arguments, environment, files or on the terminal, while signing in, signed in or afterwards"
        )
        func nowhere() async throws {
            let home = try Home()
            let server = try await server()
            try await configure(home, server)
            let program = try client(home: home)
            var seen: [UInt8] = []
            try await program.wait(for: "signed in") { screen in
                seen += publicBytes(program.processNumber)
                return screen.lastLine.contains("home online")
            }
            #expect(!seen.isEmpty)
            seen += publicBytes(program.processNumber)
            program.type("J")
            try await program.wait(forText: "signed in (began")
            program.type("\u{1b}")
            try await program.wait(for: "the journal closed") { !$0.shows("signed in (began") }
            try await program.quit()
            #expect(MarkedSecret.found(in: seen) == [])
            #expect(MarkedSecret.found(in: program.output) == [])
            #expect(MarkedSecret.found(in: written(home)) == [])
            #expect(home.files.contains { $0.contains("contacts-") })
        }

        @Test("not when it was refused, or typed")
        func refused() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.account(in: home.path))
            let program = try client(home: home)
            try await program.wait(forText: "Password")
            program.type(MarkedSecret.text + "\r")
            try await program.wait(for: "the refusal") {
                $0.shows("wrong") || $0.shows("refused") || $0.shows("not authorized")
                    || $0.shows("not-authorized")
            }
            let seen = publicBytes(program.processNumber)
            program.type("\u{1b}")
            try await program.wait(for: "the form closed") { !$0.shows("Password") }
            program.type("q")
            _ = try await program.waitForExit()
            #expect(MarkedSecret.found(in: seen) == [])
            #expect(MarkedSecret.found(in: program.output) == [])
            #expect(MarkedSecret.found(in: written(home)) == [])
        }

        @Test(
            "a crash leaves no memory image and shows nothing",
            arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP])
        func crash(number: Int32) async throws {
            let home = try Home()
            let server = try await server()
            try await configure(home, server)
            let before = limitOfImages()
            defer { setLimitOfImages(before) }
            setLimitOfImages(rlimit(rlim_cur: before.rlim_max, rlim_max: before.rlim_max))
            let program = try client(home: home)
            try await program.waitUntilSignedIn(["home"])
            let limits = String(decoding: file("/proc/\(program.processNumber)/limits"), as: UTF8.self)
            let images = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
            #expect(images?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
            program.send(signal: number)
            #expect(try await program.waitForExit() == 128 + number)
            #expect(MarkedSecret.found(in: program.output) == [])
            let place = FileManager.default.currentDirectoryPath
            let left = try FileManager.default.contentsOfDirectory(atPath: place).filter {
                $0.hasPrefix("core")
            }
            #expect(left == [])
        }

        private func limitOfImages() -> rlimit {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            return limit
        }

        private func setLimitOfImages(_ limit: rlimit) {
            var limit = limit
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        }
    }
}
