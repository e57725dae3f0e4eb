/// Why a sign-in failed or a session was lost.
public enum IRCFailure: Error, Hashable, Sendable {
    /// Nick or user name cannot be said in IRC at all; holds which.
    case unfitName(String)
    /// Bytes came before TLS was set up: somebody put them there.
    case bytesBeforeTLS
    /// The server's certificate is not accepted, for this reason.
    case untrusted(String)
    /// The account is to be proved, and the server offers no way: perhaps somebody between took the offer away.
    case noProofOffered
    /// The server offers none of the ways of proof that may be used; holds what it offers.
    case noCommonMechanism(offered: [String])
    /// The best way of proof that the server offers is weaker than the one by which the account was proved before.
    case weakerProof(offered: IRCMechanism, before: IRCMechanism)
    /// The server does not take our certificate as the account's, perhaps in its own words.
    case certificateUnknown(text: String)
    /// The server refused the proof, perhaps in its own words.
    case proofRefused(IRCProofRefusal, text: String)
    /// The exchange was ended on this side, for this reason in words.
    case exchange(String)
    /// The server did not give us the nick, perhaps in its own words.
    case nickRefused(IRCNickRefusal, nick: String, text: String)
    /// The server did not let us in, perhaps in its own words.
    case entryRefused(IRCEntryRefusal, text: String)
    /// The server ended the session, in its own words.
    case endedByServer(text: String, while: IRCStep)
    /// Somebody with the power to do so ended the session: an operator, or the owner of the nick.
    case killed(text: String)
    /// It is no IRC server.
    case notIRC(IRCStranger)
    /// The server sent something that has no place here; holds what it was, in words.
    case unexpected(String, while: IRCStep)
    /// The connection was closed.
    case connectionClosed(while: IRCStep)
    /// The connection broke, or could not be made, for this reason.
    case connectionFailed(String, while: IRCStep)
    /// The server did not answer in time.
    case noAnswer(while: IRCStep)

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

extension IRCFailure {
    /// Who can mend it.
    public var remedy: Remedy {
        switch self {
        case .unfitName, .bytesBeforeTLS, .untrusted, .noProofOffered, .noCommonMechanism, .weakerProof,
            .certificateUnknown, .exchange, .notIRC, .entryRefused, .killed:
            .person
        case .nickRefused(let refusal, _, _): refusal.remedy
        case .proofRefused(let refusal, _): refusal.remedy
        case .endedByServer(let text, while: _): BanWords.areIn(text) ? .person : .wait
        case .unexpected(_, while: let step): step == .online ? .wait : .person
        case .connectionClosed, .connectionFailed, .noAnswer: .wait
        }
    }
}

extension IRCFailure: CustomStringConvertible {
    /// The step and the reason in words for a person; never a secret. Words of the server come from outside.
    public var description: String {
        switch self {
        case .unfitName(let which): "the \(which) has characters that IRC cannot carry"
        case .bytesBeforeTLS: "something was inserted before TLS began"
        case .untrusted(let reason): reason
        case .noProofOffered: "the server offers no way to prove the account"
        case .noCommonMechanism(let offered): Self.words(offered: offered)
        case .weakerProof(let offered, let before):
            "the server offers only \(offered.rawValue); \(before.rawValue) was used before"
        case .certificateUnknown(let text):
            Self.quoting(
                text, after: "the server does not know your certificate as the account's; tell it first")
        case .proofRefused(let refusal, let text): Self.quoting(text, after: refusal.words)
        case .exchange(let reason): reason
        case .nickRefused(let refusal, let nick, let text):
            Self.quoting(text, after: "the nick \(nick) \(refusal.words)")
        case .entryRefused(let refusal, let text): Self.quoting(text, after: refusal.words)
        case .endedByServer(let text, while: .online):
            Self.quoting(text, after: "the server ended the session")
        case .endedByServer(let text, while: let step):
            Self.quoting(text, after: "the server ended the session while \(step.words)")
        case .killed(let text): Self.quoting(text, after: "somebody ended the session")
        case .notIRC(let stranger): "the server \(stranger.words); check its name and port"
        case .unexpected(let what, while: let step): "the server sent \(what) while \(step.words)"
        case .connectionClosed(while: let step): "connection closed while \(step.words)"
        case .connectionFailed(let reason, while: .online): reason
        case .connectionFailed(let reason, while: let step): "\(reason) while \(step.words)"
        case .noAnswer(while: let step): "no answer while \(step.words)"
        }
    }

    private static func words(offered: [String]) -> String {
        let names = offered.prefix(8).joined(separator: " ")
        return names.isEmpty
            ? "the server offers no way to prove the account that may be used here"
            : "no common way to prove the account (the server offers \(names))"
    }

    private static func quoting(_ text: String, after words: String) -> String {
        text.isEmpty ? words : "\(words): \(text)"
    }
}
