import Glibc
import Journal
import Messenger
import Storytelling
import TerminalUI
import Testing

@testable import porchlight

@Suite("What the client remembers")
struct ClientStateTests {
    @Test(
        "a second client with the same folder is told whose it is; with another folder it runs", .matrix(26))
    func second() throws {
        let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
        let first = try ClientState.open(["XDG_STATE_HOME": one.path])
        #expect(first.file("journal") == one.path + "/porchlight/journal")
        let error = try #require(throws: AlreadyRunning.self) {
            try ClientState.open(["XDG_STATE_HOME": one.path])
        }
        #expect(error == AlreadyRunning(process: getpid()))
        #expect(Exit.words(for: error) == "porchlight: already running (pid \(getpid()))")
        #expect(try ClientState.open(["XDG_STATE_HOME": other.path]).problem == nil)
        withExtendedLifetime(first) {}
    }

    @Test("where nothing can be kept, that is told, and the client does without", .matrix(23))
    func nowhere() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("file", "x".utf8)
        let state = try ClientState.open(["XDG_STATE_HOME": file])
        #expect(state.file("journal") == nil)
        #expect(
            state.problem == "could not save in \(file)/porchlight: making the folder: Not a directory")
        #expect(try ClientState.open([:]).problem != nil)
    }

    @Test(
        "choices are read as they were kept",
        arguments: [
            Preferences(), Preferences(offlineContacts: .hidden, order: .name, foldedGroups: ["Work", ""]),
            Preferences(foldedGroups: ["a\nb", "a\\nb", "\r\n", "\\", "order name", "\u{e4}", "e\u{301}"]),
        ])
    func preferences(choices: Preferences) {
        let bytes = Array(PreferencesText.written(choices).utf8)
        #expect(PreferencesText.read(bytes) == choices)
        for length in 0..<bytes.count {
            // A part is either no text of ours, or ends at a line that was whole.
            guard PreferencesText.read(Array(bytes.prefix(length))) != nil else { continue }
            #expect(bytes[length - 1] == UInt8(ascii: "\n"))
        }
    }

    @Test("a damaged file of choices is told, and left as it is", .matrix(24))
    @MainActor
    func damaged() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("preferences", "porchlight preferences 2\n".utf8)
        let store = KeptValue(.preferences, path: path, disk: KeptDisk())
        #expect(store.kept == nil)
        #expect(store.problem == "preferences not used: \(path): is damaged")
        store.save(Preferences(order: .name))
        #expect(try TemporaryFolder.text(path) == "porchlight preferences 2\n")
    }

    @Test("a receipt is told with its times, and only the server's word makes it signed out")
    func lines() {
        func line(_ ending: SignOutEnding, sent: JournalTime?) -> JournalLine {
            let time = JournalTime(milliseconds: 1_795_518_187_122, offset: 60)
            let receipt = JournalRecord.Receipt(asked: time, sent: sent, ending: ending)
            return JournalLine(
                .happened(
                    JournalRecord(
                        time: time, service: "home", address: "a@b.example", happening: .signedOut(receipt))))
        }
        let sent = JournalTime(milliseconds: 1_795_518_187_123, offset: 60)
        #expect(
            line(.acknowledged(after: .milliseconds(12), by: SignOutAnswer(.error, passed: 2)), sent: sent)
                == JournalLine(
                    text: "2026-11-24 12:03:07 home: signed out, acknowledged in 12 ms "
                        + "(asked 12:03:07.122, sent 12:03:07.123, answered 12:03:07.122 by ERROR, "
                        + "2 passed over before it)", kind: .confirmed))
        #expect(
            line(.couldNotSend(reason: "reset"), sent: nil)
                == JournalLine(
                    text:
                        "2026-11-24 12:03:07 home: could not be told (reset) (asked 12:03:07.122, not sent)",
                    kind: .unconfirmed))
    }
}
