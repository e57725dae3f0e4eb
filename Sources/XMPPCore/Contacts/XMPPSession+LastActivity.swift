/// When a contact who is offline was there last (XEP-0012), asked on demand.
extension XMPPSession {
    mutating func askLastActivity(
        _ number: Int32, _ address: JID, for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        guard standing.visibility.hearsContacts else { throw .invisible }
        guard !contacts.isThere(number) else { throw .isThere }
        try ask(
            "get", XMLElement("query", namespace: XMLNamespace.lastActivity), of: .other(address),
            for: request)
    }

    /// Section 4: seconds, and the last words.
    mutating func lastActivityCame(
        _ number: Int32, _ element: XMLElement, for request: XMPPContactRequest
    ) {
        let query = element.child("query", XMLNamespace.lastActivity)
        guard let seconds = query?["seconds"].flatMap({ LastActivity.seconds($0) }) else {
            return answer(request, .refused(.nothingKnown))
        }
        guard standing.visibility.hearsContacts else { return answer(request, .refused(.invisible)) }
        guard contacts.address(of: number) != nil else { return answer(request, .refused(.noContact)) }
        guard !contacts.isThere(number) else { return answer(request, .refused(.isThere)) }
        let presence = ContactPresence(
            .offline, lastWords: (query?.text ?? "").cut(toBytes: 1024), since: .ago(seconds))
        contacts.noteAbsence(presence, of: number, at: now)
        report(.presence(number: number, presence))
        answer(request, .done)
    }
}

enum LastActivity {
    /// The longest time that is told.
    static let longest = 10 * 365 * 86_400

    /// A time in seconds; nil for what is no number, and for zero: servers say so of accounts of which they know
    /// nothing.
    static func seconds(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let digits = text.utf8.drop { $0 == 0x30 }
        guard !digits.isEmpty else { return nil }
        return min(DecimalDigits.unsigned(digits) ?? longest, longest)
    }
}
