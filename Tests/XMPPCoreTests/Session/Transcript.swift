import SASL
import Storytelling
import Testing
import XMPPCore

/// A session with a real server, as recorded: what the server sent, and what happened on this side in between.
///
/// The counts of stream management are those of the replay: the recording client had sent other stanzas.
///
/// One line per read or event. `S BYTES`: the server's bytes, inside TLS. `C produced TEXT`: the SASL exchange
/// made a message; `C proved`: it was satisfied; `C sign-out`; `C written`; `C ended`: the connection was closed.
struct Transcript: Sendable {
    enum Line: Sendable {
        case server([UInt8])
        case produced([UInt8])
        case proved
        case signOut
        case written
        case ended
    }

    let lines: [Line]

    init(named name: String) throws {
        lines = try recordedLines(name).map { try Self.line($0) }
    }

    private static func line(_ text: String) throws -> Line {
        if text.hasPrefix("S ") { return .server(Array(text.dropFirst(2).utf8)) }
        if text.hasPrefix("C produced ") { return .produced(Array(text.dropFirst(11).utf8)) }
        let lines: [String: Line] = [
            "C proved": .proved, "C sign-out": .signOut, "C written": .written, "C ended": .ended,
        ]
        return try #require(lines[text])
    }
}

/// What a session told and wrote, however it came to be read.
struct Told: Equatable {
    var events: [XMPPEvent] = []
    var written = ""
}

extension Transcript {
    /// Replays the recording. `cut` says in which pieces the server's bytes of a line are read.
    func replay(cut: (_ line: Int, [UInt8]) -> [ArraySlice<UInt8>]) throws -> Told {
        let driver = try SessionDriver()
        driver.give { $0.connected() }
        driver.give { $0.secured(.tls13) }
        for (number, line) in lines.enumerated() {
            switch line {
            case .server(let bytes): for piece in cut(number, bytes) { driver.read(Array(piece)) }
            case .produced(let message): driver.give { $0.saslProduced(message) }
            case .proved: driver.give { $0.saslFinished() }
            case .signOut: driver.give { $0.signOutRequested() }
            case .written: driver.give { $0.writeFinished() }
            case .ended: driver.give { $0.ended(.endOfFile) }
            }
        }
        return Told(events: driver.events, written: driver.written)
    }

    /// Replays with every line read whole.
    func replay() throws -> Told {
        try replay { _, bytes in [bytes[...]] }
    }
}
