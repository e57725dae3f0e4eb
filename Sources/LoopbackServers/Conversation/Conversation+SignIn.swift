import SASL
import XMPPCore

extension Conversation {
    /// The client's opening tag: answered by the server's and by the features (RFC 6120 section 4.3.2).
    mutating func opened() -> [ConversationOrder] {
        guard case .awaitingHeader(let stage) = phase else { return [] }
        let steps = steps(at: stage)
        let greeting = say(steps.header, [.write(header)], then: .awaitingChoice(stage))
        guard case .awaitingChoice = phase else { return greeting }
        let offer = [ConversationOrder.write(Stanzas.features(features(at: stage)))]
        return greeting + say(steps.features, offer, then: .awaitingChoice(stage))
    }

    /// The client's choice among the features.
    mutating func chosen(_ element: XMLElement, at stage: Stage) -> [ConversationOrder] {
        switch stage {
        case .beforeTLS where element.matches("starttls", XMLNamespace.tls): proceed()
        case .beforeAuthentication where element.matches("auth", XMLNamespace.sasl): authenticate(element)
        case .authenticated(let user) where element.matches("iq", XMLNamespace.client): bind(element, user)
        case .authenticated where element.matches("resume", ExtensionNamespace.management): resume(element)
        case .beforeTLS, .beforeAuthentication, .authenticated: streamError("not-authorized")
        }
    }

    /// The client's next message of SASL.
    mutating func answered(_ element: XMLElement, _ exchange: SASLServerExchange) -> [ConversationOrder] {
        guard element.matches("response", XMLNamespace.sasl) else { return refuse("aborted") }
        return step(exchange, element.text)
    }

    // MARK: Streams

    private func steps(at stage: Stage) -> (header: SignInStep, features: SignInStep) {
        switch (stage, settings.security) {
        case (.beforeTLS, _): (.header, .features)
        case (.beforeAuthentication, .startTLS) where settings.fault != .withoutSTARTTLS:
            (.securedHeader, .securedFeatures)
        case (.beforeAuthentication, _): (.header, .securedFeatures)
        case (.authenticated, _): (.authenticatedHeader, .authenticatedFeatures)
        }
    }

    private func features(at stage: Stage) -> [XMLElement] {
        switch stage {
        case .beforeTLS:
            [
                XMLElement(
                    "starttls", namespace: XMLNamespace.tls,
                    children: [XMLElement("required", namespace: XMLNamespace.tls)])
            ]
        case .beforeAuthentication:
            [
                XMLElement(
                    "mechanisms", namespace: XMLNamespace.sasl,
                    children: settings.mechanisms.map {
                        XMLElement("mechanism", namespace: XMLNamespace.sasl, text: $0.rawValue)
                    })
            ]
        case .authenticated:
            [XMLElement("bind", namespace: XMLNamespace.bind)] + sessionFeatures
        }
    }

    /// What a client may use once it is bound.
    var sessionFeatures: [XMLElement] {
        let names: [(ServerFeature, String, String)] = [
            (.rosterVersions, "ver", ExtensionNamespace.rosterVersion),
            (.streamManagement, "sm", ExtensionNamespace.management),
            (.clientState, "csi", ExtensionNamespace.clientState),
        ]
        return names.filter { settings.features.contains($0.0) }.map { XMLElement($0.1, namespace: $0.2) }
    }

    private mutating func proceed() -> [ConversationOrder] {
        var bytes = XMLElement("proceed", namespace: XMLNamespace.tls).serialized()
        if case .injectionAfterProceed(let more) = settings.fault { bytes += more }
        let proceeding = say(.proceed, [.write(bytes)], then: .securing)
        guard case .securing = phase else { return proceeding }
        return proceeding + say(.handshake, [.secure], then: .securing)
    }

    // MARK: SASL

    private mutating func authenticate(_ auth: XMLElement) -> [ConversationOrder] {
        let name = auth["mechanism"] ?? ""
        let mechanism = settings.mechanisms.first { $0.rawValue.utf8.elementsEqual(name.utf8) }
        guard let mechanism else { return refuse("invalid-mechanism") }
        do {
            let exchange = try SASLServerExchange(
                mechanism: mechanism, accounts: settings.accounts, salt: Array("\(id) of the porch".utf8),
                iterations: settings.iterations)
            return step(exchange, auth.text)
        } catch {
            return refuse("temporary-auth-failure")
        }
    }

    private mutating func step(_ exchange: SASLServerExchange, _ text: String) -> [ConversationOrder] {
        // RFC 6120 section 6.4.2: a message of no bytes is one equals sign.
        let isEmpty = text.utf8.elementsEqual("=".utf8)
        guard let message = isEmpty ? [] : Base64.decode(text.utf8) else {
            return refuse("incorrect-encoding")
        }
        do {
            switch try exchange.step(message) {
            case .challenge(let challenge):
                let element = XMLElement(
                    "challenge", namespace: XMLNamespace.sasl, text: Base64.encode(challenge))
                return say(.challenge, [.write(element.serialized())], then: .authenticating(exchange))
            case .accepted(let user, let data):
                return succeed(user, data)
            }
        } catch {
            return refuse(error == .malformed ? "malformed-request" : "not-authorized")
        }
    }

    private mutating func succeed(_ user: String, _ data: [UInt8]) -> [ConversationOrder] {
        if case .refusal(let condition) = settings.fault { return refuse(condition) }
        let told =
            settings.fault == .falseSignature
            ? Array("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".utf8) : data
        let element = XMLElement("success", namespace: XMLNamespace.sasl, text: Base64.encode(told))
        return say(
            .success, [.write(element.serialized()), .restartStream],
            then: .awaitingHeader(.authenticated(user: user)))
    }

    /// The client may try again on the same stream (RFC 6120 section 6.4.5).
    private mutating func refuse(_ condition: String) -> [ConversationOrder] {
        phase = .awaitingChoice(.beforeAuthentication)
        return [.write(Stanzas.saslFailure(condition))]
    }

    // MARK: Binding

    private mutating func bind(_ iq: XMLElement, _ user: String) -> [ConversationOrder] {
        guard let wish = iq.child("bind", XMLNamespace.bind) else { return streamError("not-authorized") }
        let wished = wish.child("resource", XMLNamespace.bind)?.text ?? ""
        let order = ConversationOrder.bind(
            user: user, resource: wished.isEmpty ? id : wished, .alone(iq))
        return say(.bound, [order], then: phase)
    }

    /// The client has its address; nil when it cannot have the one it wished.
    mutating func bound(_ session: ClientSession?, by request: BindRequest) -> [ConversationOrder] {
        switch (request, session) {
        case (.alone(let iq), nil): return [.write(iq.error("bad-request", type: "modify").serialized())]
        case (.alone(let iq), let session?):
            phase = .session(session)
            let jid = XMLElement("jid", namespace: XMLNamespace.bind, text: session.full.description)
            let bound = XMLElement("bind", namespace: XMLNamespace.bind, children: [jid])
            return [
                .write(iq.result([bound]).addressed(from: nil, to: session.full.description).serialized())
            ]
        }
    }
}

/// In which way a client asked to be bound.
enum BindRequest: Hashable {
    /// By a request for this alone (RFC 6120 section 7).
    case alone(XMLElement)
}
