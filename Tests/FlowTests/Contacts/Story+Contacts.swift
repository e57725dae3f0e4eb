import EventBus
import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing
import XMPPCore

extension Story {
    /// Signed in, with the two to be seen who are there.
    static func begun(
        limits: TimeLimits = TimeLimits(), _ change: (inout ServerSettings) -> Void = { _ in }
    ) async throws -> Story {
        let story = try Story(limits: limits, change)
        try await story.signIn()
        try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
        try await until("the block list asked for") { story.sent.contains("<blocklist") }
        story.turnPage()
        return story
    }

    /// Another client of the same account, signed in.
    func otherClient() async throws -> Story {
        let other = try Story([server])
        other.messenger.signIn()
        try await until("the other client") { other.home.presences.count { $0.status.isOnline } == 2 }
        return other
    }

    /// All that the server has got on the last connection.
    var sent: String { String(decoding: record?.receivedBytes ?? [], as: UTF8.self) }

    /// Asks for it and waits for what comes of it: the reason why it was not done, or nil.
    func refusal(of request: ContactRequest) async throws -> String? {
        let subscription = messenger.bus.subscribe().subscription
        messenger.request(request, of: ServiceID(index: 0))
        var answers: [String?] = []
        try await until("the answer to \(request)") {
            for case .requestAnswered(_, request, let answer) in subscription.drain() {
                if case .refused(let reason) = answer { answers.append(reason) } else { answers.append(nil) }
            }
            return !answers.isEmpty
        }
        #expect(answers.count == 1, "answered once")
        return answers.first ?? nil
    }

    func number(of address: String) -> Int32? {
        home.contacts.firstIndex { $0?.address == address }.map { Int32($0) }
    }

    func contact(_ address: String) -> Contact? { number(of: address).flatMap { home.contacts[Int($0)] } }

    func presence(of address: String) -> Presence? { number(of: address).map { home.presences[Int($0)] } }

    /// The types of the presence stanzas that somebody whom the server plays has got from us; "" for being there.
    func heard(by address: String) -> [String] {
        server.heard.filter { $0.contact == address && $0.stanza.name == "presence" }
            .map { $0.stanza["type"] ?? "" }
    }
}

/// Those whom the loopback server plays.
enum Somebody {
    static let bob = "bob@porchlight.test"
    static let carol = "carol@porchlight.test"
    static let dave = "dave@porchlight.test"
    static let stranger = "zoe@elsewhere.test"
}

extension XMLElement {
    /// What an `<iq/>` of type "error" holds.
    static func stanzaError(_ condition: String, _ text: String) -> XMLElement {
        let space = XMLNamespace.stanzaErrors
        return XMLElement(
            "error", namespace: XMLNamespace.client, attributes: ["type": "cancel"],
            children: [
                XMLElement(condition, namespace: space), XMLElement("text", namespace: space, text: text),
            ])
    }
}
