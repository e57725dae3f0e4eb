/// A client's side of SCRAM (RFC 5802 section 3) once the server's first message has been judged, as plain values.
///
/// Own work, because the library cannot say that this end could have bound the channel, nor look at what a server adds
/// to its first message.
struct SCRAMProof {
    private let hash: SCRAMHash
    /// The flag and the two commas in front of the first message (`gs2-header`).
    private let header: [UInt8]
    /// What the channel is bound by; empty when it is not.
    private let binding: [UInt8]
    /// The first message without its header.
    private let bare: [UInt8]
    private let password: Secret
    /// Our part of the nonce.
    let nonce: [UInt8]
    /// What the server must prove to know; empty until we have proved ourselves.
    private var expected: [UInt8] = []

    /// A proof for an account.
    ///
    /// - Parameters:
    ///   - binding: the bytes that stand for the channel; empty when it is not bound.
    ///   - nonce: printable, without a comma.
    /// - Throws: ``SASLFailure/credentialsUnfit``.
    init(
        _ choice: SASLChoice, hash: SCRAMHash, username: String, password: Secret, binding: [UInt8],
        nonce: [UInt8]
    ) throws(SASLFailure) {
        self.hash = hash
        self.nonce = nonce
        self.binding = binding
        header = Self.header(choice.binding)
        let name = try SASLPreparation.name(username)
        bare = Array("n=".utf8) + Self.escaped(name) + Array(",r=".utf8) + nonce
        self.password = try SASLPreparation.password(password)
    }

    /// The client's first message.
    var first: [UInt8] { header + bare }

    /// The client's last message, in answer to a first one of the server's that is in order. Takes long.
    mutating func answer(_ serverFirst: [UInt8], _ parts: SCRAMServerFirst) throws(SASLFailure) -> [UInt8] {
        let bound = Array("c=\(Base64.encode(header + binding)),r=".utf8) + parts.nonce
        let message = bare + [comma] + serverFirst + [comma] + bound
        var salted = try hash.stretched(password, salt: parts.salt, rounds: parts.rounds)
        defer { salted.wipe() }
        var key = try hash.code(salted, Array("Client Key".utf8))
        defer { key.wipe() }
        let signature = try hash.code(try hash.digest(key), message)
        var serverKey = try hash.code(salted, Array("Server Key".utf8))
        defer { serverKey.wipe() }
        expected = try hash.code(serverKey, message)
        let proof = zip(key, signature).map { $0 ^ $1 }
        return bound + Array(",p=\(Base64.encode(proof))".utf8)
    }

    /// Whether the server's signature, in base 64, is the one that only a server makes that knows the password.
    func isProved(by signature: some Collection<UInt8>) -> Bool {
        guard !expected.isEmpty, let shown = Base64.decode(signature) else { return false }
        return shown.sameSecret(as: expected)
    }

    private static func header(_ binding: SASLChoice.Binding) -> [UInt8] {
        switch binding {
        case .none: Array("n,,".utf8)
        case .notOffered: Array("y,,".utf8)
        case .bound(let type): Array("p=\(type.rawValue),,".utf8)
        }
    }

    /// RFC 5802 section 5.1: a comma is `=2C` and an equals sign `=3D`.
    private static func escaped(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { byte in
            switch byte {
            case UInt8(ascii: ","): Array("=2C".utf8)
            case UInt8(ascii: "="): Array("=3D".utf8)
            case _: [byte]
            }
        }
    }

    private var comma: UInt8 { UInt8(ascii: ",") }

    /// Enough that nobody guesses it, as printable text: 144 random bits.
    static var randomNonce: [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<18).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Array(Base64.encode(bytes).utf8)
    }
}
