/// Why a server ends a stream (RFC 6120 section 4.9.3).
public enum XMPPStreamCondition: String, Hashable, Sendable, CaseIterable {
    /// `bad-format`.
    case badFormat = "bad-format"
    /// `bad-namespace-prefix`.
    case badNamespacePrefix = "bad-namespace-prefix"
    /// `conflict`.
    case conflict = "conflict"
    /// `connection-timeout`.
    case connectionTimeout = "connection-timeout"
    /// `host-gone`.
    case hostGone = "host-gone"
    /// `host-unknown`.
    case hostUnknown = "host-unknown"
    /// `improper-addressing`.
    case improperAddressing = "improper-addressing"
    /// `internal-server-error`.
    case internalServerError = "internal-server-error"
    /// `invalid-from`.
    case invalidFrom = "invalid-from"
    /// `invalid-namespace`.
    case invalidNamespace = "invalid-namespace"
    /// `invalid-xml`.
    case invalidXML = "invalid-xml"
    /// `not-authorized`.
    case notAuthorized = "not-authorized"
    /// `not-well-formed`.
    case notWellFormed = "not-well-formed"
    /// `policy-violation`.
    case policyViolation = "policy-violation"
    /// `remote-connection-failed`.
    case remoteConnectionFailed = "remote-connection-failed"
    /// `reset`.
    case reset = "reset"
    /// `resource-constraint`.
    case resourceConstraint = "resource-constraint"
    /// `restricted-xml`.
    case restrictedXML = "restricted-xml"
    /// `see-other-host`.
    case seeOtherHost = "see-other-host"
    /// `system-shutdown`.
    case systemShutdown = "system-shutdown"
    /// `undefined-condition`.
    case undefinedCondition = "undefined-condition"
    /// `unsupported-encoding`.
    case unsupportedEncoding = "unsupported-encoding"
    /// `unsupported-feature`.
    case unsupportedFeature = "unsupported-feature"
    /// `unsupported-stanza-type`.
    case unsupportedStanzaType = "unsupported-stanza-type"
    /// `unsupported-version`.
    case unsupportedVersion = "unsupported-version"

    /// Whether the same sign-in may go well later without anybody's doing.
    var passesByItself: Bool {
        switch self {
        case .connectionTimeout, .internalServerError, .remoteConnectionFailed, .reset, .resourceConstraint,
            .systemShutdown, .undefinedCondition:
            true
        case .badFormat, .badNamespacePrefix, .conflict, .hostGone, .hostUnknown, .improperAddressing,
            .invalidFrom, .invalidNamespace, .invalidXML, .notAuthorized, .notWellFormed, .policyViolation,
            .restrictedXML, .seeOtherHost, .unsupportedEncoding, .unsupportedFeature, .unsupportedStanzaType,
            .unsupportedVersion:
            false
        }
    }

    var words: String {
        switch self {
        case .conflict: "signed in elsewhere"
        case .hostGone: "the server no longer serves this domain"
        case .hostUnknown: "the server does not serve this domain"
        case .policyViolation: "the server's policy was violated"
        case .reset: "the server reset the session"
        case .seeOtherHost: "the server names another host, which is not followed"
        case .systemShutdown: "the server is shutting down"
        case .connectionTimeout: "the server timed the connection out"
        case .resourceConstraint: "the server is too busy"
        case .notAuthorized: "the server did not authorize the session"
        case .badFormat, .badNamespacePrefix, .improperAddressing, .internalServerError, .invalidFrom,
            .invalidNamespace, .invalidXML, .notWellFormed, .remoteConnectionFailed, .restrictedXML,
            .undefinedCondition, .unsupportedEncoding, .unsupportedFeature, .unsupportedStanzaType,
            .unsupportedVersion:
            "the server ended the stream (\(rawValue))"
        }
    }
}

/// Why a server refuses an authentication (RFC 6120 section 6.5).
public enum XMPPSignInRefusal: String, Hashable, Sendable, CaseIterable {
    /// `aborted`.
    case aborted = "aborted"
    /// `account-disabled`.
    case accountDisabled = "account-disabled"
    /// `credentials-expired`.
    case credentialsExpired = "credentials-expired"
    /// `encryption-required`.
    case encryptionRequired = "encryption-required"
    /// `incorrect-encoding`.
    case incorrectEncoding = "incorrect-encoding"
    /// `invalid-authzid`.
    case invalidAuthzid = "invalid-authzid"
    /// `invalid-mechanism`.
    case invalidMechanism = "invalid-mechanism"
    /// `malformed-request`.
    case malformedRequest = "malformed-request"
    /// `mechanism-too-weak`.
    case mechanismTooWeak = "mechanism-too-weak"
    /// `not-authorized`.
    case notAuthorized = "not-authorized"
    /// `temporary-auth-failure`.
    case temporaryAuthFailure = "temporary-auth-failure"
    /// A condition that RFC 6120 does not have.
    case unknown = "an unknown reason"

    var words: String {
        switch self {
        case .notAuthorized: "wrong password or no such account"
        case .accountDisabled: "the account is disabled"
        case .credentialsExpired: "the password has expired"
        case .temporaryAuthFailure: "the server cannot check the password right now"
        case .aborted, .encryptionRequired, .incorrectEncoding, .invalidAuthzid, .invalidMechanism,
            .malformedRequest, .mechanismTooWeak, .unknown:
            "the server refused the sign-in (\(rawValue))"
        }
    }
}

extension XMLElement {
    /// The defined condition among the children of an error: their first name in `namespace` but for the text.
    func condition(_ namespace: String) -> String? {
        children.first { sameBytes($0.namespace, namespace) && !sameBytes($0.name, "text") }?.name
    }

    /// The server's own words in an error, cut to one line's length.
    func errorText(_ namespace: String) -> String {
        (child("text", namespace)?.text ?? "").cut(toBytes: 200)
    }
}
