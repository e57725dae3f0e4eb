import CSASL
import Glibc

/// A server's session of the SASL library. Each has its own library context, so that none shares anything.
///
/// No callback is set: the library can learn nothing but the properties given here.
final class SASLSession {
    private var context: OpaquePointer?
    private var session: OpaquePointer?

    init(_ mechanism: SASLMechanism) throws(SASLFailure) {
        try Self.check(gsasl_init(&context))
        try Self.check(gsasl_server_start(context, mechanism.rawValue, &session))
    }

    deinit {
        wipePassword()
        if let session { gsasl_finish(session) }
        if let context { gsasl_done(context) }
    }

    /// Gives the library a value. A zero byte would end it early, so it is refused.
    func set(_ property: Gsasl_property, _ value: String) throws(SASLFailure) {
        guard !value.utf8.contains(0) else { throw .credentialsUnfit }
        guard gsasl_property_set(session, property, value) == Self.ok else { throw .library("no memory") }
    }

    /// Overwrites the library's copy of the password. What else was made of it the library frees unwiped.
    func wipePassword() {
        guard let session, let kept = gsasl_property_fast(session, GSASL_PASSWORD) else { return }
        explicit_bzero(UnsafeMutableRawPointer(mutating: kept), strlen(kept))
    }

    /// Gives the peer's message and returns ours, and whether the exchange is complete for the library.
    func step(_ message: [UInt8]) throws(SASLFailure) -> (answer: [UInt8], isComplete: Bool) {
        var output: UnsafeMutablePointer<CChar>?
        var count = 0
        let outcome = message.withUnsafeBytes { bytes in
            gsasl_step(
                session, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &output, &count)
        }
        defer { if let output { gsasl_free(output) } }
        if outcome != Int32(bitPattern: GSASL_NEEDS_MORE.rawValue) { try Self.check(outcome) }
        let answer = output.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
        return (answer, outcome == Self.ok)
    }

    private static let ok = Int32(bitPattern: GSASL_OK.rawValue)

    private static func check(_ outcome: Int32) throws(SASLFailure) {
        guard outcome != ok else { return }
        switch Gsasl_rc(rawValue: UInt32(bitPattern: outcome)) {
        case GSASL_SASLPREP_ERROR: throw .credentialsUnfit
        case GSASL_MECHANISM_PARSE_ERROR, GSASL_BASE64_ERROR: throw .malformed
        case GSASL_AUTHENTICATION_ERROR: throw .clientUnproved
        case GSASL_MECHANISM_CALLED_TOO_MANY_TIMES: throw .outOfOrder
        default: throw .library(gsasl_strerror_name(outcome).map { String(cString: $0) } ?? "\(outcome)")
        }
    }
}
