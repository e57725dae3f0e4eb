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
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// The server's first message, judged before any hashing is done.
enum SCRAMServerFirst {
    /// Rounds of hashing that are accepted: below is weak (RFC 7677 section 4), above is an attack on our time.
    static let iterations = 4096...1_000_000

    /// - Throws: what is wrong with the message; do not answer it.
    static func check(_ message: [UInt8], clientNonce: ArraySlice<UInt8>) throws(SASLFailure) {
        guard let parts = SCRAMMessage(message) else { throw .malformed }
        if parts.firstName == "m" { throw .extensionDemanded }
        if parts.firstName == "e" { throw serverError(parts) }
        guard let nonce = parts.value(at: 0, named: "r"), let salt = parts.value(at: 1, named: "s"),
            let rounds = parts.value(at: 2, named: "i")
        else { throw .malformed }
        guard nonce.count > clientNonce.count, nonce.starts(with: clientNonce) else {
            throw .nonceNotExtended
        }
        guard let decoded = Base64.decode(salt), !decoded.isEmpty else { throw .malformed }
        let count = Self.number(rounds)
        guard let count, iterations.contains(count) else { throw .iterationCount(count) }
    }

    /// The value of one to nine digits; nil for anything else.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The word of an `e=` part; only its letters, digits and hyphens are kept.
    static func serverError(_ parts: SCRAMMessage) -> SASLFailure {
        let word = (parts.value(at: 0, named: "e") ?? []).prefix(64).filter { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        }
        return .serverError(String(decoding: word, as: UTF8.self))
    }
}
