import CSASL
import Glibc

/// Names and passwords in the form in which they are hashed (RFC 4013).
enum SASLPreparation {
    /// RFC 5802 section 5.1: a name may have characters that are younger than the profile.
    static func name(_ text: String) throws(SASLFailure) -> [UInt8] {
        try prepared(text, GSASL_ALLOW_UNASSIGNED) { Array($0) }
    }

    /// RFC 5802 section 2.2: a password is a stored string.
    static func password(_ text: String) throws(SASLFailure) -> Secret {
        try prepared(text, Gsasl_saslprep_flags(rawValue: 0)) { Secret($0) }
    }

    private static func prepared<Value>(
        _ text: String, _ flags: Gsasl_saslprep_flags, _ keep: (UnsafeRawBufferPointer) -> Value
    ) throws(SASLFailure) -> Value {
        // A zero byte would end it early.
        guard !text.utf8.contains(0) else { throw .credentialsUnfit }
        var output: UnsafeMutablePointer<CChar>?
        guard gsasl_saslprep(text, flags, &output, nil) == 0, let output else { throw .credentialsUnfit }
        let bytes = UnsafeRawBufferPointer(start: output, count: strlen(output))
        defer {
            explicit_bzero(output, bytes.count)
            gsasl_free(output)
        }
        guard !bytes.isEmpty else { throw .credentialsUnfit }
        return keep(bytes)
    }
}
