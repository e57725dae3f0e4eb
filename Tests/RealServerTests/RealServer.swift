import Glibc
import Transport

/// A real server on loopback that Tests/run has started, or a story for itself.
struct RealServer {
    /// Whose program it is.
    enum Kind: String, CaseIterable, Sendable {
        case prosody
        case inspircd
        case ngircd
    }

    let kind: Kind
    let port: UInt16
    let tlsPort: UInt16
    /// A file with the certificate to trust.
    let root: String
    let processGroup: pid_t
    /// Files with a client's certificate and key: one that the server's accounts know, and one that they do not; nil
    /// where there are no accounts of the kind.
    let client: String?
    let stranger: String?

    /// A server whose facts are told as `PORT`, `TLS_PORT`, `ROOT` and `PID`; nil when one is missing.
    private init?(_ kind: Kind, _ fact: (String) -> String?) {
        guard let port = fact("PORT").flatMap({ UInt16($0) }),
            let tlsPort = fact("TLS_PORT").flatMap({ UInt16($0) }),
            let root = fact("ROOT"), let group = fact("PID").flatMap({ pid_t($0) })
        else { return nil }
        self.kind = kind
        self.port = port
        self.tlsPort = tlsPort
        self.root = root
        processGroup = group
        client = fact("CLIENT")
        stranger = fact("STRANGER")
    }

    /// The server that the environment knows by this name, such as "NGIRCD" or "INSPIRCD_WRONG".
    init?(_ kind: Kind, named name: String) {
        self.init(kind) { environment("PORCHLIGHT_\(name)_\($0)") }
    }

    /// The server that a start script has printed.
    init?(_ kind: Kind, printed text: String) {
        let prefix = kind.rawValue.uppercased() + "_"
        let facts = text.split(separator: "\n").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        self.init(kind) { name in facts.first { $0.first == prefix + name }?.last }
    }

    /// Where its connections are encrypted from the first byte.
    var tlsPlace: HostPort { HostPort(host: "127.0.0.1", port: tlsPort) }

    /// Where they are not.
    var place: HostPort { HostPort(host: "127.0.0.1", port: port) }

    /// Whom to trust.
    var roots: ExtraRoots { .file(path: root) }

    /// Sends the signal to all of its processes.
    func send(_ signal: Int32) {
        kill(-processGroup, signal)
    }

    /// Whether Tests/run has started servers.
    static var areThere: Bool { environment("PORCHLIGHT_SERVERS") != nil }
}

/// A variable of the environment; nil when it is not set.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
