import EventBus
import Glibc
import Messenger
import StreamService
import TerminalUI
import Transport
import XMPPService

/// Tries one account after the other, all the way in and out again, and prints each stage.
@MainActor
final class AccountCheck {
    private var accounts: [ClientAccount]
    private let signOutLimit: Duration
    private let trust: TrustStore
    private let nameServers: NameServers
    private var trial: Trial?
    private var verdict: Int32 = 0

    /// One account's trial.
    private struct Trial {
        let account: ClientAccount
        let messenger: Messenger
        let subscription: Subscription<MessengerEvent>
    }

    /// - Parameter trust: What is remembered about the servers.
    init(_ plan: ClientPlan, _ trust: TrustStore) {
        self.trust = trust
        accounts = plan.accounts
        signOutLimit = plan.signOutLimit ?? .seconds(10)
        nameServers = plan.nameServers
    }

    /// Begins. Everything else happens on the main queue, and at the end the process ends: 0 when every account
    /// could sign in and out, 1 when one could not.
    func start() {
        if accounts.isEmpty {
            say("no account is configured")
            verdict = 1
        }
        tryNext()
    }

    private func tryNext() {
        guard !accounts.isEmpty else { exit(verdict) }
        let account = accounts.removeFirst()
        guard !account.lacksPassword else { return askAndTry(account) }
        attempt(account)
    }

    private func askAndTry(_ account: ClientAccount) {
        guard let password = PasswordPrompt.ask("Password for \(account.configuration.address): ") else {
            return fail(account, "no password was given")
        }
        account.use(password)
        attempt(account)
    }

    private func attempt(_ account: ClientAccount) {
        let facts = SignInFacts(
            serversFound: { [weak self] servers in
                self?.sayNext(
                    account, "servers to try: \(servers.map(\.description).joined(separator: ", "))")
            },
            secured: { [weak self] in self?.sayNext(account, $0.words) },
            proved: { [weak self] in self?.sayNext(account, $0.words) })
        let service = account.makeService(trust, nameServers: nameServers, facts: facts)
        let messenger = Messenger(services: [service], signOutLimit: signOutLimit, clock: SystemClock())
        let subscription = messenger.bus.subscribe().subscription
        trial = Trial(account: account, messenger: messenger, subscription: subscription)
        subscription.onWake = { [weak self] _ in
            // In the next turn: the messenger is in the middle of posting.
            Task { self?.takeEvents() }
        }
        messenger.signIn()
    }

    private func takeEvents() {
        guard let trial else { return }
        for event in trial.subscription.drain() { take(event, trial) }
    }

    private func take(_ event: MessengerEvent, _ trial: Trial) {
        switch event {
        case .statusChanged(.some, _, let new) where new.isPassing:
            say(trial.account, new.words.lowercased())
        case .contactsReceived(_, let contacts):
            say(trial.account, "\(contacts.count) contacts")
        case .signedIn:
            say(trial.account, "signed in as \(trial.account.configuration.address)")
            trial.messenger.requestSignOut()
        case .sessionEnded(_, let end):
            // The keyring was asked in vain.
            if end.remedy == .password, trial.account.lacksPassword {
                say(trial.account, end.reason)
                return askAndTry(trial.account)
            }
            tellKey(end.consent, trial.account)
            fail(trial.account, end.reason)
        case .signedOut(let report):
            finish(trial.account, report)
        case .statusChanged, .ownPresenceChanged, .retryPlanned, .signOutBegan, .signOutSent, .signOutEnded,
            .signInQueued, .contactChanged, .contactRemoved, .presenceChanged,
            .ownResourcesChanged, .contactsUnknown,
            .detailsChanged, .contactsVersionChanged, .subscriptionRequested,
            .subscriptionRequestEnded, .blockedChanged, .requestAnswered:
            break
        }
    }

    /// Says which key the server has, for a person to compare. It is never trusted from here.
    private func tellKey(_ consent: Consent?, _ account: ClientAccount) {
        switch consent {
        case .key(let key):
            for fact in key.facts { say(account, "the certificate says: \(fact)") }
            guard let fingerprint = KeyFingerprint(bytes: key.fingerprint) else { return }
            say(account, "the server's key: pin = \"\(KeyPin.written(fingerprint))\"")
        case .weakerProof, .none: break
        }
    }

    private func finish(_ account: ClientAccount, _ report: SignOutReport) {
        let words = report.entries.first?.ending.words ?? ""
        guard report.isConfirmed else { return fail(account, "sign-out: \(words)") }
        say(account, "signed out, \(words)")
        trial = nil
        tryNext()
    }

    private func fail(_ account: ClientAccount, _ reason: String) {
        say(account, "FAILED: \(reason)")
        verdict = 1
        trial = nil
        tryNext()
    }

    /// Says what happened after all that the messenger has told so far.
    private func sayNext(_ account: ClientAccount, _ text: String) {
        takeEvents()
        say(account, text)
    }

    private func say(_ account: ClientAccount, _ text: String) {
        say("\(account.configuration.name): \(text)")
    }

    private func say(_ text: String) {
        Descriptor.write(DisplayText(text).string + "\n", to: STDOUT_FILENO)
    }
}
