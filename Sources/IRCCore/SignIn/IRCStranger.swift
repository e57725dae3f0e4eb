/// What answered where an IRC server was expected, by the first bytes that it sent.
public enum IRCStranger: Hashable, Sendable {
    /// A web server.
    case http
    /// An SSH server, which speaks first (RFC 4253 section 4.2).
    case ssh
    /// A TLS record (RFC 8446 section 5.1), on a connection that was to be without TLS.
    case tls
    /// XML: an XMPP server.
    case xmpp
    /// Text that nobody here knows; its beginning.
    case text(String)
    /// No text at all.
    case binary

    /// The most of the first bytes that is looked at.
    static let length = 64

    /// Who begins like this; nil when nobody does that is known.
    init?(knownBy first: some Collection<UInt8>) {
        if first.starts(with: "HTTP/".utf8) {
            self = .http
        } else if first.starts(with: "SSH-".utf8) {
            self = .ssh
        } else if first.starts(with: "<?xml".utf8) || first.starts(with: "<stream".utf8) {
            self = .xmpp
        } else if first.starts(with: [21, 3]) || first.starts(with: [22, 3]) {
            self = .tls
        } else {
            return nil
        }
    }

    /// Whoever begins like this, and is no IRC server.
    init(_ first: some Collection<UInt8>) {
        if let known = IRCStranger(knownBy: first) {
            self = known
            return
        }
        let line = first.prefix { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
        let isText = line.allSatisfy { $0 >= ASCII.space && $0 != 0x7F || $0 == 0x09 }
        self = isText ? .text(IRCText.readable(IRCText.cut(Array(line), to: Self.length))) : .binary
    }

    /// What it does instead, to be read after "the server".
    var words: String {
        switch self {
        case .http: "speaks HTTP instead of IRC"
        case .ssh: "speaks SSH instead of IRC"
        case .tls: "speaks TLS, and this account does not"
        case .xmpp: "speaks XMPP instead of IRC"
        case .text(let text): "sent something that is not IRC (\(text))"
        case .binary: "sent something that is not IRC, nor any text"
        }
    }
}
