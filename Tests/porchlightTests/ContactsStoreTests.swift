import Foundation
import Glibc
import Journal
import Messenger
import Testing

@testable import porchlight

@Suite("Contact lists between runs")
@MainActor
struct ContactsStoreTests {
    private let service = ServiceDescription(name: "home", address: "alice@example.org", protocolName: "XMPP")
    private let contacts = [
        Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"]),
        Contact(address: "carol@example.org", name: "Carol", groups: [], subscription: .to),
    ]

    private struct Run {
        let disk = KeptDisk()
        let store: ContactsStore
        var state: MessengerState

        @MainActor
        init(_ service: ServiceDescription, _ state: ClientState) {
            store = ContactsStore([service], state, disk)
            self.state = MessengerState(services: [service], primary: nil)
        }

        @MainActor
        mutating func take(_ events: [MessengerEvent], at second: Int64) {
            for event in events { state.apply(event) }
            let time = JournalTime(milliseconds: 1_795_518_187_000 + second * 1000, offset: 0)
            let moment = Moment(nanoseconds: (1000 + second) * 1_000_000_000)
            store.take(events, state, at: JournalReading(moment: moment, time: time))
        }

        @MainActor
        func found() async -> ContactsStore.Found {
            await withCheckedContinuation { continuation in
                store.read { continuation.resume(returning: $0) }
            }
        }
    }

    private let home = ServiceID(index: 0)

    private func listed(_ folder: TemporaryFolder) throws -> [String] {
        try folder.names(in: "porchlight").filter { $0 != "lock" }
    }

    @Test("a list is there in the next run, as of the session's end")
    func kept() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        var run = Run(service, state)
        #expect(await run.found().lists.isEmpty)
        run.take([.contactsReceived(home, contacts), .contactsVersionChanged(home, "v7")], at: 0)
        run.take([.contactsUnknown(home, asOf: Moment(nanoseconds: 1_055_000_000_000))], at: 60)
        run.disk.finish(within: .seconds(60))
        let found = await Run(service, state).found()
        #expect(found.problems == [])
        let list = try #require(found.lists[0])
        #expect(list.contacts == contacts)
        #expect(list.version == "v7")
        #expect(list.asOf == JournalTime(milliseconds: 1_795_518_187_000 + 55_000, offset: 0))
        let path = folder.path + "/porchlight/" + KeptAccount(service).fileName("contacts")
        #expect(try TemporaryFolder.mode(path) == 0o600)
    }

    @Test("an attempt that failed does not make an old list newer, nor an unknown one empty")
    func failedAttempt() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        var run = Run(service, state)
        run.take([.contactsUnknown(home, asOf: Moment(nanoseconds: 1_055_000_000_000))], at: 60)
        run.disk.finish(within: .seconds(60))
        #expect(try listed(folder) == [])
    }

    @Test("a list that has become empty is kept as that")
    func emptied() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        var run = Run(service, state)
        run.take([.contactsReceived(home, contacts)], at: 0)
        run.take(
            [
                .contactRemoved(ContactID(service: home, number: 0)),
                .contactRemoved(ContactID(service: home, number: 1)),
            ], at: 1)
        run.disk.finish(within: .seconds(60))
        #expect(await Run(service, state).found().lists[0]?.contacts.isEmpty == true)
    }

    @Test("presence writes nothing")
    func presence() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        var run = Run(service, state)
        let contact = ContactID(service: home, number: 0)
        run.take([.presenceChanged(contact, .offline, since: .unknown), .signedIn(home)], at: 0)
        run.disk.finish(within: .seconds(60))
        #expect(try listed(folder) == [])
    }

    @Test("a damaged list is told once and begun anew")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        let name = KeptAccount(service).fileName("contacts")
        let path = try folder.file("porchlight/" + name, "porchlight contacts 1 00000000\nx\n".utf8)
        var run = Run(service, state)
        let found = await run.found()
        #expect(found.lists.isEmpty)
        #expect(found.problems == ["contacts of the last run not used: \(path): is damaged"])
        run.take([.contactsReceived(home, contacts)], at: 0)
        run.disk.finish(within: .seconds(60))
        #expect(await Run(service, state).found().lists[0]?.contacts == contacts)
    }

    @Test("a file that others may read, and a link, are not read; a link's target is not written")
    func refused() async throws {
        let folder = try TemporaryFolder()
        let state = try ClientState.open(["XDG_STATE_HOME": folder.path])
        let name = KeptAccount(service).fileName("contacts")
        var run = Run(service, state)
        run.take([.contactsReceived(home, contacts)], at: 0)
        run.disk.finish(within: .seconds(60))
        let path = folder.path + "/porchlight/" + name
        chmod(path, 0o644)
        #expect(await Run(service, state).found().problems.first?.contains("(mode 0644)") == true)
        let target = folder.path + "/target"
        #expect(rename(path, target) == 0)
        chmod(target, 0o600)
        #expect(symlink(target, path) == 0)
        #expect(await Run(service, state).found().lists.isEmpty)
        let before = try TemporaryFolder.text(target)
        run.take([.contactsReceived(home, [])], at: 1)
        run.disk.finish(within: .seconds(60))
        #expect(try TemporaryFolder.text(target) == before)
        #expect(await Run(service, state).found().lists[0]?.contacts.isEmpty == true)
    }

    @Test("without a folder nothing is kept, and the answer comes at once")
    func nowhere() {
        let store = ContactsStore([service], .none, KeptDisk())
        var answers = 0
        store.read { found in answers += found.lists.isEmpty ? 1 : 0 }
        #expect(answers == 1)
    }
}
