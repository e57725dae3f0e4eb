import Glibc
import Testing

@testable import NcursesTerminal

@Suite("Signals that ask for the end") struct EndSignalsTests {
    @Test(
        "the second signal insists, unless it is the same event once more",
        arguments: [
            (SIGTERM, SIGTERM, 10, EndSignals.Meaning.insist),
            (SIGTERM, SIGHUP, 10, .insist),
            (SIGHUP, SIGTERM, 10, .insist),
            (SIGINT, SIGHUP, 10, .insist),
            (SIGHUP, SIGHUP, 999, .same),
            (SIGHUP, SIGHUP, 1000, .insist),
            (SIGINT, SIGINT, 500, .same),
            (SIGINT, SIGINT, 1001, .insist),
        ] as [(Int32, Int32, UInt64, EndSignals.Meaning)])
    func second(_ first: Int32, _ second: Int32, _ after: UInt64, _ meaning: EndSignals.Meaning) {
        var signals = EndSignals()
        #expect(signals.receive(first, at: 5000) == .ask)
        #expect(signals.receive(second, at: 5000 + after) == meaning)
    }

    @Test("a held Ctrl-C stays one press, however long it is held")
    func held() {
        var signals = EndSignals()
        #expect(signals.receive(SIGINT, at: 0) == .ask)
        for moment in stride(from: UInt64(600), through: 5000, by: 33) {
            #expect(signals.receive(SIGINT, at: moment) == .same)
        }
        #expect(signals.receive(SIGINT, at: 5300) == .insist)
    }
}
