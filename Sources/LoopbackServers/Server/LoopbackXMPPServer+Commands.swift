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
    mutating func flood(_ contacts: [LoopbackContact], presences count: Int, pingEvery: Int)
        -> [ConversationOrder]
    {
        guard case .session(let session) = phase else { return [] }
        let receiver = session.full.description
        var stanzas: [[UInt8]] = []
        for number in 1...count {
            let contact = contacts[number % contacts.count]
            let resource = LoopbackResource(name: "flood", text: "number \(number)")
            stanzas.append(Stanzas.presence(of: contact, .present(resource), to: receiver))
            if number.isMultiple(of: pingEvery) {
                stanzas.append(Stanzas.ping(from: settings.domain, to: receiver, id: "ping-\(number)"))
            }
        }
        return deliver(stanzas)
    }
}
