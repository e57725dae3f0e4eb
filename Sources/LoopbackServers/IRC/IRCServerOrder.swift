/// What a conversation wants done, in this order.
enum IRCServerOrder: Hashable {
    /// Send these bytes.
    case write([UInt8])
    /// Start TLS as the server.
    case secure
    /// Read nothing further.
    case stopReading
    /// Ask again after this long.
    case wait(Duration)
    /// End the connection when what was written is with the system.
    case close
    /// End the connection at once, under TLS without saying so.
    case cut
    /// Break the connection.
    case abort
    /// Note a moment.
    case note(IRCMoment)
}

/// What is worth remembering of a conversation.
enum IRCMoment: Hashable {
    /// The fault has come to pass.
    case spoiled
    /// The client has signed in.
    case signedIn
    /// QUIT came.
    case quit
    /// The answer to QUIT was written, or is the end of the connection itself.
    case answered
    /// The client answered a ping.
    case pong
}
