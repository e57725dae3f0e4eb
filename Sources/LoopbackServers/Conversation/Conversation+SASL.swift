import SASL
import XMPPCore

/// Proving who one is (RFC 6120 section 6, XEP-0388).
extension Conversation {
    /// The features that concern it.
    var proofFeatures: [XMLElement] {
        var features = [
            XMLElement("mechanisms", namespace: XMLNamespace.sasl, children: mechanisms(XMLNamespace.sasl))
        ]
        if settings.features.contains(.sasl2) { features.append(extensibleOffer) }
        if settings.features.contains(.channelBindingList), !offeredBindings.isEmpty {
            features.append(bindingList)
        }
        return features
    }

    func mechanisms(_ namespace: String) -> [XMLElement] {
        offeredMechanisms.map { XMLElement("mechanism", namespace: namespace, text: $0.rawValue) }
    }

    private var offeredMechanisms: [SASLMechanism] {
        settings.mechanisms.filter { !$0.bindsChannel || !offeredBindings.isEmpty }
    }

    /// XEP-0440.
    private var bindingList: XMLElement {
        let space = ExtensionNamespace.channelBindings
        return XMLElement(
            "sasl-channel-binding", namespace: space,
            children: offeredBindings.map {
                XMLElement("channel-binding", namespace: space, attributes: ["type": $0.rawValue])
            })
    }

    /// What is told of the bindings that there are.
    private var offeredBindings: [ChannelBinding] {
        settings.fault == .withoutBindings ? [] : settings.channelBindings.filter { bindings[$0] != nil }
    }

    /// The client begins.
    mutating func authenticate(_ element: XMLElement, _ dialect: Authentication.Dialect)
        -> [ConversationOrder]
    {
        let name = element["mechanism"] ?? ""
        let mechanism = settings.mechanisms.first { $0.rawValue.utf8.elementsEqual(name.utf8) }
        guard let mechanism else { return refuse("invalid-mechanism", dialect) }
        do {
            let exchange = try SASLServerExchange(
                mechanism: mechanism, accounts: settings.accounts, salt: Array("\(id) of the porch".utf8),
                iterations: settings.iterations, bindings: judgedBindings)
            let authentication = Authentication(exchange: exchange, dialect: dialect)
            switch dialect {
            case .classic: return step(authentication, element.text)
            case .extensible:
                let first = element.child("initial-response", ExtensionNamespace.sasl2)
                return step(authentication, first?.text ?? "")
            }
        } catch {
            return refuse("temporary-auth-failure", dialect)
        }
    }

    /// What a proof is judged by, where binding is offered at all.
    private var judgedBindings: [ChannelBinding: [UInt8]] {
        guard settings.mechanisms.contains(where: \.bindsChannel) else { return [:] }
        return bindings.filter { settings.channelBindings.contains($0.key) }
    }

    /// The client's next message.
    mutating func answered(_ element: XMLElement, _ authentication: Authentication) -> [ConversationOrder] {
        guard element.matches("response", authentication.dialect.namespace) else {
            return refuse("aborted", authentication.dialect)
        }
        return step(authentication, element.text)
    }

    private mutating func step(_ authentication: Authentication, _ text: String) -> [ConversationOrder] {
        let dialect = authentication.dialect
        // RFC 6120 section 6.4.2: a message of no bytes is one equals sign.
        let isEmpty = text.utf8.elementsEqual("=".utf8)
        guard let message = isEmpty ? [] : Base64.decode(text.utf8) else {
            return refuse("incorrect-encoding", dialect)
        }
        do {
            switch try authentication.exchange.step(message) {
            case .challenge(let challenge):
                let element = XMLElement(
                    "challenge", namespace: dialect.namespace, text: Base64.encode(challenge))
                return say(.challenge, [.write(element.serialized())], then: .authenticating(authentication))
            case .accepted(let user, let data):
                return succeed(user, data, dialect)
            }
        } catch {
            return refuse(error == .malformed ? "malformed-request" : "not-authorized", dialect)
        }
    }

    private mutating func succeed(
        _ user: String, _ data: [UInt8], _ dialect: Authentication.Dialect
    ) -> [ConversationOrder] {
        if case .refusal(let condition) = settings.fault { return refuse(condition, dialect) }
        let told =
            settings.fault == .falseSignature
            ? Array("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".utf8) : data
        switch dialect {
        case .classic:
            let element = XMLElement("success", namespace: XMLNamespace.sasl, text: Base64.encode(told))
            return say(
                .success, [.write(element.serialized()), .restartStream],
                then: .awaitingHeader(.authenticated(user: user)))
        case .extensible(let request):
            return enter(ExtensibleSuccess(user: user, request: request, data: told))
        }
    }

    /// The client may try again on the same stream (RFC 6120 section 6.4.5).
    private mutating func refuse(_ condition: String, _ dialect: Authentication.Dialect)
        -> [ConversationOrder]
    {
        phase = .awaitingChoice(.beforeAuthentication)
        let failure = XMLElement(
            "failure", namespace: dialect.namespace,
            children: [XMLElement(condition, namespace: XMLNamespace.sasl)])
        return [.write(failure.serialized())]
    }
}
