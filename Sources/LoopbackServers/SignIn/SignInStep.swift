/// What a server sends while its client signs in, in this order.
///
/// Without STARTTLS (TLS from the first byte, or none) the steps from ``features`` to ``securedHeader`` fall
/// away, and ``securedFeatures`` follows the first header; with TLS from the first byte ``handshake`` comes first.
public enum SignInStep: Hashable, Sendable, CaseIterable {
    /// The first stream's opening tag.
    case header
    /// The features that offer STARTTLS.
    case features
    /// `<proceed/>` (RFC 6120 section 5.4.2.3).
    case proceed
    /// The server's part of the TLS handshake.
    case handshake
    /// The opening tag after the handshake.
    case securedHeader
    /// The features that offer SASL mechanisms.
    case securedFeatures
    /// SCRAM's challenge; PLAIN has none.
    case challenge
    /// `<success/>` (RFC 6120 section 6.4.6).
    case success
    /// The opening tag after authentication.
    case authenticatedHeader
    /// The features that offer resource binding.
    case authenticatedFeatures
    /// The answer to the bind request.
    case bound
    /// The contact list.
    case roster
}
