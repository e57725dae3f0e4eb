import XMPPCore

/// An account's contact list with its history (RFC 6121 section 2).
struct Roster {
    private(set) var records: [RosterRecord] = []
    /// Counts the changes; the list's version is made of it (RFC 6121 section 2.6).
    private(set) var changeCount = 0
    private var places: [JID: Int] = [:]
    /// The prepared address of each entry; nil where there is none.
    private var addresses: [JID?] = []
    /// Whose entry each change was about; what was before the list was replaced is not known any more.
    private var history: [Int: JID] = [:]

    /// The version as it is sent; opaque to clients.
    var version: String { "porch-\(changeCount)" }

    /// The whole list, as the answer to a request (RFC 6121 section 2.1.4).
    func query(withVersion: Bool) -> XMLElement {
        var query = XMLElement("query", namespace: XMLNamespace.roster, children: records.map(\.item))
        if withVersion { query.set("ver", version) }
        return query
    }

    subscript(_ contact: JID) -> RosterRecord? {
        places[contact].map { records[$0] }
    }

    /// The addresses of all entries that are addresses.
    var contacts: [(JID, RosterRecord)] {
        zip(addresses, records).compactMap { address, record in address.map { ($0, record) } }
    }

    /// Begins anew with these entries.
    mutating func replace(_ records: [RosterRecord]) {
        self.records = records
        addresses = records.map { JID($0.address) }
        history = [:]
        changeCount += 1
        findPlaces()
    }

    /// Adds or changes the entry of `contact`; whether anything changed.
    mutating func put(_ record: RosterRecord, for contact: JID) {
        changeCount += 1
        history[changeCount] = contact
        if let place = places[contact] {
            records[place] = record
        } else {
            places[contact] = records.count
            records.append(record)
            addresses.append(contact)
        }
    }

    /// Deletes the entry.
    mutating func remove(_ contact: JID) {
        guard let place = places[contact] else { return }
        changeCount += 1
        history[changeCount] = contact
        records.remove(at: place)
        addresses.remove(at: place)
        findPlaces()
    }

    /// Whose entries have changed since that version, the oldest change first; nil when nobody knows.
    func changes(since version: String) -> [JID]? {
        guard version.utf8.starts(with: "porch-".utf8),
            let count = Int(version.dropFirst(6)), count >= 0, count <= changeCount
        else { return nil }
        guard count < changeCount else { return [] }
        let later = (count + 1...changeCount).map { history[$0] }
        let known = later.compactMap { $0 }
        guard known.count == later.count else { return nil }
        return known.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private mutating func findPlaces() {
        places = [:]
        for (place, address) in addresses.enumerated() {
            if let address { places[address] = place }
        }
    }
}
