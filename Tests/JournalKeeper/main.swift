import Glibc
import Journal
import Messenger

// Keeps one record after the other until it is killed, and says the number of each once it is kept.
// Arguments: the journal's path, its limit in bytes.
let arguments = CommandLine.arguments
guard arguments.count == 3, let limit = Int(arguments[2]) else { exit(2) }
let journal = JournalFile(path: arguments[1], limit: limit) { _ in }
for number in 1... {
    let time = JournalTime(milliseconds: Int64(number), offset: 0)
    let reason = String(repeating: "x", count: number % 60)
    journal.append(
        JournalRecord(
            time: time, service: "home", address: "alice@example.org",
            happening: .sessionEnded(reason: "\(number) \(reason)")))
    journal.finish(within: .seconds(60))
    let line = Array("\(number)\n".utf8)
    guard write(STDOUT_FILENO, line, line.count) == line.count else { exit(1) }
}
