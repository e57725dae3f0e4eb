import CGnuTLS

/// The client's judgement on the server's certificate, made in the middle of the handshake: before anything of the
/// client's own is said, its certificate included.
final class CertificateJudge {
    /// What came of it.
    enum Verdict {
        /// No certificate has come.
        case none
        case accepted
        case refused(TLSFailure)
    }

    private let settings: TLSClientSettings
    private let identity: ReferenceIdentity
    private(set) var verdict = Verdict.none

    init(_ settings: TLSClientSettings, _ identity: ReferenceIdentity) {
        self.settings = settings
        self.identity = identity
    }

    /// Lets the library ask this judge, which must outlive the session.
    func sit(over session: gnutls_session_t) {
        gnutls_session_set_ptr(session, Unmanaged.passUnretained(self).toOpaque())
        gnutls_session_set_verify_function(session) { session in
            guard let session, let place = gnutls_session_get_ptr(session) else { return -1 }
            return Unmanaged<CertificateJudge>.fromOpaque(place).takeUnretainedValue().judge(session) ? 0 : -1
        }
    }

    private func judge(_ session: gnutls_session_t) -> Bool {
        if let failure = PeerCertificate.objection(in: session, to: identity, settings) {
            verdict = .refused(failure)
            return false
        }
        verdict = .accepted
        return true
    }

    /// Why the peer is not whom this end expects; nil if it is.
    var objection: TLSFailure? {
        switch verdict {
        case .accepted: nil
        case .refused(let failure): failure
        case .none: .handshake("the server shows no certificate")
        }
    }
}
