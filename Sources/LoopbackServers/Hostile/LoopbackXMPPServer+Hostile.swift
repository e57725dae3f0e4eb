public import XMPPCore

/// What a server lets through, or does itself, that it should not. Everything goes to every bound client, past the
/// domain: nothing of it is remembered, and nobody's blocks are asked.
extension LoopbackXMPPServer {
    /// Sends a change of the contact list in the name of this sender, with this name.
    public func forgePush(_ change: ForgedRosterChange, from sender: ForgedSender, id: String = "forged") {
        let contact = contacts.first?.address ?? "nobody@\(settings.domain)"
        forge { receiver in
            let sender = sender.address(for: receiver, contact: contact)
            return [change.push(from: sender, to: receiver, contact: contact, id: id)]
        }
    }

    /// Sends a presence in the name of this sender, with these words.
    public func forgePresence(from sender: ForgedSender, text: String) {
        let contact = contacts.first?.address
        forge { receiver in
            let status = XMLElement("status", namespace: XMLNamespace.client, text: text)
            var presence = XMLElement("presence", namespace: XMLNamespace.client, children: [status])
            presence.set("from", sender.address(for: receiver, contact: contact))
            presence.set("to", receiver.description)
            return [presence]
        }
    }

    /// Sends a message that holds a stanza which it says is another's.
    public func forward(_ stanza: XMLElement, _ wrapping: ForwardedStanza, from sender: ForgedSender) {
        let contact = contacts.first?.address
        forge { receiver in
            let sender = sender.address(for: receiver, contact: contact)
            return [wrapping.message(stanza, from: sender, to: receiver.description)]
        }
    }

    /// Lets somebody ask every client.
    public func probe(
        _ probe: StrangerProbe, from sender: String = "mallory@elsewhere.test/trap", id: String = "probe"
    ) {
        forge { [probe.stanza(from: sender, to: $0.description, id: id)] }
    }

    /// Sends requests of so many different people to see the account's presence, all at once.
    public func flood(requests count: Int) {
        forge { receiver in
            (0..<max(count, 0)).map {
                .presence("subscribe", from: "asker\($0)@elsewhere.test", to: receiver.bare.description)
            }
        }
    }

    private func forge(_ stanzas: (JID) -> [XMLElement]) {
        for served in connections {
            served.perform { conversation in
                guard case .session(let session) = conversation.phase else { return [] }
                return conversation.deliver(stanzas(session.full).map { $0.serialized() })
            }
        }
    }
}
