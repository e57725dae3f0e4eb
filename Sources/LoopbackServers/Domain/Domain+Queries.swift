import XMPPCore

/// Requests of clients: what is for the server is answered by it, the rest finds its way.
extension Domain {
    mutating func takeQuery(_ iq: XMLElement, of id: SessionID, _ session: DomainSession, at now: Int64) {
        guard iq.isOfType("get") || iq.isOfType("set") else {
            return takeAnswer(iq, of: id, session)
        }
        let to = iq["to"].flatMap(JID.init(_:))
        guard let query = iq.children.first else {
            return deliver(iq.error("bad-request", type: "modify"), to: id)
        }
        if let to, to != name, to != session.account {
            return takeQuery(iq, query, about: to, of: id, session, at: now)
        }
        let isAboutAccount = to != name
        switch (iq.type, query.name, query.namespace) {
        case ("get", "query", XMLNamespace.roster): sendRoster(query, iq, to: id, session)
        case ("set", "query", XMLNamespace.roster): changeRoster(query, iq, of: id, session)
        case ("get", "ping", XMLNamespace.ping), ("set", "session", ExtensionNamespace.session):
            deliver(iq.result(), to: id)
        case ("get", "query", ExtensionNamespace.discoInfo):
            deliver(iq.result([isAboutAccount ? Self.accountInfo : serverInfo]), to: id)
        case ("get", "query", ExtensionNamespace.discoItems):
            deliver(iq.result([XMLElement("query", namespace: ExtensionNamespace.discoItems)]), to: id)
        case _: takeFeatureQuery(iq, query, of: id, session, at: now)
        }
    }

    /// What the server does only if it is so set.
    private mutating func takeFeatureQuery(
        _ iq: XMLElement, _ query: XMLElement, of id: SessionID, _ session: DomainSession, at now: Int64
    ) {
        guard let feature = Self.feature(of: query), offers(feature) else {
            return deliver(iq.error("service-unavailable"), to: id)
        }
        switch (feature, iq.type, query.name) {
        case (.blocking, "get", "blocklist"): sendBlockList(iq, to: id, session)
        case (.blocking, "set", "block"): block(query, iq, of: id, session)
        case (.blocking, "set", "unblock"): unblock(query, iq, of: id, session)
        case (.invisibility, "set", "invisible"): becameInvisible(query, iq, id, session)
        case (.invisibility, "set", "visible"): becameVisible(iq, id)
        case (.personalEvents, "set", "pubsub"): publish(query, iq, of: id, session)
        case (.personalEvents, "get", "pubsub"): sendItems(query, iq, of: session.account, to: id)
        case (.lastActivity, "get", "query"): deliver(iq.result([Self.last(0, words: "")]), to: id)
        case (.carbons, "set", "enable"), (.carbons, "set", "disable"): deliver(iq.result(), to: id)
        case _: deliver(iq.error("bad-request", type: "modify"), to: id)
        }
    }

    private static func feature(of query: XMLElement) -> ServerFeature? {
        let features: [(String, ServerFeature)] = [
            (ExtensionNamespace.blocking, .blocking), (ExtensionNamespace.invisible, .invisibility),
            (ExtensionNamespace.publishing, .personalEvents), (ExtensionNamespace.last, .lastActivity),
            (ExtensionNamespace.carbons, .carbons),
        ]
        return features.first { $0.0.utf8.elementsEqual(query.namespace.utf8) }?.1
    }

    /// A request about somebody else.
    private mutating func takeQuery(
        _ iq: XMLElement, _ query: XMLElement, about to: JID, of id: SessionID, _ session: DomainSession,
        at now: Int64
    ) {
        // RFC 6121 section 8.5.1: for the address of an account here, its server answers.
        guard to.isBare, let account = accounts[to] else { return route(iq, from: session, to: to) }
        let isAllowed = account.roster[session.account]?.relation.isSeen ?? false
        switch (iq.type, query.namespace) {
        case ("get", ExtensionNamespace.last) where offers(.lastActivity):
            guard isAllowed else { return deliver(iq.error("forbidden", type: "auth"), to: id) }
            deliver(iq.result([lastActivity(of: to, account, at: now)]), to: id)
        case ("get", ExtensionNamespace.publishing) where offers(.personalEvents) && isAllowed:
            sendItems(query, iq, of: to, to: id)
        case _: deliver(iq.error("service-unavailable"), to: id)
        }
    }

    // MARK: Last activity (XEP-0012)

    private func lastActivity(of address: JID, _ account: DomainAccount, at now: Int64) -> XMLElement {
        if sessions(of: address).contains(where: { $0.session.shown != nil }) {
            return Self.last(0, words: "")
        }
        guard let left = account.lastLeft else { return Self.last(0, words: "") }
        return Self.last(max(now - left.moment, 0), words: left.words)
    }

    static func last(_ seconds: Int64, words: String) -> XMLElement {
        var query = XMLElement("query", namespace: ExtensionNamespace.last, text: words)
        query.set("seconds", "\(seconds)")
        return query
    }

    // MARK: What there is (XEP-0030)

    private var serverInfo: XMLElement {
        let always = [ExtensionNamespace.discoInfo, ExtensionNamespace.discoItems, XMLNamespace.ping]
        let offered: [(ServerFeature, String)] = [
            (.rosterVersions, ExtensionNamespace.rosterVersion), (.blocking, ExtensionNamespace.blocking),
            (.lastActivity, ExtensionNamespace.last), (.invisibility, ExtensionNamespace.invisible),
            (.carbons, ExtensionNamespace.carbons),
        ]
        return Self.info(
            ("server", "im"), always + offered.filter { offers($0.0) }.map(\.1),
            isPublishing: offers(.personalEvents))
    }

    private static let accountInfo = info(
        ("account", "registered"), [ExtensionNamespace.discoInfo], isPublishing: true)

    private static func info(_ kind: (String, String), _ features: [String], isPublishing: Bool) -> XMLElement
    {
        let space = ExtensionNamespace.discoInfo
        let identities = [kind] + (isPublishing ? [("pubsub", "pep")] : [])
        let all = features + (isPublishing ? [ExtensionNamespace.publishing + "#publish"] : [])
        return XMLElement(
            "query", namespace: space,
            children: identities.map {
                XMLElement("identity", namespace: space, attributes: ["category": $0.0, "type": $0.1])
            } + all.map { XMLElement("feature", namespace: space, attributes: ["var": $0]) })
    }
}
