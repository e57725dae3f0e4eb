import IRCCore
import SASL

/// The proof of an account (IRCv3 SASL 3.2).
extension IRCConversation {
    private static let pieceLength = 400

    /// An AUTHENTICATE line: a mechanism's name at first, then pieces of messages.
    mutating func authenticate(_ message: IRCMessage, _ registration: IRCRegistration) -> [IRCServerOrder] {
        guard registration.enabled.contains("sasl"), let piece = message.params.first else {
            return [.write(line.reply(421, to: "*", ["AUTHENTICATE"], text: "Unknown command"))]
        }
        switch registration.proof {
        case .none: return choose(piece, registration)
        case .begun(let exchange): return collect(piece, registration) { $1.step(exchange, $0, $2) }
        case .external: return collect(piece, registration) { $1.proveByCertificate($0, $2) }
        case .signed(let user): return collect(piece, registration) { $1.succeed(user, $2) }
        case .proved: return [.write(line.reply(907, to: "*", text: "You have proved an account already"))]
        }
    }

    /// The names of the mechanisms that are offered.
    var offeredMechanisms: [String] {
        (settings.accountKeys.isEmpty ? [] : ["EXTERNAL"]) + settings.mechanisms.map(\.rawValue)
    }

    private mutating func choose(_ name: [UInt8], _ registration: IRCRegistration) -> [IRCServerOrder] {
        var next = registration
        if name.elementsEqual("EXTERNAL".utf8), !settings.accountKeys.isEmpty {
            next.proof = .external
            return say(.goAhead, [.write(Array("AUTHENTICATE +\r\n".utf8))], then: .registering(next))
        }
        guard let mechanism = settings.mechanisms.first(where: { $0.rawValue.utf8.elementsEqual(name) })
        else {
            let names = offeredMechanisms.joined(separator: ",")
            let told = line.reply(908, to: "*", [names], text: "are the mechanisms there are")
            return [.write(told)] + refuse(registration, 904)
        }
        do {
            let exchange = try SASLServerExchange(
                mechanism: mechanism, accounts: settings.accounts, salt: Array("\(number) of the porch".utf8),
                iterations: settings.iterations)
            next.proof = .begun(exchange)
            return say(.goAhead, [.write(Array("AUTHENTICATE +\r\n".utf8))], then: .registering(next))
        } catch {
            return refuse(registration, 904)
        }
    }

    /// Puts pieces together; a whole one has another behind it, if only an empty one.
    private mutating func collect(
        _ piece: [UInt8], _ registration: IRCRegistration,
        _ whole: ([UInt8], inout IRCConversation, IRCRegistration) -> [IRCServerOrder]
    ) -> [IRCServerOrder] {
        if piece == [UInt8(ascii: "*")] { return refuse(registration, 906) }
        var next = registration
        if piece != [UInt8(ascii: "+")] { next.text += piece }
        guard piece.count < Self.pieceLength else {
            phase = .registering(next)
            return next.text.count > 16_000 ? refuse(registration, 905) : []
        }
        guard let message = Base64.decode(next.text) else { return refuse(registration, 904) }
        next.text = []
        return whole(message, &self, next)
    }

    private mutating func step(
        _ exchange: SASLServerExchange, _ message: [UInt8], _ registration: IRCRegistration
    ) -> [IRCServerOrder] {
        do {
            switch try exchange.step(message) {
            case .challenge(let challenge):
                return say(.challenge, [.write(pieces(of: challenge))], then: .registering(registration))
            case .accepted(let user, let data):
                return data.isEmpty ? succeed(user, registration) : sign(user, data, registration)
            }
        } catch {
            return refuse(registration, 904)
        }
    }

    /// The client's message is the account it wants to be, or nothing.
    private mutating func proveByCertificate(
        _ wished: [UInt8], _ registration: IRCRegistration
    ) -> [IRCServerOrder] {
        guard let peerKey, let user = settings.accountKeys[peerKey],
            wished.isEmpty || wished.elementsEqual(user.utf8)
        else { return refuse(registration, 904) }
        return succeed(user, registration)
    }

    /// RFC 5802 section 3: the server shows that it knows the password too.
    private mutating func sign(
        _ user: String, _ data: [UInt8], _ registration: IRCRegistration
    ) -> [IRCServerOrder] {
        let told =
            settings.fault == .falseSignature
            ? Array("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".utf8) : data
        var next = registration
        next.proof = .signed(user: user)
        return say(.signature, [.write(pieces(of: told))], then: .registering(next))
    }

    private mutating func succeed(_ user: String, _ registration: IRCRegistration) -> [IRCServerOrder] {
        if case .proofRefusal(let number) = settings.fault {
            return [.note(.spoiled)] + refuse(registration, number)
        }
        var next = registration
        next.proof = .proved(user: user)
        let nick = registration.nick ?? "*"
        let told =
            line.reply(900, to: nick, [LoopbackNick(nick).mask, user], text: "You are signed in as \(user)")
            + line.reply(903, to: nick, text: "The proof has succeeded")
        return say(.proof, [.write(told)], then: .registering(next))
    }

    /// The client may try again.
    private mutating func refuse(_ registration: IRCRegistration, _ number: Int) -> [IRCServerOrder] {
        var next = registration
        next.proof = .none
        next.text = []
        phase = .registering(next)
        return [.write(line.reply(number, to: "*", text: "The proof has failed"))]
    }

    private func pieces(of message: [UInt8]) -> [UInt8] {
        let text = Array(Base64.encode(message).utf8)
        var pieces = stride(from: 0, to: text.count, by: Self.pieceLength).map {
            Array(text[$0..<min($0 + Self.pieceLength, text.count)])
        }
        if text.count.isMultiple(of: Self.pieceLength) { pieces.append([UInt8(ascii: "+")]) }
        return pieces.flatMap { Array("AUTHENTICATE ".utf8) + $0 + [0x0D, 0x0A] }
    }
}
