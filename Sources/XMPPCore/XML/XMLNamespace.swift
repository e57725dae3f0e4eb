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
    /// Stream management (XEP-0198).
    public static let streamManagement = "urn:xmpp:sm:3"
    /// Whether anybody is looking (XEP-0352).
    public static let clientState = "urn:xmpp:csi:0"
    /// The offer of versions of the contact list (RFC 6121 section 2.6.1).
    public static let rosterVersions = "urn:xmpp:features:rosterver"
    /// SASL with all that follows it (XEP-0388).
    public static let sasl2 = "urn:xmpp:sasl:2"
    /// Binding inside of SASL 2 (XEP-0386).
    public static let bind2 = "urn:xmpp:bind:0"
    /// Blocking (XEP-0191).
    public static let blocking = "urn:xmpp:blocking"
    /// Last activity (XEP-0012).
    public static let lastActivity = "jabber:iq:last"
    /// What somebody is and can do (XEP-0030).
    public static let discoInfo = "http://jabber.org/protocol/disco#info"
    /// Capabilities in presence (XEP-0115).
    public static let caps = "http://jabber.org/protocol/caps"
    /// Being there unseen (XEP-0186).
    public static let invisible = "urn:xmpp:invisible:1"
    /// Idle times in presence (XEP-0319).
    public static let idle = "urn:xmpp:idle:1"
    /// What was published (XEP-0060 section 7).
    public static let pubsubEvent = "http://jabber.org/protocol/pubsub#event"
    /// The prefix `xml:` (Namespaces in XML 1.0, section 3).
    public static let xml = "http://www.w3.org/XML/1998/namespace"
}
