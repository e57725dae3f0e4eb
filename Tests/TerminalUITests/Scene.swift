import Messenger
import Testing

@testable import TerminalUI

/// A person at the keyboard in front of a screen, with a clock that stands still unless told to go on.
struct Scene {
    var model: Model
    private(set) var commands: [Command] = []
    private var nanoseconds: Int64 = 1_000_000_000_000

    /// 2026-01-05 12:00:00 UTC at the scene's beginning, in a place one hour ahead.
    private var clock: ClockReading {
        ClockReading(
            moment: Moment(nanoseconds: nanoseconds),
            wallSeconds: 1_767_614_400 + (nanoseconds - 1_000_000_000_000) / 1_000_000_000, utcOffset: 3600)
    }

    var now: Moment { clock.moment }

    init(
        services: [ServiceDescription] = [.home], rows: Int = 12, columns: Int = 76,
        glyphs: Glyphs = .unicode,
        keymap: Keymap = .standard,
        known: [Int: KnownContacts] = [:], people: People = People(), idle: AutomaticIdle? = nil
    ) {
        let state = MessengerState(
            services: services, primary: services.isEmpty ? nil : ServiceID(index: 0), known: known)
        let reading = ClockReading(
            moment: Moment(nanoseconds: 1_000_000_000_000), wallSeconds: 1_767_614_400, utcOffset: 3600)
        model = Model(
            state: state, clock: reading, rows: rows, columns: columns, keymap: keymap, glyphs: glyphs,
            people: people, idle: idle)
    }

    /// The contacts of product pictures, some of them present.
    static func signedIn(rows: Int = 12, columns: Int = 76, glyphs: Glyphs = .unicode) -> Scene {
        var scene = Scene(rows: rows, columns: columns, glyphs: glyphs)
        scene.signIn(0)
        scene.tell(.contactsReceived(ServiceID(index: 0), friends))
        scene.presence(
            0,
            Presence(
                status: .available, text: "in the garden",
                resources: [
                    Resource(name: "phone", priority: 5, status: .available, text: ""),
                    Resource(name: "laptop", priority: 0, status: .away, text: ""),
                ]))
        scene.presence(1, Presence(status: .away, text: "back at three"))
        scene.presence(2, Presence(status: .available))
        scene.presence(2, .offline)
        scene.presence(3, Presence(status: .onThePhone))
        scene.wait(.seconds(7200))
        return scene
    }

    /// Signed in to two services that have a group in common.
    static func signedInTwice(rows: Int = 10, columns: Int = 76) -> Scene {
        var scene = Scene(services: [.home, .irc], rows: rows, columns: columns)
        scene.signIn(0)
        scene.signIn(1)
        scene.contacts([Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"])])
        scene.contacts(
            [
                Contact(address: "bob", name: "", groups: []),
                Contact(address: "zoe", name: "Zoe", groups: ["Friends"]),
            ], service: 1)
        scene.presence(0, Presence(status: .available))
        scene.presence(1, Presence(status: .busy), service: 1)
        return scene
    }

    private static let friends = [
        Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"]),
        Contact(address: "carol@example.org", name: "Carol", groups: ["Friends"]),
        Contact(address: "dave@example.org", name: "Dave", groups: ["Friends"]),
        Contact(address: "erin@example.org", name: "Erin", groups: ["Work"]),
        Contact(address: "frank@example.org", name: "", groups: []),
    ]

    mutating func update(_ input: Input) { commands += model.update(input, at: clock) }

    mutating func tell(_ events: MessengerEvent...) { update(.events(events)) }

    mutating func wait(_ duration: Duration) {
        nanoseconds +=
            duration.components.seconds * 1_000_000_000
            + duration.components.attoseconds / 1_000_000_000
        update(.ticked)
    }

    mutating func press(_ keys: Key...) {
        for key in keys { update(.key(key)) }
    }

    /// Each character as a key press.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars { update(.key(.text(scalar))) }
    }

    mutating func takeCommands() -> [Command] {
        defer { commands = [] }
        return commands
    }

    mutating func draw() -> Grid { model.draw() }

    /// The last row.
    mutating func statusLine() -> String { draw().lines.last ?? "" }
}

extension Scene {
    mutating func changeStatus(_ service: Int, _ new: Status) {
        let id = ServiceID(index: service)
        let old = model.state[id]?.status ?? .offline
        tell(.statusChanged(id, old: old, new: new))
        let states = model.state.services.map(\.status)
        let aggregate: Status = states.contains(.disconnecting) ? .disconnecting : states[0]
        if aggregate != model.state.status {
            tell(.statusChanged(nil, old: model.state.status, new: aggregate))
        }
    }

    mutating func signIn(_ service: Int) {
        changeStatus(service, .findingServer)
        changeStatus(service, .available)
        tell(.signedIn(ServiceID(index: service)))
    }

    mutating func beginSignOut(_ services: Int...) {
        for service in services {
            tell(.signOutBegan(ServiceID(index: service), at: now))
            changeStatus(service, .disconnecting)
        }
    }

    mutating func endSignOut(_ service: Int, _ ending: SignOutEnding) {
        tell(.contactsUnknown(ServiceID(index: service), asOf: now))
        tell(.signOutEnded(ServiceID(index: service), ending))
        changeStatus(service, .offline)
    }

    /// The ending of a service's sign-out that is the last one.
    mutating func finishSignOut(_ service: Int, _ ending: SignOutEnding) {
        endSignOut(service, ending)
        report([(service, ending)])
    }

    mutating func report(_ endings: [(Int, SignOutEnding)], primaryNotSignedIn: Bool = false) {
        tell(
            .signedOut(
                SignOutReport(
                    entries: endings.map {
                        SignOutReport.Entry(service: ServiceID(index: $0.0), ending: $0.1)
                    },
                    primaryNotSignedIn: primaryNotSignedIn ? ServiceID(index: 0) : nil)))
    }

    mutating func fail(_ service: Int, _ reason: String, _ remedy: SessionEnd.Remedy) {
        tell(.sessionEnded(ServiceID(index: service), SessionEnd(reason: reason, remedy: remedy)))
        changeStatus(service, .offline)
    }

    mutating func presence(_ number: Int32, _ presence: Presence, service: Int = 0) {
        tell(
            .presenceChanged(
                ContactID(service: ServiceID(index: service), number: number), presence, since: .changed(now))
        )
    }

    mutating func contacts(_ contacts: [Contact], service: Int = 0) {
        tell(.contactsReceived(ServiceID(index: service), contacts))
    }
}

extension ServiceDescription {
    static let home = ServiceDescription(name: "home", address: "alice@example.org", protocolName: "XMPP")
    static let irc = ServiceDescription(name: "irc", address: "alice@irc.example.net", protocolName: "IRC")
}

/// The grid in a frame, as the tests draw it.
func framed(_ grid: Grid) -> String {
    let rule = String(repeating: "─", count: grid.columns)
    var lines = ["┌\(rule)┐"]
    for row in 0..<grid.rows { lines.append("│" + grid.row(row).map(\.text).joined() + "│") }
    lines.append("└\(rule)┘")
    return lines.joined(separator: "\n")
}

/// Compares a screen with its drawing, and shows both when they differ.
func expect(
    _ grid: Grid, _ drawing: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let shown = framed(grid)
    let isSame = shown.unicodeScalars.elementsEqual(drawing.unicodeScalars)
    #expect(isSame, "shown:\n\(shown)\ndrawn:\n\(drawing)", sourceLocation: sourceLocation)
}
