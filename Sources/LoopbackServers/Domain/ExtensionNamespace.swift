/// The XML namespaces of the extensions that a loopback server plays.
enum ExtensionNamespace {
    /// A list's version (RFC 6121 section 2.6).
    static let rosterVersion = "urn:xmpp:features:rosterver"
    /// Blocking (XEP-0191).
    static let blocking = "urn:xmpp:blocking"
    /// Why a stanza to somebody who is blocked comes back (XEP-0191 section 3.7).
    static let blockingErrors = "urn:xmpp:blocking:errors"
    /// Last activity (XEP-0012).
    static let last = "jabber:iq:last"
    /// Invisibility (XEP-0186).
    static let invisible = "urn:xmpp:invisible:1"
    /// What an address is and can (XEP-0030).
    static let discoInfo = "http://jabber.org/protocol/disco#info"
    /// What belongs to an address (XEP-0030).
    static let discoItems = "http://jabber.org/protocol/disco#items"
    /// A client's abilities in its presence (XEP-0115).
    static let capabilities = "http://jabber.org/protocol/caps"
    /// Publishing (XEP-0060).
    static let publishing = "http://jabber.org/protocol/pubsub"
    /// What was published (XEP-0060 section 7.1.2).
    static let publishingEvent = "http://jabber.org/protocol/pubsub#event"
    /// Idle in presence (XEP-0319).
    static let idle = "urn:xmpp:idle:1"
    /// Nicknames (XEP-0172).
    static let nick = "http://jabber.org/protocol/nick"
    /// Moods (XEP-0107).
    static let mood = "http://jabber.org/protocol/mood"
    /// Activities (XEP-0108).
    static let activity = "http://jabber.org/protocol/activity"
    /// Tunes (XEP-0118).
    static let tune = "http://jabber.org/protocol/tune"
    /// The description of an avatar (XEP-0084).
    static let avatarMetadata = "urn:xmpp:avatar:metadata"
    /// Copies of what other connections send and get (XEP-0280).
    static let carbons = "urn:xmpp:carbons:2"
    /// Sessions as of RFC 3921, which later servers still offer as optional.
    static let session = "urn:ietf:params:xml:ns:xmpp-session"
    /// Stream management (XEP-0198).
    static let management = "urn:xmpp:sm:3"
    /// Whether somebody looks at a client (XEP-0352).
    static let clientState = "urn:xmpp:csi:0"
    /// Extensible SASL (XEP-0388).
    static let sasl2 = "urn:xmpp:sasl:2"
    /// Binding together with it (XEP-0386).
    static let bind2 = "urn:xmpp:bind:0"
    /// Which channel bindings a server takes (XEP-0440).
    static let channelBindings = "urn:xmpp:sasl-cb:0"
}
