/// What a session is doing while the server's next word is due.
public enum IRCStep: Hashable, Sendable, CaseIterable {
    /// The connection is being made.
    case connecting
    /// TLS is being set up.
    case negotiatingTLS
    /// The server was asked what it is capable of.
    case negotiatingCapabilities
    /// The account is being proved.
    case authenticating
    /// The nick was given; the server's welcome is due.
    case registering
    /// The server tells about itself.
    case readingWelcome
    /// Signed in.
    case online

    /// The step in words, to be read after "while".
    public var words: String {
        switch self {
        case .connecting: "connecting"
        case .negotiatingTLS: "negotiating TLS"
        case .negotiatingCapabilities: "agreeing on capabilities"
        case .authenticating: "proving the password"
        case .registering: "registering the nick"
        case .readingWelcome: "reading the welcome"
        case .online: "signed in"
        }
    }
}
