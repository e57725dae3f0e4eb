import Glibc
import Messenger
import Storytelling
import Synchronization
import Testing

@testable import Journal

@Suite("The journal's file")
struct JournalWriterTests {
    private func writer(_ folder: TemporaryFolder, limit: Int = 1 << 20, disk: Disk = .system)
        -> JournalWriter
    {
        JournalWriter(path: folder.path + "/journal", limit: limit, disk: disk)
    }

    private func earlier(_ folder: TemporaryFolder) -> [JournalFile.Told] {
        var writer = writer(folder)
        return writer.open()
    }

    private func lost(_ number: Int) -> JournalRecord {
        record(.sessionEnded(reason: "\(number)"), Int64(number))
    }

    @Test(
        "is made with the first record, for its owner only, whatever the process gives away, and read at the next start"
    )
    func first() throws {
        let folder = try TemporaryFolder()
        let before = umask(0)
        defer { umask(before) }
        var first = writer(folder)
        #expect(first.open() == [])
        #expect(try folder.names() == [])
        for happening in everyHappening { #expect(first.append(record(happening)) == []) }
        #expect(try TemporaryFolder.mode(folder.path + "/journal") == 0o600)
        #expect(try folder.names() == ["journal"])
        #expect(earlier(folder) == [.earlier(everyHappening.map { record($0) })])
    }

    @Test("goes on after a line that a killed run has torn, at any byte")
    func torn() throws {
        let folder = try TemporaryFolder()
        let whole = JournalFormat.header + JournalFormat.line(lost(1)) + JournalFormat.line(lost(2))
        let second = whole.count - JournalFormat.line(lost(2)).count
        for length in second..<whole.count {
            _ = try folder.file("journal", Array(whole.prefix(length)))
            var writer = writer(folder)
            let kept = length == whole.count - 1 ? [lost(1), lost(2)] : [lost(1)]
            #expect(writer.open() == [.earlier(kept)])
            #expect(writer.append(lost(3)) == [])
            #expect(earlier(folder) == [.earlier(kept + [lost(3)])])
        }
    }

    @Test("never grows over its limit, and keeps the newest")
    func bounded() throws {
        let folder = try TemporaryFolder()
        var writer = writer(folder, limit: 4096)
        #expect(writer.open() == [])
        for number in 0..<1000 {
            #expect(writer.append(lost(number)) == [])
            #expect(try TemporaryFolder.bytes(folder.path + "/journal").count <= 4096)
        }
        #expect(try folder.names() == ["journal"])
        #expect(try TemporaryFolder.mode(folder.path + "/journal") == 0o600)
        guard case .earlier(let records) = earlier(folder).first else {
            Issue.record("nothing kept")
            return
        }
        #expect(records.count >= 15)
        #expect(records == (1000 - records.count..<1000).map(lost))
    }

    @Test(
        "what is not a journal of ours is told in one line, and not touched",
        arguments: [
            ("hello\n", 0o600, "is not a journal"), ("", 0o600, "is not a journal"),
            ("porchlight journal 2\n", 0o600, "is of another version"),
            ("porchlight journal 1\n", 0o640, "can be read or written by others (mode 0640)"),
            ("porchlight journal 1\n", 0o602, "can be read or written by others (mode 0602)"),
            (
                String(repeating: "porchlight journal 1\n", count: 500), 0o600,
                "is too large (more than 8192 bytes)"
            ),
        ])
    func foreign(text: String, mode: Int, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("journal", Array(text.utf8), mode: mode)
        var writer = writer(folder, limit: 4096)
        #expect(writer.open() == [.problem("journal not used: \(path) \(reason)")])
        for number in 0..<3 { #expect(writer.append(lost(number)) == []) }
        #expect(try TemporaryFolder.bytes(path) == Array(text.utf8))
        #expect(try TemporaryFolder.mode(path) == mode)
        #expect(try folder.names() == ["journal"])
    }

    @Test("a link, a folder and a pipe are not used", .timeLimit(.minutes(1)))
    func notAFile() throws {
        for make: (String) -> Int32 in [
            { mkfifo($0, 0o600) }, { mkdir($0, 0o700) }, { symlink("/dev/null", $0) },
        ] {
            let folder = try TemporaryFolder()
            #expect(make(folder.path + "/journal") == 0)
            var writer = writer(folder)
            let told = writer.open()
            #expect(told.count == 1 && "\(told)".contains("is not what it should be"))
            #expect(writer.append(lost(1)) == [])
            #expect(try folder.names() == ["journal"])
        }
    }

    @Test("another user's file is not used", .enabled(if: geteuid() == 0))
    func owner() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("journal", JournalFormat.header)
        try #require(chown(path, 12_345, 0) == 0)
        #expect(
            earlier(folder) == [.problem("journal not used: \(path) belongs to another user (number 12345)")])
    }

    @Test("damaged lines are counted, told, and stay where they are")
    func damaged() throws {
        let folder = try TemporaryFolder()
        var wrong = JournalFormat.line(lost(2))
        wrong[40] ^= 1
        let bytes = JournalFormat.header + JournalFormat.line(lost(1)) + wrong + JournalFormat.line(lost(3))
        let path = try folder.file("journal", bytes)
        var writer = writer(folder)
        #expect(
            writer.open() == [
                .earlier([lost(1), lost(3)]), .problem("journal: 1 line is damaged and passed over"),
            ])
        #expect(writer.append(lost(4)) == [])
        #expect(try TemporaryFolder.bytes(path) == bytes + JournalFormat.line(lost(4)))
    }

    @Test("a file that somebody took away is made again")
    func takenAway() throws {
        let folder = try TemporaryFolder()
        var writer = writer(folder)
        #expect(writer.open() == [] && writer.append(lost(1)) == [])
        unlink(folder.path + "/journal")
        #expect(writer.append(lost(2)) == [])
        #expect(earlier(folder) == [.earlier([lost(2)])])
    }
}

@Suite("A disk that fails", .matrix(23))
struct FailingDiskTests {
    /// Which call fails, with which error.
    enum Fault: Hashable, Sendable {
        /// Nothing can be written.
        case write(Int32)
        /// Only so many bytes can be written.
        case shortWrite(Int)
        /// The same, and what was written cannot be taken back.
        case stuckShortWrite(Int)
        case synchronise(Int32)
        case rename(Int32)
    }

    /// A disk whose fault can be mended.
    private final class Switch: Sendable {
        private let fault: Mutex<Fault?>

        init(_ fault: Fault?) {
            self.fault = Mutex(fault)
        }

        func set(_ fault: Fault?) {
            self.fault.withLock { $0 = fault }
        }

        private var now: Fault? { fault.withLock { $0 } }

        var disk: Disk {
            let system = Disk.system
            return Disk(
                write: { [self] descriptor, bytes in
                    switch now {
                    case .write(let number): return fail(number)
                    case .shortWrite(0), .stuckShortWrite(0): return fail(ENOSPC)
                    case .shortWrite(let count), .stuckShortWrite(let count):
                        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
                        if case .shortWrite = now { set(.shortWrite(0)) } else { set(.stuckShortWrite(0)) }
                        return system.write(descriptor, part)
                    case .synchronise, .rename, nil: return system.write(descriptor, bytes)
                    }
                },
                synchronise: { [self] descriptor in
                    if case .synchronise(let number) = now { return Int32(fail(number)) }
                    return system.synchronise(descriptor)
                },
                truncate: { [self] descriptor, size in
                    if case .stuckShortWrite = now { return Int32(fail(EIO)) }
                    return system.truncate(descriptor, size)
                },
                rename: { [self] from, to in
                    if case .rename(let number) = now { return Int32(fail(number)) }
                    return system.rename(from, to)
                })
        }

        private func fail(_ number: Int32) -> Int {
            errno = number
            return -1
        }
    }

    private func lost(_ number: Int) -> JournalRecord {
        record(.sessionEnded(reason: "\(number)"), Int64(number))
    }

    @Test(
        "is told once, the old file stays whole, and what could not be kept is kept when it can be",
        arguments: [
            (.write(ENOSPC), "writing: No space left on device"),
            (.write(EIO), "writing: Input/output error"),
            (.shortWrite(1), "writing: No space left on device"),
            (.shortWrite(70), "writing: No space left on device"),
            (.stuckShortWrite(1), "writing: No space left on device"),
            (.stuckShortWrite(70), "writing: No space left on device"),
            (.synchronise(EIO), "saving: Input/output error"),
        ] as [(Fault, String)])
    func appending(fault: Fault, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal"
        let `switch` = Switch(nil)
        var writer = JournalWriter(path: path, limit: 1 << 20, disk: `switch`.disk)
        #expect(writer.open() == [] && writer.append(lost(1)) == [])
        let before = try TemporaryFolder.bytes(path)
        `switch`.set(fault)
        #expect(writer.append(lost(2)) == [.problem("could not save the journal: \(reason)")])
        #expect(writer.append(lost(3)) == [])
        #expect(try TemporaryFolder.bytes(path).starts(with: before))
        `switch`.set(nil)
        #expect(writer.append(lost(4)) == [])
        var next = JournalWriter(path: path, limit: 1 << 20, disk: .system)
        #expect(next.open() == [.earlier([lost(1), lost(2), lost(3), lost(4)])])
        // The next fault is another one, and told.
        `switch`.set(.write(EIO))
        #expect(
            writer.append(lost(5)) == [.problem("could not save the journal: writing: Input/output error")])
    }

    @Test(
        "at the first record, or when the file is full, leaves nothing half done",
        arguments: [
            (.write(ENOSPC), "writing: No space left on device"),
            (.shortWrite(30), "writing: No space left on device"),
            (.synchronise(EIO), "saving: Input/output error"),
            (.rename(EROFS), "naming: Read-only file system"),
        ] as [(Fault, String)], [0, 2000])
    func replacing(fault: (Fault, String), filled: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal"
        let `switch` = Switch(nil)
        var writer = JournalWriter(path: path, limit: 2048, disk: `switch`.disk)
        #expect(writer.open() == [])
        var number = 0
        var size = 0
        while size < filled - 80 {
            #expect(writer.append(lost(number)) == [])
            size = try TemporaryFolder.bytes(path).count
            number += 1
        }
        let before = filled == 0 ? nil : try TemporaryFolder.bytes(path)
        `switch`.set(fault.0)
        let long = record(.sessionEnded(reason: String(repeating: "x", count: 180)), 99_999)
        #expect(writer.append(long) == [.problem("could not save the journal: \(fault.1)")])
        #expect(try folder.names() == (filled == 0 ? [] : ["journal"]))
        if let before { #expect(try TemporaryFolder.bytes(path) == before) }
        `switch`.set(nil)
        #expect(writer.append(lost(number)) == [])
        var next = JournalWriter(path: path, limit: 2048, disk: .system)
        guard case .earlier(let records) = next.open().first else {
            Issue.record("nothing kept")
            return
        }
        #expect(records.suffix(2) == [long, lost(number)])
    }

    @Test("for ever costs no more than a bounded memory, and the newest is kept")
    func longOutage() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal"
        let `switch` = Switch(.write(ENOSPC))
        var writer = JournalWriter(path: path, limit: 1 << 20, disk: `switch`.disk)
        _ = writer.open()
        for number in 0..<500 { _ = writer.append(lost(number)) }
        `switch`.set(nil)
        #expect(writer.append(lost(500)) == [])
        var next = JournalWriter(path: path, limit: 1 << 20, disk: .system)
        #expect(next.open() == [.earlier((301...500).map(lost))])
    }
}
