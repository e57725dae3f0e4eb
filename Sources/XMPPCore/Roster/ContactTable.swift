/// The contacts of a session, each with a number for the session's life, and their connections.
struct ContactTable {
    fileprivate struct Record {
        /// Nil once the contact was removed from the list; the number is kept for its return.
        var subscription: RosterItem.Subscription?
        var resources = Resources()
        var name = ""
        var groups: [String] = []
        var isAsking = false
    }

    /// What an item of the contact list changes.
    enum Change {
        case changed(number: Int32, RosterEntry)
        case removed(number: Int32)
    }

    private let own: JID
    private var index = AddressIndex()
    private var records: [Record] = []

    init(own: JID) {
        self.own = own
    }

    /// Takes an item in; nil when it is no contact (no address, one's own) or changes nothing.
    mutating func apply(_ item: RosterItem) -> Change? {
        guard let address = JID(item.address)?.bare, address != own else { return nil }
        guard item.subscription != .remove else {
            guard let number = listed(address.utf8[...]) else { return nil }
            records[Int(number)] = Record(subscription: nil)
            return .removed(number: number)
        }
        let number = index.number(adding: address.utf8)
        if Int(number) == records.count { records.append(Record()) }
        records[Int(number)].take(item)
        return .changed(number: number, records[Int(number)].entry(address, item.subscription))
    }

    /// The contacts that are in the list, numbered anew from 0, with what is known of their presence, and their entries
    /// by number.
    func renumbered() -> (table: ContactTable, entries: [RosterEntry]) {
        var table = ContactTable(own: own)
        var entries: [RosterEntry] = []
        for (number, record) in records.enumerated() {
            guard let subscription = record.subscription,
                let address = JID(utf8: index.address(of: number))
            else { continue }
            _ = table.index.number(adding: address.utf8)
            table.records.append(record)
            entries.append(record.entry(address, subscription))
        }
        return (table, entries)
    }

    /// The presence of the contact of this number; nil when nobody is there.
    func presence(of number: Int32) -> ContactPresence? {
        records[Int(number)].resources.presence
    }

    /// The number of the contact with this bare address, if it is in the list.
    func listed(_ address: ArraySlice<UInt8>) -> Int32? {
        guard let number = index.number(of: address), records[Int(number)].subscription != nil else {
            return nil
        }
        return number
    }

    /// Whether the contact with this bare address may see our presence.
    func seesUs(_ address: JID) -> Bool {
        guard let number = listed(address.bare.utf8[...]) else { return false }
        switch records[Int(number)].subscription {
        case .from?, .both?: return true
        case .to?, RosterItem.Subscription.none?, .remove?, nil: return false
        }
    }

    /// Takes a presence stanza of a contact in; nil when it tells nothing of the contact's presence.
    mutating func apply(
        _ stanza: PresenceStanza, number: Int32, resource: ArraySlice<UInt8>,
        _ burst: XMPPBurst
    ) -> ContactPresence? {
        records[Int(number)].resources.apply(stanza, from: resource, burst)
    }
}

extension ContactTable.Record {
    fileprivate mutating func take(_ item: RosterItem) {
        subscription = item.subscription
        name = item.name
        groups = item.groups
        isAsking = item.isAsking
    }

    fileprivate func entry(_ address: JID, _ subscription: RosterItem.Subscription) -> RosterEntry {
        RosterEntry(
            address: address, name: name, groups: groups, subscription: subscription, isAsking: isAsking)
    }
}
