/// The attributes of a SCRAM message (RFC 5802 section 7): `a=value` parts between commas.
struct SCRAMMessage {
    private let parts: [(name: UInt8, value: ArraySlice<UInt8>)]

    /// Nil when a part is not a letter, an equals sign and a value.
    init?(_ bytes: some Collection<UInt8>) {
        var parts: [(name: UInt8, value: ArraySlice<UInt8>)] = []
        for part in Array(bytes).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let name = part.first, isLetter(name), part.dropFirst().first == UInt8(ascii: "=") else {
                return nil
            }
            parts.append((name, part.dropFirst(2)))
        }
        self.parts = parts
    }

    /// The name of the first part.
    var firstName: Character? { parts.first.map { Character(Unicode.Scalar($0.name)) } }

    /// The value of the part at `index` if it has this name.
    func value(at index: Int, named name: Unicode.Scalar) -> ArraySlice<UInt8>? {
        guard parts.indices.contains(index), parts[index].name == UInt8(ascii: name) else { return nil }
        return parts[index].value
    }

    /// The value of the first part of this name from `index` on.
    func value(from index: Int, named name: Unicode.Scalar) -> ArraySlice<UInt8>? {
        parts.dropFirst(index).first { $0.name == UInt8(ascii: name) }?.value
    }

    /// The word of an `e=` part; only its letters, digits and hyphens are kept.
    var serverError: SASLFailure {
        let word = (value(at: 0, named: "e") ?? []).prefix(64).filter { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        }
        return .serverError(String(decoding: word, as: UTF8.self))
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
