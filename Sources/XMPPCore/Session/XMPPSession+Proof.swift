import SASL

/// Proving the password (RFC 6120 section 6, XEP-0388).
extension XMPPSession {
    // MARK: Beginning

    /// Begins to prove as at the last sign-in, without waiting to be offered it: one way there and back less. Only with
    /// a mechanism in which the first message tells nothing but the account's name; the password itself waits for the
    /// offer, which may have become a better one.
    mutating func beginHeadStart() {
        guard let known = configuration.customs?.proof,
            let choice = try? known.offer.choice(on: channel, floor: configuration.floor),
            choice.mechanism != .plain
        else { return }
        head = .beginning
        proof = XMPPProof(way: known.way, mechanism: choice.mechanism)
        // The offer that the server will compare is the one that it makes now.
        order(.beginSASL(SASLChoice(choice.mechanism, choice.binding)))
    }

    mutating func offered(_ offer: XMPPProofOffer) {
        customs.proof = offer
        switch head {
        case .notTaken: choose(from: offer)
        case .beginning: goOn(.beginning, offer)
        case .sent: goOn(.awaitingServer, offer)
        }
    }

    private mutating func goOn(_ step: XMPPSessionPhase.Proof, _ offer: XMPPProofOffer) {
        guard let proof, offer.allows(proof.way, proof.mechanism) else { return fail(.serverChanged) }
        // Where the offer is the same it is the proof that would be begun now, and a refusal says what it means.
        if offer == configuration.customs?.proof { head = .notTaken }
        move(to: .authenticating(step))
        order(.restartStepTimer(.authenticating))
    }

    private mutating func choose(from offer: XMPPProofOffer) {
        do throws(SASLRefusal) {
            let choice = try offer.offer.choice(on: channel, floor: configuration.floor)
            proof = XMPPProof(way: offer.way, mechanism: choice.mechanism)
            move(to: .authenticating(.beginning))
            order(.restartStepTimer(.authenticating))
            order(.beginSASL(choice))
        } catch {
            fail(XMPPFailure(error))
        }
    }

    // MARK: Our messages

    mutating func produced(_ message: [UInt8]) {
        guard let proof else { return }
        switch (phase, head) {
        case (.authenticating(.beginning), _):
            move(to: .authenticating(.awaitingServer))
            order(.restartStepTimer(.authenticating))
            writeFirst(message, proof)
        case (.authenticating(.computing), _):
            move(to: .authenticating(.awaitingServer))
            order(.restartStepTimer(.authenticating))
            writeNext(message, proof)
        case (.openingStream(.unproved), .beginning), (.awaitingFeatures(.unproved), .beginning):
            head = .sent
            writeFirst(message, proof)
        case (_, _): break
        }
    }

    private mutating func writeFirst(_ message: [UInt8], _ proof: XMPPProof) {
        // RFC 6120 section 6.4.2: an empty message is told apart from none by an equals sign.
        let text = message.isEmpty ? "=" : Base64.encode(message)
        var element: XMLElement
        giveUpOverdue()
        switch proof.way {
        case .sasl: element = XMLElement("auth", namespace: XMLNamespace.sasl, text: text)
        case .sasl2(let inline):
            let response = XMLElement("initial-response", namespace: XMLNamespace.sasl2, text: text)
            element = XMLElement(
                "authenticate", namespace: XMLNamespace.sasl2,
                children: [response] + [userAgent].compactMap { $0 } + requests(inline))
            // A password alone is the whole proof, and the session may be there after it.
            if proof.mechanism == .plain { claim(inline) }
        }
        element.set("mechanism", proof.mechanism.rawValue)
        write(element)
    }

    private mutating func writeNext(_ message: [UInt8], _ proof: XMPPProof) {
        if case .sasl2(let inline) = proof.way { claim(inline) }
        write(
            XMLElement(
                "response", namespace: proof.way.namespace,
                text: message.isEmpty ? "" : Base64.encode(message)))
    }

    private mutating func claim(_ inline: XMPPProofOffer.Inline) {
        if !requests(inline).isEmpty { claimSession() }
    }

    /// From now on leaving is a sign-out.
    mutating func claimSession() {
        guard case .unmade = claim else { return }
        claim = .made
        report(.sessionBegan)
    }

    // MARK: The server's messages

    mutating func answeredProof(_ element: XMLElement, _ step: XMPPSessionPhase.Proof) {
        guard let proof, sameBytes(element.namespace, proof.way.namespace) else { return refuse(element) }
        if sameBytes(element.name, "failure") { return refused(element) }
        guard case .awaitingServer = step else { return refuse(element) }
        if sameBytes(element.name, "challenge") {
            guard let challenge = Self.data(in: element) else { return fail(.exchange(.malformed)) }
            move(to: .authenticating(.computing))
            order(.stepSASL(challenge))
        } else if sameBytes(element.name, "success") {
            succeeded(element, proof.way)
        } else if case .sasl2 = proof.way, sameBytes(element.name, "continue") {
            let tasks = element.child("tasks", XMLNamespace.sasl2)?.children.map(\.text) ?? []
            fail(.moreDemanded(tasks.map { $0.cut(toBytes: 32) }))
        } else {
            refuse(element)
        }
    }

    private mutating func refused(_ failure: XMLElement) {
        let name = failure.children.first { !sameBytes($0.name, "text") }?.name ?? ""
        let refusal = XMPPSignInRefusal.allCases.first { sameBytes($0.rawValue, name) }
        let failure = XMPPFailure.signInRefused(
            refusal ?? .unknown, text: failure.errorText(failure.namespace))
        // RFC 5802 section 6: a server that has learnt channel binding since must refuse a client that began as if it
        // had not, however right the password is. Without the head start the refusal says what it means.
        switch (head, failure.remedy) {
        case (.beginning, .person), (.beginning, .password), (.sent, .person), (.sent, .password):
            fail(.serverChanged)
        case (.notTaken, _), (_, .wait): fail(failure)
        }
    }

    private mutating func succeeded(_ success: XMLElement, _ way: XMPPProofOffer.Way) {
        switch way {
        case .sasl:
            guard let data = Self.data(in: success) else { return fail(.exchange(.malformed)) }
            move(to: .authenticating(.successRead(success.content.isEmpty ? nil : data)))
        case .sasl2:
            let data = success.child("additional-data", XMLNamespace.sasl2)
            guard let bytes = data.map({ Self.data(in: $0) }) ?? [] else {
                return fail(.exchange(.malformed))
            }
            move(to: .authenticating(.judging(success)))
            order(.finishSASL(data == nil ? nil : bytes))
        }
    }

    /// RFC 6120 section 6.4.2: base 64, or an equals sign for no bytes; nil when it is neither.
    private static func data(in element: XMLElement) -> [UInt8]? {
        let text = element.text
        return sameBytes(text, "=") ? [] : Base64.decode(text.utf8)
    }

    /// What comes while the proof is judged is read, and means nothing before the server has proved itself. More than
    /// this does not come in that time.
    private static let unjudgedLimit = 4096
    /// Nor more bytes: as many as one stanza may have.
    private static let unjudgedByteLimit = 256 * 1024

    /// Bytes came.
    mutating func countUnjudged(_ count: Int) {
        guard case .authenticating(.judging(.some)) = phase else { return }
        unjudgedBytes += count
        if unjudgedBytes > Self.unjudgedByteLimit { failUnjudged() }
    }

    mutating func keepUnjudged(_ item: StreamItem) {
        guard unjudged.count < Self.unjudgedLimit else { return failUnjudged() }
        unjudged.append(item)
    }

    private mutating func failUnjudged() {
        fail(.unexpected("too much before its proof was judged", while: .authenticating))
    }

    /// The server has proved itself as far as the mechanism makes it.
    mutating func serverProved() {
        switch phase {
        case .authenticating(.judging(nil)): enter()
        case .authenticating(.judging(let success?)):
            entered(success)
            let items = unjudged
            unjudged = []
            for item in items { handle(item) }
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating,
            .binding, .resuming, .loadingRoster, .online, .signingOut, .ended:
            break
        }
    }
}
