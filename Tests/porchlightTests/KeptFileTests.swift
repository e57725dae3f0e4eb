import Foundation
import Glibc
import Journal
import Messenger
import SASL
import StreamService
import TerminalUI
import Testing
import Transport

@testable import porchlight

@Suite("Files that are replaced when what they hold changes")
@MainActor
struct KeptFileTests {
    private func keptFile(
        _ folder: TemporaryFolder, _ disk: KeptDisk, pause: Duration = .zero
    ) -> (KeptFile, String) {
        let path = folder.path + "/f"
        return (KeptFile(StateFile(path: path, limit: 100), what: "the test", pause: pause, disk: disk), path)
    }

    @Test("of many changes only the last is written, at the latest at the end")
    func last() throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        let (file, path) = keptFile(folder, disk, pause: .seconds(3600))
        for number in 0..<1000 { file.keep { Array("\(number)".utf8) } }
        #expect(try folder.names() == [])
        disk.finish(within: .seconds(60))
        #expect(try TemporaryFolder.text(path) == "999")
        #expect(try TemporaryFolder.mode(path) == 0o600)
        #expect(try folder.names() == ["f"])
    }

    @Test("what changes while it is being written is written as well")
    func meanwhile() async throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        let (file, path) = keptFile(folder, disk)
        file.keep { Array("one".utf8) }
        file.hurry()
        file.keep { Array("two".utf8) }
        disk.finish(within: .seconds(60))
        #expect(try TemporaryFolder.text(path) == "two")
    }

    @Test("a disk that hangs is not waited for at the end for longer than the bound")
    func hanging() throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        let release = DispatchSemaphore(value: 0)
        disk.work { release.wait() }
        let (file, _) = keptFile(folder, disk)
        file.keep { [] }
        disk.finish(within: .milliseconds(20))
        #expect(try folder.names() == [])
        release.signal()
    }

    @Test("a failure is told once until it is over")
    func failure() async throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        var told: [String] = []
        disk.onProblem = { told.append($0) }
        let path = folder.path + "/missing/f"
        let file = KeptFile(StateFile(path: path, limit: 100), what: "the test", pause: .zero, disk: disk)
        for _ in 0..<3 {
            file.keep { [1] }
            file.hurry()
            disk.finish(within: .seconds(60))
            await Task { @MainActor in }.value
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(told == ["could not save the test: opening: No such file or directory"])
    }

    @Test("people and trust come back in the next run; damaged ones are told and left as they are")
    func values() throws {
        let folder = try TemporaryFolder()
        let people = People([[.init(service: "home", address: "a"), .init(service: "work", address: "b")]])
        do {
            let disk = KeptDisk()
            KeptValue(.people, path: folder.path + "/people", disk: disk).save(people)
            disk.finish(within: .seconds(60))
        }
        #expect(KeptValue(.people, path: folder.path + "/people", disk: KeptDisk()).kept == people)
        for name in ["people", "trust"] { _ = try folder.file(name, "porchlight x 1 00000000\n".utf8) }
        let disk = KeptDisk()
        let damaged = KeptValue(.people, path: folder.path + "/people", disk: disk)
        #expect(damaged.kept == nil)
        #expect(damaged.problem == "people not used: \(folder.path)/people: is damaged")
        damaged.save(people)
        let trust = KeptValue(.trust, path: folder.path + "/trust", disk: disk)
        #expect(trust.problem == "trust not used: \(folder.path)/trust: is damaged")
        trust.save(KeptTrust())
        disk.finish(within: .seconds(60))
        #expect(try TemporaryFolder.text(folder.path + "/people") == "porchlight x 1 00000000\n")
        #expect(try TemporaryFolder.text(folder.path + "/trust") == "porchlight x 1 00000000\n")
    }
}

@Suite("What is remembered about trusting servers")
@MainActor
struct TrustStoreTests {
    private let account = KeptAccount(protocolName: "XMPP", address: "alice@example.org")
    private let other = KeptAccount(protocolName: "XMPP", address: "alice@example.net")

    private func store(_ folder: TemporaryFolder, _ disk: KeptDisk) -> TrustStore {
        TrustStore(KeptValue(.trust, path: folder.path + "/trust", disk: disk))
    }

    @Test("where what was remembered cannot be read, only a person allows a password that the server sees")
    func damagedFloor() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("trust", "porchlight x 1 00000000\n".utf8)
        let damaged = store(folder, KeptDisk())
        #expect(damaged.trust(of: account, pin: nil).floor() == .scramSHA1)
        damaged.allow(.weakerProof(used: "SCRAM-SHA-1", offered: "PLAIN"), for: account)
        #expect(damaged.trust(of: account, pin: nil).floor() == .plain)
    }

    @Test(
        "the strongest mechanism is the floor, and is there in the next run; a weaker one does not lower it")
    func floor() throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        let trust = store(folder, disk).trust(of: account, pin: nil)
        #expect(trust.floor() == nil)
        withExtendedLifetime(store(folder, disk)) {}
        let kept = store(folder, disk)
        let first = kept.trust(of: account, pin: nil)
        first.proved(.scramSHA1)
        first.proved(.scramSHA256)
        first.proved(.plain)
        #expect(first.floor() == .scramSHA256)
        #expect(kept.trust(of: other, pin: nil).floor() == nil)
        disk.finish(within: .seconds(60))
        let next = store(folder, KeptDisk())
        #expect(next.trust(of: account, pin: nil).floor() == .scramSHA256)
    }

    @Test(
        "a floor that an earlier version kept is one still; one that a later version kept asks for more than a password that the server sees",
        arguments: [
            ("SCRAM-SHA-256-PLUS", .scramSHA256Plus), ("SCRAM-SHA-1-PLUS", .scramSHA1Plus),
            ("SCRAM-SHA-256", .scramSHA256), ("SCRAM-SHA-1", .scramSHA1), ("PLAIN", .plain),
            ("SCRAM-SHA9-9000", .scramSHA1),
        ] as [(String, SASLMechanism)])
    func keptFloor(name: String, floor: SASLMechanism) throws {
        let folder = try TemporaryFolder()
        var kept = KeptTrust()
        kept[account].strongest = name
        _ = try folder.file("trust", kept.written)
        let trust = store(folder, KeptDisk())
        #expect(trust.trust(of: account, pin: nil).floor() == floor)
        #expect(trust.trust(of: other, pin: nil).floor() == nil)
    }

    @Test("only a person lowers the floor, and names a key; both last")
    func consent() throws {
        let folder = try TemporaryFolder()
        let disk = KeptDisk()
        let kept = store(folder, disk)
        let trust = kept.trust(of: account, pin: nil)
        trust.proved(.scramSHA256Plus)
        kept.allow(.weakerProof(used: "SCRAM-SHA-256-PLUS", offered: "PLAIN"), for: account)
        #expect(trust.floor() == .plain)
        #expect(trust.pins().isEmpty)
        let key = KeyConsent(fingerprint: Array(0..<32), fault: "", facts: [])
        kept.allow(.key(key), for: account)
        let pin = try #require(KeyFingerprint(bytes: Array(0..<32)))
        #expect(trust.pins() == [pin])
        #expect(kept.trust(of: other, pin: nil).pins().isEmpty)
        disk.finish(within: .seconds(60))
        let next = store(folder, KeptDisk()).trust(of: account, pin: nil)
        withExtendedLifetime(next) {}
        let again = store(folder, KeptDisk())
        #expect(again.trust(of: account, pin: nil).pins() == [pin])
        // A new key takes the place of the old one.
        again.allow(.key(KeyConsent(fingerprint: Array(1..<33), fault: "", facts: [])), for: account)
        #expect(
            again.trust(of: account, pin: nil).pins()
                == Set([KeyFingerprint(bytes: Array(1..<33))].compactMap { $0 }))
    }

    @Test("a configured key is the only one that counts")
    func configured() throws {
        let folder = try TemporaryFolder()
        let kept = store(folder, KeptDisk())
        kept.allow(.key(KeyConsent(fingerprint: Array(0..<32), fault: "", facts: [])), for: account)
        let pin = try #require(KeyFingerprint(bytes: Array(repeating: 9, count: 32)))
        #expect(kept.trust(of: account, pin: pin).pins() == [pin])
    }

    @Test("a check uses what is kept, and changes nothing")
    func check() throws {
        let folder = try TemporaryFolder()
        #expect(mkdir(folder.path + "/porchlight", 0o700) == 0)
        let disk = KeptDisk()
        let path = folder.path + "/porchlight/trust"
        let kept = TrustStore(KeptValue(.trust, path: path, disk: disk))
        kept.trust(of: account, pin: nil).proved(.scramSHA1)
        disk.finish(within: .seconds(60))
        let before = try TemporaryFolder.text(path)
        let check = TrustStore.asKept(["XDG_STATE_HOME": folder.path])
        let trust = check.trust(of: account, pin: nil)
        #expect(trust.floor() == .scramSHA1)
        trust.proved(.scramSHA256)
        #expect(try TemporaryFolder.text(path) == before)
        #expect(try folder.names(in: "porchlight") == ["trust"])
    }

    @Test(
        "a key is read as it is written, with or without colons",
        arguments: [
            "sha256:" + String(repeating: "0a", count: 32), "sha256:" + String(repeating: "0A", count: 32),
            "sha256:" + Array(repeating: "0A", count: 32).joined(separator: ":"),
        ])
    func written(text: String) throws {
        let key = try #require(KeyPin.parse(text))
        #expect(key.bytes == Array(repeating: 10, count: 32))
        #expect(KeyPin.written(key) == "sha256:" + String(repeating: "0a", count: 32))
    }

    @Test(
        "anything else is no key",
        arguments: [
            "", "sha256:", String(repeating: "0a", count: 32), "sha1:" + String(repeating: "0a", count: 32),
            "sha256:" + String(repeating: "0a", count: 31), "sha256:" + String(repeating: "0a", count: 33),
            "sha256:" + String(repeating: "0g", count: 32), "sha256::" + String(repeating: "0a", count: 32),
            "SHA256:" + String(repeating: "0a", count: 32),
            "sha256:" + String(repeating: "0a", count: 32) + " ",
        ])
    func notWritten(text: String) {
        #expect(KeyPin.parse(text) == nil)
    }
}
