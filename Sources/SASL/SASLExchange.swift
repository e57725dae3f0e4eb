import CSASL
import Synchronization

/// A client's proof of who it is, message by message (RFC 5802, RFC 7677, RFC 4616).
///
/// Hashing takes from 7 ms to a second, so the steps may be made on any queue, one after the other. Whatever fails
/// ends the exchange: every later step fails too.
public final class SASLExchange: Sendable {
    private let state: Mutex<State>

    private struct State {
        let mechanism: SASLMechanism
        let session: SASLSession
        var stage = Stage.ready
    }

    private enum Stage {
        case ready
        case firstSent(nonce: ArraySlice<UInt8>)
        case finalSent
        case serverProved
        case passwordSent
        case over
    }

    /// An exchange for an account.
    ///
    /// - Parameter username: the account's name, such as the local part of an address.
    /// - Throws: ``SASLFailure/credentialsUnfit``; ``SASLFailure/library(_:)`` when the library has no such mechanism.
    public init(mechanism: SASLMechanism, username: String, password: String) throws(SASLFailure) {
        let session = try SASLSession(mechanism, .client)
        try session.set(GSASL_AUTHID, username)
        try session.set(GSASL_PASSWORD, password)
        state = Mutex(State(mechanism: mechanism, session: session))
    }

    /// The message with which the client begins.
    ///
    /// - Throws: why it cannot; the exchange is over.
    public func start() throws(SASLFailure) -> [UInt8] {
        try advance { state throws(SASLFailure) in
            guard case .ready = state.stage else { throw .outOfOrder }
            let message = try state.session.step([]).answer
            state.stage =
                switch state.mechanism {
                case .scramSHA1, .scramSHA256: .firstSent(nonce: try Self.nonce(of: message))
                case .plain: .passwordSent
                }
            return message
        }
    }

    /// The answer to a challenge.
    ///
    /// - Throws: what is wrong with the challenge; do not answer it.
    public func step(_ challenge: [UInt8]) throws(SASLFailure) -> [UInt8] {
        try advance { state throws(SASLFailure) in
            switch state.stage {
            case .firstSent(let nonce):
                try SCRAMServerFirst.check(challenge, clientNonce: nonce)
                let answer = try state.session.step(challenge).answer
                state.session.wipePassword()
                state.stage = .finalSent
                return answer
            case .finalSent:
                try Self.verify(challenge, state.session)
                state.stage = .serverProved
                return []
            case .ready, .serverProved, .passwordSent, .over: throw .outOfOrder
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
            case .finalSent:
                guard let data, !data.isEmpty else { throw .serverUnproved }
                try Self.verify(data, state.session)
            case .serverProved, .passwordSent:
                guard data?.isEmpty ?? true else { throw .malformed }
            case .ready, .firstSent: throw .serverUnproved
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
                state.session.wipePassword()
                state.stage = .over
                throw error
            }
        }
    }

    /// RFC 5802 section 7, server-final-message.
    private static func verify(_ message: [UInt8], _ session: SASLSession) throws(SASLFailure) {
        guard let parts = SCRAMMessage(message) else { throw .malformed }
        if parts.firstName == "e" { throw SCRAMServerFirst.serverError(parts) }
        guard parts.value(at: 0, named: "v") != nil else { throw .serverUnproved }
        let isProved: Bool
        do {
            isProved = try session.step(message).isComplete
        } catch {
            throw .serverUnproved
        }
        guard isProved else { throw .serverUnproved }
    }

    /// Our nonce in our first message, `n,,n=NAME,r=NONCE`.
    private static func nonce(of first: [UInt8]) throws(SASLFailure) -> ArraySlice<UInt8> {
        let parts = first.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let last = parts.last, last.starts(with: "r=".utf8), last.count > 2 else {
            throw .library("no nonce")
        }
        return last.dropFirst(2)
    }
}
