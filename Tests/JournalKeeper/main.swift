import Glibc
import Journal
import Messenger

// Keeps one record after the other, or one contact list after the other, until it is killed, and says the number of
// each once it is kept.
// Arguments: what to keep (journal or contacts), the file's path, and the journal's limit in bytes or the number of
// contacts.
let arguments = CommandLine.arguments
guard arguments.count == 4, let size = Int(arguments[3]) else { exit(2) }

func say(_ number: Int) {
    let line = Array("\(number)\n".utf8)
    guard write(STDOUT_FILENO, line, line.count) == line.count else { exit(1) }
}

func keepRecords() {
    let journal = JournalFile(path: arguments[2], limit: size) { _ in }
    for number in 1... {
        let time = JournalTime(milliseconds: Int64(number), offset: 0)
        let reason = String(repeating: "x", count: number % 60)
        journal.append(
            JournalRecord(
                time: time, service: "home", address: "alice@example.org",
                happening: .sessionEnded(reason: "\(number) \(reason)")))
        journal.finish(within: .seconds(60))
        say(number)
    }
}

func keepContacts() {
    let file = StateFile(path: arguments[2], limit: KeptContacts.limit)
    let account = KeptAccount(protocolName: "XMPP", address: "alice@example.org")
    for number in 1... {
        let contacts = (0..<size).map { place in
            Contact(address: "\(place)@example.org", name: "\(number)", groups: ["Friends"])
        }
        let list = KeptContacts(
            account: account, version: "\(number)", contacts: contacts,
            asOf: JournalTime(milliseconds: Int64(number), offset: 0))
        guard (try? file.replace(list.written)) != nil else { exit(1) }
        say(number)
    }
}

switch arguments[1] {
case "journal": keepRecords()
case "contacts": keepContacts()
default: exit(2)
}
