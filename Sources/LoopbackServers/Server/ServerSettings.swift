public import SASL
public import Transport

/// What a loopback server is like.
public struct ServerSettings: Hashable, Sendable {
    /// How the connection is encrypted.
    public enum Security: Hashable, Sendable {
        /// Plain at first, then STARTTLS (RFC 6120 section 5), which must be used.
        case startTLS
        /// TLS from the first byte (XEP-0368).
        case direct
        /// Not at all.
        case none
    }

    /// What a server does after its closing tag, when the client closed first.
    public enum Farewell: Hashable, Sendable {
        /// Ends the connection at once, as most servers do.
        case closes
        /// Reads on until the client has ended it, so that the record shows what came last.
        case waitsForClient
    }

    /// How much of each connection is remembered.
    public enum Recording: Hashable, Sendable {
        /// Nothing: for a server that runs for long.
        case nothing
        /// All bytes and moments, for ever: for tests.
        case everything
    }

    /// The domain that the server speaks for.
    public var domain = "porchlight.test"
    /// The name in the certificate; nil for the domain.
    public var certificateName: String?
    /// How the connection is encrypted.
    public var security = Security.startTLS
    /// The passwords of the accounts, by name.
    public var accounts = ["alice": "lantern"]
    /// The versions of TLS that are spoken.
    public var versions = Set(TLSVersion.allCases)
    /// The SASL mechanisms that are offered.
    public var mechanisms: [SASLMechanism] = [.scramSHA256, .scramSHA1, .plain]
    /// What a proof may be bound to by a mechanism with -PLUS, where the connection has it.
    public var channelBindings: [ChannelBinding] = []
    /// The rounds of the password's derivation (RFC 5802 section 5.1).
    public var iterations = 4096
    /// What the server can do.
    public var features = ServerFeature.ofContacts
    /// How old contact lists of clients are brought up to date.
    public var rosterCatchUp = RosterCatchUp.byWholeList
    /// What people do with a request to see their presence whom the server does not play yet.
    public var strangersAnswer = RequestAnswer.ignores
    /// How streams are managed, if they are.
    public var management = ManagementManner.honest
    /// How long a session is held whose connection is lost.
    public var holdTime = Duration.seconds(300)
    /// What happens at sign-out.
    public var manner = Manner.prompt
    /// What happens after the server's answer.
    public var farewell = Farewell.closes
    /// What goes wrong at sign-in; nil for nothing.
    public var fault: SignInFault?
    /// An answer that comes before the true one to some requests; nil for none.
    public var forgedReply: ForgedReply?
    /// How much is remembered.
    public var recording = Recording.everything
    /// Bytes that the system may hold on the way out; nil leaves it to the system.
    public var writeBufferSize: Int32?

    /// An honest, prompt server with STARTTLS.
    public init() {}

    /// The settings changed by `change`.
    public func with(_ change: (inout ServerSettings) -> Void) -> ServerSettings {
        var copy = self
        change(&copy)
        return copy
    }
}
