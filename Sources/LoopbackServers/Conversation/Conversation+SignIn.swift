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
        case .beforeAuthentication where element.matches("auth", XMLNamespace.sasl):
            authenticate(element, .classic)
        case .beforeAuthentication
        where settings.features.contains(.sasl2) && element.matches("authenticate", ExtensionNamespace.sasl2):
            authenticate(element, .extensible(element))
        case .authenticated(let user) where element.matches("iq", XMLNamespace.client): bind(element, user)
        case .authenticated
        where settings.features.contains(.streamManagement)
            && element.matches("resume", ExtensionNamespace.management):
            [resumption(element, .alone(element))]
        case .beforeTLS, .beforeAuthentication, .authenticated: streamError("not-authorized")
        }
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
            proofFeatures
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

    // MARK: Binding

    private mutating func bind(_ iq: XMLElement, _ user: String) -> [ConversationOrder] {
        guard let wish = iq.child("bind", XMLNamespace.bind) else { return streamError("not-authorized") }
        let wished = wish.child("resource", XMLNamespace.bind)?.text ?? ""
        let order = ConversationOrder.bind(
            user: user, resource: wished.isEmpty ? id : wished, .alone(iq))
        return say(.bound, [order], then: phase)
    }

    /// The client has its address; nil when it cannot have the one it wished.
    mutating func bound(_ session: ClientSession?, by request: EntryRequest) -> [ConversationOrder] {
        switch (request, session) {
        case (.alone(let iq), nil): return [.write(iq.error("bad-request", type: "modify").serialized())]
        case (.alone(let iq), let session?):
            phase = .session(session)
            let jid = XMLElement("jid", namespace: XMLNamespace.bind, text: session.full.description)
            let bound = XMLElement("bind", namespace: XMLNamespace.bind, children: [jid])
            return [
                .write(iq.result([bound]).addressed(from: nil, to: session.full.description).serialized())
            ]
        case (.inline(let success), let session?): return bound(session, success)
        case (.inline, nil): return streamError("internal-server-error")
        }
    }
}
