import Messenger
import Testing

@testable import Journal

@Suite("What the recorder makes of a messenger's events")
struct JournalRecorderTests {
    private static let home = ServiceID(index: 0)
    private static let work = ServiceID(index: 1)

    /// An event, and how many milliseconds after the start it is told.
    typealias Told = (Int64, MessengerEvent)

    private func records(_ events: [Told]) -> [JournalRecord] {
        var recorder = JournalRecorder([
            ServiceDescription(name: "home", address: "alice@example.org", protocolName: "XMPP"),
            ServiceDescription(name: "work", address: "alice@example.net", protocolName: "XMPP"),
        ])
        return events.compactMap { later, event in
            let moment = Moment(nanoseconds: later * 1_000_000)
            return recorder.take(event, at: JournalReading(moment: moment, time: time(later)))
        }
    }

    private static func status(_ new: Status, of service: ServiceID = home) -> MessengerEvent {
        .statusChanged(service, old: .offline, new: new)
    }

    private static func began(_ later: Int64) -> MessengerEvent {
        .signOutBegan(home, at: Moment(nanoseconds: later * 1_000_000))
    }

    private static let up: [Told] = [
        (0, status(.findingServer)), (5, status(.connecting)), (9, status(.synchronizing)),
        (20, status(.available)),
        (20, .signedIn(home)),
    ]

    static let stories: [(String, [Told], [JournalRecord])] = [
        ("a sign-in that succeeds", up, [record(.signInBegan), record(.signedIn(began: time()), 20)]),
        (
            "a sign-in that fails",
            [
                (0, status(.findingServer)),
                (7, .sessionEnded(home, SessionEnd(reason: "no\nway", remedy: .person))),
                (7, status(.offline)),
            ],
            [record(.signInBegan), record(.signInFailed(began: time(), reason: "no way"), 7)]
        ),
        (
            "a session that ends by itself, and comes back",
            up + [
                (50, .sessionEnded(home, SessionEnd(reason: "reset", remedy: .wait))), (50, status(.offline)),
                (50, .retryPlanned(home, at: Moment(nanoseconds: 0))), (90, status(.connecting)),
            ],
            [
                record(.signInBegan), record(.signedIn(began: time()), 20),
                record(.sessionEnded(reason: "reset"), 50), record(.signInBegan, 90),
            ]
        ),
        (
            "an acknowledged sign-out, told a little later than it happened",
            up + [
                (101, began(100)), (101, status(.disconnecting)), (103, .signOutSent(home)),
                (104, .signOutSent(home)),
                (
                    500,
                    .signOutEnded(
                        home,
                        .acknowledged(after: .microseconds(400_700), by: SignOutAnswer(.error, passed: 2)))
                ),
                (500, status(.offline)),
            ],
            [
                record(.signInBegan), record(.signedIn(began: time()), 20),
                record(
                    .signedOut(
                        JournalRecord.Receipt(
                            asked: time(100), sent: time(103),
                            ending: .acknowledged(
                                after: .milliseconds(400), by: SignOutAnswer(.error, passed: 2)))),
                    500),
            ]
        ),
        (
            "a sign-out that could not be told",
            up + [(30, began(30)), (31, .signOutEnded(home, .couldNotSend(reason: "\u{1b}[1mno")))],
            [
                record(.signInBegan), record(.signedIn(began: time()), 20),
                record(
                    .signedOut(
                        JournalRecord.Receipt(
                            asked: time(30), sent: nil, ending: .couldNotSend(reason: "\u{fffd}[1mno"))), 31),
            ]
        ),
        (
            "a sign-in that was cancelled",
            [
                (0, status(.findingServer)), (4, began(4)), (4, .signOutEnded(home, .cancelledBeforeSignIn)),
                (4, status(.offline)), (9, status(.findingServer)),
            ],
            [
                record(.signInBegan),
                record(
                    .signedOut(
                        JournalRecord.Receipt(asked: time(4), sent: nil, ending: .cancelledBeforeSignIn)), 4),
                record(.signInBegan, 9),
            ]
        ),
        (
            "what is no sign-in or sign-out leaves none",
            [
                (0, .statusChanged(nil, old: .offline, new: .connecting)), (0, status(.offline)),
                (1, .signInQueued(true)), (2, .contactsReceived(home, [])),
                (3, .signedOut(SignOutReport(entries: [], primaryNotSignedIn: nil))),
            ], []
        ),
        (
            "a service that is none leaves none",
            [(0, .signedIn(ServiceID(index: 2))), (0, .signedIn(ServiceID(index: -1)))],
            []
        ),
    ]

    @Test("each story leaves its records", arguments: stories.indices)
    func story(number: Int) {
        let (name, events, expected) = Self.stories[number]
        #expect(records(events) == expected, "\(name)")
    }

    @Test("services do not get into each other's records")
    func several() {
        let both: [Told] = [
            (0, Self.status(.connecting)), (1, Self.status(.connecting, of: Self.work)),
            (2, .signedIn(Self.work)),
            (3, .signedIn(Self.home)),
        ]
        let made = records(both)
        #expect(made.map(\.service) == ["home", "work", "work", "home"])
        #expect(made.last?.happening == .signedIn(began: time()))
        #expect(made[2].happening == .signedIn(began: time(1)))
    }

    @Test("every record is read back as it was made", arguments: stories.indices)
    func kept(number: Int) throws {
        let made = records(Self.stories[number].1)
        let bytes = JournalFormat.header + made.flatMap { JournalFormat.line($0) }
        #expect(try JournalContent(bytes).records == made)
    }
}
