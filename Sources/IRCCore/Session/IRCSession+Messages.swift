/// What the server says, by its first word.
extension IRCSession {
    /// There is no case for what people write to each other: nothing that comes in it is answered.
    mutating func handle(_ message: IRCMessage) {
        noteAccountTag(message)
        switch message.verb {
        case .numeric(let number): handle(number, message)
        case .word(let word): handle(word, message)
        }
    }

    private mutating func handle(_ word: String, _ message: IRCMessage) {
        switch word {
        case "PING": write(OutgoingLine(.pong, text: message.param(0) ?? []))
        case "PONG": stop(.answer)
        case "ERROR": finish(.failed(.endedByServer(text: message.text, while: phase.step)))
        case "KILL": killed(message)
        case "CAP": handleCapabilities(message)
        case "AUTHENTICATE": handleAuthenticate(message)
        case "NICK": nickChanged(message)
        case "QUIT": quit(message)
        case "AWAY": awayTold(message)
        case "ACCOUNT": accountTold(message)
        default: break
        }
    }

    private mutating func handle(_ number: Int, _ message: IRCMessage) {
        if let reply = IRCReply(rawValue: number) {
            handle(reply, message)
        } else if let refusal = IRCProofRefusal(rawValue: number) {
            proofRefused(refusal, message)
        } else if let refusal = IRCNickRefusal(rawValue: number) {
            nickRefused(refusal, message)
        } else if let refusal = IRCEntryRefusal(rawValue: number) {
            entryRefused(refusal, message)
        }
        if number == IRCEntryRefusal.incomplete.rawValue { notAnswered(message) }
    }

    private mutating func handle(_ reply: IRCReply, _ message: IRCMessage) {
        switch reply {
        case .welcome: welcomed(message)
        case .support:
            if case .readingWelcome = phase { message.params.dropFirst().forEach { support.read($0) } }
        case .endOfMOTD, .noMOTD: signedIn()
        case .proofSucceeded: proofSucceeded()
        case .mechanisms: mechanismsTold(message)
        case .unaway: confirmed(.here)
        case .nowAway: confirmed(.away)
        case .unknownCapabilityCommand, .notRegistered: capabilitiesUnknown()
        case .unknownCommand:
            capabilitiesUnknown()
            notAnswered(message)
        case .tryAgain, .noSuchServer: notAnswered(message)
        case .away, .whoIsRegisteredNick, .whoIsUser, .whoIsAccount, .endOfWhoIs, .noSuchNick:
            answeredWhoIs(reply, message)
        case .userHost: answeredUserHost(message)
        case .isOn: answeredIsOn(message)
        case .monitorOnline: monitorTold(message) { $0.cameOnline($1) }
        case .monitorOffline: monitorTold(message) { $0.left($1) }
        case .monitorListFull: monitorListFull(message)
        }
    }

    private mutating func confirmed(_ presence: IRCOwnPresence) {
        if case .online = phase { report(.ownPresenceConfirmed(presence)) }
    }

    private func isOwn(_ other: [UInt8]) -> Bool {
        support.caseMapping.folded(other) == support.caseMapping.folded(nick.utf8)
    }

    private mutating func killed(_ message: IRCMessage) {
        guard let victim = message.param(0), isOwn(victim) else { return }
        finish(.failed(.killed(text: message.params.count > 1 ? message.text : "")))
    }

    private mutating func nickChanged(_ message: IRCMessage) {
        guard let old = message.source?.nick, let new = message.param(0) else { return }
        if isOwn(old) { nick = IRCText.readable(new) }
        personRenamed(from: old, to: new)
    }
}
