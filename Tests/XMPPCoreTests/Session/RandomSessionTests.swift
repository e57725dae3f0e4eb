import Storytelling
import Testing
import XMPPCore

/// Recorded sessions spoilt at random: whatever arrives, the session keeps its promises.
@Suite struct RandomSessionTests {
    private static let farewell = "<presence type='unavailable'/></stream:stream>"

    /// What happens to the bytes of one line.
    private static func spoil(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var spoilt = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !spoilt.isEmpty {
            let place = Int.random(in: 0..<spoilt.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: spoilt[place] = UInt8.random(in: 0...255, using: &random)
            case 1: spoilt.remove(at: place)
            case 2: spoilt.insert(spoilt[place], at: place)
            case 3: spoilt.removeSubrange(place..<min(place + 40, spoilt.count))
            default: spoilt += Array(spoilt[place...].prefix(200))
            }
        }
        return spoilt
    }

    @Test(
        "a session of spoilt bytes ends at most once and then orders nothing",
        arguments: TranscriptTests.names)
    func spoilt(name: String) throws {
        let transcript = try Transcript(named: name)
        var random = SeededRandom(seed: 0x6C69_6768_74)
        for round in 0..<300 {
            let target = Int.random(in: 0..<transcript.lines.count, using: &random)
            var seed = random
            let told = try transcript.replay { number, bytes in
                number == target ? [Self.spoil(bytes, &seed)[...]] : [bytes[...]]
            }
            random = seed
            let ends = told.events.count { if case .ended = $0 { true } else { false } }
            try #require(ends == 1, "round \(round)")
            guard case .ended? = told.events.last else {
                Issue.record("round \(round): something was told after the end")
                return
            }
        }
    }

    @Test(
        "a sign-out at any byte of a session is the last that is written",
        arguments: ["sign-out", "whole-session"])
    func signOutAnywhere(name: String) throws {
        let lines = try Transcript(named: name).lines
        let session = lines.firstIndex { if case .proved = $0 { true } else { false } } ?? 0
        for target in lines.indices where target > session + 1 {
            guard case .server(let bytes) = lines[target] else { continue }
            for place in stride(from: 0, to: bytes.count, by: 7) {
                let driver = try Self.replay(lines, signOutAt: target, place)
                try #require(driver.written.hasSuffix(Self.farewell), "line \(target), byte \(place)")
                guard case .acknowledged? = driver.end else {
                    Issue.record("line \(target), byte \(place): \(String(describing: driver.end))")
                    return
                }
            }
        }
    }

    private static func replay(_ lines: [Transcript.Line], signOutAt target: Int, _ place: Int) throws
        -> SessionDriver
    {
        let driver = try SessionDriver()
        driver.give { $0.connected() }
        driver.give { $0.secured(.tls13) }
        for (number, line) in lines.enumerated() {
            switch line {
            case .server(let bytes) where number == target:
                driver.read(Array(bytes[..<place]))
                driver.give { $0.signOutRequested() }
                driver.read(Array(bytes[place...]))
            case .server(let bytes): driver.read(bytes)
            case .produced(let message): driver.give { $0.saslProduced(message) }
            case .proved: driver.give { $0.saslFinished() }
            case .signOut, .written, .ended: break
            }
        }
        return driver
    }
}
