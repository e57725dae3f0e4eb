/// A presence status, one's own or a contact's.
///
/// The raw values are those of the seed's `MISTATUS`: every status in which one is present has bit 0x0002,
/// and the passing states of one's own sign-in and sign-out have bits in 0xFF00.
public enum Status: UInt16, Sendable, CaseIterable {
    /// A contact of whom nothing is known: never the same as offline.
    case unknown = 0x0000
    /// Not connected.
    case offline = 0x0001
    /// Present.
    case available = 0x0002
    /// Present, seen as offline. One's own only.
    case invisible = 0x0006
    /// Present, does not want to be disturbed.
    case busy = 0x000A
    /// Away for a moment, chosen.
    case beRightBack = 0x000E
    /// No input for a while, automatic.
    case idle = 0x0012
    /// Away, chosen.
    case away = 0x0022
    /// On the phone.
    case onThePhone = 0x0032
    /// Out to lunch.
    case outToLunch = 0x0042
    /// Looking the server up. One's own only, as are the following.
    case findingServer = 0x0100
    /// From the connection attempt until the server has accepted the sign-in.
    case connecting = 0x0200
    /// The contact list is loading.
    case synchronizing = 0x0300
    /// From the wish to sign out until the server has answered, or the session has ended otherwise.
    case disconnecting = 0x0400

    /// Whether somebody with this status is present (though perhaps unseen).
    public var isOnline: Bool { rawValue & 0x0002 != 0 }

    /// Whether this is a passing state of signing in or out.
    public var isPassing: Bool { rawValue & 0xFF00 != 0 }

    /// The status in words, as shown to a person.
    public var words: String {
        switch self {
        case .unknown: "Unknown"
        case .offline: "Offline"
        case .available: "Available"
        case .invisible: "Invisible"
        case .busy: "Busy"
        case .beRightBack: "Be right back"
        case .idle: "Idle"
        case .away: "Away"
        case .onThePhone: "On the phone"
        case .outToLunch: "Out to lunch"
        case .findingServer: "Finding server"
        case .connecting: "Connecting"
        case .synchronizing: "Synchronizing"
        case .disconnecting: "Disconnecting"
        }
    }
}

/// What one wants others to see: a status and an optional text.
public struct OwnPresence: Hashable, Sendable {
    /// The wished status; one with ``Status/isOnline``.
    public let status: Status
    /// The status text; empty when there is none.
    public let text: String
    /// Since when nobody has touched a key, if others are to be told; nil otherwise.
    public let idleSince: Moment?

    /// A wish. A status that cannot be wished for (offline, a passing state) becomes available.
    public init(status: Status = .available, text: String = "", idleSince: Moment? = nil) {
        self.status = status.isOnline ? status : .available
        self.text = text
        self.idleSince = idleSince
    }
}
