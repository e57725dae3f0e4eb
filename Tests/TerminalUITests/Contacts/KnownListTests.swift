import Messenger
import Testing

@testable import TerminalUI

private func known(ago: Duration) -> [Int: KnownContacts] {
    // The machine started 1000 s ago: what is older was before that.
    let moment = Moment(nanoseconds: 1_000_000_000_000).advanced(by: .zero - ago)
    let contacts = [Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"])]
    return [0: KnownContacts(version: "1", contacts: contacts, asOf: moment)]
}

@Suite struct KnownListTests {
    @Test(
        "who was known is shown at once, as of when",
        arguments: [
            (Duration.seconds(3600), "as of 12:00"), (.seconds(86_399), "as of 13:00"),
            (.seconds(2 * 86_400), "as of 3 Jan"), (.seconds(30 * 86_400), "as of 6 Dec 2025"),
        ])
    func asOf(ago: Duration, words: String) {
        var scene = Scene(services: [.home], rows: 12, columns: 80, known: known(ago: ago))
        #expect(scene.draw().lines[3].contains("? Bob            \(words)"))
        scene.changeStatus(0, .connecting)
        #expect(scene.draw().lines[3].contains("? Bob            \(words)"))
    }

    @Test("after a sign-out they are shown as of then")
    func afterSignOut() {
        var scene = Scene.managing()
        scene.beginSignOut(0)
        scene.finishSignOut(0, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)))
        #expect(scene.draw().lines[3].contains("? Bob            as of 13:00"))
    }

    @Test(
        "days are counted by the calendar",
        arguments: [
            (0, 1970, 1, 1), (-1, 1969, 12, 31), (951_782_399, 2000, 2, 28), (951_782_400, 2000, 2, 29),
            (951_868_800, 2000, 3, 1), (4_107_542_400, 2100, 3, 1), (1_767_614_400, 2026, 1, 5),
            (-62_135_596_800, 1, 1, 1), (253_402_300_799, 9999, 12, 31),
        ])
    func days(seconds: Int64, year: Int64, month: Int, day: Int) {
        let civil = CivilDay(seconds: seconds)
        #expect((civil.year, civil.month, civil.day) == (year, month, day))
    }

    @Test("no reading of the clocks upsets it")
    func extremes() {
        for wall in [Int64.min, -1, 0, .max] {
            for nanoseconds in [Int64.min, 0, .max] {
                let clock = ClockReading(
                    moment: Moment(nanoseconds: .max), wallSeconds: wall, utcOffset: .max)
                #expect(!clock.timeOrDay(at: Moment(nanoseconds: nanoseconds)).isEmpty)
            }
        }
    }
}
