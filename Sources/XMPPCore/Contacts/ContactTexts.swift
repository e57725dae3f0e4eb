/// What a person gives for a contact, made fit for the contact list or refused.
enum ContactTexts {
    /// The longest name, and the longest group, in bytes.
    static let textLimit = 1024
    /// The most groups of one contact.
    static let groupLimit = 64

    /// Any address at all.
    static func address(_ text: String) throws(XMPPRefusal) -> JID {
        guard let address = JID(trimmed(text)) else { throw noAddress(text) }
        return address
    }

    /// The address of a person, without a resource.
    ///
    /// RFC 7622 would take "bob" for a server's name; a person who types it has forgotten the rest.
    static func person(_ text: String, own: JID) throws(XMPPRefusal) -> JID {
        guard let address = JID(trimmed(text)), !address.local.isEmpty else { throw noAddress(text) }
        guard address.bare != own else { throw .ownAddress }
        return address.bare
    }

    /// The address of a person, of one of their connections, or of a whole server.
    static func anybody(_ text: String, own: JID) throws(XMPPRefusal) -> JID {
        guard let address = JID(trimmed(text)) else { throw noAddress(text) }
        if address.local.isEmpty, !address.domain.utf8.contains(UInt8(ascii: ".")) { throw noAddress(text) }
        guard address.bare != own, !sameBytes(address.description, own.domain) else { throw .ownAddress }
        return address
    }

    static func name(_ text: String) throws(XMPPRefusal) -> String {
        guard text.utf8.count <= textLimit else { throw .tooLong(limit: textLimit) }
        return text
    }

    /// RFC 6121 section 2.3.3: no group without a name, and none twice.
    static func groups(_ groups: [String]) throws(XMPPRefusal) -> [String] {
        var fit: [String] = []
        for group in groups where !group.isEmpty && !fit.contains(where: { sameBytes($0, group) }) {
            fit.append(try name(group))
            guard fit.count <= groupLimit else { throw .tooManyGroups(limit: groupLimit) }
        }
        return fit
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    private static func noAddress(_ text: String) -> XMPPRefusal {
        .noAddress(text.cut(toBytes: 64))
    }
}
