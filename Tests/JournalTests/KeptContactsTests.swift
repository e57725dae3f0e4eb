import Messenger
import Testing

@testable import Journal

let keptAccount = KeptAccount(protocolName: "XMPP", address: "alice@example.org")

func keptContacts(_ count: Int) -> KeptContacts {
    let subscriptions: [Contact.Subscription] = [.none, .to, .from, .both]
    let contacts = (0..<count).map { number in
        Contact(
            address: "contact\(number)@example.org", name: "Contact \(number)",
            groups: number.isMultiple(of: 3) ? [] : ["Friends", "Group \(number % 7)"],
            subscription: subscriptions[number % 4], isAsking: number.isMultiple(of: 5))
    }
    return KeptContacts(account: keptAccount, version: "v\(count)", contacts: contacts, asOf: time())
}

@Suite("Kept contact lists")
struct KeptContactsTests {
    @Test(
        "come back as they were, whatever the texts hold",
        arguments: [
            "", "a", "\t", "\n", "\\", "\\t", "a\tb\nc\\", "\u{e4}", "e\u{301}", "\u{0}", "\r\n",
            "\u{1f469}\u{200d}\u{1f680}",
            "\u{1b}[31m", "\u{9b}31m", "\u{7f}", "\u{a0}", "\u{202e}x", "\u{feff}", "\u{61c}", "\u{c2}",
            "\u{85}\u{2028}", "\\x1b",
            String(repeating: "x", count: 10_000),
        ])
    func roundTrip(text: String) throws {
        let account = KeptAccount(protocolName: "XMPP", address: "a" + text + "@b")
        let contacts = [
            Contact(
                address: text, name: text, groups: [text, "b" + text], subscription: .to, isAsking: true),
            nil,
            Contact(address: "c", name: text + "!", groups: [], subscription: .none),
        ]
        let list = KeptContacts(account: account, version: text, contacts: contacts, asOf: time())
        let read = try KeptContacts(written: list.written, account: account)
        #expect(read.contacts.map { $0?.bytes } == contacts.compactMap { $0 }.map { $0.bytes })
        #expect(Array(try #require(read.version).utf8) == Array(text.utf8))
        #expect(read.asOf == time())
        // Nothing in the file steers a terminal that shows it.
        let shown = try #require(String(validating: list.written, as: UTF8.self)).unicodeScalars
        #expect(
            shown.allSatisfy {
                $0 == "\n" || $0 == "\t" || ![.control, .format].contains($0.properties.generalCategory)
            })
    }

    @Test("a list without a name of the server's for it, and an empty one, come back as such")
    func empty() throws {
        let list = KeptContacts(account: keptAccount, version: nil, contacts: [], asOf: time())
        #expect(try KeptContacts(written: list.written, account: keptAccount) == list)
    }

    @Test("no part of a file, and no damaged one, is taken for a list")
    func damaged() throws {
        let bytes = keptContacts(20).written
        for length in 0..<bytes.count {
            #expect(throws: KeptFault.self) {
                try KeptContacts(written: Array(bytes.prefix(length)), account: keptAccount)
            }
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var changed = bytes
            for _ in 0...Int.random(in: 0..<8, using: &random) {
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = .random(in: .min ... .max, using: &random)
                case 1: changed.remove(at: place)
                case _: changed.insert(.random(in: .min ... .max, using: &random), at: place)
                }
            }
            guard changed != bytes else { continue }
            #expect(throws: KeptFault.self) { try KeptContacts(written: changed, account: keptAccount) }
        }
    }

    @Test(
        "rows that are none are refused even with a right check sum",
        arguments: [
            "", "XMPP\talice@example.org\n", "XMPP\talice@example.org\tnow\n", "one\n",
            "HEAD\tboth\n", "HEADsome\tb@c\tB\n", "HEAD\n\n", "HEADboth\tb@c\tB\\x\n",
            "HEADboth\tb@c\tB",
        ])
    func wrongRows(rows: String) {
        let head = "XMPP\talice@example.org\t2026-11-24T12:03:07.122+01:00\n"
        let text = rows.hasPrefix("HEAD") ? head + rows.dropFirst(4) : rows
        let bytes = Seal("contacts", version: 1).sealed(Array(text.utf8))
        #expect(throws: KeptFault.damaged) { try KeptContacts(written: bytes, account: keptAccount) }
    }

    @Test("another version, another kind of file and another account's list are told apart")
    func told() throws {
        let content = Array("x\n".utf8)
        #expect(throws: KeptFault.otherVersion) {
            try KeptContacts(written: Seal("contacts", version: 2).sealed(content), account: keptAccount)
        }
        #expect(throws: KeptFault.damaged) {
            try KeptContacts(written: Seal("people", version: 1).sealed(content), account: keptAccount)
        }
        #expect(throws: KeptFault.otherAccount) {
            try KeptContacts(
                written: keptContacts(1).written,
                account: KeptAccount(protocolName: "IRC", address: "alice@example.org"))
        }
    }

    @Test("bytes that are no text are refused even with a right check sum")
    func notText() {
        let row = Array("XMPP\talice@example.org\t2026-11-24T12:03:07.122+01:00\nboth\tb@c\t".utf8)
        let bytes = Seal("contacts", version: 1).sealed(row + [0xff, UInt8(ascii: "\n")])
        #expect(throws: KeptFault.damaged) { try KeptContacts(written: bytes, account: keptAccount) }
    }

    @Test(
        "the file's name is harmless, of one length, and another for another account",
        arguments: [
            "alice@example.org", "../../etc/passwd", "/", "", "a\0b", String(repeating: "x", count: 5000),
        ])
    func fileName(address: String) {
        let name = KeptAccount(protocolName: "XMPP", address: address).fileName("contacts")
        #expect(name.utf8.count == "contacts-".utf8.count + 16)
        let harmless = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
        #expect(harmless)
        #expect(name != KeptAccount(protocolName: "IRC", address: address).fileName("contacts"))
        #expect(name != KeptAccount(protocolName: "XMPP", address: address + "x").fileName("contacts"))
    }

    @Test("an account is the same by its bytes, not by what it looks like")
    func accounts() {
        let one = KeptAccount(protocolName: "XMPP", address: "\u{e9}@b")
        #expect(one != KeptAccount(protocolName: "XMPP", address: "e\u{301}@b"))
        #expect(one == KeptAccount(protocolName: "XMPP", address: "\u{e9}@b"))
    }

    @Test(
        "its time is on the clock of this run, also from before the machine started, and never in the future")
    func moments() {
        let now = JournalReading(moment: Moment(nanoseconds: 5_000_000_000), time: time())
        #expect(now.moment(of: time(-2000)) == Moment(nanoseconds: 3_000_000_000))
        #expect(now.moment(of: time(-3_600_000)) == Moment(nanoseconds: -3_595_000_000_000))
        #expect(now.moment(of: time(1000)) == now.moment)
        #expect(now.time(of: now.moment(of: time(-3_600_000))) == time(-3_600_000))
        let oldest = JournalTime(milliseconds: .min, offset: 0)
        #expect(now.moment(of: oldest) < now.moment)
        let list = keptContacts(8).known(at: now)
        #expect(list.asOf == now.moment && list.version == "v8" && list.contacts.count == 8)
    }
}

extension Contact {
    /// All of it, to be compared byte by byte.
    fileprivate var bytes: [[UInt8]] {
        ([address, name, "\(subscription) \(isAsking)"] + groups).map { Array($0.utf8) }
    }
}
