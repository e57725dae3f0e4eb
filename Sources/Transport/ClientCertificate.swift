import CGnuTLS
import Glibc

/// One's own certificate, shown to a server that asks for one: a PEM file with the certificate, those between it and
/// its root if there are any, and the private key. Read when first needed.
public struct ClientCertificate: Hashable, Sendable {
    /// Where the file is.
    public let path: String

    /// A certificate in a file.
    public init(path: String) {
        self.path = path
    }

    /// Why a file is of no use.
    public enum Fault: Hashable, Sendable, CustomStringConvertible {
        /// It cannot be read, in the system's words.
        case unreadable(String)
        /// Others can read it, or it is somebody else's, and it holds a key.
        case openToOthers
        /// There is no certificate in it.
        case noCertificate
        /// There is no key in it.
        case noKey
        /// The key can be used only with a password.
        case encryptedKey
        /// The library cannot use it, in its words.
        case unusable(String)

        /// One clause for a person, and what to do.
        public var description: String {
            switch self {
            case .unreadable(let reason): "cannot be read (\(reason)); mend the file or its name"
            case .openToOthers:
                "holds a private key and can be read or changed by others; make it your own, with mode 600"
            case .noCertificate: "holds no certificate; put the certificate and its key into it, as PEM"
            case .noKey: "holds no private key; put the certificate and its key into it, as PEM"
            case .encryptedKey:
                "holds a key with a password; write the key without one, in a file of mode 600"
            case .unusable(let reason): "cannot be used (\(reason)); make certificate and key anew"
            }
        }
    }

    /// Reads the file and lets the credentials show what is in it.
    func add(to credentials: TLSCredentials) -> Result<TLSCredentials, TLSFailure> {
        switch SmallFile.read(path: path, atMost: 1 << 20) {
        case .failure(let unread):
            return .failure(.clientCertificate(path: path, .unreadable(unread.description)))
        case .success(var file):
            defer { file.wipe() }
            if let fault = Self.add(file, to: credentials) {
                return .failure(.clientCertificate(path: path, fault))
            }
            return .success(credentials)
        }
    }

    private static func add(_ file: SmallFile.Contents, to credentials: TLSCredentials) -> Fault? {
        let hasKey = file.holds("PRIVATE KEY-----")
        if hasKey, file.mode & 0o077 != 0 || (file.owner != geteuid() && file.owner != 0) {
            return .openToOthers
        }
        guard file.holds("-----BEGIN CERTIFICATE-----") else { return .noCertificate }
        guard hasKey else { return .noKey }
        // Both ways of writing it: PKCS 8, and the older one with its own headers.
        if file.holds("ENCRYPTED PRIVATE KEY-----") || file.holds("Proc-Type: 4,ENCRYPTED") {
            return .encryptedKey
        }
        let code = withDatum(file.bytes) { datum in
            gnutls_certificate_set_x509_key_mem(credentials.pointer, datum, datum, GNUTLS_X509_FMT_PEM)
        }
        return code >= 0 ? nil : .unusable(wordsOfGnuTLS(code))
    }
}
