/// How a server secures a connection.
public struct TLSServerSettings: Sendable {
    /// What the server shows.
    public let certificate: ServerCertificate

    /// Protocols the server knows (RFC 7301), best first; empty for none.
    public let alpn: [String]

    /// The versions that the server speaks.
    public let versions: Set<TLSVersion>

    /// What the server does about its clients' certificates. It takes any: whose key it is, is for its owner to judge.
    public enum ClientCertificates: Hashable, Sendable {
        /// Asks for none.
        case unwanted
        /// Asks for one, and goes on without.
        case asked
        /// Asks for one by these issuers (PEM), as some servers do that go by keys all the same, and goes on without.
        case askedNaming(issuers: [UInt8])
    }

    /// What the server does about its clients' certificates.
    public let clientCertificates: ClientCertificates

    /// More words for the library about what it shall do, such as to leave an extension out.
    var priorities = ""

    /// Describes a server that shows this certificate.
    public init(
        certificate: ServerCertificate, alpn: [String] = [],
        versions: Set<TLSVersion> = Set(TLSVersion.allCases),
        clientCertificates: ClientCertificates = .unwanted
    ) {
        self.certificate = certificate
        self.alpn = alpn
        self.versions = versions
        self.clientCertificates = clientCertificates
    }
}
