import IRCCore
import Messenger
import SASL
import StreamService
import Transport

/// An ``IRCCore/IRCSession`` as the core of a stream.
struct IRCStreamCore: StreamCore, ~Copyable {
    private let tls: TLSClientSettings
    private let limits: TimeLimits
    private var session: IRCSession
    private var proof = Proof.password

    /// By what the account is being proved.
    private enum Proof {
        /// By the exchange that the shell makes.
        case password
        /// By the certificate that TLS has shown the server: there is nothing more to say or to judge.
        case certificate
    }

    init(
        _ account: IRCAccount, proof: [IRCMechanism], presence: OwnPresence, limits: TimeLimits,
        pins: Set<KeyFingerprint>,
        floor: IRCMechanism?
    ) {
        self.limits = limits
        tls = TLSClientSettings(
            serverName: account.server.host, serviceName: "ircs", extraRoots: account.extraRoots,
            pins: pins, certificate: account.certificate)
        session = IRCSession(
            IRCSessionConfiguration(
                nick: account.nick, user: account.nick, mechanisms: proof, floor: floor,
                watched: account.watched,
                security: account.security, away: presence.awayText))
    }

    mutating func take(_ input: StreamInput) -> [StreamOrder] {
        if case .contactRequested(let request) = input {
            return [.report(.requestAnswered(request, .refused(reason: "this service cannot do that")))]
        }
        if case .passwordUnavailable(let failure) = input {
            let end = SessionEnd(reason: failure.reason, remedy: failure.remedy)
            return [.report(.ended(.failed(end))), .close]
        }
        return translated(orders(for: input))
    }

    private mutating func translated(_ orders: [IRCOrder]) -> [StreamOrder] {
        var translated: [StreamOrder] = []
        for order in orders {
            switch (order, proof) {
            case (.beginSASL(.external), _):
                proof = .certificate
                // RFC 4422 appendix A: no other account is asked for than the certificate's.
                translated += self.translated(session.saslProduced([]))
            case (.finishSASL, .certificate): translated += self.translated(session.saslFinished())
            case (_, .certificate), (_, .password):
                if let order = StreamOrder(order, tls, limits) { translated.append(order) }
            }
        }
        return translated
    }

    private mutating func orders(for input: StreamInput) -> [IRCOrder] {
        switch input {
        case .connected: session.connected()
        case .secured: session.secured()
        case .received(let bytes): session.received(bytes)
        case .saslProduced(let message): session.saslProduced(message)
        case .saslFinished: session.saslFinished()
        case .saslFailed(let failure): session.saslFailed(failure.description)
        case .writeFinished: session.writeFinished()
        case .ended(let end): session.ended(IRCConnectionEnd(end))
        case .stepTimedOut: session.stepTimedOut()
        case .timerFired(let timer): IRCTimer(timer).map { session.timerFired($0) } ?? []
        case .linkSuspected: session.linkSuspected()
        case .presenceRequested(let presence): session.presenceRequested(away: presence.awayText)
        // There is no list on the server to be changed, and nothing to be told of who looks.
        case .contactRequested, .attentionChanged, .passwordUnavailable: []
        case .signOutRequested: session.signOutRequested()
        }
    }
}

extension StreamOrder {
    /// The order for the shell; nil for an event of which the messenger is told nothing.
    fileprivate init?(_ order: IRCOrder, _ tls: TLSClientSettings, _ limits: TimeLimits) {
        switch order {
        case .write(let bytes): self = .write(bytes)
        case .startTLS: self = .startTLS(tls)
        case .beginSASL(let mechanism):
            guard let mechanism = SASLMechanism(mechanism) else { return nil }
            // Not said to be bindable either (RFC 5802 section 6): no server of IRC offers to bind, for the proof goes
            // on to the network's services, which the TLS connection does not reach. There is no offer to be taken away.
            self = .beginSASL(SASLChoice(mechanism))
        case .stepSASL(let challenge): self = .stepSASL(challenge)
        case .finishSASL: self = .finishSASL(nil)
        case .restartStepTimer: self = .restartStepTimer
        case .stopStepTimer: self = .stopStepTimer
        case .startTimer(let timer): self = .startTimer(StreamTimer(timer), limits.duration(of: timer))
        case .stopTimer(let timer): self = .stopTimer(StreamTimer(timer))
        case .report(let event):
            guard let event = ServiceEvent(event) else { return nil }
            self = .report(event)
        case .close: self = .close
        }
    }
}

extension TimeLimits {
    fileprivate func duration(of timer: IRCTimer) -> Duration {
        switch timer {
        case .silence: silence
        case .answer: answer
        case .pace: pace
        case .poll: poll
        }
    }
}

extension StreamTimer {
    fileprivate init(_ timer: IRCTimer) {
        self.init(number: IRCTimer.allCases.firstIndex(of: timer) ?? 0)
    }
}

extension IRCTimer {
    fileprivate init?(_ timer: StreamTimer) {
        guard Self.allCases.indices.contains(timer.number) else { return nil }
        self = Self.allCases[timer.number]
    }
}

extension IRCMechanism {
    /// The way of proof that is remembered of an account.
    init(_ mechanism: SASLMechanism) {
        switch mechanism {
        case .scramSHA512Plus, .scramSHA512: self = .scramSHA512
        case .scramSHA256Plus, .scramSHA1Plus, .scramSHA256, .scramSHA1: self = .scramSHA256
        case .plain: self = .plain
        }
    }
}

extension SASLMechanism {
    /// The mechanism of a password; nil for EXTERNAL, which has none.
    fileprivate init?(_ mechanism: IRCMechanism) {
        switch mechanism {
        case .scramSHA512: self = .scramSHA512
        case .scramSHA256: self = .scramSHA256
        case .plain: self = .plain
        case .external: return nil
        }
    }
}
