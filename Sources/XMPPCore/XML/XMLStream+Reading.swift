import CExpat
import Glibc

/// What each piece of XML means for the stream.
extension XMLStream {
    func declarationCame(version: UnsafePointer<CChar>?, encoding: UnsafePointer<CChar>?) {
        if let version, !ExpatName(version).equals("1.0") {
            fail(.unsupportedDeclaration("XML " + String(cString: version).cut(toBytes: 32)))
        } else if let encoding, strcasecmp(encoding, "UTF-8") != 0 {
            fail(.unsupportedDeclaration(String(cString: encoding).cut(toBytes: 32)))
        }
    }

    func namespaceDeclared(prefix: UnsafePointer<CChar>?, uri: UnsafePointer<CChar>?) {
        namespaceCount += 1
        // The parser keeps prefixes as it keeps names.
        if let prefix { vocabulary.note(ExpatName(prefix).bytes) }
        guard depth == 0 else { return }
        if namespaceCount <= limits.namespaces { root.declare(prefix: prefix, uri: uri) }
        if prefix == nil, let uri { contentNamespace = String(cString: uri) }
    }

    func elementStarted(_ name: ExpatName, _ attributes: ExpatAttributes) {
        let limit = exceeded(by: name, attributes)
        depth += 1
        // Of a stanza the beginning is read all the same: it may show that anybody may have sent it.
        if let limit, depth != 2 || !name.equals("jabber:client\niq") { return exceed(limit) }
        switch depth {
        case 1: streamOpened(name, attributes)
        case 2: stanzaStarted(name, attributes)
        default: innerStarted(name, attributes)
        }
        if let limit { exceed(limit) }
    }

    private func exceeded(by name: ExpatName, _ attributes: ExpatAttributes) -> XMLStreamError.Limit? {
        guard let limit = limit(exceededBy: name, attributes) else { return nil }
        return isFromAnybody(name) ? nil : limit
    }

    private func limit(
        exceededBy name: ExpatName, _ attributes: ExpatAttributes
    ) -> XMLStreamError.Limit? {
        var limit: XMLStreamError.Limit?
        if depth > limits.depth { limit = .depth }
        if namespaceCount > limits.namespaces { limit = .namespaces }
        if !fits(name) { limit = .name }
        var count = 0
        for attribute in attributes {
            count += 1
            if !fits(attribute.name) { limit = .name }
        }
        if count > limits.attributes { limit = .attributes }
        // As many as there may be before a stanza, and as many in it.
        return vocabulary.count > 2 * limits.vocabulary ? .vocabulary : limit
    }

    /// Anybody may send us messages, and presence that asks for ours. Next to nothing of them is kept: their shape must
    /// not end the session.
    private func isFromAnybody(_ name: ExpatName) -> Bool {
        switch place {
        case .inMessage, .inEvent, .inPresence, .inExcess: true
        case .inTree, .inRosterItem, .inBlockedItem: false
        case .betweenStanzas:
            shape == .bulk && depth == 1
                && (name.equals("jabber:client\nmessage") || name.equals("jabber:client\npresence"))
        }
    }

    private func fits(_ name: ExpatName) -> Bool {
        let bytes = name.bytes
        vocabulary.note(bytes)
        // Most names are far below the limit of either part, so the parts need not be looked for.
        guard bytes.count > limits.name else { return true }
        let (space, local) = name.parts
        return space.count <= limits.name && local.count <= limits.name
    }

    private func streamOpened(_ name: ExpatName, _ attributes: ExpatAttributes) {
        guard name.equals("http://etherx.jabber.org/streams\nstream") else {
            let (_, local) = name.parts
            return fail(.notAStream(String(decoding: local, as: UTF8.self).cut(toBytes: 32)))
        }
        var values: [String: String] = [:]
        for (attribute, value) in attributes {
            values[String(decoding: attribute.bytes, as: UTF8.self)] = String(cString: value)
        }
        boundary = tokenEnd
        hand(
            .opened(
                StreamHeader(
                    from: values["from"], to: values["to"], id: values["id"], version: values["version"],
                    language: values[XMLNamespace.xml + "\nlang"], namespace: contentNamespace)))
    }

    private func stanzaStarted(_ name: ExpatName, _ attributes: ExpatAttributes) {
        isRosterResult = false
        isInRosterQuery = false
        isBlockList = false
        if shape == .bulk, name.equals("jabber:client\npresence") {
            place = .inPresence
            presence.start(attributes)
        } else {
            let isMessage = shape == .bulk && name.equals("jabber:client\nmessage")
            place = isMessage ? .inMessage : .inTree
            builder.start(name, attributes)
        }
    }

    private func innerStarted(_ name: ExpatName, _ attributes: ExpatAttributes) {
        switch place {
        case .betweenStanzas, .inBlockedItem, .inExcess: break
        case .inPresence:
            if depth == 3 { presence.startChild(name, attributes) }
        case .inRosterItem:
            if depth == 5 { rosterItem.startChild(name) }
        case .inTree:
            if depth == 4, isInRosterQuery, name.equals("jabber:iq:roster\nitem") {
                startRosterItem(attributes)
            } else if depth == 4, isBlockList, name.equals("urn:xmpp:blocking\nitem") {
                startBlockedItem(attributes)
            } else {
                startInTree(name, attributes)
            }
        case .inMessage:
            // One event in a message, and it alone: see ``XMLStreamLimits/event``.
            if depth == 3, builder.elementCount == 1,
                name.equals("http://jabber.org/protocol/pubsub#event\nevent")
            {
                place = .inEvent
                builder.start(name, attributes)
            }
        case .inEvent: startInEvent(name, attributes)
        }
    }

    /// Anybody may send events: one out of the ordinary is left out, and the session goes on.
    private func startInEvent(_ name: ExpatName, _ attributes: ExpatAttributes) {
        builder.start(name, attributes)
        let width = attributes.reduce(0) { count, _ in count + 1 }
        guard
            builder.elementCount <= limits.event.elements, depth <= limits.event.depth,
            width <= limits.event.attributes
        else {
            builder.forgetChildren()
            return place = .inMessage
        }
    }

    private func startInTree(_ name: ExpatName, _ attributes: ExpatAttributes) {
        if depth == 3, shape == .bulk, builder.isInsideIQ { beginList(name) }
        builder.start(name, attributes)
        if builder.elementCount > limits.elements { exceed(.elements) }
    }

    /// The contact list and the block list are read item by item: each is one stanza, however long.
    private func beginList(_ name: ExpatName) {
        let isResult = builder.stanzaHas("type", "result")
        isInRosterQuery = name.equals("jabber:iq:roster\nquery")
        isRosterResult = isInRosterQuery && isResult
        isBlockList = isResult && name.equals("urn:xmpp:blocking\nblocklist")
        listItemCount = 0
        listSize = 0
    }

    private func startRosterItem(_ attributes: ExpatAttributes) {
        guard countListItem() else { return }
        place = .inRosterItem
        rosterItem.start(attributes)
    }

    private func startBlockedItem(_ attributes: ExpatAttributes) {
        guard countListItem() else { return }
        place = .inBlockedItem
        blockedAddress = ""
        for (name, value) in attributes where name.equals("jid") {
            blockedAddress = String(cString: value)
        }
    }

    private func countListItem() -> Bool {
        listItemCount += 1
        guard listItemCount <= limits.listItems else {
            exceed(.listItems)
            return false
        }
        return true
    }

    func textCame(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch place {
        case .betweenStanzas: textBetweenStanzas(bytes)
        case .inPresence:
            if depth == 3 { presence.text(bytes) }
        case .inRosterItem:
            if depth == 5 { rosterItem.text(bytes) }
        case .inTree, .inEvent: builder.text(bytes)
        case .inMessage, .inBlockedItem, .inExcess: break
        }
    }

    /// White space keeps a connection alive (RFC 6120 section 4.6.1) and means nothing.
    private func textBetweenStanzas(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
            return fail(.strayText)
        }
        boundary = tokenEnd
    }

    func elementEnded() {
        depth -= 1
        switch depth {
        case 0: stop(.closed, after: .closed)
        case 1: stanzaEnded()
        default: innerEnded()
        }
    }

    private func innerEnded() {
        switch place {
        case .betweenStanzas, .inMessage, .inExcess: break
        case .inPresence:
            if depth == 2 { presence.endChild() }
        case .inRosterItem:
            if depth == 4 { rosterItem.endChild() }
            if depth == 3 { rosterItemEnded() }
        case .inBlockedItem:
            if depth == 3 { blockedItemEnded() }
        case .inTree: _ = builder.end()
        case .inEvent:
            _ = builder.end()
            if depth == 2 { place = .inMessage }
        }
    }

    private func blockedItemEnded() {
        place = .inTree
        guard closeListItem() else { return }
        hand(.blockedItem(blockedAddress))
    }

    private func closeListItem() -> Bool {
        listSize += tokenEnd - boundary
        guard listSize <= limits.list else {
            exceed(.list)
            return false
        }
        return closePortion()
    }

    private func rosterItemEnded() {
        place = .inTree
        if isRosterResult {
            guard closeListItem() else { return }
        }
        hand(.rosterItem(rosterItem.take()))
    }

    private func stanzaEnded() {
        if case .inTree = place, !closePortion(), place != .inExcess { return }
        boundary = tokenEnd
        let place = self.place
        self.place = .betweenStanzas
        switch place {
        case .inPresence: hand(.presence(presence.stanza))
        case .inTree, .inMessage, .inExcess: builder.end().map { hand(.element($0)) }
        case .betweenStanzas, .inRosterItem, .inBlockedItem, .inEvent: break
        }
        renewIfWornOut()
    }

    /// Whether what ends here is within the limit; what follows is counted anew.
    private func closePortion() -> Bool {
        let end = tokenEnd
        guard end - boundary <= limits.stanza else {
            exceed(.stanza)
            return false
        }
        boundary = end
        return true
    }

    private func stop(_ outcome: Outcome, after item: StreamItem) {
        hand(item)
        stop(outcome)
    }
}
