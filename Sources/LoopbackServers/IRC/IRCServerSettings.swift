public import SASL
public import Transport

/// What a loopback IRC server is like.
public struct IRCServerSettings: Hashable, Sendable {
    /// How the connection is encrypted.
    public enum Security: Hashable, Sendable {
        /// TLS from the first byte.
        case direct
        /// Not at all.
        case none
    }

    /// What the answer to QUIT consists of, where the manner is to answer at all.
    public enum Answer: Hashable, Sendable {
        /// ERROR, as RFC 2812 section 3.1.7 has it.
        case error
        /// A notice with statistics of the connection, then ERROR.
        case statisticsThenError
        /// No word: the end of TLS in good order (close_notify), and of the connection.
        case closeNotify
    }

    /// What the server calls itself.
    public var name = "irc.porchlight.test"
    /// The only name in the certificate; nil for 127.0.0.1 and the server's name.
    public var certificateName: String?
    /// How the connection is encrypted.
    public var security = Security.direct
    /// The passwords of the accounts, by name.
    public var accounts = ["alice": "lantern"]
    /// The SASL mechanisms that are offered; without any there is no SASL.
    public var mechanisms = [SASLMechanism.scramSHA256, .plain]
    /// The accounts that are proved by a certificate (EXTERNAL, RFC 4422 appendix A), by the key in it. With any, clients
    /// are asked for a certificate.
    public var accountKeys: [KeyFingerprint: String] = [:]
    /// The versions of TLS that are spoken.
    public var versions = Set(TLSVersion.allCases)
    /// The rounds of the password's derivation (RFC 5802 section 5.1).
    public var iterations = 4096
    /// The capabilities that are offered besides SASL (IRCv3).
    public var capabilities = ["away-notify", "account-notify", "extended-monitor"]
    /// How many nicks the server watches for a client; nil when it knows no MONITOR.
    public var monitorLimit: Int? = 100
    /// More tokens of the numerics 005, such as "AWAYLEN=200".
    public var support = ["CASEMAPPING=rfc1459", "NICKLEN=30", "AWAYLEN=200"]
    /// What happens at QUIT. With ``Manner/close`` neither ERROR nor close_notify is said.
    public var manner = Manner.prompt
    /// What an answer consists of.
    public var answer = Answer.error
    /// What happens after the server's answer.
    public var farewell = ServerSettings.Farewell.closes
    /// What goes wrong at sign-in; nil for nothing.
    public var fault: IRCSignInFault?
    /// How much is remembered.
    public var recording = ServerSettings.Recording.everything

    /// An honest, prompt server with all that there is for following presence.
    public init() {}

    /// The settings changed by `change`.
    public func with(_ change: (inout IRCServerSettings) -> Void) -> IRCServerSettings {
        var copy = self
        change(&copy)
        return copy
    }

    /// A server of the old days: no accounts, and nobody's presence is told unasked.
    public static let old = IRCServerSettings().with {
        $0.accounts = [:]
        $0.mechanisms = []
        $0.capabilities = ["multi-prefix"]
        $0.monitorLimit = nil
    }
}
