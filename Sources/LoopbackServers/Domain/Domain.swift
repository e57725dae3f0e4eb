import XMPPCore

/// What one domain knows and decides: accounts, their sessions, and the people whom the server plays. A value: what
/// happened goes in by its methods, and each returns what is to be done, in order.
struct Domain {
    /// The domain's name.
    let name: JID
    var settings: ServerSettings
    private(set) var accounts: [JID: DomainAccount] = [:]
    private(set) var sessions: [SessionID: DomainSession] = [:]
    var people = People()
    private var lastNumber = 0
    private var lastRequest = 0
    private var orders: [DomainOrder] = []
    /// Stanzas for one session, not yet an order.
    private var parcel: (receiver: SessionID, stanzas: [[UInt8]])?

    /// A domain with the accounts of the settings; nil when its name is none.
    init?(_ settings: ServerSettings) {
        guard let name = JID(settings.domain) else { return nil }
        self.name = name
        self.settings = settings
        for account in settings.accounts.keys {
            guard let address = JID(local: account, domain: settings.domain) else { continue }
            accounts[address] = DomainAccount()
        }
    }

    /// Whether the domain does this.
    func offers(_ feature: ServerFeature) -> Bool { settings.features.contains(feature) }

    // MARK: Accounts

    /// Changes what is kept of an account.
    mutating func change<Result>(
        _ account: JID, _ body: (inout DomainAccount) -> Result
    ) -> Result {
        body(&accounts[account, default: DomainAccount()])
    }

    /// Gives every account the same list.
    mutating func replaceRosters(_ records: [RosterRecord]) {
        for account in accounts.keys {
            change(account) { $0.roster.replace(records) }
        }
    }

    // MARK: Sessions

    /// A client is bound at this address, or near it when it is taken (RFC 6120 section 7.7.2.2); nil when that is
    /// none.
    mutating func bind(_ user: String, resource: String) -> (id: SessionID, full: JID)? {
        guard let account = JID(local: user, domain: name.domain),
            let wished = account.with(resource: resource)
        else { return nil }
        lastNumber += 1
        let isTaken = sessions.values.contains { $0.full == wished }
        guard let full = isTaken ? account.with(resource: "\(resource)-\(lastNumber)") : wished else {
            return nil
        }
        let id = SessionID(number: lastNumber)
        sessions[id] = DomainSession(account: account, full: full)
        return (id, full)
    }

    /// The sessions of an account, the oldest first.
    func sessions(of account: JID) -> [(id: SessionID, session: DomainSession)] {
        sessions.filter { $0.value.account == account }.sorted { $0.key < $1.key }
            .map { (id: $0.key, session: $0.value) }
    }

    mutating func change(_ id: SessionID, _ body: (inout DomainSession) -> Void) {
        guard var session = sessions[id] else { return }
        body(&session)
        sessions[id] = session
    }

    mutating func forget(_ id: SessionID) {
        sessions[id] = nil
    }

    // MARK: Orders

    /// A name for a request of the server's own.
    mutating func nextID(_ kind: String) -> String {
        lastRequest += 1
        return "\(kind)-\(lastRequest)"
    }

    /// Sends a stanza to a session.
    mutating func deliver(_ stanza: [UInt8], to id: SessionID) {
        if parcel?.receiver == id {
            parcel?.stanzas.append(stanza)
        } else {
            closeParcel()
            parcel = (receiver: id, stanzas: [stanza])
        }
    }

    mutating func deliver(_ stanza: XMLElement, to id: SessionID) {
        deliver(stanza.serialized(), to: id)
    }

    mutating func order(_ order: DomainOrder) {
        closeParcel()
        orders.append(order)
    }

    mutating func takeOrders() -> [DomainOrder] {
        closeParcel()
        defer { orders = [] }
        return orders
    }

    private mutating func closeParcel() {
        guard let parcel else { return }
        orders.append(.deliver(to: parcel.receiver, parcel.stanzas))
        self.parcel = nil
    }
}
