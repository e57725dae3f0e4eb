public import TerminalUI

/// Who is one person, as it is kept between runs: a row for each person, with the service and the address of each of
/// their addresses.
public enum KeptPeople {
    /// The most bytes of a file.
    public static let limit = 4 << 20

    private static let seal = Seal("people", version: 1)

    /// The file's bytes.
    public static func written(_ people: People) -> [UInt8] {
        var rows: [UInt8] = []
        for person in people.persons {
            FieldRows.append(person.flatMap { [$0.service, $0.address] }, to: &rows)
        }
        return seal.sealed(rows)
    }

    /// Reads what ``written(_:)`` wrote.
    ///
    /// - Throws: why the file is not used.
    public static func read(_ bytes: [UInt8]) throws(KeptFault) -> People {
        var persons: [[People.Address]] = []
        try FieldRows.read(try seal.content(of: bytes)) { fields throws(KeptFault) in
            guard fields.count.isMultiple(of: 2) else { throw .damaged }
            persons.append(
                stride(from: 0, to: fields.count, by: 2).map {
                    People.Address(service: fields[$0], address: fields[$0 + 1])
                })
        }
        return People(persons)
    }
}
