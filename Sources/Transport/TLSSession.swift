import CGnuTLS
import Glibc

/// One TLS session over a non-blocking socket, which must outlive it.
final class TLSSession {
    let pointer: gnutls_session_t
    private let wire: UnsafeMutablePointer<porch_wire>
    private let credentials: TLSCredentials

    /// Bytes of a write that GnuTLS has taken but not yet got rid of; it wants to be asked again before new ones.
    private var sendInProgress = false

    /// What has come since the last application data that is none, and ended nothing.
    private var noise = Noise()

    let role: Role

    /// Which end this is.
    enum Role {
        case client(CertificateJudge)
        case server(TLSServerSettings)
    }

    /// What a step of the handshake came to.
    enum HandshakeStep {
        case done
        case wantsRead
        case wantsWrite
        case ended(ConnectionEnd)
    }

    /// What one attempt to read came to.
    enum Read {
        case bytes(Int)
        case wouldBlock
        /// Something that is no application data was handled; there may be more.
        case nothing
        case ended(ConnectionEnd)
    }

    /// What one attempt to write came to.
    enum Write {
        case bytes(Int)
        case wouldBlock
        case failed(TransportError)
    }

    /// Prepares a session; TLS 1.2 and 1.3 only.
    init?(role: Role, descriptor: Int32, credentials: TLSCredentials, alpn: [String]) {
        var made: gnutls_session_t?
        let code =
            switch role {
            case .client: porch_new_client(&made)
            case .server: porch_new_server(&made)
            }
        guard code == GNUTLS_E_SUCCESS, let made else { return nil }
        pointer = made
        self.role = role
        self.credentials = credentials
        wire = .allocate(capacity: 1)
        wire.initialize(to: porch_wire())
        wire.pointee.fd = descriptor
        porch_attach(made, wire)
        guard prepare(alpn: alpn) else { return nil }
    }

    deinit {
        gnutls_deinit(pointer)
        wire.deallocate()
    }

    private func prepare(alpn: [String]) -> Bool {
        let versions = versions.map { ":+VERS-\($0.rawValue.filter { $0 != " " })" }.sorted().joined()
        let priorities = "NORMAL:-VERS-ALL\(versions)\(morePriorities)"
        guard gnutls_priority_set_direct(pointer, priorities, nil) == GNUTLS_E_SUCCESS else { return false }
        switch role {
        case .client(let judge): judge.sit(over: pointer)
        case .server(let settings):
            switch settings.clientCertificates {
            case .unwanted: break
            case .asked, .askedNaming:
                gnutls_certificate_server_set_request(pointer, GNUTLS_CERT_REQUEST)
            }
        }
        let kind = GNUTLS_CRD_CERTIFICATE
        guard gnutls_credentials_set(pointer, kind, UnsafeMutableRawPointer(credentials.pointer)) == 0 else {
            return false
        }
        return alpn.isEmpty || offer(alpn)
    }

    private var morePriorities: String {
        switch role {
        case .client: ""
        case .server(let settings): settings.priorities
        }
    }

    private var versions: Set<TLSVersion> {
        switch role {
        case .client: Set(TLSVersion.allCases)
        case .server(let settings): settings.versions
        }
    }

    private func offer(_ protocols: [String]) -> Bool {
        // GnuTLS copies them, so one block of bytes behind all names is enough.
        var bytes = protocols.flatMap { Array($0.utf8) }
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var offset = 0
            let data = protocols.map { name in
                defer { offset += name.utf8.count }
                return gnutls_datum_t(
                    data: buffer.baseAddress.map { $0 + offset }, size: UInt32(name.utf8.count))
            }
            return gnutls_alpn_set_protocols(pointer, data, UInt32(data.count), 0) == GNUTLS_E_SUCCESS
        }
    }

    /// Tells the server which name is meant (RFC 6066 3).
    func indicate(server name: [UInt8]) {
        name.withUnsafeBytes {
            _ = gnutls_server_name_set(pointer, GNUTLS_NAME_DNS, $0.baseAddress, $0.count)
        }
    }

    /// Goes on with the handshake as far as the socket allows.
    func handshake() -> HandshakeStep {
        while true {
            let code = gnutls_handshake(pointer)
            switch code {
            case GNUTLS_E_SUCCESS: return verdict.map { .ended(.failed(.tls($0))) } ?? .done
            case GNUTLS_E_INTERRUPTED: continue
            case GNUTLS_E_WARNING_ALERT_RECEIVED: if !noise.mayGrow() { return .ended(onlyWarnings()) }
            case GNUTLS_E_AGAIN: return gnutls_record_get_direction(pointer) == 0 ? .wantsRead : .wantsWrite
            // As after a cut cable: nothing is known to be wrong with either end.
            case GNUTLS_E_PREMATURE_TERMINATION: return .ended(.endOfFile(closeNotify: false))
            default: return .ended(.failed(handshakeError(code)))
            }
        }
    }

    /// What a client has against its server; nil if it has nothing, and at a server.
    private var verdict: TLSFailure? {
        switch role {
        case .client(let judge): judge.objection
        case .server: nil
        }
    }

    private func handshakeError(_ code: Int32) -> TransportError {
        if wire.pointee.not_tls != 0 { return .tls(.notTLS) }
        switch code {
        case GNUTLS_E_CERTIFICATE_ERROR:
            let failure = verdict ?? .handshake(wordsOfGnuTLS(code))
            refuse(failure)
            return .tls(failure)
        case GNUTLS_E_PULL_ERROR where wire.pointee.receive_error != 0:
            return TransportError(code: wire.pointee.receive_error, place: nil)
        case GNUTLS_E_PUSH_ERROR where wire.pointee.send_error != 0:
            return TransportError(code: wire.pointee.send_error, place: nil)
        case GNUTLS_E_FATAL_ALERT_RECEIVED:
            return .tls(.handshake("the other end says: \(alertWords)"))
        default:
            gnutls_alert_send_appropriate(pointer, code)
            return .tls(.handshake(wordsOfGnuTLS(code)))
        }
    }

    private var alertWords: String {
        gnutls_alert_get_name(gnutls_alert_get(pointer)).map { String(cString: $0) } ?? "unknown alert"
    }

    /// What was agreed on; after the handshake.
    var summary: TLSSummary {
        let cipher = gnutls_cipher_get_name(gnutls_cipher_get(pointer)).map { String(cString: $0) }
        return TLSSummary(version: version, cipher: cipher ?? "unknown cipher", bindings: bindings)
    }

    /// No other version is in the session's priorities.
    var version: TLSVersion {
        gnutls_protocol_get_version(pointer) == GNUTLS_TLS1_3 ? .tls13 : .tls12
    }

    /// The key of the certificate that the peer has shown; nil when it has shown none. After the handshake.
    var peerKey: KeyFingerprint? {
        guard let leaf = PeerCertificate.leaf(of: pointer) else { return nil }
        defer { gnutls_x509_crt_deinit(leaf) }
        return PeerCertificate.fingerprint(of: leaf)
    }

    /// Tells the peer, as far as the socket takes it now, that its certificate was not accepted.
    private func refuse(_ failure: TLSFailure) {
        let alert: gnutls_alert_description_t =
            switch failure {
            case .certificate(.unknownRoot, _), .certificate(.selfSigned, _): GNUTLS_A_UNKNOWN_CA
            case .certificate(.expired, _), .certificate(.notYetValid, _): GNUTLS_A_CERTIFICATE_EXPIRED
            case .certificate(.revoked, _): GNUTLS_A_CERTIFICATE_REVOKED
            case .certificate, .handshake, .damaged, .onlyWarnings, .rootsUnreadable, .clientCertificate,
                .notTLS, .unusableName:
                GNUTLS_A_BAD_CERTIFICATE
            }
        gnutls_alert_send(pointer, GNUTLS_AL_FATAL, alert)
    }

    /// Whether a part of a record was read from the socket and not given out yet.
    var holdsInput: Bool { gnutls_record_check_pending(pointer) > 0 }

    /// Reads at most one record.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Read {
        let count = gnutls_record_recv(pointer, buffer.baseAddress, buffer.count)
        if count > 0 {
            noise = Noise()
            return .bytes(count)
        }
        let code = Int32(truncatingIfNeeded: count)
        switch code {
        case 0: return .ended(.endOfFile(closeNotify: true))
        case GNUTLS_E_AGAIN: return .wouldBlock
        case GNUTLS_E_INTERRUPTED: return .nothing
        case GNUTLS_E_WARNING_ALERT_RECEIVED, GNUTLS_E_REHANDSHAKE:
            return noise.mayGrow() ? .nothing : .ended(onlyWarnings())
        case GNUTLS_E_PREMATURE_TERMINATION: return .ended(.endOfFile(closeNotify: false))
        default: return .ended(.failed(readError(code)))
        }
    }

    /// The end of a session in which nothing came but what may be passed over.
    private func onlyWarnings() -> ConnectionEnd {
        gnutls_alert_send(pointer, GNUTLS_AL_FATAL, GNUTLS_A_INTERNAL_ERROR)
        return .failed(.tls(.onlyWarnings))
    }

    private func readError(_ code: Int32) -> TransportError {
        switch code {
        case GNUTLS_E_PULL_ERROR where wire.pointee.receive_error != 0:
            TransportError(code: wire.pointee.receive_error, place: nil)
        case GNUTLS_E_FATAL_ALERT_RECEIVED: .tls(.damaged("the other end says: \(alertWords)"))
        default: .tls(.damaged(wordsOfGnuTLS(code)))
        }
    }

    /// Writes at most one record. After `wouldBlock` the same bytes must be given again.
    func send(_ bytes: UnsafeRawBufferPointer) -> Write {
        let count =
            sendInProgress
            ? gnutls_record_send(pointer, nil, 0)
            : gnutls_record_send(pointer, bytes.baseAddress, bytes.count)
        sendInProgress = false
        if count >= 0 { return .bytes(count) }
        switch Int32(truncatingIfNeeded: count) {
        case GNUTLS_E_AGAIN, GNUTLS_E_INTERRUPTED:
            sendInProgress = true
            return .wouldBlock
        case GNUTLS_E_PUSH_ERROR where wire.pointee.send_error != 0:
            return .failed(TransportError(code: wire.pointee.send_error, place: nil))
        case let code: return .failed(.tls(.damaged(wordsOfGnuTLS(code))))
        }
    }

    /// Sends a warning that changes nothing, as far as the socket takes it now: for dishonest servers.
    func warn() {
        gnutls_alert_send(pointer, GNUTLS_AL_WARNING, GNUTLS_A_USER_CANCELED)
    }

    /// Says close_notify, as far as the socket takes it now; nothing is awaited.
    func sayGoodbye() {
        gnutls_bye(pointer, GNUTLS_SHUT_WR)
    }
}
