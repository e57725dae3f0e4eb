/// What a session is doing while the server's next word is due.
public enum XMPPStep: Hashable, Sendable, CaseIterable {
    /// The connection is being made.
    case connecting
    /// The stream is open on our side; the server's header or features are due.
    case openingStream
    /// TLS was asked for or is being set up.
    case negotiatingTLS
    /// Name and password are being proved.
    case authenticating
    /// The session gets its address.
    case binding
    /// A session that the server still holds is asked to go on.
    case resuming
    /// The contact list is being loaded.
    case loadingRoster
    /// Signed in.
    case online

    /// The step in words, to be read after "while".
    public var words: String {
        switch self {
        case .connecting: "connecting"
        case .openingStream: "opening the stream"
        case .negotiatingTLS: "negotiating TLS"
        case .authenticating: "proving the password"
        case .binding: "binding the session"
        case .resuming: "resuming the session"
        case .loadingRoster: "loading the contact list"
        case .online: "signed in"
        }
    }
}
