import Testing

@testable import Messenger

/// Writes a story as a list of steps, and gives what the core ordered in each.
struct CoreTable {
    var core: MessengerCore
    var now: Int64 = 0
    /// The running session of each service, as ordered.
    private(set) var sessions: [Int: SessionNumber] = [:]

    init(services: Int, limit: Duration? = nil) {
        core = MessengerCore(
            serviceCount: services, primary: services > 0 ? ServiceID(index: 0) : nil, signOutLimit: limit,
            seed: 1)
    }

    /// Milliseconds pass.
    mutating func wait(_ milliseconds: Int64) { now += milliseconds }

    var moment: Moment { Moment(nanoseconds: now * 1_000_000) }

    mutating func signIn() -> [MessengerOrder] { note(core.signIn(at: moment)) }
    mutating func signOut() -> [MessengerOrder] { note(core.signOut(at: moment)) }
    mutating func stopWaiting() -> [MessengerOrder] { note(core.stopWaiting(at: moment)) }
    mutating func checkLinks() -> [MessengerOrder] { note(core.checkLinks(at: moment)) }
    mutating func limit(_ bound: Duration) -> [MessengerOrder] {
        note(core.limitSignOut(to: bound, at: moment))
    }
    mutating func fire(_ timer: MessengerTimer) -> [MessengerOrder] {
        note(core.timerFired(timer, at: moment))
    }

    mutating func tell(_ service: Int, _ event: ServiceEvent) -> [MessengerOrder] {
        let session = sessions[service] ?? SessionNumber(number: 0)
        return note(core.serviceTold(ServiceID(index: service), session, event, at: moment))
    }

    /// Brings these services online.
    mutating func bringOnline(_ services: Int...) {
        _ = note(core.signIn(services.map { ServiceID(index: $0) }, at: moment))
        for service in services {
            _ = tell(service, .sessionBegan)
            _ = tell(service, .signedIn)
        }
    }

    private mutating func note(_ orders: [MessengerOrder]) -> [MessengerOrder] {
        for case .order(let service, .signIn(let session, _)) in orders { sessions[service.index] = session }
        return orders
    }
}

/// The events among the orders, as short words: easier to read in a table than the values.
func words(_ orders: [MessengerOrder]) -> [String] {
    orders.compactMap { order in
        switch order {
        case .post(let event): words(event)
        case .order(let service, let order): "\(service.index) \(words(order))"
        case .arm(let timer, _): "arm \(words(timer))"
        case .disarm(let timer): "disarm \(words(timer))"
        case .finishSignOutCalls(nil): "return"
        case .finishSignOutCalls(.notSignedIn(let primary)?): "throw notSignedIn \(primary?.index ?? -1)"
        case .finishSignOutCalls(.couldNotSend(let reasons)?):
            "throw couldNotSend \(reasons.map { "\($0.key.index): \($0.value)" }.sorted().joined(separator: ", "))"
        }
    }
}

private func words(_ order: ServiceOrder) -> String {
    switch order {
    case .signIn: "<- signIn"
    case .signOut: "<- signOut"
    case .close: "<- close"
    case .setPresence(_, let presence): "<- setPresence \(presence.status.words)"
    case .checkLink: "<- checkLink"
    case .request(_, let request): "<- request \(request)"
    case .setAttention(_, let attention): "<- \(attention)"
    }
}

private func words(_ timer: MessengerTimer) -> String {
    switch timer {
    case .signOutLimit: "limit"
    case .retry(let service): "retry \(service.index)"
    }
}

private func words(_ event: MessengerEvent) -> String {
    switch event {
    case .statusChanged(nil, let old, let new): "all: \(old.words) -> \(new.words)"
    case .statusChanged(let service?, let old, let new): "\(service.index): \(old.words) -> \(new.words)"
    case .ownPresenceChanged(let presence): "wish \(presence.status.words)"
    case .signedIn(let service): "\(service.index): signed in"
    case .sessionEnded(let service, let end): "\(service.index): \(end.reason)"
    case .retryPlanned(let service, let at): "\(service.index): \(at == nil ? "no retry" : "retry planned")"
    case .signOutBegan(let service, _): "\(service.index): began"
    case .signOutSent(let service): "\(service.index): sent"
    case .signOutEnded(let service, let ending): "\(service.index): \(ending.words)"
    case .signedOut(let report): "signed out \(report.entries.map(\.service.index))"
    case .signInQueued(let queued): queued ? "then signs in" : "then stays"
    case .contactsReceived(let service, let contacts): "\(service.index): \(contacts.count) contacts"
    case .contactChanged(let contact, _): "\(contact.service.index): contact \(contact.number)"
    case .contactRemoved(let contact): "\(contact.service.index): contact \(contact.number) gone"
    case .presenceChanged(let contact, let presence, _):
        "\(contact.service.index): contact \(contact.number) \(presence.status.words)"
    case .ownResourcesChanged(let service, let resources): "\(service.index): also \(resources.map(\.name))"
    case .contactsUnknown(let service, _): "\(service.index): unknown"
    case .detailsChanged(let contact, let details):
        "\(contact.service.index): contact \(contact.number) details \(details.mood)"
    case .contactsVersionChanged(let service, let version): "\(service.index): version \(version)"
    case .subscriptionRequested(let service, let request): "\(service.index): \(request.address) asks"
    case .subscriptionRequestEnded(let service, let address): "\(service.index): \(address) asks no more"
    case .blockedChanged(let service, let addresses): "\(service.index): blocked \(addresses)"
    case .requestAnswered(let service, _, let answer): "\(service.index): request \(answer)"
    }
}
