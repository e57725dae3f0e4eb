public import Messenger

/// An account's contact list as it is kept between runs.
public struct KeptContacts: Hashable, Sendable {
    /// Whose list it is.
    public let account: KeptAccount
    /// The server's name for this state of the list; nil when it has none.
    public let version: String?
    /// The contacts, with holes where some were removed.
    public let contacts: [Contact?]
    /// When it was known to be so.
    public let asOf: JournalTime

    /// The most bytes of a file: as many as a list may have on its way from the server.
    public static let limit = 64 << 20

    /// A list.
    public init(account: KeptAccount, version: String?, contacts: [Contact?], asOf: JournalTime) {
        self.account = account
        self.version = version
        self.contacts = contacts
        self.asOf = asOf
    }

    /// The list for the messenger, with its time on the clock that runs now.
    public func known(at now: JournalReading) -> KnownContacts {
        KnownContacts(version: version, contacts: contacts.compactMap { $0 }, asOf: now.moment(of: asOf))
    }
}

// MARK: - In a file

/// The file has a row for the list (protocol, address, time, the server's name for it), and one for each contact
/// (subscription, address, name, groups).
extension KeptContacts {
    private static let seal = Seal("contacts", version: 1)

    /// The file's bytes.
    public var written: [UInt8] {
        let name = version.map { [$0] } ?? []
        return Self.seal.sealed(expecting: 64 * (contacts.count + 2)) { bytes in
            FieldRows.append([account.protocolName, account.address, asOf.written] + name, to: &bytes)
            for case .some(let contact) in contacts {
                FieldRows.append(
                    [Self.word(contact), contact.address, contact.name] + contact.groups, to: &bytes)
            }
        }
    }

    /// Reads what ``written`` wrote for the account.
    ///
    /// - Throws: why the file is not used.
    public init(written bytes: [UInt8], account: KeptAccount) throws(KeptFault) {
        var head: Head?
        var contacts: [Contact?] = []
        try FieldRows.read(try Self.seal.content(of: bytes)) { fields throws(KeptFault) in
            if head == nil {
                head = try Head(fields)
            } else {
                contacts.append(try Self.contact(fields))
            }
        }
        guard let head else { throw .damaged }
        guard head.account == account else { throw .otherAccount }
        self.init(account: account, version: head.version, contacts: contacts, asOf: head.asOf)
    }

    private struct Head {
        let account: KeptAccount
        let asOf: JournalTime
        let version: String?

        init(_ fields: [String]) throws(KeptFault) {
            guard (3...4).contains(fields.count), let time = JournalTime(written: fields[2][...]) else {
                throw .damaged
            }
            account = KeptAccount(protocolName: fields[0], address: fields[1])
            asOf = time
            version = fields.count == 4 ? fields[3] : nil
        }
    }

    private static func word(_ contact: Contact) -> String {
        let word =
            switch contact.subscription {
            case .none: "none"
            case .to: "to"
            case .from: "from"
            case .both: "both"
            }
        return contact.isAsking ? word + "+" : word
    }

    private static func contact(_ fields: [String]) throws(KeptFault) -> Contact {
        guard fields.count >= 3, let word = fields.first else { throw .damaged }
        let isAsking = word.utf8.last == UInt8(ascii: "+")
        let subscription: Contact.Subscription
        switch isAsking ? word.dropLast() : word[...] {
        case "none": subscription = .none
        case "to": subscription = .to
        case "from": subscription = .from
        case "both": subscription = .both
        default: throw .damaged
        }
        return Contact(
            address: fields[1], name: fields[2], groups: fields.count > 3 ? Array(fields[3...]) : [],
            subscription: subscription, isAsking: isAsking)
    }
}
