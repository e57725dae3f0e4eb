import Dispatch
import Glibc
import Testing

@testable import porchlight

@Suite("The memory that the program keeps")
struct ProcessMemoryTests {
    @Test("what is large goes back to the system when it is freed, not only for the first time")
    func large() async {
        await #expect(processExitsWith: .success) {
            ProcessMemory.apply()
            Resident.use(count: 1, size: 8 << 20)
            exit(Resident.growth { Resident.use(count: 1, size: 8 << 20) } < 2 << 20 ? 0 : 1)
        }
    }

    @Test("threads that come later have no heaps of their own")
    func shared() async {
        await #expect(processExitsWith: .success) {
            ProcessMemory.apply()
            let growth = Resident.growth {
                Resident.onThreads(16) { Resident.use(count: 4 << 10, size: 1 << 10) }
            }
            exit(growth < 40 << 20 ? 0 : 1)
        }
    }
}

/// What memory the process has from the system.
private enum Resident {
    /// Writes to so many pieces of memory, and frees all of them. What is behind them stays in use: the end of a heap
    /// goes back in any case, and something small might find a place before them.
    static func use(count: Int, size: Int) {
        let pieces = (0..<count).compactMap { _ in malloc(size) }
        for piece in pieces { memset(piece, 1, size) }
        _ = malloc(100_000)
        for piece in pieces { free(piece) }
    }

    /// Does the work on so many threads, one after another; each lives until the last has done it.
    static func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        guard count > 0 else { return }
        let done = DispatchSemaphore(value: 0)
        DispatchQueue(label: "thread \(count)").async {
            work()
            onThreads(count - 1, work)
            done.signal()
        }
        done.wait()
    }

    /// By how many bytes more is resident after the work.
    static func growth(_ work: () -> Void) -> Int {
        let before = bytes
        work()
        return bytes - before
    }

    private static var bytes: Int {
        guard let file = fopen("/proc/self/statm", "r") else { fatalError("own memory is not known") }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { fatalError("own memory is not known") }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
    }
}
