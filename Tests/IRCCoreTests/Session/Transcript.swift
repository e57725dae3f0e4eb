import SASL
import Storytelling
import Testing

@testable import IRCCore

/// A session with a real server, as recorded: what the server sent, and what happened on this side in between.
///
/// `S LINE`: a line of the server's, inside TLS. `C produced TEXT`: the SASL exchange made a message, here in base
/// 64; `C proved`: it was satisfied; `C wishes TEXT`: the person wishes to be away with these words, or not to be;
/// `C fired TIMER`; `C sign-out`; `C written`.
struct Transcript: Sendable {
    enum Line: Sendable {
        case server([UInt8])
        case produced([UInt8])
        case proved
        case wishes(String?)
        case fired(IRCTimer)
        case signOut
        case written
    }

    let lines: [Line]

    init(named name: String) throws {
        lines = try recordedLines(name).map { try Self.line($0) }
    }

    private static func line(_ text: String) throws -> Line {
        let rest = { (prefix: String) in text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil }
        if let line = rest("S ") { return .server(Array(line.utf8) + [0x0D, 0x0A]) }
        if let message = rest("C produced ") {
            return .produced(try #require(Base64.decode(message.utf8)))
        }
        if let words = rest("C wishes ") { return .wishes(words.isEmpty ? nil : words) }
        if let name = rest("C fired ") {
            return .fired(try #require(IRCTimer.allCases.first { "\($0)" == name }))
        }
        let lines: [String: Line] = ["C proved": .proved, "C sign-out": .signOut, "C written": .written]
        return try #require(lines[text])
    }
}

/// What a session told and wrote, however it came to be read.
struct Told: Equatable {
    var events: [IRCEvent] = []
    var written = ""
}

extension Transcript {
    /// Replays the recording. `cut` says in which pieces the server's bytes of a line are read.
    func replay(
        _ driver: SessionDriver,
        cut: (_ line: Int, [UInt8]) -> [ArraySlice<UInt8>] = { _, bytes in [bytes[...]] }
    ) -> Told {
        driver.secure()
        for (number, line) in lines.enumerated() {
            switch line {
            case .server(let bytes): for piece in cut(number, bytes) { driver.read(Array(piece)) }
            case .produced(let message): driver.give { $0.saslProduced(message) }
            case .proved: driver.give { $0.saslFinished() }
            case .wishes(let words): driver.give { $0.presenceRequested(away: words) }
            case .fired(let timer): driver.give { $0.timerFired(timer) }
            case .signOut: driver.give { $0.signOutRequested() }
            case .written: driver.give { $0.writeFinished() }
            }
        }
        return Told(events: driver.events, written: driver.written)
    }
}
