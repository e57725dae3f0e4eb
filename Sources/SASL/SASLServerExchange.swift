import CSASL

/// A server's side of ``SASLExchange``, for servers on the loopback interface.
public final class SASLServerExchange {
    /// What a message of the client led to.
    public enum Step: Hashable, Sendable {
        /// Send this challenge.
        case challenge([UInt8])
        /// The client is who it says; send this along with the success.
        case accepted(username: String, data: [UInt8])
    }

    private let means: Means
    private let mechanism: SASLMechanism
    private let accounts: [String: String]
    private var username: String?

    /// By what the exchange is made.
    private enum Means {
        /// The password itself, which is only compared.
        case comparison
        case library(SASLSession)
        /// For what the library does not know.
        case own(SCRAMServer)
    }

    /// An exchange in which one of `accounts` (passwords by name) may sign in.
    ///
    /// - Parameters:
    ///   - salt: mixed into the password by SCRAM; not empty.
    ///   - iterations: rounds of hashing that SCRAM asks for.
    ///   - bindings: what the types of binding make of the channel, where the server has offered to bind it. A client
    ///     that says that it was not offered is then refused (RFC 5802 section 6): somebody took the offer away.
    /// - Throws: ``SASLFailure/library(_:)``.
    public init(
        mechanism: SASLMechanism, accounts: [String: String], salt: [UInt8], iterations: Int,
        bindings: [ChannelBinding: [UInt8]] = [:]
    ) throws(SASLFailure) {
        means = try Self.means(mechanism, salt: salt, iterations: iterations, bindings: bindings)
        self.mechanism = mechanism
        self.accounts = accounts
    }

    /// The library's own server wherever it can do it: it is another's work than the client that is tried against it.
    private static func means(
        _ mechanism: SASLMechanism, salt: [UInt8], iterations: Int, bindings: [ChannelBinding: [UInt8]]
    ) throws(SASLFailure) -> Means {
        guard let hash = SCRAMHash(mechanism) else { return .comparison }
        let properties = bindings.keys.compactMap(\.property)
        guard mechanism.isKnownToLibrary, properties.count == bindings.count else {
            return .own(
                SCRAMServer(
                    hash: hash, isBound: mechanism.bindsChannel, salt: salt, rounds: iterations,
                    bindings: bindings))
        }
        let session = try SASLSession(mechanism)
        for (type, data) in bindings {
            if let property = type.property { try session.set(property, Base64.encode(data)) }
        }
        try session.set(GSASL_SCRAM_SALT, Base64.encode(salt))
        try session.set(GSASL_SCRAM_ITER, String(iterations))
        return .library(session)
    }

    /// Judges the client's next message.
    ///
    /// - Throws: ``SASLFailure/clientUnproved`` for a wrong name or password; otherwise what is wrong with it.
    public func step(_ message: [UInt8]) throws(SASLFailure) -> Step {
        switch means {
        case .comparison: try judgePlain(message)
        case .library(let session): try step(message, session)
        case .own(let server): try step(message, server)
        }
    }

    /// RFC 4616 section 2: an authorization name, a zero, the name, a zero, the password. The library would ask for
    /// the password by a callback, of which it has none here.
    private func judgePlain(_ message: [UInt8]) throws(SASLFailure) -> Step {
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        let name = String(decoding: parts[1], as: UTF8.self)
        guard let password = accounts[name], password.utf8.elementsEqual(parts[2]) else {
            throw .clientUnproved
        }
        return .accepted(username: name, data: [])
    }

    private func step(_ message: [UInt8], _ session: SASLSession) throws(SASLFailure) -> Step {
        if username == nil {
            // The library can be given the password once the client has named the account.
            try session.set(GSASL_PASSWORD, try named(in: message).password)
        }
        let (answer, isComplete) = try session.step(message)
        guard isComplete else { return .challenge(answer) }
        return .accepted(username: username ?? "", data: answer)
    }

    private func step(_ message: [UInt8], _ server: SCRAMServer) throws(SASLFailure) -> Step {
        guard let username else {
            let password = try named(in: message).password
            return .challenge(try server.answer(message, password: Secret(password)))
        }
        return .accepted(username: username, data: try server.judge(message))
    }

    /// The account that the client's first message names, which is that of this exchange from then on.
    private func named(in message: [UInt8]) throws(SASLFailure) -> (name: String, password: String) {
        guard let name = Self.scramName(message) else { throw .malformed }
        guard let password = accounts[name] else { throw .clientUnproved }
        username = name
        return (name, password)
    }

    /// RFC 5802 section 7: the part `n=`, in which a comma is `=2C` and an equals sign `=3D`.
    private static func scramName(_ message: [UInt8]) -> String? {
        let parts = message.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[2].starts(with: "n=".utf8) else { return nil }
        var name: [UInt8] = []
        var rest = parts[2].dropFirst(2)
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                name.append(byte)
                continue
            }
            let code = rest.prefix(2)
            rest = rest.dropFirst(2)
            if code.elementsEqual("2C".utf8) {
                name.append(UInt8(ascii: ","))
            } else if code.elementsEqual("3D".utf8) {
                name.append(UInt8(ascii: "="))
            } else {
                return nil
            }
        }
        return String(decoding: name, as: UTF8.self)
    }
}

extension ChannelBinding {
    /// Where the library takes it; nil for a type that it does not know.
    fileprivate var property: Gsasl_property? {
        switch self {
        case .tlsExporter: GSASL_CB_TLS_EXPORTER
        case .tlsUnique: GSASL_CB_TLS_UNIQUE
        case .tlsServerEndPoint: nil
        }
    }
}

extension SASLMechanism {
    fileprivate var isKnownToLibrary: Bool {
        switch self {
        case .scramSHA256Plus, .scramSHA1Plus, .scramSHA256, .scramSHA1, .plain: true
        case .scramSHA512Plus, .scramSHA512: false
        }
    }
}
