import CGnuTLS
import Glibc

/// What a server has shown of itself, for a person who is to judge it. Bounded, and printable whatever it says.
public struct ShownCertificate: Hashable, Sendable {
    /// What the key is known by.
    public let key: KeyFingerprint
    /// At most eight of the names.
    public let names: [String]
    /// How many more names there are.
    public let moreNames: Int
    /// Who issued it, as it says.
    public let issuer: String
    /// The first second of its life, counted from 1970.
    public let validFrom: Int64
    /// The last second of its life, counted from 1970.
    public let validUntil: Int64

    /// A line for each thing that the certificate says of itself.
    public var facts: [String] {
        let rest = moreNames > 0 ? " and \(moreNames) more" : ""
        let list = names.isEmpty ? "none" : names.joined(separator: ", ")
        return [
            "names: \(list)\(rest)", "issued by: \(issuer)",
            "valid: \(Self.day(validFrom)) to \(Self.day(validUntil))",
        ]
    }

    private static func day(_ seconds: Int64) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&moment, &parts) != nil else { return "an unknown day" }
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension ShownCertificate {
    /// Reads a certificate; nil when its key cannot be read.
    init?(_ certificate: gnutls_x509_crt_t) {
        guard let key = PeerCertificate.fingerprint(of: certificate) else { return nil }
        self.key = key
        let all = PeerCertificate.names(of: certificate)
        names = all.prefix(8).map(\.description)
        moreNames = max(all.count - 8, 0)
        issuer = Self.issuer(of: certificate)
        validFrom = Int64(gnutls_x509_crt_get_activation_time(certificate))
        validUntil = Int64(gnutls_x509_crt_get_expiration_time(certificate))
    }

    private static func issuer(of certificate: gnutls_x509_crt_t) -> String {
        var datum = gnutls_datum_t()
        guard gnutls_x509_crt_get_issuer_dn3(certificate, &datum, 0) == GNUTLS_E_SUCCESS else {
            return "unknown"
        }
        defer { porch_free_datum(&datum) }
        let bytes = UnsafeBufferPointer(start: datum.data, count: Int(datum.size)).prefix(253)
        return PrintableName(sentence: String(decoding: bytes, as: UTF8.self)).description
    }
}
