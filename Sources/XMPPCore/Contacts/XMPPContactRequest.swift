/// What a person asks of the contact list. Contacts go by their numbers, others by their addresses.
public enum XMPPContactRequest: Hashable, Sendable {
    /// Put a contact on the list and ask to see their presence. The name may be empty.
    case add(address: String, name: String, groups: [String])
    /// Give a contact another name and other groups.
    case edit(number: Int32, name: String, groups: [String])
    /// Take a contact off the list, and with that end who sees whom.
    case remove(number: Int32)
    /// Ask to see a contact's presence.
    case askToSee(number: Int32)
    /// See a contact's presence no longer, or withdraw the question.
    case stopSeeing(number: Int32)
    /// Let a contact see one's own presence no longer.
    case hideFrom(number: Int32)
    /// Let whoever asked from this address see one's own presence.
    case accept(address: String)
    /// Do not let whoever asked from this address see one's own presence.
    case refuse(address: String)
    /// Neither hear from this address nor be seen by it (XEP-0191).
    case block(address: String)
    /// The contrary of blocking.
    case unblock(address: String)
    /// Ask when a contact who is offline was there last (XEP-0012).
    case askLastActivity(number: Int32)
}

/// What came of a request.
public enum XMPPRequestAnswer: Hashable, Sendable {
    /// It was done.
    case done
    /// It was not, for this reason.
    case refused(XMPPRefusal)
}

/// Why something that a person asked of the contact list was not done.
public enum XMPPRefusal: Error, Hashable, Sendable {
    /// There is no session.
    case notSignedIn
    /// The session ended with the request unanswered.
    case sessionEnded
    /// No answer came in time; it may still be done.
    case noAnswer
    /// This is no address of a person; holds the beginning of what was given.
    case noAddress(String)
    /// This is the account's own address, or its server's.
    case ownAddress
    /// No contact has this number.
    case noContact
    /// The contact is on the list already, and is seen.
    case onTheListAlready
    /// The name, or one of the groups, has more bytes than this.
    case tooLong(limit: Int)
    /// More groups than this.
    case tooManyGroups(limit: Int)
    /// So many requests are unanswered that no further one is sent.
    case tooManyAtOnce(limit: Int)
    /// Nobody with this address has asked.
    case hasNotAsked
    /// The server does not know how to block.
    case noBlocking
    /// Whoever should be away is there.
    case isThere
    /// We are invisible in a way in which the server tells nothing of others.
    case invisible
    /// The one who was asked does not know.
    case nothingKnown
    /// The one who was asked refused: the condition (RFC 6120 section 8.3.3), and perhaps its own words.
    case refused(condition: String, text: String)
}

extension XMPPRefusal: CustomStringConvertible {
    /// The reason in words for a person. Words of a server come from outside.
    public var description: String {
        switch self {
        case .notSignedIn: "not signed in"
        case .sessionEnded: "the session ended before the answer came"
        case .noAnswer: "no answer came in time"
        case .noAddress(let text):
            "\"\(text)\" is no address; expected name@domain, such as bob@example.org"
        case .ownAddress: "that is one's own address, or one's own server"
        case .noContact: "there is no such contact"
        case .onTheListAlready: "on the contact list already"
        case .tooLong(let limit): "a name or group is too long; expected at most \(limit) bytes"
        case .tooManyGroups(let limit): "too many groups; expected at most \(limit)"
        case .tooManyAtOnce(let limit): "\(limit) requests are unanswered; try again when they are"
        case .hasNotAsked: "nobody with this address has asked"
        case .noBlocking: "the server offers no blocking"
        case .isThere: "the contact is there"
        case .invisible: "the server tells nothing while one is invisible"
        case .nothingKnown: "nobody knows when the contact was there last"
        case .refused(let condition, let text):
            text.isEmpty ? "refused (\(condition))" : "refused (\(condition)): \(text)"
        }
    }
}
