import XMPPCore

/// What a conversation wants done, in this order.
enum ConversationOrder: Hashable {
    /// Send these bytes.
    case write([UInt8])
    /// Start TLS as the server.
    case secure
    /// What comes next is a new stream: forget the reader of the old one.
    case restartStream
    /// Read nothing further.
    case stopReading
    /// Ask again after this long.
    case wait(Duration)
    /// End the connection when what was written is with the system.
    case close
    /// Break the connection.
    case abort
    /// Bind this user's client, under this name if it has wished one, and say ``Conversation/bound(_:by:)``.
    case bind(user: String, resource: String, EntryRequest)
    /// Find the session of that name, and say ``Conversation/resumed(_:handled:by:)``.
    case resume(token: String, handled: UInt32, EntryRequest)
    /// Give a stanza of the client to the domain.
    case submit(XMLElement)
    /// The session is over, whatever becomes of the connection.
    case endSession
    /// Note a moment.
    case note(ConversationMoment)
}

/// What is worth remembering of a conversation.
enum ConversationMoment: Hashable {
    /// The fault has come to pass.
    case spoiled
    /// The client is bound and has said that it is available.
    case signedIn
    /// The client said that it is unavailable.
    case unavailable
    /// The client's closing tag came.
    case closingTag
    /// The server's closing tag was written.
    case answered
    /// The client answered a ping.
    case pong
    /// The session of a lost connection goes on.
    case resumed
    /// The client has acknowledged so many stanzas.
    case acknowledgement(UInt32)
    /// The client said whether somebody looks.
    case clientState(ClientState)
    /// The client wants copies of messages.
    case carbonsWanted
}
