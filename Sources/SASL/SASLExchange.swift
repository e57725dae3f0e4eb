import Synchronization

/// A client's proof of who it is, message by message (RFC 5802, RFC 7677, RFC 4616).
///
/// Hashing takes from 7 ms to a second, so the steps may be made on any queue, one after the other. Whatever fails
/// ends the exchange: every later step fails too.
public final class SASLExchange: Sendable {
    private let state: Mutex<State>

    private struct State {
        var stage: Stage
        let choice: SASLChoice
    }

    private enum Stage {
        case scramReady(SCRAMProof, SCRAMHash)
        case firstSent(SCRAMProof, SCRAMHash)
        case finalSent(SCRAMProof)
        case serverProved
        case plainReady(Secret)
        case passwordSent
        case over
    }

    /// An exchange for an account.
    ///
    /// - Parameters:
    ///   - username: the account's name, such as the local part of an address.
    ///   - bindingData: what the choice's type of binding makes of the channel; empty when the channel is not bound.
    /// - Throws: ``SASLFailure/credentialsUnfit``; ``SASLFailure/channelNotBound`` when there is no such data although
    ///   the choice wants some.
    public convenience init(
        _ choice: SASLChoice, username: String, password: Secret, bindingData: [UInt8] = []
    ) throws(SASLFailure) {
        try self.init(
            choice, username: username, password: password, bindingData: bindingData,
            nonce: SCRAMProof.randomNonce)
    }

    init(
        _ choice: SASLChoice, username: String, password: Secret, bindingData: [UInt8], nonce: [UInt8]
    ) throws(SASLFailure) {
        let isBound: Bool =
            switch choice.binding {
            case .none, .notOffered: false
            case .bound: true
            }
        guard isBound == choice.mechanism.bindsChannel, isBound == !bindingData.isEmpty else {
            throw .channelNotBound
        }
        let stage: Stage
        if let hash = SCRAMHash(choice.mechanism) {
            let proof = try SCRAMProof(
                choice, hash: hash, username: username, password: password, binding: bindingData,
                nonce: nonce)
            stage = .scramReady(proof, hash)
        } else {
            stage = .plainReady(try Self.plainMessage(username, password))
        }
        state = Mutex(State(stage: stage, choice: choice))
    }

    /// RFC 4616 section 2: no authorization name, a zero, the name, a zero, the password.
    private static func plainMessage(
        _ username: String, _ password: Secret
    ) throws(SASLFailure) -> Secret {
        guard !username.utf8.contains(0), !password.withBytes({ $0.contains(0) }) else {
            throw .credentialsUnfit
        }
        return ([0] + Array(username.utf8) + [0]).withUnsafeBytes { front in
            password.withBytes { Secret(joining: [front, $0]) }
        }
    }

    /// The message with which the client begins.
    ///
    /// - Throws: why it cannot; the exchange is over.
    public func start() throws(SASLFailure) -> [UInt8] {
        try advance { state throws(SASLFailure) in
            switch state.stage {
            case .scramReady(let proof, let hash):
                state.stage = .firstSent(proof, hash)
                return proof.first
            case .plainReady(let message):
                state.stage = .passwordSent
                return message.withBytes { Array($0) }
            case .firstSent, .finalSent, .serverProved, .passwordSent, .over: throw .outOfOrder
            }
        }
    }

    /// The answer to a challenge.
    ///
    /// - Throws: what is wrong with the challenge; do not answer it.
    public func step(_ challenge: [UInt8]) throws(SASLFailure) -> [UInt8] {
        try advance { state throws(SASLFailure) in
            switch state.stage {
            case .firstSent(var proof, let hash):
                state.stage = .over
                let parts = try SCRAMServerFirst(
                    challenge, clientNonce: proof.nonce, offer: state.choice.offer, hash: hash)
                let answer = try proof.answer(challenge, parts)
                state.stage = .finalSent(proof)
                return answer
            case .finalSent(let proof):
                try Self.verify(challenge, proof)
                state.stage = .serverProved
                return []
            case .scramReady, .plainReady, .serverProved, .passwordSent, .over: throw .outOfOrder
            }
        }
    }

    /// Judges the server's word that we are signed in, with the data that came with it.
    ///
    /// - Throws: ``SASLFailure/serverUnproved`` unless the server has proved that it knows the password; believe
    ///   nothing that this server says.
    public func finish(_ data: [UInt8]?) throws(SASLFailure) {
        _ = try advance { state throws(SASLFailure) in
            switch state.stage {
            case .finalSent(let proof):
                guard let data, !data.isEmpty else { throw .serverUnproved }
                try Self.verify(data, proof)
            case .serverProved, .passwordSent:
                guard data?.isEmpty ?? true else { throw .malformed }
            case .scramReady, .plainReady, .firstSent: throw .serverUnproved
            case .over: throw .outOfOrder
            }
            state.stage = .over
            return []
        }
    }

    /// Makes one step; a failure ends the exchange.
    private func advance(
        _ step: (inout State) throws(SASLFailure) -> [UInt8]
    ) throws(SASLFailure) -> [UInt8] {
        try state.withLock { state throws(SASLFailure) in
            do throws(SASLFailure) {
                return try step(&state)
            } catch {
                state.stage = .over
                throw error
            }
        }
    }

    /// RFC 5802 section 7, server-final-message.
    private static func verify(_ message: [UInt8], _ proof: SCRAMProof) throws(SASLFailure) {
        guard let parts = SCRAMMessage(message) else { throw .malformed }
        if parts.firstName == "e" { throw parts.serverError }
        guard let signature = parts.value(at: 0, named: "v"), proof.isProved(by: signature) else {
            throw .serverUnproved
        }
    }
}

extension SCRAMHash {
    /// The hash of a mechanism; nil for PLAIN, which has none.
    init?(_ mechanism: SASLMechanism) {
        switch mechanism {
        case .scramSHA512Plus, .scramSHA512: self = .sha512
        case .scramSHA256Plus, .scramSHA256: self = .sha256
        case .scramSHA1Plus, .scramSHA1: self = .sha1
        case .plain: return nil
        }
    }
}
