/// The XML namespaces that the protocol uses.
public enum XMLNamespace {
    /// Streams (RFC 6120 section 4.8.1).
    public static let streams = "http://etherx.jabber.org/streams"
    /// The content of a client's stream (RFC 6120 section 4.8.2).
    public static let client = "jabber:client"
    /// Stream error conditions (RFC 6120 section 4.9.2).
    public static let streamErrors = "urn:ietf:params:xml:ns:xmpp-streams"
    /// Stanza error conditions (RFC 6120 section 8.3.2).
    public static let stanzaErrors = "urn:ietf:params:xml:ns:xmpp-stanzas"
    /// STARTTLS (RFC 6120 section 5).
    public static let tls = "urn:ietf:params:xml:ns:xmpp-tls"
    /// SASL (RFC 6120 section 6).
    public static let sasl = "urn:ietf:params:xml:ns:xmpp-sasl"
    /// The types of channel binding that a server takes (XEP-0440).
    public static let channelBinding = "urn:xmpp:sasl-cb:0"
    /// Resource binding (RFC 6120 section 7).
    public static let bind = "urn:ietf:params:xml:ns:xmpp-bind"
    /// The contact list (RFC 6121 section 2).
    public static let roster = "jabber:iq:roster"
    /// Ping (XEP-0199).
    public static let ping = "urn:xmpp:ping"
    /// The prefix `xml:` (Namespaces in XML 1.0, section 3).
    public static let xml = "http://www.w3.org/XML/1998/namespace"
}
