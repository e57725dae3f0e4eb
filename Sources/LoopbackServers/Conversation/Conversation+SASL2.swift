import XMPPCore

/// Proof, session and features in one go (XEP-0388, XEP-0386).
extension Conversation {
    /// What is offered: the mechanisms, and what may happen along with them.
    var extensibleOffer: XMLElement {
        let space = ExtensionNamespace.bind2
        let names: [(ServerFeature, String)] = [
            (.carbons, ExtensionNamespace.carbons), (.clientState, ExtensionNamespace.clientState),
            (.streamManagement, ExtensionNamespace.management),
        ]
        let inBind = names.filter { settings.features.contains($0.0) }.map {
            XMLElement("feature", namespace: space, attributes: ["var": $0.1])
        }
        var inline = [
            XMLElement(
                "bind", namespace: space, children: [XMLElement("inline", namespace: space, children: inBind)]
            )
        ]
        if settings.features.contains(.streamManagement) {
            inline.append(XMLElement("sm", namespace: ExtensionNamespace.management))
        }
        return XMLElement(
            "authentication", namespace: ExtensionNamespace.sasl2,
            children: mechanisms(ExtensionNamespace.sasl2)
                + [XMLElement("inline", namespace: ExtensionNamespace.sasl2, children: inline)])
    }

    /// The proof is made: what was asked for along with it comes first (XEP-0198 section 9 before XEP-0386).
    mutating func enter(_ success: ExtensibleSuccess) -> [ConversationOrder] {
        if let wish = success.request.child("resume", ExtensionNamespace.management),
            settings.features.contains(.streamManagement)
        {
            return say(.success, [resumption(wish, .inline(success))], then: phase)
        }
        let orders = say(.success, [], then: phase)
        return orders.isEmpty ? bind(success) : orders
    }

    /// Binds, if that was asked for; without it the client has still to choose.
    mutating func bind(_ success: ExtensibleSuccess) -> [ConversationOrder] {
        guard let wish = success.request.child("bind", ExtensionNamespace.bind2) else {
            return finish(
                success, address: "\(success.user)@\(settings.domain)", [],
                then: .awaitingChoice(.authenticated(user: success.user)))
        }
        let tag = wish.child("tag", ExtensionNamespace.bind2)?.text ?? "client"
        return say(
            .bound, [.bind(user: success.user, resource: "\(tag)~\(id)", .inline(success))], then: phase)
    }

    /// The client has its address (XEP-0386 section 3).
    mutating func bound(_ session: ClientSession, _ success: ExtensibleSuccess) -> [ConversationOrder] {
        let wish = success.request.child("bind", ExtensionNamespace.bind2)
        var bound = XMLElement("bound", namespace: ExtensionNamespace.bind2)
        if let enable = wish?.child("enable", ExtensionNamespace.management),
            settings.features.contains(.streamManagement)
        {
            bound.content.append(.element(self.enable(enable)))
        }
        var notes: [ConversationOrder] = []
        if wish?.child("enable", ExtensionNamespace.carbons) != nil { notes.append(.note(.carbonsWanted)) }
        for state in wish?.children.compactMap(ClientState.init(_:)) ?? []
        where settings.features.contains(.clientState) {
            notes.append(.note(.clientState(state)))
        }
        return notes
            + finish(success, address: session.full.description, [bound], then: .session(session))
    }

    /// The success, and the features of the stream as it is now; it is not opened anew (XEP-0388 section 2.6.1).
    mutating func finish(
        _ success: ExtensibleSuccess, address: String, _ more: [XMLElement], then next: Phase
    ) -> [ConversationOrder] {
        phase = next
        let features: [XMLElement] =
            switch next {
            case .session: sessionFeatures
            case .awaitingHeader, .awaitingChoice, .securing, .authenticating, .owingAnswer, .answered,
                .silent:
                [XMLElement("bind", namespace: XMLNamespace.bind)] + sessionFeatures
            }
        return [.write(success.element(address: address, more).serialized())]
            + say(.authenticatedFeatures, [.write(Stanzas.features(features))], then: next)
    }
}
