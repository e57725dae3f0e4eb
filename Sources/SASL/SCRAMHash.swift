import CGnuTLS

/// The hash of a SCRAM mechanism, and what SCRAM makes of it (RFC 5802 section 2.2).
enum SCRAMHash {
    case sha1
    case sha256
    case sha512

    /// Bytes of a digest.
    var size: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        case .sha512: 64
        }
    }

    /// H(str).
    func digest(_ bytes: [UInt8]) throws(SASLFailure) -> [UInt8] {
        let kind =
            switch self {
            case .sha1: GNUTLS_DIG_SHA1
            case .sha256: GNUTLS_DIG_SHA256
            case .sha512: GNUTLS_DIG_SHA512
            }
        return try filled { gnutls_hash_fast(kind, bytes, bytes.count, $0) }
    }

    /// HMAC(key, str).
    func code(_ key: [UInt8], _ bytes: [UInt8]) throws(SASLFailure) -> [UInt8] {
        try filled { gnutls_hmac_fast(mac, key, key.count, bytes, bytes.count, $0) }
    }

    /// Hi(str, salt, i): what takes the time.
    func stretched(_ password: Secret, salt: [UInt8], rounds: Int) throws(SASLFailure) -> [UInt8] {
        try filled { output in
            password.withDatum { key in
                Secret(salt).withDatum { grain in
                    gnutls_pbkdf2(mac, key, grain, UInt32(clamping: rounds), output, size)
                }
            }
        }
    }

    private var mac: gnutls_mac_algorithm_t {
        switch self {
        case .sha1: GNUTLS_MAC_SHA1
        case .sha256: GNUTLS_MAC_SHA256
        case .sha512: GNUTLS_MAC_SHA512
        }
    }

    private func filled(_ fill: (UnsafeMutableRawPointer?) -> Int32) throws(SASLFailure) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        guard output.withUnsafeMutableBytes({ fill($0.baseAddress) }) == GNUTLS_E_SUCCESS else {
            throw .library("hash")
        }
        return output
    }
}

extension Secret {
    /// Lends the bytes to a call of the library, which only reads them.
    fileprivate func withDatum<Value>(_ call: (UnsafePointer<gnutls_datum_t>) -> Value) -> Value {
        withBytes { bytes in
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var datum = gnutls_datum_t(
                data: start?.assumingMemoryBound(to: UInt8.self), size: UInt32(clamping: bytes.count))
            return call(&datum)
        }
    }
}

extension [UInt8] {
    /// Overwrites a secret, as far as this copy of it goes.
    mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            gnutls_memset(start, 0, bytes.count)
        }
    }

    /// Comparison that takes as long for the first byte wrong as for the last.
    func sameSecret(as other: [UInt8]) -> Bool {
        count == other.count && gnutls_memcmp(self, other, count) == 0
    }
}
