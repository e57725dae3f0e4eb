import XMPPCore

/// Being here without being seen (XEP-0186).
extension Domain {
    /// Section 3.1: contacts who saw the session see it go; it goes on getting what is for it.
    mutating func becameInvisible(
        _ wish: XMLElement, _ iq: XMLElement, _ id: SessionID, _ session: DomainSession
    ) {
        deliver(iq.result(), to: id)
        if session.shown != nil { tellContacts(.presence("unavailable"), of: session) }
        change(id) { $0.mode = .invisible }
        let wantsPresence = ["true", "1"].contains {
            ($0 as String).utf8.elementsEqual((wish["probe"] ?? "").utf8)
        }
        if wantsPresence { probeContacts(for: id, session) }
    }

    /// Section 3.2: the client shows itself by its next presence.
    mutating func becameVisible(_ iq: XMLElement, _ id: SessionID) {
        change(id) {
            $0.mode = .visible
            $0.visibility = .silent
        }
        deliver(iq.result(), to: id)
    }
}
