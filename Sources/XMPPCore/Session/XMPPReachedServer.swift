/// What kind of server a connection has reached, where that was found out by DNS rather than configured.
public enum XMPPReachedServer: Hashable, Sendable {
    /// One where TLS is asked for inside the stream (RFC 6120 section 5).
    case startTLS
    /// One where TLS comes before the stream (XEP-0368).
    case directTLS
}
