import Messenger

@testable import TerminalUI

extension ServiceDescription {
    static let work = ServiceDescription(
        name: "work", address: "alice@corp.example", protocolName: "XMPP", statusWords: xmppWords)
    static let libera = ServiceDescription(
        name: "libera", address: "alice@irc.example.net", protocolName: "IRC",
        statusWords: [
            .available: "here", .busy: "AWAY Busy", .beRightBack: "AWAY Be right back", .away: "AWAY",
            .outToLunch: "AWAY Out to lunch",
        ])
    static let wordedHome = ServiceDescription(
        name: "home", address: "alice@example.org", protocolName: "XMPP", statusWords: xmppWords)

    private static let xmppWords: [Status: String] = [
        .available: "available", .busy: "dnd", .beRightBack: "away", .away: "away", .onThePhone: "dnd",
        .outToLunch: "xa",
    ]
}

extension Scene {
    /// Signed in to two XMPP accounts and an IRC network; own other connections at home.
    static func signedInThrice(rows: Int = 24, columns: Int = 80) -> Scene {
        var scene = Scene(services: [.wordedHome, .libera, .work], rows: rows, columns: columns)
        for service in 0..<3 { scene.signIn(service) }
        scene.contacts([
            Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"]),
            Contact(address: "carol@example.org", name: "Carol Magdalena", groups: ["Friends"]),
        ])
        scene.contacts([Contact(address: "bob", name: "", groups: ["Friends"])], service: 1)
        scene.contacts(
            [Contact(address: "erin@corp.example", name: "Erin", groups: ["Work"])], service: 2)
        scene.presence(0, Presence(status: .available))
        scene.presence(1, Presence(status: .away, text: "back at three"))
        scene.presence(0, Presence(status: .available, identity: .unverified), service: 1)
        scene.presence(0, Presence(status: .onThePhone), service: 2)
        scene.ownResources(0, "phone", "laptop")
        return scene
    }

    mutating func ownResources(_ service: Int, _ names: String...) {
        let resources = names.map { Resource(name: $0, priority: 0, status: .available, text: "") }
        tell(.ownResourcesChanged(ServiceID(index: service), resources))
    }
}
