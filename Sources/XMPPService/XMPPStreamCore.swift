import Messenger
import SASL
import StreamService
import Transport
import XMPPCore

/// An ``XMPPCore/XMPPSession`` as the core of a stream.
struct XMPPStreamCore: StreamCore, ~Copyable {
    private let tls: TLSClientSettings
    private let limits: TimeLimits
    private var session: XMPPSession

    init(
        _ account: XMPPAccount, presence: OwnPresence, limits: TimeLimits, pins: Set<KeyFingerprint>,
        floor: SASLMechanism?
    ) {
        self.limits = limits
        tls = TLSClientSettings(
            serverName: account.address.domain, serviceName: "xmpp-client", extraRoots: account.extraRoots,
            alpn: account.security == .directTLS ? ["xmpp-client"] : [], pins: pins)
        session = XMPPSession(
            XMPPSessionConfiguration(
                address: account.address, resource: RandomName.resource, security: account.security,
                floor: floor, presence: XMPPPresence(presence), nextID: { RandomName.stanzaID }))
    }

    mutating func take(_ input: StreamInput) -> [StreamOrder] {
        if case .contactRequested(let request) = input {
            return [.report(.requestAnswered(request, .refused(reason: "this service cannot do that")))]
        }
        let tls = tls
        let limits = limits
        return orders(for: input).compactMap { StreamOrder($0, tls, limits) }
    }

    private mutating func orders(for input: StreamInput) -> [XMPPOrder] {
        switch input {
        case .connected: session.connected()
        case .secured(let channel): session.secured(channel)
        case .received(let bytes): session.received(bytes)
        case .saslProduced(let message): session.saslProduced(message)
        case .saslFinished: session.saslFinished()
        case .saslFailed(let failure): session.saslFailed(failure)
        case .writeFinished: session.writeFinished()
        case .ended(let end): session.ended(XMPPConnectionEnd(end))
        case .stepTimedOut: session.stepTimedOut()
        case .timerFired(let timer): XMPPTimer(timer).map { session.timerFired($0) } ?? []
        case .linkSuspected: session.linkSuspected()
        case .presenceRequested(let presence): session.presenceRequested(XMPPPresence(presence))
        // There is no list on the server to be changed, and nothing to be told of who looks.
        case .contactRequested, .attentionChanged: []
        case .signOutRequested: session.signOutRequested()
        }
    }
}

extension StreamOrder {
    /// The order for the shell; nil for an event of which the messenger is told nothing.
    fileprivate init?(_ order: XMPPOrder, _ tls: TLSClientSettings, _ limits: TimeLimits) {
        switch order {
        case .write(let bytes): self = .write(bytes)
        case .startTLS: self = .startTLS(tls)
        case .beginSASL(let choice): self = .beginSASL(choice)
        case .stepSASL(let challenge): self = .stepSASL(challenge)
        case .finishSASL(let data): self = .finishSASL(data)
        case .restartStepTimer: self = .restartStepTimer
        case .stopStepTimer: self = .stopStepTimer
        case .startTimer(.silence): self = .watchSilence(StreamTimer(.silence), limits.silence)
        case .startTimer(.answer): self = .startTimer(StreamTimer(.answer), limits.answer)
        case .startTimer(.settling): self = .startTimer(StreamTimer(.settling), settlingTime)
        case .stopTimer(let timer): self = .stopTimer(StreamTimer(timer))
        case .report(let event):
            guard let event = ServiceEvent(event) else { return nil }
            self = .report(event)
        case .close: self = .close
        }
    }
}

/// After so long a server has given up reaching another one: nobody answers our first presence any more.
private let settlingTime = Duration.seconds(120)

extension StreamTimer {
    fileprivate init(_ timer: XMPPTimer) {
        self.init(number: XMPPTimer.allCases.firstIndex(of: timer) ?? 0)
    }
}

extension XMPPTimer {
    fileprivate init?(_ timer: StreamTimer) {
        guard Self.allCases.indices.contains(timer.number) else { return nil }
        self = Self.allCases[timer.number]
    }
}
