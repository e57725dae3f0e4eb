import Foundation
import Glibc
import Messenger
import Storytelling
import Testing

@testable import Journal

@Suite("A program that is killed while it keeps records", .serialized)
struct KilledKeeperTests {
    /// How many times in each round.
    private static let kills = 25

    private static var keeper: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("JournalKeeper")
            .path
    }

    /// Runs it for so long, kills it, and gives the number of the last record that it had kept by then.
    private func kept(
        _ what: String, _ path: String, limit: Int, microseconds: UInt32
    ) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.keeper)
        process.arguments = [what, path, String(limit)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return said.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    }

    private func number(_ record: JournalRecord) -> Int? {
        guard case .sessionEnded(let reason) = record.happening else { return nil }
        return reason.split(separator: " ").first.flatMap { Int($0) }
    }

    @Test(
        "leaves a journal that the next start reads, with all that was kept, and room for more", .matrix(22))
    func killed() throws {
        var random = SystemRandomNumberGenerator()
        var furthest = 0
        for round in 0..<Self.kills {
            let folder = try TemporaryFolder()
            let path = folder.path + "/journal"
            // A small file is made anew often, so that kills fall into that too.
            let limit = round.isMultiple(of: 2) ? 2048 : 1 << 20
            let pause = UInt32.random(in: 1000...60_000, using: &random)
            let last = try kept("journal", path, limit: limit, microseconds: pause)
            furthest = max(furthest, last)
            var writer = JournalWriter(path: path, limit: limit, disk: .system)
            let told = writer.open()
            guard case .earlier(let records)? = told.first else {
                #expect(told == [] && last == 0)
                continue
            }
            #expect(told.count == 1, "\(told)")
            let numbers = records.compactMap(number)
            let newest = try #require(numbers.last)
            // One more may be in the file than was said.
            #expect(newest == last || newest == last + 1)
            #expect(numbers.count == records.count && numbers == Array(newest - numbers.count + 1...newest))
            #expect(writer.append(record(.signInBegan)) == [])
            var next = JournalWriter(path: path, limit: limit, disk: .system)
            guard case .earlier(let after)? = next.open().first else {
                Issue.record("not readable after one more record")
                continue
            }
            #expect(after.last == record(.signInBegan))
        }
        // The kills did fall among records.
        #expect(furthest > 0)
    }

    @Test(
        "leaves a contact list that the next start reads: the last that was kept, or the one after it, whole")
    func killedBetweenLists() throws {
        var random = SystemRandomNumberGenerator()
        var furthest = 0
        for _ in 0..<Self.kills {
            let folder = try TemporaryFolder()
            let path = folder.path + "/contacts"
            let pause = UInt32.random(in: 1000...60_000, using: &random)
            let last = try kept("contacts", path, limit: 500, microseconds: pause)
            furthest = max(furthest, last)
            let file = StateFile(path: path, limit: KeptContacts.limit)
            guard let bytes = try file.read() else {
                #expect(last == 0)
                continue
            }
            let list = try KeptContacts(written: bytes, account: keptAccount)
            #expect(list.version == "\(last)" || list.version == "\(last + 1)")
            #expect(list.contacts.count == 500)
            #expect(list.contacts.allSatisfy { $0?.name == list.version })
            // What the kill left beside it is in nobody's way.
            try file.replace(keptContacts(3).written)
            #expect(try folder.names() == ["contacts"])
        }
        #expect(furthest > 0)
    }
}
