import Messenger
import Testing

@testable import TerminalUI

/// The same numbers in every run.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

/// A messenger's core driven at random: commands, what services tell, and timers; what it posts is collected.
struct RandomMessenger {
    private(set) var events: [MessengerEvent] = []
    private var core: MessengerCore
    private var numbers: Numbers
    private var sessions: [ServiceID: SessionNumber] = [:]
    private var timers: Set<MessengerTimer> = []
    private let count: Int

    init(services: Int, seed: UInt64) {
        count = services
        core = MessengerCore(serviceCount: services, primary: ServiceID(index: 0), seed: seed)
        numbers = Numbers(state: seed)
    }

    mutating func takeEvents() -> [MessengerEvent] {
        defer { events = [] }
        return events
    }

    mutating func step(at now: Moment) {
        switch UInt8.random(in: 0..<20, using: &numbers) {
        case 0, 1: obey(core.signIn(at: now))
        case 2: obey(core.signOut(at: now))
        case 3: obey(core.stopWaiting(at: now))
        case 4: obey(core.limitSignOut(to: .seconds(5), at: now))
        case 5:
            let status = Status.allCases.randomElement(using: &numbers) ?? .busy
            obey(core.setPresence(OwnPresence(status: status), at: now))
        case 6:
            guard let timer = timers.min(by: { "\($0)" < "\($1)" }) else { return }
            timers.remove(timer)
            obey(core.timerFired(timer, at: now))
        default:
            let service = ServiceID(index: .random(in: 0..<count, using: &numbers))
            guard let session = sessions[service] else { return }
            obey(core.serviceTold(service, session, tale(of: service), at: now))
        }
    }

    private mutating func obey(_ orders: [MessengerOrder]) {
        for order in orders {
            switch order {
            case .post(let event): events.append(event)
            case .order(let service, .signIn(let session, _)): sessions[service] = session
            case .order, .finishSignOutCalls: break
            case .arm(let timer, _): timers.insert(timer)
            case .disarm(let timer): timers.remove(timer)
            }
        }
    }

    private mutating func tale(of service: ServiceID) -> ServiceEvent {
        let number = Int32.random(in: 0..<3, using: &numbers)
        switch UInt8.random(in: 0..<20, using: &numbers) {
        case 16: return .subscriptionRequested(SubscriptionRequest(address: "who\(number)", nickname: "nick"))
        case 17: return .subscriptionRequestEnded(address: "who\(number)")
        case 18: return .blockedChanged(["n\(service.index)x\(number)"])
        case 19: return .detailsChanged(number: number, ContactDetails(mood: "happy"))
        case 0:
            return .progressed([.connecting, .synchronizing].randomElement(using: &numbers) ?? .connecting)
        case 1, 2: return .sessionBegan
        case 3, 4, 5: return .signedIn
        case 6, 7: return .contactsReceived(Self.contacts(of: service))
        case 8: return .ownResourcesChanged([Resource(name: "phone", priority: 0, status: .away, text: "")])
        case 9: return .signOutSent
        case 10:
            let ends: [ServiceEnd] = [
                .acknowledged(SignOutAnswer(.closingTag)), .closedByServer, .connectionLost(reason: "reset"),
                .couldNotSend(reason: "full"), .failed(SessionEnd(reason: "disabled", remedy: .person)),
                .failed(
                    SessionEnd(
                        reason: "self-signed", remedy: .person,
                        consent: .weakerProof(used: "SCRAM", offered: "PLAIN"))),
            ]
            return .ended(ends.randomElement(using: &numbers) ?? .closedByServer)
        case 11:
            return .contactChanged(
                number: number,
                Self.contacts(of: service)[Int(number)])
        default:
            return .presenceChanged(number: number, presence(), since: .now)
        }
    }

    private mutating func presence() -> Presence {
        let status: [Status] = [.available, .busy, .away, .onThePhone, .idle, .offline]
        return Presence(
            status: status.randomElement(using: &numbers) ?? .available,
            identity: Bool.random(using: &numbers) ? .unverified : .address)
    }

    /// Names that say whose they are: no other word on the screen is like them.
    static func contacts(of service: ServiceID) -> [Contact] {
        (0..<3).map { Contact(address: "n\(service.index)x\($0)", name: "", groups: ["G"]) }
    }
}
