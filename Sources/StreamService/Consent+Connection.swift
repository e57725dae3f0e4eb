import Messenger
import Transport

extension Consent {
    /// What a person may allow after a connection ended so; nil when nothing of the kind would help.
    init?(_ end: ConnectionEnd) {
        guard case .failed(.tls(.certificate(let fault, let shown))) = end, fault.mayBeAccepted else {
            return nil
        }
        self = .key(
            KeyConsent(fingerprint: shown.key.bytes, fault: fault.description, facts: shown.facts))
    }
}

extension ServiceEnd {
    /// The end with what a person may allow; an end that has something of the kind keeps it.
    func allowing(_ consent: Consent?) -> ServiceEnd {
        switch self {
        case .failed(let end):
            .failed(
                SessionEnd(
                    reason: end.reason, remedy: end.remedy, consent: end.consent ?? consent,
                    session: end.session))
        case .acknowledged, .closedByServer, .connectionLost, .couldNotSend: self
        }
    }
}
