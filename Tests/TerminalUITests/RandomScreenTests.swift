import Messenger
import Testing

@testable import TerminalUI

private let names = ["alpha", "bravo", "delta"]

private func newScene() -> Scene {
    Scene(
        services: names.map {
            ServiceDescription(
                name: $0, address: "me@\($0)", protocolName: "XMPP", abilities: Set(ContactAbility.allCases))
        },
        rows: 24, columns: 80)
}

private let keys: [Key] =
    "oi?JszHjkgGaexbyn:t".unicodeScalars.map { .text($0) }
    + [.tab, .enter, .escape, .escape, .up, .down, .pageDown, .left, .right, .control("p")]

extension Scene {
    /// Another size, a key, or some time.
    fileprivate mutating func stir(_ numbers: inout Numbers) {
        switch UInt8.random(in: 0..<8, using: &numbers) {
        case 0:
            update(
                .resized(
                    rows: .random(in: 1...30, using: &numbers),
                    columns: .random(in: 1...110, using: &numbers)))
        case 1: update(.resized(rows: 24, columns: 80))
        case 2: update(.resized(rows: 15, columns: 50))
        case 3, 4: press(keys.randomElement(using: &numbers) ?? .up)
        case 5: wait(.milliseconds(Int.random(in: 0...3000, using: &numbers)))
        case 6: update(.journalRead([]))
        default: press(.escape)
        }
    }

    fileprivate func isOffline(_ service: Int) -> Bool {
        model.state[ServiceID(index: service)]?.status == .offline
    }

    /// What must hold of every screen.
    fileprivate mutating func check(_ context: String) {
        let grid = draw()
        checkWords(grid.lines, context)
        checkContacts(grid.lines, context)
        checkSelection(grid, context)
        if model.state.status == .disconnecting, grid.columns >= 13 {
            #expect(grid.lines.last?.contains("Disconnecting") == true, "\(context)\n\(framed(grid))")
        }
    }

    /// "Signed out" is said of services that acknowledged, or beside who did not.
    private func checkWords(_ lines: [String], _ context: String) {
        if let line = lines.last, line.contains("Signed out"), model.state.lastReport?.isConfirmed == false {
            #expect(
                line.contains("did not confirm") || line.contains("could not be told"), "\(context): \(line)")
        }
        for line in lines.dropLast() {
            let words = line.split(separator: " ")
            guard let place = words.indices.dropFirst().first(where: { words[$0].hasPrefix("out:") }),
                words[place - 1] == "signed"
            else { continue }
            let named = place >= 2 ? names.firstIndex { $0 == words[place - 2] } : nil
            let services = named.map { [$0] } ?? Array(names.indices)
            let isTrue = services.contains { service in
                let state = model.state[ServiceID(index: service)]
                guard case .acknowledged? = state?.lastEnding else { return false }
                return state?.status == .offline
            }
            #expect(isTrue, "\(context): \(line)")
        }
    }

    /// No contact of a service that is offline is shown as present.
    private mutating func checkContacts(_ lines: [String], _ context: String) {
        for service in names.indices where isOffline(service) {
            for symbol in ["●", "◉", "◐"] {
                #expect(!lines.contains { $0.contains("\(symbol) n\(service)") }, "\(context) \(lines)")
            }
        }
        if case .contact(let contact, _)? = model.list.selected, isOffline(contact.service.index) {
            let details = model.detailLines(width: 40).flatMap(\.pieces).map(\.text.string).joined()
            #expect(!["●", "◉", "◐"].contains { details.contains($0) }, "\(context) \(details)")
        }
        let known = names.indices.filter { !isOffline($0) }.map {
            model.state[ServiceID(index: $0)]?.contacts.count ?? 0
        }
        for heading in model.list.rows.headings {
            #expect(heading.online <= known.reduce(0, +), "\(context)")
        }
    }

    /// What is selected is in view.
    private func checkSelection(_ grid: Grid, _ context: String) {
        let isListed = model.focus == .list && model.list.rows.count > 0
        guard isListed, !model.listRows(model.layout).isEmpty else { return }
        let isSeen = (0..<grid.rows).contains { grid.row($0).contains { $0.style == .selected } }
        #expect(isSeen, "\(context)\n\(framed(grid))")
    }
}

@Suite struct RandomScreenTests {
    @Test(
        "whatever happens, at any size: nobody unconfirmed is just signed out, nobody offline is present",
        arguments: 0..<24)
    func messenger(seed: UInt64) {
        var numbers = Numbers(state: seed)
        var messenger = RandomMessenger(services: names.count, seed: seed)
        var scene = newScene()
        for step in 0..<300 {
            messenger.step(at: scene.now)
            if Bool.random(using: &numbers) { scene.update(.events(messenger.takeEvents())) }
            if UInt8.random(in: 0..<3, using: &numbers) == 0 { scene.stir(&numbers) }
            if UInt8.random(in: 0..<3, using: &numbers) == 0 { scene.check("seed \(seed), step \(step)") }
        }
    }

    @Test("the same of events in an order that no messenger would post", arguments: 0..<16)
    func anyEvents(seed: UInt64) {
        var numbers = Numbers(state: seed &+ 1000)
        var scene = newScene()
        for service in names.indices {
            scene.signIn(service)
            scene.contacts(RandomMessenger.contacts(of: ServiceID(index: service)), service: service)
        }
        for step in 0..<300 {
            scene.tellAnything(&numbers)
            if UInt8.random(in: 0..<3, using: &numbers) == 0 { scene.stir(&numbers) }
            if UInt8.random(in: 0..<3, using: &numbers) == 0 { scene.check("seed \(seed), step \(step)") }
        }
    }
}

extension Scene {
    fileprivate mutating func tellAnything(_ numbers: inout Numbers) {
        let place = Int.random(in: names.indices, using: &numbers)
        let service = ServiceID(index: place)
        // One's own status is never unknown.
        let status = Status.allCases.dropFirst().randomElement(using: &numbers) ?? .busy
        let endings: [SignOutEnding] = [
            .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)), .closedByServer,
            .connectionLost(reason: "reset"),
            .couldNotSend(reason: "full"), .abandoned(after: .seconds(7)), .limitReached(after: .seconds(5)),
            .cancelledBeforeSignIn,
        ]
        let ending = endings.randomElement(using: &numbers) ?? .closedByServer
        switch UInt8.random(in: 0..<13, using: &numbers) {
        case 0, 1:
            changeStatus(place, [status, .offline, .available].randomElement(using: &numbers) ?? status)
        case 2: tell(.signOutBegan(service, at: now))
        case 3: tell(.signOutEnded(service, ending))
        case 4:
            report(
                names.indices.map { ($0, endings.randomElement(using: &numbers) ?? ending) },
                primaryNotSignedIn: Bool.random(using: &numbers))
        case 5: tell(.contactsUnknown(service, asOf: now))
        case 6: contacts(RandomMessenger.contacts(of: service), service: place)
        case 7: tell(.sessionEnded(service, SessionEnd(reason: "connection lost", remedy: .wait)))
        case 8: tell(.retryPlanned(service, at: Bool.random(using: &numbers) ? now : nil))
        case 9: tell(.contactRemoved(ContactID(service: service, number: 1)))
        case 10: tellAboutContacts(service, &numbers)
        default: presence(.random(in: 0..<3, using: &numbers), Presence(status: status), service: place)
        }
    }
}

extension Scene {
    fileprivate mutating func tellAboutContacts(_ service: ServiceID, _ numbers: inout Numbers) {
        let number = Int32.random(in: 0..<4, using: &numbers)
        let address = "who\(number)"
        let answer: RequestAnswer = Bool.random(using: &numbers) ? .done : .refused(reason: "no")
        switch UInt8.random(in: 0..<6, using: &numbers) {
        case 0: tell(.subscriptionRequested(service, SubscriptionRequest(address: address)))
        case 1: tell(.subscriptionRequestEnded(service, address: address))
        case 2: tell(.blockedChanged(service, [address, "n\(service.index)x1"]))
        case 3:
            let contact = ContactID(service: service, number: number)
            tell(.detailsChanged(contact, ContactDetails(nickname: "nick", tune: "a song")))
        case 4: tell(.requestAnswered(service, .remove(number: number), answer))
        default:
            tell(.requestAnswered(service, .add(address: address, name: "", groups: []), answer))
        }
    }
}
