/// The contacts of a session, each with a number for the session's life, and their connections.
struct ContactTable {
    fileprivate struct Record {
        /// Nil once the contact was removed from the list; the number is kept for its return.
        var subscription: RosterItem.Subscription?
        /// Between the others, where it takes no room of its own.
        var since = PresenceStamp()
        var resources = Resources()
    }

    /// What else the list says of a contact, kept apart from what every presence stanza looks at.
    fileprivate struct Texts {
        var name = ""
        var groups: [String] = []
        var isAsking = false

        var byteCount: Int { groups.reduce(name.utf8.count) { $0 + $1.utf8.count } }
    }

    /// What an item of the contact list changes.
    enum Change {
        case changed(number: Int32, RosterEntry)
        case removed(number: Int32)
    }

    /// Numbers are given once, so that a list which changes without end comes to one.
    static let limit = 200_000
    /// Bytes of all addresses.
    static let addressLimit = 32 * 1024 * 1024
    /// Bytes of all names and groups.
    static let textLimit = 64 * 1024 * 1024

    private let own: JID
    private var index = AddressIndex()
    private var records: [Record] = []
    private var texts: [Texts] = []
    private var textCount = 0
    private var absences = Absences()

    init(own: JID) {
        self.own = own
    }

    /// Makes room for these, so that the table of a long list is no larger than it needs to be.
    mutating func reserve(_ items: [RosterItem]) {
        let count = min(items.count, Self.limit)
        records.reserveCapacity(count)
        texts.reserveCapacity(count)
        let bytes = items.lazy.map { $0.address.utf8.count }.reduce(0, +)
        index.reserve(count, bytes: min(bytes, Self.addressLimit))
    }

    /// Takes an item in; nil when it is no contact (no address, one's own) or changes nothing.
    mutating func apply(_ item: RosterItem) -> Change? {
        guard let address = JID(item.address)?.bare, address != own else { return nil }
        guard item.subscription != .remove else {
            guard let number = listed(address.utf8[...]) else { return nil }
            records[Int(number)] = Record(subscription: nil)
            absences.forget(number)
            setTexts(Texts(), of: Int(number))
            return .removed(number: number)
        }
        guard let number = number(adding: address) else { return nil }
        if Int(number) == records.count {
            records.append(Record())
            texts.append(Texts())
        }
        records[Int(number)].subscription = item.subscription
        setTexts(Texts(item), of: Int(number))
        return .changed(number: number, texts[Int(number)].entry(address, item.subscription))
    }

    /// A list whose texts are too long as a whole goes on without those that are too much.
    private mutating func setTexts(_ new: Texts, of number: Int) {
        textCount -= texts[number].byteCount
        var fitting = new
        if textCount + new.byteCount > Self.textLimit {
            fitting.name = ""
            fitting.groups = []
        }
        texts[number] = fitting
        textCount += fitting.byteCount
    }

    /// The contacts that are in the list, numbered anew from 0, with what is known of their presence; their entries by
    /// number, and the number that each had before.
    func renumbered() -> (table: ContactTable, entries: [RosterEntry], before: [Int32]) {
        var table = ContactTable(own: own)
        var entries: [RosterEntry] = []
        var before: [Int32] = []
        for (number, record) in records.enumerated() {
            guard let subscription = record.subscription,
                let address = JID(utf8: index.address(of: number))
            else { continue }
            _ = table.index.number(adding: address.utf8)
            table.records.append(record)
            table.texts.append(texts[number])
            table.textCount += texts[number].byteCount
            entries.append(texts[number].entry(address, subscription))
            before.append(Int32(truncatingIfNeeded: number))
        }
        table.absences = absences
        table.absences.renumber(before)
        return (table, entries, before)
    }

    /// What is known of the presence of the contact of this number; nil when that is no more than that nobody is there.
    func presence(of number: Int32) -> ContactPresence? {
        let record = records[Int(number)]
        let presence = record.resources.presence ?? absences[number] ?? .absent
        let again = presence.toldAgain(since: record.since.told)
        return again == .absent ? nil : again
    }

    /// The number of an address, a new one if it has none yet; nil when there is no room for another.
    private mutating func number(adding address: JID) -> Int32? {
        let isFull = records.count >= Self.limit || index.byteCount >= Self.addressLimit
        return isFull ? index.number(of: address.utf8[...]) : index.number(adding: address.utf8)
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

    /// Whether we may see the presence of the contact of this number.
    func sees(_ number: Int32) -> Bool {
        switch record(number)?.subscription {
        case .to?, .both?: true
        case .from?, RosterItem.Subscription.none?, .remove?, nil: false
        }
    }

    /// Whether a connection of the contact of this number was told.
    func isThere(_ number: Int32) -> Bool { !(record(number)?.resources.isEmpty ?? true) }

    /// The address of the contact of this number; nil when there is none.
    func address(of number: Int32) -> JID? {
        guard record(number)?.subscription != nil else { return nil }
        return JID(utf8: index.address(of: Int(number)))
    }

    /// The numbers of all contacts.
    var numbers: [Int32] {
        records.indices.filter { records[$0].subscription != nil }.map { Int32(truncatingIfNeeded: $0) }
    }

    /// The numbers of the contacts who fall under blocked addresses: persons', or whole servers'.
    func numbers(blockedBy addresses: [JID]) -> [Int32] {
        var blocked: Set<Int32> = []
        var servers: Set<ArraySlice<UInt8>> = []
        for address in addresses {
            if address.local.isEmpty {
                servers.insert(Array(address.domain.utf8)[...])
            } else if let number = listed(address.bare.utf8[...]) {
                blocked.insert(number)
            }
        }
        if !servers.isEmpty { blocked.formUnion(numbers.filter { servers.contains(server(of: $0)) }) }
        return blocked.sorted()
    }

    /// The server of the contact of this number, which must be one: what stands behind the sign, or all.
    private func server(of number: Int32) -> ArraySlice<UInt8> {
        let address = index.address(of: Int(number))
        return address.firstIndex(of: UInt8(ascii: "@")).map { address[($0 + 1)...] } ?? address
    }

    /// Forgets what was told of the presence of the contact of this number.
    mutating func forgetConnections(_ number: Int32) {
        guard records.indices.contains(Int(number)) else { return }
        records[Int(number)].resources = Resources()
        records[Int(number)].since = PresenceStamp()
        absences.forget(number)
    }

    /// Takes in that a contact of whom no connection is told is not there, and since when.
    ///
    /// - Parameter now: In seconds since 1970.
    mutating func noteAbsence(_ presence: ContactPresence, of number: Int32, at now: Int64) {
        absences.note(presence, of: number)
        records[Int(number)].since = PresenceStamp(presence.since, now: now)
    }

    private func record(_ number: Int32) -> Record? {
        records.indices.contains(Int(number)) ? records[Int(number)] : nil
    }

    /// Takes a presence stanza of a contact in; nil when it tells nothing of the contact's presence.
    ///
    /// - Parameter now: In seconds since 1970.
    mutating func apply(
        _ stanza: PresenceStanza, number: Int32, resource: ArraySlice<UInt8>,
        _ burst: XMPPBurst, at now: Int64
    ) -> ContactPresence? {
        let before = records[Int(number)].resources.show
        guard let presence = records[Int(number)].resources.apply(stanza, from: resource, burst) else {
            return nil
        }
        switch presence.availability {
        case .online: if before == nil { absences.forget(number) }
        case .offline where !sees(number):
            // Of one whom we may not see, a last farewell tells nothing of how it is from then on.
            records[Int(number)].since = PresenceStamp()
            return .unknown
        case .offline, .unknown: absences.note(presence, of: number)
        }
        keepSince(presence, of: number, before: before, at: now)
        return presence
    }

    /// The same again does not begin anew.
    private mutating func keepSince(
        _ presence: ContactPresence, of number: Int32, before: XMPPShow?, at now: Int64
    ) {
        if presence.since == .unknown, presence.availability != .unknown,
            before == records[Int(number)].resources.show
        {
            return
        }
        records[Int(number)].since = PresenceStamp(presence.since, now: now)
    }
}

extension ContactTable.Texts {
    fileprivate init(_ item: RosterItem) {
        name = item.name
        groups = item.groups
        isAsking = item.isAsking
    }

    fileprivate func entry(_ address: JID, _ subscription: RosterItem.Subscription) -> RosterEntry {
        RosterEntry(
            address: address, name: name, groups: groups, subscription: subscription, isAsking: isAsking)
    }
}
