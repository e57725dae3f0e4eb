import IRCCore
import SASL

extension IRCConversation {
    /// A command of a client on its way in (RFC 2812 section 3.1).
    mutating func register(
        _ command: String, _ message: IRCMessage, _ registration: IRCRegistration, _ book: NickBook
    ) -> [IRCServerOrder] {
        var registration = registration
        switch command {
        case "CAP": return negotiate(message, registration, book)
        case "AUTHENTICATE": return authenticate(message, registration)
        case "PING": return [.write(pong(message))]
        case "PONG": return [.note(.pong)]
        case "QUIT":
            phase = .answered
            return [.note(.quit), .write(farewellLine("Client exited")), .note(.answered), .close]
        case "NICK":
            let wished = message.word(0) ?? ""
            if let refusal = refusal(of: wished, book) { return [.write(refusal)] }
            registration.nick = wished
        case "USER": registration.user = message.word(0)
        default: return [.write(line.reply(451, to: "*", text: "You have not registered"))]
        }
        return enter(registration)
    }

    /// Why the nick cannot be had; nil when it can (RFC 2812 section 5.2).
    func refusal(of nick: String, as current: String = "*", _ book: NickBook) -> [UInt8]? {
        if nick.isEmpty { return line.reply(431, to: current, text: "No nickname given") }
        guard book.connected(nick.utf8) == nil else {
            return line.reply(433, to: current, [nick], text: "Nickname is already in use")
        }
        return nil
    }

    /// The welcome, once all is there that is needed for it.
    private mutating func enter(_ registration: IRCRegistration) -> [IRCServerOrder] {
        phase = .registering(registration)
        guard case .none = registration.negotiation, let nick = registration.nick,
            let user = registration.user
        else { return [] }
        if case .entryRefusal(let number) = settings.fault {
            phase = .silent
            let refusal = line.reply(number, to: nick, text: "You may not come in")
            return [.note(.spoiled), .write(refusal + farewellLine("Access denied")), .close]
        }
        let client = IRCClient(
            nick: nick, user: user, account: registration.account, enabled: registration.enabled)
        let greeting = say(.welcome, [.write(welcome(nick))], then: .session(client))
        guard case .session = phase else { return greeting }
        var ready: [IRCServerOrder] = [.write(messageOfTheDay(nick)), .note(.signedIn)]
        if settings.manner == .deaf { ready.append(.stopReading) }
        return greeting + say(.motd, ready, then: .session(client))
    }

    private func welcome(_ nick: String) -> [UInt8] {
        var tokens = settings.support
        if let limit = settings.monitorLimit { tokens.append("MONITOR=\(limit)") }
        return line.reply(1, to: nick, text: "Welcome to the porch, \(nick)")
            + line.reply(2, to: nick, text: "Your host is \(settings.name)")
            + line.reply(3, to: nick, text: "This server was made when the program started")
            + line.reply(4, to: nick, [settings.name, "porchlight", "i", "n"])
            + line.reply(5, to: nick, tokens, text: "are supported by this server")
    }

    private func messageOfTheDay(_ nick: String) -> [UInt8] {
        line.reply(375, to: nick, text: "- Message of the day")
            + line.reply(372, to: nick, text: "- Somebody is home.")
            + line.reply(376, to: nick, text: "End of message of the day")
    }

    // MARK: Capabilities

    private var offersSASL: Bool { !offeredMechanisms.isEmpty && settings.fault != .withoutSASL }

    private mutating func negotiate(
        _ message: IRCMessage, _ registration: IRCRegistration, _ book: NickBook
    ) -> [IRCServerOrder] {
        var registration = registration
        switch message.word(0) {
        case "LS"?:
            registration.negotiation = .open
            return say(.capabilities, [.write(offer)], then: .registering(registration))
        case "REQ"?:
            registration.negotiation = .open
            let list = message.word(1) ?? ""
            let wanted = list.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard wanted.allSatisfy(isOffered) else {
                phase = .registering(registration)
                return [.write(line.say("CAP", ["*", "NAK"], text: list))]
            }
            registration.enabled.formUnion(wanted)
            return say(
                .consent, [.write(line.say("CAP", ["*", "ACK"], text: list))],
                then: .registering(registration))
        case "END"?:
            registration.negotiation = .none
            return enter(registration)
        case _:
            return [.write(line.reply(410, to: "*", text: "Invalid CAP command"))]
        }
    }

    private func isOffered(_ capability: String) -> Bool {
        settings.capabilities.contains(capability) || (capability == "sasl" && offersSASL)
    }

    private var offer: [UInt8] {
        let names = offeredMechanisms.joined(separator: ",")
        let all = settings.capabilities + (offersSASL ? ["sasl=\(names)"] : [])
        return line.say("CAP", ["*", "LS"], text: all.joined(separator: " "))
    }
}
