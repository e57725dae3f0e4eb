/// What is remembered about trusting the accounts' servers.
public struct KeptTrust: Hashable, Sendable {
    /// What is remembered of one account.
    public struct Entry: Hashable, Sendable {
        /// The fingerprints of the keys that a person has accepted: SHA-256, 32 bytes each.
        public var pins: Set<[UInt8]> = []
        /// The name of the strongest mechanism by which the password was proved; nil before the first time.
        public var strongest: String?

        /// Nothing.
        public init() {}
    }

    /// The most bytes of a file.
    public static let limit = 1 << 20

    private var entries: [KeptAccount: Entry] = [:]

    /// Nothing.
    public init() {}

    /// What is remembered of the account.
    public subscript(account: KeptAccount) -> Entry {
        get { entries[account] ?? Entry() }
        set { entries[account] = newValue == Entry() ? nil : newValue }
    }
}

// MARK: - In a file

/// The file has a row for each account: protocol, address, mechanism (or nothing), and the fingerprints in hexadecimal
/// digits.
extension KeptTrust {
    private static let seal = Seal("trust", version: 1)

    /// The file's bytes.
    public var written: [UInt8] {
        var rows: [UInt8] = []
        let sorted = entries.sorted {
            Array($0.key.address.utf8).lexicographicallyPrecedes($1.key.address.utf8)
        }
        for (account, entry) in sorted {
            let pins = entry.pins.map { Hexadecimal.text($0) }.sorted()
            FieldRows.append(
                [account.protocolName, account.address, entry.strongest ?? ""] + pins, to: &rows)
        }
        return Self.seal.sealed(rows)
    }

    /// Reads what ``written`` wrote.
    ///
    /// - Throws: why the file is not used.
    public init(written bytes: [UInt8]) throws(KeptFault) {
        try FieldRows.read(try Self.seal.content(of: bytes)) { fields throws(KeptFault) in
            guard fields.count >= 3 else { throw .damaged }
            var entry = Entry()
            entry.strongest = fields[2].isEmpty ? nil : fields[2]
            for text in fields[3...] {
                guard let pin = Hexadecimal.bytes(text.utf8), pin.count == 32 else { throw .damaged }
                entry.pins.insert(pin)
            }
            self[KeptAccount(protocolName: fields[0], address: fields[1])] = entry
        }
    }
}
