import Storytelling
import Testing
import XMPPCore

/// Sessions recorded with Prosody, read in every way in which a network may deliver them.
@Suite struct TranscriptTests {
    static let names = [
        "sign-out", "closing-tag-only", "stopped-server", "whole-session", "conflict", "shutdown", "killed",
    ]

    private static let signIn: [XMPPEvent] = [
        .progressed(.negotiatingTLS), .progressed(.openingStream), .progressed(.authenticating),
        .progressed(.openingStream), .sessionBegan, .progressed(.binding), .progressed(.loadingRoster),
    ]

    private static func bob() throws -> RosterEntry {
        RosterEntry(
            address: try #require(JID("bob@porch.test")), name: "Bob", groups: ["Friends"],
            subscription: .both,
            isAsking: false)
    }

    /// What the server says of Bob when Alice has signed in, with its stamp in seconds since 1970.
    private static func bobWas(since stamp: Int64) -> XMPPEvent { bobIs(.available, since: .stamped(stamp)) }

    private static func bobIs(
        _ show: XMPPShow, _ status: String = "", since: ContactPresence.Since = .now
    ) -> XMPPEvent {
        .presence(
            number: 0,
            ContactPresence(
                availability: .online(show), status: status,
                resources: [ContactResource(name: "probe", priority: 0, show: show, status: status)],
                since: since))
    }

    private static let bobIsBlocked = XMPPEvent.presence(
        number: 0,
        ContactPresence(availability: .unknown, status: "", resources: [], since: .unknown))

    private static let bobLeft = XMPPEvent.presence(
        number: 0,
        ContactPresence(
            availability: .offline, status: "Disconnected: Received SIGTERM", resources: []))

    /// What follows the sign-in in each recording.
    private static let told: [String: [XMPPEvent]] = [
        "sign-out": [bobWas(since: 1_795_436_640), .signOutSent, .ended(.acknowledged(passed: 1))],
        "closing-tag-only": [bobWas(since: 1_795_436_642), .signOutSent, .ended(.acknowledged(passed: 0))],
        "stopped-server": [bobWas(since: 1_795_436_665), .signOutSent, .ended(.acknowledged(passed: 1))],
        "whole-session": [
            bobWas(since: 1_795_436_614), bobIs(.dnd, "in a call"), bobIsBlocked, .signOutSent,
            .ended(.acknowledged(passed: 2)),
        ],
        "conflict": [
            bobWas(since: 1_795_436_686),
            .ended(.failed(.streamError(.conflict, text: "Replaced by new connection", while: .online))),
        ],
        "shutdown": [
            bobWas(since: 1_795_437_531), bobLeft,
            .ended(.failed(.streamError(.systemShutdown, text: "Received SIGTERM", while: .online))),
        ],
        "killed": [bobWas(since: 1_795_437_532), .ended(.failed(.connectionClosed(while: .online)))],
    ]

    @Test("a recorded session read line by line tells what happened", arguments: names)
    func whole(name: String) throws {
        let rest = try #require(Self.told[name])
        let expected =
            Self.signIn + [
                .rosterReceived([try Self.bob()]), .rosterVersion("1"), .progressed(.online), .signedIn,
            ] + rest
        #expect(try Transcript(named: name).replay().events == expected)
    }

    @Test("a recorded session read byte by byte tells and writes the same", arguments: names)
    func byteByByte(name: String) throws {
        let transcript = try Transcript(named: name)
        let bytes = try transcript.replay { _, bytes in bytes.indices.map { bytes[$0...$0] } }
        #expect(try bytes == transcript.replay())
    }

    @Test("a recorded session with any one read split in two tells and writes the same", arguments: names)
    func everySplit(name: String) async throws {
        let transcript = try Transcript(named: name)
        let whole = try transcript.replay()
        for (target, line) in transcript.lines.enumerated() {
            guard case .server(let bytes) = line else { continue }
            for place in bytes.indices.dropFirst() {
                // Stories wait for a turn of this thread meanwhile.
                if place.isMultiple(of: 8) { await Task.yield() }
                let split = try transcript.replay { number, bytes in
                    number == target ? [bytes[..<place], bytes[place...]] : [bytes[...]]
                }
                try #require(split == whole, "line \(target) split at \(place)")
            }
        }
    }

    @Test("a recorded session split at random tells and writes the same", arguments: names)
    func randomSplits(name: String) throws {
        let transcript = try Transcript(named: name)
        let whole = try transcript.replay()
        var random = SeededRandom(seed: 0x706F_7263_686C)
        for round in 0..<200 {
            let split = try transcript.replay { _, bytes in random.pieces(of: bytes) }
            try #require(split == whole, "round \(round)")
        }
    }
}
