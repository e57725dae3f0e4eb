import XMPPCore

/// What a server does to its clients on command. Each takes effect in the order of the calls.
extension LoopbackXMPPServer {
    /// Sends bytes as they are to every bound client that has not closed its stream.
    public func send(_ bytes: [UInt8]) {
        for served in connections {
            served.perform { $0.send(bytes) }
        }
    }

    /// Sends a stream error with this condition (RFC 6120 section 4.9.3), such as "conflict", the closing tag, and
    /// the end of the connection.
    public func sendStreamError(_ condition: String) {
        for served in connections {
            served.perform { $0.streamError(condition) }
        }
    }

    /// Closes every stream, and waits for the clients to close theirs.
    public func sendClosingTag() {
        for served in connections {
            served.perform { $0.closingTag() }
        }
    }

    /// Ends every connection in order, without a closing tag.
    public func closeConnections() {
        for served in connections { served.close() }
    }

    /// Breaks every connection with a reset.
    public func resetConnections() {
        for served in connections { served.abort() }
    }

    /// Sends so many presences of the contacts in turn to every bound client, with a ping after every `pingEvery` of
    /// them; all at once, however slowly the clients read.
    public func flood(presences count: Int, pingEvery: Int) {
        guard !contacts.isEmpty, count > 0 else { return }
        for served in connections {
            served.perform { $0.flood(contacts, presences: count, pingEvery: max(pingEvery, 1)) }
        }
    }
}

extension Conversation {
    /// The stanzas of a flood.
    func flood(_ contacts: [LoopbackContact], presences count: Int, pingEvery: Int) -> [ConversationOrder] {
        guard case .session(let session) = phase else { return [] }
        var bytes: [UInt8] = []
        for number in 1...count {
            let contact = contacts[number % contacts.count]
            let resource = LoopbackResource(name: "flood", text: "number \(number)")
            bytes += Stanzas.presence(of: contact, .present(resource), to: session.full)
            if number.isMultiple(of: pingEvery) {
                bytes += Stanzas.ping(from: settings.domain, to: session.full, id: "ping-\(number)")
            }
        }
        return [.write(bytes)]
    }

    /// A contact's change, for a client that is available.
    func tell(_ change: ContactChange, of contact: LoopbackContact) -> [ConversationOrder] {
        guard case .session(let session) = phase, session.availability == .available else { return [] }
        return [.write(Stanzas.presence(of: contact, change, to: session.full))]
    }
}
