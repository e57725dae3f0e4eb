/// Why a server refused the proof of an account (IRCv3 SASL).
public enum IRCProofRefusal: Int, Hashable, Sendable, CaseIterable {
    /// The nick is locked to another account.
    case nickLocked = 902
    /// Name and password do not fit, or the mechanism failed.
    case failed = 904
    /// What we sent was too long.
    case tooLong = 905
    /// The proof was aborted.
    case aborted = 906
    /// The proof was made before, by whom we cannot know.
    case already = 907

    var words: String {
        switch self {
        case .nickLocked: "the nick is locked to another account"
        case .failed: "wrong account or password"
        case .tooLong: "the proof is too long for the server"
        case .aborted: "the server broke off the proof of the account"
        case .already: "the server says that an account is proved already"
        }
    }

    var remedy: IRCFailure.Remedy {
        switch self {
        case .nickLocked, .tooLong, .already: .person
        case .failed: .password
        case .aborted: .wait
        }
    }
}

/// Why a server did not give us a nick (RFC 2812 section 5.2).
public enum IRCNickRefusal: Int, Hashable, Sendable, CaseIterable {
    /// No nick was given, as the server sees it.
    case missing = 431
    /// It has characters, or a length, that the server does not allow.
    case erroneous = 432
    /// Somebody has it.
    case inUse = 433
    /// Somebody has it on another server of the network.
    case collision = 436
    /// It may not be had just now.
    case unavailable = 437

    var words: String {
        switch self {
        case .missing, .erroneous: "is not allowed"
        case .inUse, .collision: "is in use"
        case .unavailable: "cannot be had now"
        }
    }

    /// A nick in use is often held by one's own lost connection, until the server notices.
    var remedy: IRCFailure.Remedy {
        switch self {
        case .missing, .erroneous: .person
        case .inUse, .collision, .unavailable: .wait
        }
    }
}

/// Why a server did not let us in (RFC 2812 section 5.2).
public enum IRCEntryRefusal: Int, Hashable, Sendable, CaseIterable {
    /// Something was missing in what we said, as the server sees it.
    case incomplete = 461
    /// Our host may not come in.
    case hostNotAllowed = 463
    /// The server wants a password of its own.
    case serverPassword = 464
    /// We are banned.
    case banned = 465
    /// The user name is not allowed.
    case userNotAllowed = 468

    var words: String {
        switch self {
        case .incomplete: "the server found the sign-in incomplete"
        case .hostNotAllowed: "the server does not let this host in"
        case .serverPassword: "the server wants a password of its own"
        case .banned: "banned from the server"
        case .userNotAllowed: "the server does not allow the user name"
        }
    }
}

/// The words by which servers tell in an ERROR that one is not wanted: the same again would fail again.
enum BanWords {
    private static let all: Set<String> = [
        "ban", "banned", "k-line", "k-lined", "kline", "klined", "g-line", "g-lined", "gline", "glined",
        "z-line",
        "z-lined", "zline", "zlined", "d-line", "d-lined", "dline", "dlined", "q-line", "q-lined", "akill",
        "akilled", "autokill", "autokilled",
    ]

    /// Whole words only: a host or a name that holds one of them says nothing.
    static func areIn(_ text: String) -> Bool {
        text.utf8.split { " ()[]<>:;,\"'".utf8.contains($0) }.contains { word in
            all.contains(String(decoding: word.map(ASCII.lowercased), as: UTF8.self))
        }
    }
}
