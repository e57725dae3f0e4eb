import IRCCore
import Storytelling
import Testing

/// Sessions recorded with InspIRCd and ngIRCd, read in every way in which a network may deliver them.
@Suite struct TranscriptTests {
    static let names = [
        "inspircd-session", "inspircd-wrong-password", "inspircd-nick-in-use", "inspircd-shutdown",
        "ngircd-session",
        "ngircd-shutdown",
    ]

    private static func driver(for name: String) -> SessionDriver {
        let proves = name == "inspircd-session" || name == "inspircd-wrong-password"
        return SessionDriver(
            mechanisms: proves ? [.scramSHA256, .plain] : [],
            watched: name.hasSuffix("-session") ? ["Bob", "carol", "BOB"] : ["bob"], quitText: "signed out")
    }

    private static func isAs(
        _ availability: IRCAvailability, _ account: IRCAccountState = .unknown, number: Int32 = 0
    ) -> IRCEvent {
        .presence(number: number, IRCPresence(availability: availability, account: account))
    }

    private static let wayIn: [IRCEvent] = [
        .progressed(.negotiatingTLS), .progressed(.negotiatingCapabilities), .progressed(.registering),
        .sessionBegan,
        .progressed(.readingWelcome),
    ]

    private static func shutdown(_ text: String) -> [IRCEvent] {
        wayIn + [
            .contactsReceived(["bob"]), .progressed(.online), .signedIn, isAs(.offline),
            .ended(.failed(.endedByServer(text: text, while: .online))),
        ]
    }

    /// What each recording tells.
    private static let told: [String: [IRCEvent]] = [
        "inspircd-session": [
            .progressed(.negotiatingTLS), .progressed(.negotiatingCapabilities), .progressed(.authenticating),
            .progressed(.registering), .sessionBegan, .progressed(.readingWelcome),
            .contactsReceived(["Bob", "carol"]), .progressed(.online), .signedIn,
            isAs(.offline), isAs(.offline, number: 1), .ownPresenceConfirmed(.away),
            isAs(.here), isAs(.here, .unverified), .ownPresenceConfirmed(.here),
            isAs(.here, .verified("bob")),
            isAs(.away("lunch"), .verified("bob")), isAs(.here, .verified("bob")), isAs(.offline),
            isAs(.here), isAs(.here, .verified("bob")), isAs(.offline), .signOutSent,
            .ended(.acknowledged(.error, passed: 0)),
        ],
        "inspircd-wrong-password": [
            .progressed(.negotiatingTLS), .progressed(.negotiatingCapabilities), .progressed(.authenticating),
            .ended(.failed(.proofRefused(.failed, text: "SASL authentication failed"))),
        ],
        "inspircd-nick-in-use": wayIn.dropLast() + [
            .ended(.failed(.nickRefused(.inUse, nick: "alice", text: "Nickname is already in use.")))
        ],
        "inspircd-shutdown": shutdown("Closing link: (alice@127.0.0.1) [Server shutting down]"),
        "ngircd-shutdown": shutdown("Server going down"),
        "ngircd-session": wayIn + [
            .contactsReceived(["Bob", "carol"]), .progressed(.online), .signedIn,
            isAs(.offline), isAs(.offline, number: 1), .ownPresenceConfirmed(.away),
            .ownPresenceConfirmed(.here),
            isAs(.here), isAs(.here, .unverified), isAs(.away("lunch"), .unverified),
            isAs(.here, .unverified),
            isAs(.offline), .signOutSent, .ended(.acknowledged(.error, passed: 1)),
        ],
    ]

    @Test("a recorded session read line by line tells what happened", arguments: names)
    func whole(name: String) throws {
        let expected = try #require(Self.told[name])
        #expect(try Transcript(named: name).replay(Self.driver(for: name)).events == expected)
    }

    @Test("a recorded session read byte by byte tells and writes the same", arguments: names)
    func byteByByte(name: String) throws {
        let transcript = try Transcript(named: name)
        let bytes = transcript.replay(Self.driver(for: name)) { _, bytes in
            bytes.indices.map { bytes[$0...$0] }
        }
        #expect(bytes == transcript.replay(Self.driver(for: name)))
    }

    @Test(
        "a recorded session with any one line read in two pieces tells and writes the same", arguments: names)
    func everySplit(name: String) async throws {
        let transcript = try Transcript(named: name)
        let whole = transcript.replay(Self.driver(for: name))
        for (target, line) in transcript.lines.enumerated() {
            guard case .server(let bytes) = line else { continue }
            for place in bytes.indices.dropFirst() {
                // Stories wait for a turn of this thread meanwhile.
                if place.isMultiple(of: 8) { await Task.yield() }
                let split = transcript.replay(Self.driver(for: name)) { number, bytes in
                    number == target ? [bytes[..<place], bytes[place...]] : [bytes[...]]
                }
                try #require(split == whole, "line \(target) split at \(place)")
            }
        }
    }

    @Test("a recorded session split at random tells and writes the same", arguments: names)
    func randomSplits(name: String) throws {
        let transcript = try Transcript(named: name)
        let whole = transcript.replay(Self.driver(for: name))
        var random = SeededRandom(seed: 0x706F_7263_686C)
        for round in 0..<200 {
            let split = transcript.replay(Self.driver(for: name)) { _, bytes in random.pieces(of: bytes) }
            try #require(split == whole, "round \(round)")
        }
    }

    @Test("what is said to a server without anything modern")
    func writtenToOldServer() throws {
        let told = try Transcript(named: "ngircd-session").replay(Self.driver(for: "ngircd-session"))
        #expect(
            told.written.split(separator: "\r\n") == [
                "CAP LS 302", "NICK alice", "USER alice 0 * :alice", "CAP END", "ISON :Bob carol",
                "AWAY :at lunch",
                "AWAY", "ISON :Bob carol", "WHOIS Bob", "USERHOST Bob", "ISON :Bob carol", "USERHOST Bob",
                "WHOIS Bob",
                "ISON :Bob carol", "USERHOST Bob", "ISON :Bob carol", "QUIT :signed out",
            ])
    }

    @Test("what is said to a server that tells of its own accord")
    func writtenToModernServer() throws {
        let told = try Transcript(named: "inspircd-session").replay(Self.driver(for: "inspircd-session"))
        #expect(
            told.written.split(separator: "\r\n") == [
                "CAP LS 302", "CAP REQ :sasl away-notify account-notify extended-monitor account-tag",
                "AUTHENTICATE PLAIN", "AUTHENTICATE AGFsaWNlAGFsaWNlLXB3", "NICK alice",
                "USER alice 0 * :alice",
                "CAP END", "MONITOR + Bob,carol", "AWAY :at lunch", "WHOIS Bob", "AWAY", "WHOIS Bob",
                "QUIT :signed out",
            ])
    }
}
