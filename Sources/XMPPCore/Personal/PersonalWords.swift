/// Personal events in words, for people.
enum PersonalWords {
    /// Bytes of the words for one topic.
    static let limit = 256

    /// The words of a published payload; empty when it says nothing, which is how it is taken back.
    static func words(_ topic: PersonalTopic, _ payload: XMLElement) -> String {
        let words =
            switch topic {
            case .nickname: payload.text
            case .mood: mood(payload)
            case .activity: activity(payload)
            case .tune: tune(payload)
            }
        return words.cut(toBytes: limit)
    }

    /// The name of the element that a topic's payload has.
    static func name(_ topic: PersonalTopic) -> String {
        switch topic {
        case .nickname: "nick"
        case .mood: "mood"
        case .activity: "activity"
        case .tune: "tune"
        }
    }

    /// XEP-0107 section 2.1: one element names the mood, another may say more.
    private static func mood(_ payload: XMLElement) -> String {
        joined([named(payload).map { word($0) }], text(of: payload))
    }

    /// XEP-0108 section 2.1: a general activity, perhaps with a specific one in it.
    private static func activity(_ payload: XMLElement) -> String {
        let general = named(payload)
        let specific = general?.children.first { sameBytes($0.namespace, payload.namespace) }
        return joined([general.map { word($0) }, specific.map { word($0) }], text(of: payload))
    }

    /// XEP-0118 section 2.1: every part may be missing.
    private static func tune(_ payload: XMLElement) -> String {
        func part(_ name: String) -> String { payload.child(name, payload.namespace)?.text ?? "" }
        let title = part("title").isEmpty ? part("source") : part("title")
        let artist = part("artist")
        if title.isEmpty || artist.isEmpty { return title + artist }
        return title + " by " + artist
    }

    private static func joined(_ words: [String?], _ text: String) -> String {
        let name = words.compactMap { $0 }.joined(separator: ", ")
        return [name, text].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    private static func named(_ payload: XMLElement) -> XMLElement? {
        payload.children.first {
            sameBytes($0.namespace, payload.namespace) && !sameBytes($0.name, "text")
        }
    }

    private static func text(of payload: XMLElement) -> String {
        (payload.child("text", payload.namespace)?.text ?? "").cut(toBytes: limit)
    }

    /// "in_love" for people.
    private static func word(_ element: XMLElement) -> String {
        String(decoding: element.name.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    }
}
