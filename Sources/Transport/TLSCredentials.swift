import CGnuTLS

/// GnuTLS's certificates and roots; freed with the last session that uses them.
///
/// `@unchecked` because GnuTLS lets any number of sessions on any thread share credentials once they are filled,
/// and only the functions that fill one, before handing it out, change it.
final class TLSCredentials: @unchecked Sendable {
    let pointer: gnutls_certificate_credentials_t

    /// Nothing trusted, nothing to show; nil without memory.
    init?() {
        var allocated: gnutls_certificate_credentials_t?
        guard gnutls_certificate_allocate_credentials(&allocated) == GNUTLS_E_SUCCESS, let allocated else {
            return nil
        }
        pointer = allocated
    }

    deinit {
        gnutls_certificate_free_credentials(pointer)
    }
}

/// Lends bytes to a GnuTLS call.
func withDatum<R>(_ bytes: [UInt8], _ body: (UnsafePointer<gnutls_datum_t>) -> R) -> R {
    var copy = bytes
    return copy.withUnsafeMutableBufferPointer { buffer in
        var datum = gnutls_datum_t(data: buffer.baseAddress, size: UInt32(clamping: buffer.count))
        return body(&datum)
    }
}

/// GnuTLS's words for one of its codes.
func wordsOfGnuTLS(_ code: Int32) -> String {
    guard let text = gnutls_strerror(code) else { return "error \(code)" }
    var words = String(cString: text)
    if words.utf8.last == UInt8(ascii: ".") { words.removeLast() }
    return words
}
