/// How a dishonest server spoils a sign-in.
public enum SignInFault: Hashable, Sendable {
    /// Does something else instead of this step.
    case instead(of: SignInStep, Misbehaviour)
    /// Offers SASL without STARTTLS before it, as a server does from which somebody on the way has cut it out.
    case withoutSTARTTLS
    /// Offers no binding of the proof to the connection, as somebody on the way would have it, and judges the proof as
    /// one who has offered it (RFC 5802 section 6).
    case withoutBindings
    /// Sends these bytes unencrypted in one piece with `<proceed/>`, as somebody on the way would.
    case injectionAfterProceed([UInt8])
    /// Refuses every password with this SASL condition (RFC 6120 section 6.5), such as "account-disabled".
    case refusal(condition: String)
    /// Offers to bind the channel, but what the server knows of it is not what the client knows, as when somebody on
    /// the way has a connection with each of the two.
    case foreignChannel
    /// Ends SCRAM with a signature that only somebody makes who does not know the password (RFC 5802 section 3).
    case falseSignature
    /// Ends the connection once it has sent this many bytes in all, those inside TLS counted before encryption.
    case closesAfter(bytes: Int)

    /// What comes instead of a step.
    public enum Misbehaviour: Hashable, Sendable {
        /// Nothing, for as long as the client waits. The server reads on.
        case silence
        /// Bytes that belong to another protocol, or to none.
        case garbage([UInt8])
        /// A stream error with this condition (RFC 6120 section 4.9.3), the closing tag, the end.
        case streamError(condition: String)
        /// The closing tag; the server then waits for the client's end.
        case closingTag
        /// An orderly end of the connection.
        case close
        /// A reset of the connection.
        case reset
    }
}

extension SignInFault {
    /// After how many bytes the connection ends; nil when their number does not matter.
    var byteLimit: Int? {
        if case .closesAfter(let bytes) = self { bytes } else { nil }
    }
}

extension SignInFault.Misbehaviour {
    /// The answer of a web server that was asked in a language it does not know.
    public static let webServer = SignInFault.Misbehaviour.garbage(
        Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8))
}
