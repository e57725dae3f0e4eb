import Glibc
import Storytelling
import Testing

@testable import Journal

@Suite("The state folder and its lock")
struct StateTests {
    @Test(
        "where it is",
        arguments: [
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/porchlight"),
            (["HOME": "/h"], "/h/.local/state/porchlight"),
            (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/porchlight"),
            (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/porchlight"), (["HOME": "h"], nil),
            ([:], nil),
        ] as [([String: String], String?)])
    func place(environment: [String: String], path: String?) {
        #expect(StateFolder(environment: environment)?.path == path)
    }

    @Test("is made with all above it, for its owner only")
    func made() throws {
        let folder = try TemporaryFolder()
        let state = StateFolder(path: folder.path + "/a/b/porchlight")
        let before = umask(0)
        defer { umask(before) }
        try state.make()
        try state.make()
        for path in ["/a", "/a/b", "/a/b/porchlight"] {
            #expect(try TemporaryFolder.mode(folder.path + path) == 0o700)
        }
    }

    @Test("is not used where others can put files into it, or where it cannot be")
    func refused() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("file", [])
        #expect(throws: StateFileError.refused(step: .makingFolder, number: ENOTDIR)) {
            try StateFolder(path: file + "/porchlight").make()
        }
        #expect(throws: StateFileError.refused(step: .opening, number: ENOTDIR)) {
            try StateFolder(path: file).make()
        }
        chmod(folder.path, 0o777)
        #expect(throws: StateFileError.openToOthers(mode: 0o040777)) { try folder.state.make() }
        #expect("\(StateFileError.openToOthers(mode: 0o040777))".contains("(mode 0777)"))
    }

    @Test("a lock is given to one at a time, says who has it, and is free again at the end", .matrix(26))
    func lock() throws {
        let folder = try TemporaryFolder()
        var first: StateLock? = try StateLock.take(in: folder.state)
        #expect(throws: StateLock.Refusal.held(process: getpid())) { try StateLock.take(in: folder.state) }
        #expect(try TemporaryFolder.mode(folder.path + "/lock") == 0o600)
        withExtendedLifetime(first) {}
        first = nil
        _ = try StateLock.take(in: folder.state)
    }

    @Test("of many who want it at the same time one gets it, and the others learn whose it is", .matrix(26))
    func many() async throws {
        let folder = try TemporaryFolder()
        for _ in 0..<20 {
            // A program that another test starts just now has the former lock open for a moment.
            var outcomes: [Outcome] = []
            for _ in 0..<100 {
                outcomes = await withTaskGroup(of: Outcome.self) { group in
                    for _ in 0..<20 { group.addTask { Outcome(folder.state) } }
                    return await group.reduce(into: [Outcome]()) { $0.append($1) }
                }
                if outcomes.contains(where: { $0.lock != nil }) { break }
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(outcomes.count { $0.lock != nil } == 1)
            #expect(
                outcomes.compactMap { $0.refusal } == Array(repeating: .held(process: getpid()), count: 19))
        }
    }

    /// What one of many got.
    private struct Outcome: Sendable {
        let lock: StateLock?
        let refusal: StateLock.Refusal?

        init(_ folder: StateFolder) {
            do throws(StateLock.Refusal) {
                lock = try StateLock.take(in: folder)
                refusal = nil
            } catch {
                lock = nil
                refusal = error
            }
        }
    }

    @Test("the number of a process that is gone is not told")
    func stale() throws {
        let folder = try TemporaryFolder()
        let first = try StateLock.take(in: folder.state)
        _ = try folder.file("lock.new", Array("2147483647\n".utf8))
        // What was left by another run stands there until the new owner signs.
        let descriptor = open(folder.path + "/lock", O_WRONLY | O_TRUNC)
        #expect(write(descriptor, "2147483647\n", 11) == 11)
        close(descriptor)
        #expect(throws: StateLock.Refusal.held(process: nil)) { try StateLock.take(in: folder.state) }
        withExtendedLifetime(first) {}
    }

    @Test("a lock that is a link is not followed")
    func link() throws {
        let folder = try TemporaryFolder()
        let target = try folder.file("target", Array("x".utf8))
        #expect(symlink(target, folder.path + "/lock") == 0)
        #expect(throws: StateLock.Refusal.failed(.notAFile)) { try StateLock.take(in: folder.state) }
        #expect(try TemporaryFolder.bytes(target) == Array("x".utf8))
    }

    @Test("a file is replaced whole, for its owner only, and what a killed run left does not matter")
    func replaced() throws {
        let folder = try TemporaryFolder()
        let file = StateFile(path: folder.path + "/f", limit: 100)
        #expect(try file.read() == nil)
        _ = try folder.file("f.new", Array("half".utf8), mode: 0o644)
        try file.replace(Array("one".utf8))
        try file.replace(Array("two".utf8))
        #expect(try file.read() == Array("two".utf8))
        #expect(try folder.names() == ["f"])
        #expect(try TemporaryFolder.mode(file.path) == 0o600)
    }

    @Test("what would be too large to be read again does not take the place of what is there")
    func tooLarge() throws {
        let folder = try TemporaryFolder()
        let file = StateFile(path: folder.path + "/f", limit: 3)
        try file.replace(Array("one".utf8))
        #expect(throws: StateFileError.tooLarge(limit: 3)) { try file.replace(Array("four".utf8)) }
        #expect(try file.read() == Array("one".utf8))
        #expect(try folder.names() == ["f"])
    }
}
