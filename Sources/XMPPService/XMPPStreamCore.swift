import Messenger
import SASL
import StreamService
import Transport
import XMPPCore

/// An ``XMPPCore/XMPPSession`` as the core of a stream.
struct XMPPStreamCore: StreamCore, ~Copyable {
    private var tls: TLSClientSettings
    private let limits: TimeLimits
    private let memory: XMPPMemory
    private var session: XMPPSession

    init(
        _ account: XMPPAccount, presence: OwnPresence, known: KnownContacts?, limits: TimeLimits,
        pins: Set<KeyFingerprint>, floor: SASLMechanism?, memory: XMPPMemory
    ) {
        self.limits = limits
        self.memory = memory
        tls = TLSClientSettings(
            serverName: account.host, serviceName: "xmpp-client", extraRoots: account.extraRoots,
            alpn: account.security == .directTLS ? Self.alpn : [], pins: pins)
        session = XMPPSession(
            XMPPSessionConfiguration(
                address: account.address, resource: RandomName.resource, security: account.security,
                floor: floor, presence: XMPPPresence(presence),
                interests: XMPPInterest.all,
                knownRoster: known.flatMap { XMPPKnownRoster($0) }, customs: memory.customs,
                clientID: memory.clientID, nextID: { RandomName.stanzaID }),
            resuming: memory.takeHeld())
    }

    mutating func take(_ input: StreamInput) -> [StreamOrder] {
        if case .passwordUnavailable(let reason) = input { return endWithoutPassword(reason) }
        let tls = tls
        let limits = limits
        let orders = orders(for: input)
        var taken: [StreamOrder] = []
        taken.reserveCapacity(orders.count)
        for order in orders {
            remember(order)
            if let order = StreamOrder(order, tls, limits) { taken.append(order) }
        }
        return taken
    }

    private mutating func remember(_ order: XMPPOrder) {
        if case .report(.signedIn) = order {
            memory.customs = session.customs
        } else if case .report(.ended(let end)) = order {
            memory.keep(session.takeHeld())
            // It may have failed for what the server offers no more.
            if end.mayComeOfCustoms { memory.customs = nil }
        }
    }

    /// The server is not even asked, and goes on holding what it holds.
    private mutating func endWithoutPassword(_ failure: PasswordUnavailable) -> [StreamOrder] {
        let held = session.takeHeld()
        memory.keep(held)
        let end = SessionEnd(
            reason: failure.reason, remedy: failure.remedy, session: held == nil ? .gone : .held)
        return [.report(.ended(.failed(end))), .close]
    }

    private mutating func orders(for input: StreamInput) -> [XMPPOrder] {
        switch input {
        case .connected(let server): connected(server)
        case .secured(let channel): session.secured(channel)
        case .received(let bytes): session.received(bytes, at: WallClock.now)
        case .saslProduced(let message): session.saslProduced(message)
        case .saslFinished: session.saslFinished()
        case .saslFailed(let failure): session.saslFailed(failure)
        case .writeFinished: session.writeFinished()
        case .ended(let end): session.ended(XMPPConnectionEnd(end))
        case .stepTimedOut: session.stepTimedOut()
        case .timerFired(let timer): XMPPTimer(timer).map { session.timerFired($0) } ?? []
        case .linkSuspected: session.linkSuspected()
        case .presenceRequested(let presence): session.presenceRequested(XMPPPresence(presence))
        case .contactRequested(let request): session.contactRequested(XMPPContactRequest(request))
        case .attentionChanged(let attention): session.attentionChanged(XMPPAttention(attention))
        case .passwordUnavailable: []
        case .signOutRequested: session.signOutRequested()
        }
    }
}

extension XMPPStreamCore {
    /// With which protocol TLS begins where it comes first (XEP-0368).
    fileprivate static let alpn = ["xmpp-client"]

    /// When TLS begins is the server's; whom its certificate must name stays the account's domain, never a name that
    /// DNS gave (RFC 6120 section 13.7.2.1).
    private mutating func connected(_ server: ServicePlace) -> [XMPPOrder] {
        switch server.tls {
        case .asConfigured:
            return session.connected()
        case .direct:
            tls.alpn = Self.alpn
            return session.connected(to: .directTLS)
        case .startTLS:
            tls.alpn = []
            return session.connected(to: .startTLS)
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
        case .startTimer(.request): self = .startTimer(StreamTimer(.request), limits.answer)
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
