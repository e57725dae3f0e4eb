import CGnuTLS
import Synchronization

/// What a client brings to a handshake: the roots that it trusts and its own certificate, read when first needed and
/// then kept.
///
/// Reading the system's roots takes tens of milliseconds, so `load()` is for a background queue.
final class ClientCredentials: Sendable {
    private let extra: ExtraRoots?
    private let own: ClientCertificate?
    private let loaded = Mutex<TLSCredentials?>(nil)

    init(extra: ExtraRoots?, own: ClientCertificate?) {
        self.extra = extra
        self.own = own
    }

    /// All of it; a failure is not kept, so that a mended file is read at the next attempt.
    func load() -> Result<TLSCredentials, TLSFailure> {
        loaded.withLock { kept in
            if let kept { return .success(kept) }
            let read = read()
            if case .success(let credentials) = read { kept = credentials }
            return read
        }
    }

    private func read() -> Result<TLSCredentials, TLSFailure> {
        guard let credentials = TLSCredentials() else { return .failure(.handshake("out of memory")) }
        // A system without roots is no failure here: the chain then ends in an unknown root, and is told so.
        gnutls_certificate_set_x509_system_trust(credentials.pointer)
        return addRoots(to: credentials).flatMap { own?.add(to: $0) ?? .success($0) }
    }

    private func addRoots(to credentials: TLSCredentials) -> Result<TLSCredentials, TLSFailure> {
        switch extra {
        case nil:
            return .success(credentials)
        case .pem(let bytes):
            return Self.add(bytes, named: "the given certificates", to: credentials)
        case .file(let path):
            switch SmallFile.read(path: path, atMost: 4 << 20) {
            case .success(let file): return Self.add(file.bytes, named: path, to: credentials)
            case .failure(let unread):
                return .failure(.rootsUnreadable(path: path, reason: unread.description))
            }
        }
    }

    private static func add(
        _ pem: [UInt8], named name: String, to credentials: TLSCredentials
    ) -> Result<TLSCredentials, TLSFailure> {
        let count = withDatum(pem) { datum in
            gnutls_certificate_set_x509_trust_mem(credentials.pointer, datum, GNUTLS_X509_FMT_PEM)
        }
        guard count > 0 else {
            return .failure(.rootsUnreadable(path: name, reason: "there is no PEM certificate in it"))
        }
        return .success(credentials)
    }
}
