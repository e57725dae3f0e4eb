public import XMPPCore

/// An answer that comes before the true one, with the right name and from a sender of choice.
public struct ForgedReply: Hashable, Sendable {
    /// Whether the request is answered truly too.
    public enum Truth: Hashable, Sendable {
        /// Right behind.
        case follows
        /// Not at all.
        case neverComes
    }

    /// Which requests of a kind are meant.
    public enum Reach: Hashable, Sendable {
        /// All.
        case everything
        /// Those that are to change something: of type "set" (RFC 6120 section 8.2.3).
        case changes
    }

    /// Which requests: those with a child of this namespace.
    public let namespace: String
    /// Which of these.
    public let reach: Reach
    /// Who seems to answer.
    public let sender: ForgedSender
    /// The type of the answer: "result", "error", or one that is no answer, such as "set".
    public let type: String
    /// What the answer holds.
    public let payload: [XMLElement]
    /// Whether the request is answered truly too.
    public let truth: Truth

    /// A forged answer.
    public init(
        to namespace: String, _ reach: Reach = .everything, from sender: ForgedSender,
        type: String = "result", payload: [XMLElement] = [], truth: Truth = .follows
    ) {
        self.namespace = namespace
        self.reach = reach
        self.sender = sender
        self.type = type
        self.payload = payload
        self.truth = truth
    }

    /// Whether the request is one that is to be answered so.
    func isMeant(for request: XMLElement) -> Bool {
        switch reach {
        case .everything: guard request.isOfType("get") || request.isOfType("set") else { return false }
        case .changes: guard request.isOfType("set") else { return false }
        }
        return request.children.contains { $0.namespace.utf8.elementsEqual(namespace.utf8) }
    }

    /// The answer to this request.
    func answer(to request: XMLElement, of receiver: JID) -> XMLElement {
        var answer = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": type], children: payload)
        answer.set("id", request["id"])
        answer.set("from", sender.address(for: receiver, contact: nil))
        answer.set("to", receiver.description)
        return answer
    }
}
