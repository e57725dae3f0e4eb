import Storytelling
import Testing

@testable import Messenger

/// A sign-out in the moment in which a reconnect is due: in whatever order they come, the sign-out wins.
@Suite("A retry and a sign-out in the same moment", .matrix(36))
struct RetryRaceTests {
    /// What may come in that moment.
    private enum Happening: CaseIterable {
        case timer
        case signOut
        case linksChecked
        case lateEnd
        case stopWaiting
        case presence
    }

    @Test("in 10,000 orders nothing connects after the sign-out")
    func orders() {
        for seed in 0..<UInt64(10_000) {
            var random = SplitMix64(state: seed)
            let happenings = (Happening.allCases + [.timer, .linksChecked, .signOut]).shuffled(using: &random)
            if let broken = play(happenings, &random) {
                Issue.record("seed \(seed), \(happenings): \(broken)")
                return
            }
        }
    }

    private func play(_ happenings: [Happening], _ random: inout SplitMix64) -> String? {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let reset = ServiceEvent.ended(.failed(SessionEnd(reason: "reset", remedy: .wait)))
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            _ = table.tell(0, reset)
            table.wait(60_000)
            _ = table.fire(.retry(ServiceID(index: 0)))
        }
        _ = table.tell(0, reset)
        var isSignedOut = false
        for happening in happenings {
            table.wait(Int64.random(in: 0...20_000, using: &random))
            let orders: [MessengerOrder]
            switch happening {
            // Also one that had fired already when it was disarmed.
            case .timer: orders = table.fire(.retry(ServiceID(index: 0)))
            case .signOut: orders = table.signOut()
            case .linksChecked: orders = table.checkLinks()
            case .lateEnd: orders = table.tell(0, reset)
            case .stopWaiting: orders = table.stopWaiting()
            case .presence: orders = table.core.setPresence(OwnPresence(status: .busy), at: table.moment)
            }
            if happening == .signOut { isSignedOut = true }
            for case .order(_, .signIn) in orders where isSignedOut { return "a sign-in after the sign-out" }
            for case .arm(.retry, _) in orders where isSignedOut { return "a retry after the sign-out" }
        }
        return table.core.phases[0] == .offline ? nil : "left as \(table.core.phases[0])"
    }
}
