/// What an IRC server sends while its client signs in, in this order.
public enum IRCSignInStep: Hashable, Sendable, CaseIterable {
    /// The server's part of the TLS handshake.
    case handshake
    /// The capabilities that are offered.
    case capabilities
    /// The consent to the capabilities that the client asked for.
    case consent
    /// The go-ahead for the mechanism that the client chose.
    case goAhead
    /// SCRAM's challenge; PLAIN has none.
    case challenge
    /// SCRAM's proof that the server knows the password; PLAIN has none.
    case signature
    /// The success of the proof (numerics 900 and 903).
    case proof
    /// The welcome, and what the server tells of itself (numerics 001 to 005).
    case welcome
    /// The end of the message of the day (numeric 376): the client has signed in.
    case motd
}

/// How a dishonest IRC server spoils a sign-in.
public enum IRCSignInFault: Hashable, Sendable {
    /// Does something else instead of this step.
    case instead(of: IRCSignInStep, Misbehaviour)
    /// Offers no SASL though there are accounts, as a server does whose account service is gone.
    case withoutSASL
    /// Refuses every proof with this numeric, such as 904.
    case proofRefusal(Int)
    /// Ends SCRAM with a signature that only somebody makes who does not know the password (RFC 5802 section 3).
    case falseSignature
    /// Refuses the client with this numeric when nick and user have come, such as 465.
    case entryRefusal(Int)
    /// Ends the connection once it has sent this many bytes in all, counted before encryption.
    case closesAfter(bytes: Int)

    /// What comes instead of a step.
    public enum Misbehaviour: Hashable, Sendable {
        /// Nothing, for as long as the client waits. The server reads on.
        case silence
        /// Bytes that belong to another protocol, or to none, and then nothing.
        case garbage([UInt8])
        /// ERROR with these words, then the end.
        case error(String)
        /// An orderly end of the connection.
        case close
        /// A reset of the connection.
        case reset
    }
}

extension IRCSignInFault {
    /// After how many bytes the connection ends; nil when their number does not matter.
    var byteLimit: Int? {
        if case .closesAfter(let bytes) = self { bytes } else { nil }
    }
}

extension IRCSignInFault.Misbehaviour {
    /// The answer of a web server that was asked in a language it does not know.
    public static let webServer = IRCSignInFault.Misbehaviour.garbage(
        Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8))
}
