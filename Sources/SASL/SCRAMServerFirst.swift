/// The server's first message (RFC 5802 section 7), judged before any hashing is done.
struct SCRAMServerFirst {
    /// Rounds of hashing that are accepted: below is weak (RFC 7677 section 4), above is an attack on our time.
    static let iterations = 4096...1_000_000

    /// Both parts of the nonce.
    let nonce: [UInt8]
    /// The salt, decoded.
    let salt: [UInt8]
    /// The rounds of hashing.
    let rounds: Int

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - offer: what the server is known to offer; nil when it is not to be compared.
    /// - Throws: what is wrong with the message; do not answer it.
    init(
        _ message: [UInt8], clientNonce: [UInt8], offer: SASLOffer?, hash: SCRAMHash
    ) throws(SASLFailure) {
        guard let parts = SCRAMMessage(message) else { throw .malformed }
        if parts.firstName == "m" { throw .extensionDemanded }
        if parts.firstName == "e" { throw parts.serverError }
        guard let nonce = parts.value(at: 0, named: "r"), let salt = parts.value(at: 1, named: "s"),
            let rounds = parts.value(at: 2, named: "i")
        else { throw .malformed }
        guard nonce.count > clientNonce.count, nonce.starts(with: clientNonce) else {
            throw .nonceNotExtended
        }
        guard let decoded = Base64.decode(salt), !decoded.isEmpty else { throw .malformed }
        let count = Self.number(rounds)
        guard let count, Self.iterations.contains(count) else { throw .iterationCount(count) }
        if let offer, let told = parts.value(from: 3, named: "h") {
            guard told.elementsEqual(try offer.digest(hash).utf8) else { throw .offerChanged }
        }
        self.nonce = Array(nonce)
        self.salt = decoded
        self.rounds = count
    }

    /// The value of one to nine digits; nil for anything else.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension SASLOffer {
    /// What a server says that it has offered, which nobody between can forge who does not know the password
    /// (XEP-0474 section 5.1): the names in their order as bytes, mechanisms and then types of binding.
    func digest(_ hash: SCRAMHash) throws(SASLFailure) -> String {
        var text = Self.listed(mechanisms)
        if let bindings { text += [0x1F] + Self.listed(bindings) }
        return Base64.encode(try hash.digest(text))
    }

    private static func listed(_ names: [String]) -> [UInt8] {
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Array(sorted.map { Array($0.utf8) }.joined(separator: [0x1E]))
    }
}
