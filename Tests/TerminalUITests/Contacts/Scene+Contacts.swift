import Messenger

@testable import TerminalUI

extension ServiceDescription {
    /// An account that can do everything with contacts.
    static let able = ServiceDescription(
        name: "home", address: "alice@example.org", protocolName: "XMPP",
        abilities: Set(ContactAbility.allCases))
    static let ableWork = ServiceDescription(
        name: "work", address: "alice@corp.example", protocolName: "XMPP",
        abilities: Set(ContactAbility.allCases))
}

extension Scene {
    static let home = ServiceID(index: 0)
    static let work = ServiceID(index: 1)

    /// Signed in to an account that can do everything, with contacts that are seen, asked and not seen.
    static func managing(rows: Int = 24, columns: Int = 80) -> Scene {
        var scene = Scene(services: [.able], rows: rows, columns: columns)
        scene.signIn(0)
        scene.contacts([
            Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"]),
            Contact(
                address: "carol@example.org", name: "Carol", groups: ["Friends"], subscription: .none,
                isAsking: true),
            Contact(address: "dave@example.org", name: "Dave", groups: ["Work"], subscription: .from),
            Contact(address: "erin@example.org", name: "Erin", groups: ["Work"], subscription: .to),
        ])
        scene.presence(
            0,
            Presence(
                status: .available, text: "in the garden",
                resources: [Resource(name: "phone", priority: 5, status: .available, text: "")]))
        return scene
    }

    /// Signed in to two such accounts, where Bob has an address at each, and a third on IRC.
    static func managingTwo(rows: Int = 24, columns: Int = 80) -> Scene {
        var scene = Scene(services: [.able, .ableWork, .irc], rows: rows, columns: columns)
        for service in 0..<3 { scene.signIn(service) }
        scene.contacts([
            Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"]),
            Contact(address: "zoe@example.org", name: "Zoe", groups: ["Friends"]),
        ])
        scene.contacts(
            [Contact(address: "robert@corp.example", name: "Robert", groups: ["Work"])], service: 1)
        scene.contacts([Contact(address: "bob", name: "", groups: [])], service: 2)
        return scene
    }

    /// Bob's addresses merged into one person.
    static func merged(rows: Int = 24, columns: Int = 80) -> Scene {
        var scene = managingTwo(rows: rows, columns: columns)
        scene.select("Bob")
        scene.type("m")
        scene.select("Robert")
        scene.type("m")
        _ = scene.takeCommands()
        return scene
    }

    /// Goes down from the top until somebody of that name, or that address, is selected.
    mutating func select(_ name: String) {
        type("g")
        for _ in 0..<100 {
            _ = draw()
            switch model.list.selected {
            case .contact(let contact, _)? where model.displayName(of: contact).string == name: return
            case .asking(let asking)? where asking.request.address == name: return
            case .contact?, .asking?, .askingHeading?, .heading?, nil: press(.down)
            }
        }
    }

    mutating func ask(_ address: String, nickname: String = "", text: String = "", service: Int = 0) {
        tell(
            .subscriptionRequested(
                ServiceID(index: service),
                SubscriptionRequest(address: address, nickname: nickname, text: text)))
    }

    mutating func answer(_ request: ContactRequest, _ answer: RequestAnswer = .done, service: Int = 0) {
        tell(.requestAnswered(ServiceID(index: service), request, answer))
    }

    /// All that a contact can tell.
    mutating func tellMuch() {
        presence(
            0,
            Presence(
                status: .available, text: "in the garden",
                resources: [
                    Resource(
                        name: "phone", priority: 5, status: .available, text: "",
                        idleSince: now.advanced(by: .seconds(-180))),
                    Resource(
                        name: "laptop", priority: 0, status: .away, text: "",
                        idleSince: now.advanced(by: .seconds(-7300))),
                ]))
        tell(
            .detailsChanged(
                ContactID(service: Self.home, number: 0),
                ContactDetails(
                    nickname: "Bobby", mood: "happy: it is Friday", activity: "relaxing, reading",
                    tune: "Heroes by Yes")))
    }

    /// Signing in has failed for something that a person may allow.
    private static func failed(_ reason: String, _ consent: Consent, rows: Int, columns: Int) -> Scene {
        var scene = Scene(services: [.able], rows: rows, columns: columns)
        scene.changeStatus(0, .connecting)
        scene.tell(.sessionEnded(home, SessionEnd(reason: reason, remedy: .person, consent: consent)))
        scene.changeStatus(0, .offline)
        return scene
    }

    static func keyDoubted(rows: Int, columns: Int) -> Scene {
        let key = KeyConsent(
            fingerprint: (0..<32).map { UInt8($0 * 7) },
            fault: "The certificate is self-signed: nobody vouches for it.",
            facts: ["names: example.org", "valid: 1 Jan 2026 to 1 Jan 2027"])
        return failed("securing: self-signed certificate", .key(key), rows: rows, columns: columns)
    }

    static func proofWeakened(rows: Int, columns: Int) -> Scene {
        failed(
            "signing in: only a weaker proof", .weakerProof(used: "SCRAM-SHA-256-PLUS", offered: "PLAIN"),
            rows: rows, columns: columns)
    }

    /// Nobody has touched a key for ten minutes.
    static func idle(rows: Int, columns: Int) -> Scene {
        var scene = Scene(
            services: [.able], rows: rows, columns: columns, idle: AutomaticIdle(after: .seconds(600)))
        scene.signIn(0)
        scene.tell(.ownPresenceChanged(OwnPresence(status: .busy, text: "writing")))
        scene.changeStatus(0, .busy)
        scene.wait(.seconds(600))
        scene.changeStatus(0, .idle)
        return scene
    }
}
