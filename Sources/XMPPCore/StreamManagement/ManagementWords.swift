/// The elements of stream management as they are read and written (XEP-0198).
enum ManagementWords {
    /// For how long a server holds a session that does not say it, in seconds.
    private static let usualSeconds = 300

    static func enable() -> XMLElement {
        XMLElement("enable", namespace: XMLNamespace.streamManagement, attributes: ["resume": "true"])
    }

    static func resume(_ promise: StreamManagement.Promise, handled: UInt32) -> XMLElement {
        XMLElement(
            "resume", namespace: XMLNamespace.streamManagement,
            attributes: ["h": String(handled), "previd": promise.id])
    }

    static let request = XMLElement("r", namespace: XMLNamespace.streamManagement)

    static func acknowledgement(_ handled: UInt32) -> XMLElement {
        XMLElement("a", namespace: XMLNamespace.streamManagement, attributes: ["h": String(handled)])
    }

    /// What the server promises in `<enabled/>`; nil when it does not hold the session.
    ///
    /// The place that it would like to be visited at is not read: the session is resumed where the account's server is
    /// found and trusted anyway.
    static func promise(in enabled: XMLElement) -> StreamManagement.Promise? {
        guard let resume = enabled["resume"], sameBytes(resume, "true") || sameBytes(resume, "1"),
            let id = enabled["id"], !id.isEmpty, id.utf8.count <= StreamManagement.idLimit
        else { return nil }
        let seconds = enabled["max"].flatMap { DecimalDigits.unsigned($0.utf8) }
        return StreamManagement.Promise(id: id, seconds: seconds ?? usualSeconds)
    }

    /// The count in `h`: an unsigned number of 32 bits (XEP-0198 section 4); nil when it is none.
    static func count(in element: XMLElement) -> UInt32? {
        guard let text = element["h"], (1...10).contains(text.utf8.count) else { return nil }
        var value: UInt64 = 0
        for digit in text.utf8 {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
        }
        return UInt32(exactly: value)
    }
}
