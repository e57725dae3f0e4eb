public import Transport

/// What an IRC server saw of one connection. Moments are nanoseconds of `Monotonic`.
public struct IRCConnectionRecord: Hashable, Sendable {
    /// When the connection was accepted.
    public let accepted: Int64
    /// Everything that came, in order.
    public internal(set) var received: [ConnectionRecord.Chunk] = []
    /// When TLS was up; nil without.
    public internal(set) var secured: Int64?
    /// The key of the client's certificate; nil when it has shown none.
    public internal(set) var peerKey: KeyFingerprint?
    /// When something came instead of a step of the sign-in, even if it was silence.
    public internal(set) var spoiled: Int64?
    /// When the client had signed in.
    public internal(set) var signedIn: Int64?
    /// When QUIT came.
    public internal(set) var quit: Int64?
    /// When the server answered it.
    public internal(set) var answered: Int64?
    /// Bytes that came after QUIT. A client must send none.
    public internal(set) var bytesAfterQuit = 0
    /// Answers to the server's pings.
    public internal(set) var pongs = 0
    /// When the connection was over.
    public internal(set) var ended: Int64?
    /// How it ended; nil while it lasts.
    public internal(set) var end: ConnectionRecord.End?

    init(accepted: Int64) {
        self.accepted = accepted
    }

    /// All bytes of the client, joined.
    public var receivedBytes: [UInt8] { received.flatMap(\.bytes) }

    /// The client's lines, without their ends; one that has not ended yet is the last.
    public var lines: [String] {
        receivedBytes.split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the client ended the connection before the server had answered.
    public var endedByClientUnanswered: Bool {
        switch end {
        case .endedThere: answered == nil
        case .closedHere, .resetHere, nil: false
        }
    }
}
