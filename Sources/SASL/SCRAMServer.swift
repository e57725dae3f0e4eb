/// A server's side of SCRAM (RFC 5802 section 3), for what the library does not know: SCRAM-SHA-512, and the binding
/// tls-server-end-point. For servers on the loopback interface.
final class SCRAMServer {
    private let hash: SCRAMHash
    private let isBound: Bool
    private let salt: [UInt8]
    private let rounds: Int
    private let bindings: [ChannelBinding: [UInt8]]
    private var stage = Stage.beginning

    private enum Stage {
        case beginning
        /// The first messages are told.
        case told(Told)
        case over
    }

    private struct Told {
        let password: Secret
        /// What the client must say of the channel.
        let channel: [UInt8]
        let nonce: [UInt8]
        /// The client's first message without its header, a comma, and the server's.
        let messages: [UInt8]
    }

    /// - Parameters:
    ///   - isBound: Whether the mechanism binds the channel.
    ///   - bindings: What the types of binding make of the channel; empty where none is offered.
    init(
        hash: SCRAMHash, isBound: Bool, salt: [UInt8], rounds: Int, bindings: [ChannelBinding: [UInt8]]
    ) {
        self.hash = hash
        self.isBound = isBound
        self.salt = salt
        self.rounds = rounds
        self.bindings = bindings
    }

    /// The challenge in answer to the client's first message.
    func answer(_ message: [UInt8], password: Secret) throws(SASLFailure) -> [UInt8] {
        guard case .beginning = stage else { throw .outOfOrder }
        stage = .over
        // The flag, a name to act as, which nobody may here, and the rest.
        let parts = message.split(separator: comma, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].isEmpty, let bare = SCRAMMessage(parts[2]),
            let nonce = bare.value(at: 1, named: "r"), !nonce.isEmpty
        else { throw .malformed }
        let header = parts[0] + [comma, comma]
        let whole = Array(nonce) + SCRAMProof.randomNonce
        let answer =
            Array("r=".utf8) + whole + Array(",s=\(Base64.encode(salt)),i=\(rounds)".utf8)
        stage = .told(
            Told(
                password: try SASLPreparation.password(password),
                channel: header + (try bindingData(flag: Array(parts[0]))), nonce: whole,
                messages: parts[2] + [comma] + answer))
        return answer
    }

    /// RFC 5802 section 6: what the channel must be bound by where the client says so.
    private func bindingData(flag: [UInt8]) throws(SASLFailure) -> [UInt8] {
        let text = String(decoding: flag, as: UTF8.self)
        switch (text, isBound) {
        case ("n", false): return []
        // Somebody took the offer away.
        case ("y", false):
            guard bindings.isEmpty else { throw .clientUnproved }
            return []
        case (_, true):
            let type = text.hasPrefix("p=") ? ChannelBinding(rawValue: String(text.dropFirst(2))) : nil
            guard let type, let data = bindings[type] else { throw .channelNotBound }
            return data
        case (_, false): throw .malformed
        }
    }

    /// The server's own proof, in answer to the client's.
    func judge(_ message: [UInt8]) throws(SASLFailure) -> [UInt8] {
        guard case .told(let told) = stage else { throw .outOfOrder }
        stage = .over
        guard let parts = SCRAMMessage(message), let channel = parts.value(at: 0, named: "c"),
            let nonce = parts.value(at: 1, named: "r"), nonce.elementsEqual(told.nonce),
            let text = parts.value(at: 2, named: "p"), let proof = Base64.decode(text)
        else { throw .malformed }
        guard Base64.decode(channel) == told.channel else { throw .clientUnproved }
        let unproved = message.dropLast(text.count + ",p=".utf8.count)
        let all = told.messages + [comma] + unproved
        let salted = try hash.stretched(told.password, salt: salt, rounds: rounds)
        let stored = try hash.digest(try hash.code(salted, Array("Client Key".utf8)))
        let shown = zip(proof, try hash.code(stored, all)).map { $0 ^ $1 }
        guard proof.count == hash.size, try hash.digest(shown).sameSecret(as: stored) else {
            throw .clientUnproved
        }
        let signature = try hash.code(try hash.code(salted, Array("Server Key".utf8)), all)
        return Array("v=\(Base64.encode(signature))".utf8)
    }

    private var comma: UInt8 { UInt8(ascii: ",") }
}
