public import SASL

/// Why a sign-in failed or a session was lost.
public enum XMPPFailure: Error, Hashable, Sendable {
    /// TLS is required here, and the server does not offer it: perhaps somebody between took the offer away.
    case noTLSOffered
    /// The server offered TLS and then refused it.
    case tlsRefused
    /// Bytes came between the server's go-ahead for TLS and TLS: somebody put them there.
    case bytesBeforeTLS
    /// The server's certificate is not accepted, for this reason.
    case untrusted(String)
    /// The server offers none of the mechanisms that may be used; holds what it offers.
    case noCommonMechanism(offered: [String])
    /// The best mechanism that the server offers is weaker than what the account was proved by before.
    case weakerProof(offered: SASLMechanism, before: SASLMechanism)
    /// The server refused name and password, perhaps in its own words.
    case signInRefused(XMPPSignInRefusal, text: String)
    /// The server demands further steps of proof, of these names (XEP-0388 section 2.6.3).
    case moreDemanded([String])
    /// The server does not offer any more what it did at the last sign-in.
    case serverChanged
    /// The exchange was ended on this side.
    case exchange(SASLFailure)
    /// The server gave the session no address: the condition, and perhaps its own words.
    case bindRefused(condition: String, text: String)
    /// The server did not give the contact list: the condition, and perhaps its own words.
    case rosterRefused(condition: String, text: String)
    /// The server ended the stream with an error, perhaps in its own words.
    case streamError(XMPPStreamCondition, text: String, while: XMPPStep)
    /// What the server sent is no XMPP stream.
    case notXMPP(XMLStreamError, while: XMPPStep)
    /// The server sent XMPP that has no place here; holds what it was, in words.
    case unexpected(String, while: XMPPStep)
    /// The server closed the stream in good order, unasked.
    case closedByServer(while: XMPPStep)
    /// No server was found, for this reason.
    case serverNotFound(String)
    /// The connection was closed.
    case connectionClosed(while: XMPPStep)
    /// The connection broke, or could not be made, for this reason.
    case connectionFailed(String, while: XMPPStep)
    /// The server did not answer in time.
    case noAnswer(while: XMPPStep)

    /// Who can mend a failure.
    public enum Remedy: Hashable, Sendable {
        /// Time: the same again may go well later.
        case wait
        /// A person: the same again would fail again.
        case person
        /// Another password.
        case password
    }
}

extension XMPPFailure {
    /// Who can mend it.
    public var remedy: Remedy {
        switch self {
        case .noTLSOffered, .bytesBeforeTLS, .untrusted, .noCommonMechanism, .moreDemanded, .weakerProof,
            .bindRefused:
            .person
        case .signInRefused(let refusal, _): refusal.remedy
        case .exchange(.credentialsUnfit): .password
        case .exchange: .person
        case .streamError(let condition, _, _): condition.passesByItself ? .wait : .person
        case .notXMPP(_, while: let step), .unexpected(_, while: let step): step == .online ? .wait : .person
        case .tlsRefused, .serverChanged, .rosterRefused, .closedByServer, .serverNotFound, .connectionClosed,
            .connectionFailed,
            .noAnswer:
            .wait
        }
    }
}

extension XMPPFailure {
    /// Why none of the offered mechanisms is used; names are kept short.
    init(_ refusal: SASLRefusal) {
        switch refusal {
        case .nothingInCommon(let offered):
            self = .noCommonMechanism(offered: offered.map { $0.cut(toBytes: 32) })
        case .weakerThanBefore(let offered, let before):
            self = .weakerProof(offered: offered, before: before)
        }
    }
}

extension XMPPSignInRefusal {
    fileprivate var remedy: XMPPFailure.Remedy {
        switch self {
        case .notAuthorized, .credentialsExpired: .password
        case .temporaryAuthFailure, .aborted: .wait
        case .accountDisabled, .encryptionRequired, .incorrectEncoding, .invalidAuthzid, .invalidMechanism,
            .malformedRequest, .mechanismTooWeak, .unknown:
            .person
        }
    }
}

extension XMPPFailure: CustomStringConvertible {
    /// The step and the reason in words for a person; never a secret. Words of the server come from outside.
    public var description: String {
        switch self {
        case .noTLSOffered: "the server offers no TLS"
        case .tlsRefused: "the server refused TLS"
        case .bytesBeforeTLS: "something was inserted before TLS began"
        case .untrusted(let reason): reason
        case .noCommonMechanism(let offered): Self.words(offered: offered)
        case .weakerProof(let offered, let before):
            "the server offers only \(offered.rawValue); \(before.rawValue) was used before"
        case .signInRefused(let refusal, let text): Self.quoting(text, after: refusal.words)
        case .moreDemanded(let tasks): Self.words(demanded: tasks)
        case .serverChanged: "the server is not as it was at the last sign-in"
        case .exchange(let failure): "\(failure)"
        case .bindRefused(let condition, let text):
            Self.quoting(text, after: "the server gave no session (\(condition))")
        case .rosterRefused(let condition, let text):
            Self.quoting(text, after: "the server gave no contact list (\(condition))")
        case .streamError(let condition, let text, while: _): Self.quoting(text, after: condition.words)
        case .notXMPP(.tooLarge(let limit), while: .online): "the server sent too much: \(limit)"
        case .notXMPP(.tooLarge(let limit), while: let step):
            "the server sent too much while \(step.words): \(limit)"
        case .notXMPP(let error, while: .online): "the server sent something that is not XMPP: \(error)"
        case .notXMPP(let error, while: let step):
            "the server sent something that is not XMPP while \(step.words): \(error)"
        case .unexpected(let what, while: let step): "the server sent \(what) while \(step.words)"
        case .closedByServer(while: let step): "the server ended the stream while \(step.words)"
        case .serverNotFound(let reason): reason
        case .connectionClosed(while: let step): "connection closed while \(step.words)"
        case .connectionFailed(let reason, while: .online): reason
        case .connectionFailed(let reason, while: let step): "\(reason) while \(step.words)"
        case .noAnswer(while: .online): "no answer from the server"
        case .noAnswer(while: let step): "no answer while \(step.words)"
        }
    }

    private static func words(offered: [String]) -> String {
        let names = offered.prefix(8).joined(separator: " ").cut(toBytes: 120)
        return names.isEmpty
            ? "the server offers no way to sign in"
            : "no common way to sign in (the server offers \(names))"
    }

    private static func words(demanded tasks: [String]) -> String {
        let names = tasks.prefix(8).joined(separator: " ").cut(toBytes: 120)
        let words = "the server demands more than the password"
        return names.isEmpty ? words : "\(words) (\(names)), which is not known here"
    }

    private static func quoting(_ text: String, after words: String) -> String {
        text.isEmpty ? words : "\(words): \(text)"
    }
}
