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
}
