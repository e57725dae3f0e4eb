public import Transport

/// What a server saw of one connection. Moments are nanoseconds of `Monotonic`.
public struct ConnectionRecord: Hashable, Sendable {
    /// Bytes that came at once.
    public struct Chunk: Hashable, Sendable {
        /// How they travelled.
        public enum Channel: Hashable, Sendable {
            /// Unencrypted.
            case plain
            /// Inside TLS.
            case secured
        }

        /// When they came.
        public let moment: Int64
        /// How they travelled.
        public let channel: Channel
        /// The bytes, after decryption.
        public let bytes: [UInt8]
    }

    /// How a connection ended, as its server knows it.
    public enum End: Hashable, Sendable {
        /// The server closed it.
        case closedHere
        /// The server broke it.
        case resetHere
        /// The client ended it, or it broke.
        case endedThere(ConnectionEnd)
    }

    /// When the connection was accepted.
    public let accepted: Int64
    /// Everything that came, in order.
    public internal(set) var received: [Chunk] = []
    /// When TLS was up; nil without.
    public internal(set) var secured: Int64?
    /// When something came instead of a step of the sign-in, even if it was silence.
    public internal(set) var spoiled: Int64?
    /// When the client had signed in: bound, and available.
    public internal(set) var signedIn: Int64?
    /// When the client said that it is unavailable.
    public internal(set) var unavailable: Int64?
    /// When the client's closing tag came.
    public internal(set) var closingTag: Int64?
    /// When the server wrote its closing tag.
    public internal(set) var answered: Int64?
    /// Bytes that came after the client's closing tag. A client must send none (RFC 6120 section 4.4).
    public internal(set) var bytesAfterClosingTag = 0
    /// Answers to the server's pings.
    public internal(set) var pongs = 0
    /// When a session of an earlier connection was resumed (XEP-0198); nil when none was.
    public internal(set) var resumed: Int64?
    /// How many stanzas the client has acknowledged last (XEP-0198); nil when it never did.
    public internal(set) var acknowledged: UInt32?
    /// What the client said of whether somebody looks (XEP-0352), in order.
    public internal(set) var clientStates: [ClientState] = []
    /// When the client asked for copies of messages (XEP-0280); a presence client should not.
    public internal(set) var carbonsWanted: Int64?
    /// When the connection was over.
    public internal(set) var ended: Int64?
    /// How it ended; nil while it lasts.
    public internal(set) var end: End?

    init(accepted: Int64) {
        self.accepted = accepted
    }

    /// All bytes of the client, joined.
    public var receivedBytes: [UInt8] { received.flatMap(\.bytes) }

    /// Whether the client ended the connection before the server had written its closing tag.
    public var endedByClientUnanswered: Bool {
        switch end {
        case .endedThere: answered == nil
        case .closedHere, .resetHere, nil: false
        }
    }
}
