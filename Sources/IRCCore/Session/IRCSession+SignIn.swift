/// The way in: capabilities, proof of the account, nick and user, welcome (IRCv3 capability negotiation and SASL,
/// RFC 2812 section 3.1).
extension IRCSession {
    // MARK: Capabilities

    mutating func askCapabilities() {
        move(to: .askingCapabilities)
        order(.restartStepTimer(.negotiatingCapabilities))
        write(OutgoingLine(.capabilities, [Array("LS".utf8), Array("302".utf8)]))
    }

    mutating func handleCapabilities(_ message: IRCMessage) {
        guard let verb = message.param(1), let list = message.params.last, message.params.count > 2 else {
            return
        }
        switch String(decoding: verb.map(ASCII.uppercased), as: UTF8.self) {
        case "LS":
            guard case .askingCapabilities = phase else { return }
            offer.add(list)
            // An asterisk before the list: more lines of it follow.
            let isLast = message.params.count < 4 || message.params[2] != [ASCII.asterisk]
            if isLast { requestCapabilities() }
        case "ACK": acknowledged(list)
        case "NAK": refused(list)
        case "NEW": offeredLater(list)
        case "DEL": withdrawn(list)
        default: break
        }
    }

    /// A server that does not know the negotiation has no capabilities.
    mutating func capabilitiesUnknown() {
        if case .askingCapabilities = phase { requestCapabilities() }
    }

    private var wantsProof: Bool { !configuration.mechanisms.isEmpty }

    private mutating func requestCapabilities() {
        var wanted = offer.capabilities
        if !wantsProof {
            wanted.remove(.sasl)
        } else if !wanted.contains(.sasl) {
            return fail(.noProofOffered)
        }
        if wanted.isEmpty { afterCapabilities() } else { request(wanted) }
    }

    private mutating func request(_ wanted: Set<Capability>) {
        move(to: .requestingCapabilities(wanted))
        order(.restartStepTimer(.negotiatingCapabilities))
        writeRequest(wanted)
    }

    private mutating func writeRequest(_ wanted: Set<Capability>) {
        let names = Capability.allCases.filter(wanted.contains).map(\.rawValue).joined(separator: " ")
        write(OutgoingLine(.capabilities, [Array("REQ".utf8)], text: Array(names.utf8)))
    }

    private mutating func acknowledged(_ list: [UInt8]) {
        var awaited: Set<Capability>?
        if case .requestingCapabilities(let wanted) = phase { awaited = wanted }
        for word in list.split(separator: ASCII.space) {
            if word.first == ASCII.minus {
                guard let (capability, _) = Capability.read(word.dropFirst()) else { continue }
                enabled.remove(capability)
                awaited?.remove(capability)
            } else if let (capability, _) = Capability.read(word.drop { "~=".utf8.contains($0) }) {
                enabled.insert(capability)
                awaited?.remove(capability)
            }
        }
        guard let awaited else { return }
        if awaited.isEmpty { afterCapabilities() } else { move(to: .requestingCapabilities(awaited)) }
    }

    /// A server refuses a request as a whole. The proof alone is then asked for again; the rest can be missed.
    private mutating func refused(_ list: [UInt8]) {
        guard case .requestingCapabilities(let wanted) = phase else { return }
        if !wanted.contains(.sasl) {
            afterCapabilities()
        } else if wanted == [.sasl] {
            fail(.noProofOffered)
        } else {
            request([.sasl])
        }
    }

    private mutating func afterCapabilities() {
        if !wantsProof { return register() }
        guard enabled.contains(.sasl) else { return fail(.noProofOffered) }
        chooseMechanism(after: nil)
    }

    /// A server that has come to offer something while we are signed in.
    private mutating func offeredLater(_ list: [UInt8]) {
        guard case .online = phase else { return }
        var offer = CapabilityOffer()
        offer.add(list)
        let wanted = offer.capabilities.subtracting(enabled).subtracting([.sasl])
        if !wanted.isEmpty { writeRequest(wanted) }
    }

    private mutating func withdrawn(_ list: [UInt8]) {
        for word in list.split(separator: ASCII.space) {
            if let (capability, _) = Capability.read(word) { enabled.remove(capability) }
        }
        if case .online = phase { continueAsking() }
    }

    // MARK: Proof

    /// The ways of proof for which the means are at hand and that may be used on this connection.
    private var usableMechanisms: [IRCMechanism] {
        switch configuration.security {
        case .directTLS: configuration.mechanisms
        case .none: configuration.mechanisms.filter { !$0.needsVerifiedChannel }
        }
    }

    /// - Parameter refused: the mechanism that the server has just said not to know; those before it had their turn.
    private mutating func chooseMechanism(after refused: IRCMechanism?) {
        let left = refused.map { known in usableMechanisms.drop { $0 != known }.dropFirst() }
        let next = (left ?? usableMechanisms[...]).first { offer.mechanisms.includes($0) }
        guard let next else { return fail(.noCommonMechanism(offered: offer.mechanisms.names)) }
        if let floor = configuration.floor, next.isWeaker(than: floor) {
            return fail(.weakerProof(offered: next, before: floor))
        }
        mechanism = next
        move(to: .authenticating(.awaitingGoAhead(next)))
        order(.restartStepTimer(.authenticating))
        write(OutgoingLine(.authenticate, [Array(next.rawValue.utf8)]))
    }

    mutating func handleAuthenticate(_ message: IRCMessage) {
        guard case .authenticating(let proof) = phase, let piece = message.param(0) else { return }
        switch proof {
        case .awaitingGoAhead(let mechanism):
            guard piece == [ASCII.plus] else { return unexpected("a challenge before the proof") }
            move(to: .authenticating(.computing))
            order(.beginSASL(mechanism))
        case .awaitingServer: challenged(piece)
        case .computing, .judging: unexpected("a challenge out of turn")
        }
    }

    private mutating func challenged(_ piece: [UInt8]) {
        switch challenge.read(piece) {
        case .incomplete: break
        case .malformed: unexpected("a malformed challenge")
        case .complete(let message):
            move(to: .authenticating(.computing))
            order(.stepSASL(message))
        }
    }

    mutating func produced(_ message: [UInt8]) {
        guard case .authenticating(.computing) = phase else { return }
        move(to: .authenticating(.awaitingServer))
        order(.restartStepTimer(.authenticating))
        for piece in AuthenticateText.pieces(of: message) { write(OutgoingLine(.authenticate, [piece])) }
    }

    mutating func proofSucceeded() {
        guard case .authenticating(let proof) = phase else { return }
        switch proof {
        case .awaitingServer:
            move(to: .authenticating(.judging))
            order(.finishSASL)
        case .awaitingGoAhead, .computing, .judging: unexpected("a success out of turn")
        }
    }

    /// Before the proof has begun, a mechanism that the server turns out not to know can be changed for another.
    mutating func proofRefused(_ refusal: IRCProofRefusal, _ message: IRCMessage) {
        guard case .authenticating(let proof) = phase else { return }
        if case .awaitingGoAhead(let mechanism) = proof, refusal == .failed,
            !offer.mechanisms.includes(mechanism)
        {
            return chooseMechanism(after: mechanism)
        }
        switch (mechanism, refusal) {
        case (.external, .failed): fail(.certificateUnknown(text: message.text))
        case (.external, _), (.scramSHA512, _), (.scramSHA256, _), (.plain, _), (nil, _):
            fail(.proofRefused(refusal, text: message.text))
        }
    }

    mutating func mechanismsTold(_ message: IRCMessage) {
        guard case .authenticating(.awaitingGoAhead) = phase, let list = message.param(1) else { return }
        offer.tell(list)
    }

    private mutating func unexpected(_ what: String) {
        fail(.unexpected(what, while: phase.step))
    }

    // MARK: Nick and user

    mutating func register() {
        move(to: .registering)
        order(.restartStepTimer(.registering))
        report(.sessionBegan)
        let real = configuration.realName.isEmpty ? configuration.nick : configuration.realName
        write(OutgoingLine(.nick, [Array(configuration.nick.utf8)]))
        write(
            OutgoingLine(
                .user, [Array(configuration.user.utf8), Array("0".utf8), [ASCII.asterisk]],
                text: Array(real.utf8)))
        write(OutgoingLine(.capabilities, [Array("END".utf8)]))
    }

    mutating func welcomed(_ message: IRCMessage) {
        guard case .registering = phase else { return }
        if let given = message.param(0) { nick = IRCText.readable(given) }
        move(to: .readingWelcome)
        order(.restartStepTimer(.readingWelcome))
    }

    mutating func nickRefused(_ refusal: IRCNickRefusal, _ message: IRCMessage) {
        guard case .registering = phase else { return }
        fail(.nickRefused(refusal, nick: configuration.nick, text: message.text))
    }

    mutating func entryRefused(_ refusal: IRCEntryRefusal, _ message: IRCMessage) {
        guard case .registering = phase else { return }
        fail(.entryRefused(refusal, text: message.text))
    }

    /// The list comes before our presence, so that every watched nick's presence finds its number.
    mutating func signedIn() {
        guard case .readingWelcome = phase else { return }
        contacts = WatchedNicks(configuration.watched, mapping: support.caseMapping)
        report(.contactsReceived(contacts.all.map { String(decoding: $0.nick, as: UTF8.self) }))
        move(to: .online)
        order(.stopStepTimer)
        if wish != nil { writeAway() }
        report(.signedIn)
        start(.silence)
        beginWatching()
    }

    /// RFC 2812 section 4.1: AWAY without words is not being away.
    mutating func writeAway() {
        guard let wish else { return write(OutgoingLine(.away)) }
        let words = wish.utf8.allSatisfy { $0 <= ASCII.space } ? "Away" : wish
        write(
            OutgoingLine(.away, text: Array(IRCText.cut(Array(words.utf8), to: support.awayLength ?? .max))))
    }
}
