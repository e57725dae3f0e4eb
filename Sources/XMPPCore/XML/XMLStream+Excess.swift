/// What is done with more than there may be. What the server itself says ends the session by it; what anybody may have
/// sent does not, or whoever likes could end it.
extension XMLStream {
    /// The stanza at hand has more than it may: of an `<iq/>` that somebody sent nothing is kept, and it is handed over
    /// empty.
    func exceed(_ limit: XMLStreamError.Limit) {
        switch place {
        case .inTree, .inRosterItem, .inBlockedItem:
            guard shape == .bulk, builder.isIQOfSomebody else { return fail(.tooLarge(limit)) }
            builder.empty()
            place = .inExcess
        case .betweenStanzas, .inPresence, .inMessage, .inEvent, .inExcess: fail(.tooLarge(limit))
        }
    }

    /// Leaves out what is kept of a stanza that has too many bytes so far.
    func leaveOutExcess() {
        switch place {
        case .betweenStanzas: if !isReadingForeign { exceed(.stanza) }
        case .inTree, .inRosterItem, .inBlockedItem: exceed(.stanza)
        case .inEvent:
            builder.forgetChildren()
            place = .inMessage
        case .inPresence, .inMessage, .inExcess: break
        }
    }

    /// Whether what is read now, or the tag that has not ended, may be anybody's; nothing of it is kept.
    var isReadingForeign: Bool {
        switch place {
        case .betweenStanzas: shape == .bulk && depth == 1
        case .inPresence, .inMessage, .inExcess: true
        case .inTree, .inRosterItem, .inBlockedItem, .inEvent: false
        }
    }
}
