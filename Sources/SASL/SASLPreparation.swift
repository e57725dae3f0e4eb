import CSASL
import Glibc

/// Names and passwords in the form in which they are hashed (RFC 4013).
enum SASLPreparation {
    /// RFC 5802 section 5.1: a name may have characters that are younger than the profile.
    static func name(_ text: String) throws(SASLFailure) -> [UInt8] {
        // A zero byte would end it early.
        guard !text.utf8.contains(0) else { throw .credentialsUnfit }
        let name = text.withCString { prepared($0, GSASL_ALLOW_UNASSIGNED) { Array($0) } }
        guard let name else { throw .credentialsUnfit }
        return name
    }

    /// RFC 5802 section 2.2: a password is a stored string.
    ///
    /// Printable ASCII is prepared as it is (RFC 4013 section 2). Of anything else the library makes copies on its way,
    /// which it frees without overwriting them.
    static func password(_ password: Secret) throws(SASLFailure) -> Secret {
        guard !password.isEmpty else { throw .credentialsUnfit }
        if password.withBytes({ $0.allSatisfy { (0x20...0x7E).contains($0) } }) { return password }
        guard !password.withBytes({ $0.contains(0) }) else { throw .credentialsUnfit }
        let secret = password.withTerminatedBytes { text in
            prepared(text, Gsasl_saslprep_flags(rawValue: 0)) { Secret($0) }
        }
        guard let secret else { throw .credentialsUnfit }
        return secret
    }

    /// Nil where nothing can be made of it, or nothing is left of it.
    private static func prepared<Value>(
        _ text: UnsafePointer<CChar>, _ flags: Gsasl_saslprep_flags,
        _ keep: (UnsafeRawBufferPointer) -> Value
    ) -> Value? {
        var output: UnsafeMutablePointer<CChar>?
        guard gsasl_saslprep(text, flags, &output, nil) == 0, let output else { return nil }
        let bytes = UnsafeRawBufferPointer(start: output, count: strlen(output))
        defer {
            explicit_bzero(output, bytes.count)
            gsasl_free(output)
        }
        return bytes.isEmpty ? nil : keep(bytes)
    }
}

extension Secret {
    /// Lends the bytes with a zero behind them, as C has text.
    fileprivate func withTerminatedBytes<Value>(_ use: (UnsafePointer<CChar>) -> Value?) -> Value? {
        let zero: [UInt8] = [0]
        let terminated = withBytes { own in zero.withUnsafeBytes { Secret(joining: [own, $0]) } }
        return terminated.withBytes { bytes in
            bytes.baseAddress.flatMap { use($0.assumingMemoryBound(to: CChar.self)) }
        }
    }
}
