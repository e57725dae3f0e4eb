import Dispatch
import Journal
import Messenger
import Transport

/// Keeps the accounts' contact lists between runs, so that they are there before any server has answered.
@MainActor
final class ContactsStore {
    /// What an earlier run has left.
    struct Found: Sendable {
        /// The lists, by the services' places.
        var lists: [Int: KeptContacts] = [:]
        /// What a person should read, a line each.
        var problems: [String] = []
    }

    private let disk: KeptDisk
    private let places: [Place]
    /// The services whose list is as the server has it now.
    private var live: Set<ServiceID> = []
    private var reading = Reading.idle

    /// An account's file.
    private struct Place {
        let account: KeptAccount
        let file: StateFile
        let kept: KeptFile
    }

    private enum Reading {
        case idle
        /// Given up at the end of the time.
        case under(Timer)
    }

    /// How long a change of a list waits for others: a sign-in brings many.
    private static let pause = Duration.seconds(2)
    /// How long the lists of the last run are waited for: without them one signs in all the same.
    private static let patience = Duration.seconds(1)

    /// Keeps the lists of these services in the folder; with none, keeps nothing.
    init(_ services: [ServiceDescription], _ state: ClientState, _ disk: KeptDisk) {
        self.disk = disk
        places = services.compactMap { service in
            let account = KeptAccount(service)
            return state.file(account.fileName("contacts")).map { path in
                let file = StateFile(path: path, limit: KeptContacts.limit)
                let what = "the contacts of \(service.name)"
                return Place(
                    account: account, file: file,
                    kept: KeptFile(file, what: what, pause: Self.pause, disk: disk))
            }
        }
    }

    // MARK: The last run's

    /// Reads what the last run has left, off the main queue, and answers once.
    func read(_ answer: @escaping @MainActor (Found) -> Void) {
        guard !places.isEmpty else { return answer(Found()) }
        let timer = Timer(after: Self.patience) { [weak self] in
            self?.finishReading(
                Found(problems: ["the contacts of the last run could not be read in time"]), answer)
        }
        reading = .under(timer)
        let wanted = places.map { ($0.account, $0.file) }
        disk.work { [weak self] in
            let found = Self.read(wanted)
            DispatchQueue.main.async { self?.finishReading(found, answer) }
        }
    }

    private func finishReading(_ found: Found, _ answer: @MainActor (Found) -> Void) {
        guard case .under = reading else { return }
        reading = .idle
        answer(found)
    }

    nonisolated private static func read(_ wanted: [(KeptAccount, StateFile)]) -> Found {
        var found = Found()
        for (place, (account, file)) in wanted.enumerated() {
            do throws(KeptFault) {
                found.lists[place] = try file.kept { bytes throws(KeptFault) in
                    try KeptContacts(written: bytes, account: account)
                }
            } catch {
                found.problems.append("contacts of the last run not used: \(file.path): \(error)")
            }
        }
        return found
    }

    // MARK: This run's

    /// Keeps what these events have changed.
    func take(_ events: [MessengerEvent], _ state: MessengerState, at now: JournalReading) {
        guard !places.isEmpty else { return }
        var changed: Set<ServiceID> = []
        for event in events {
            switch event.effectOnContacts {
            case .none: break
            case .changed(let service):
                live.insert(service)
                changed.insert(service)
            case .unknownFromNowOn(let service):
                // After an attempt that failed, what was known before is as old as it was.
                if live.remove(service) != nil { changed.insert(service) }
            }
        }
        for service in changed { keep(service, state, now) }
    }

    private func keep(_ service: ServiceID, _ state: MessengerState, _ now: JournalReading) {
        guard places.indices.contains(service.index), let state = state[service] else { return }
        let place = places[service.index]
        let list = KeptContacts(
            account: place.account, version: state.contactsVersion, contacts: state.contacts,
            asOf: state.contactsAsOf.map { now.time(of: $0) } ?? now.time)
        place.kept.keep { list.written }
    }
}

extension MessengerEvent {
    /// What an event means for a kept list.
    fileprivate enum EffectOnContacts {
        case none
        case changed(ServiceID)
        /// The list stays, and is so old from now on.
        case unknownFromNowOn(ServiceID)
    }

    fileprivate var effectOnContacts: EffectOnContacts {
        switch self {
        case .contactsReceived(let service, _), .contactsVersionChanged(let service, _): .changed(service)
        case .contactChanged(let contact, _), .contactRemoved(let contact): .changed(contact.service)
        case .contactsUnknown(let service, _): .unknownFromNowOn(service)
        case .statusChanged, .ownPresenceChanged, .signedIn, .sessionEnded, .retryPlanned, .signOutBegan,
            .signOutSent, .signOutEnded, .signedOut, .signInQueued, .presenceChanged, .detailsChanged,
            .subscriptionRequested, .subscriptionRequestEnded, .blockedChanged, .requestAnswered,
            .ownResourcesChanged:
            .none
        }
    }
}
