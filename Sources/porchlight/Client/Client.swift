import EventBus
import Glibc
import Journal
import Messenger
import NcursesTerminal
import SASL
import StreamService
import TerminalUI
import Transport
import XMPPService

/// The client while it runs: the shell around the interface's model.
///
/// Keys, events, time and signals come in on the main queue; each goes through the model, and what the model
/// asks for is done.
@MainActor
final class Client {
    private let plan: ClientPlan
    private let terminal: Terminal
    private var accounts: [ClientAccount]
    private var messenger: Messenger
    private var subscription: Subscription<MessengerEvent>
    private var model: Model
    private let journal: ClientJournal
    private let disk = KeptDisk()
    private lazy var keeper = AccountKeeper(disk)
    private let preferences: KeptValue<Preferences>
    private let people: KeptValue<People>
    private let trust: TrustStore
    private var contacts: ContactsStore
    private let courtesy = Courtesy()
    private var tick: Timer?
    private var suspendWatch: SuspendWatch?
    private var networkWatch: NetworkWatch?
    private var course = Course.starting(wanted: [])
    /// Lines to be printed when the screen is gone.
    private var lastWords: [String] = []
    private lazy var frames = FrameSchedule { [weak self] in self?.draw() }

    private enum Course {
        /// Waits for what the last run has left, and signs in then.
        case starting(wanted: [ServiceID])
        case running
        /// Ends when the sign-out has.
        case quitting
        case ended
    }

    /// How long quitting waits for sign-outs.
    private static let quitBound = Duration.seconds(5)
    /// How long it waits when a signal asks for it.
    private static let signalBound = Duration.seconds(3)

    /// How long the end of the program waits for the disk.
    private static let diskPatience = Duration.milliseconds(500)

    /// A client in this terminal, with its accounts still signed out.
    init(_ plan: ClientPlan, terminal: Terminal) {
        self.plan = plan
        self.terminal = terminal
        accounts = plan.accounts
        trust = TrustStore(KeptValue(.trust, path: plan.state.file("trust"), disk: disk))
        messenger = Self.makeMessenger(plan.accounts, plan, trust, courtesy)
        let (state, subscription) = messenger.bus.subscribe()
        self.subscription = subscription
        journal = ClientJournal(path: plan.state.file("journal"), services: state.services.map(\.description))
        preferences = KeptValue(.preferences, path: plan.state.file("preferences"), disk: disk)
        people = KeptValue(.people, path: plan.state.file("people"), disk: disk)
        contacts = ContactsStore(state.services.map(\.description), plan.state, disk)
        model = Model(
            state: state, clock: .now, rows: terminal.rows, columns: terminal.columns, keymap: plan.keymap,
            glyphs: terminal.glyphs, preferences: preferences.kept ?? Preferences(),
            people: people.kept ?? People(), idle: plan.idle)
    }

    /// Shows the first screen and signs in where that is configured. Everything else happens on the main queue.
    func start() {
        courtesy.letOthersGoFirst = { [weak self] in self?.letOthersGoFirst() }
        terminal.onKeys = { [weak self] in self?.take($0) }
        terminal.onResize = { [weak self] in self?.resize(rows: $0, columns: $1) }
        terminal.onSignal = { [weak self] _ in self?.quit(within: Self.signalBound) }
        // Written before the stop, as far as the connections take it: they are not waited for.
        terminal.onStop = { [weak self] in self?.messenger.setAttention(.elsewhere) }
        terminal.onContinued = { [weak self] in
            self?.messenger.setAttention(.looking)
            self?.messenger.checkLinks()
        }
        suspendWatch = SuspendWatch { [weak self] in self?.messenger.checkLinks() }
        networkWatch = NetworkWatch { [weak self] in self?.messenger.checkLinks() }
        journal.onProblem = { [weak self] in self?.tell($0) }
        disk.onProblem = { [weak self] in self?.tell($0) }
        listen()
        let wanted = accounts.indices.filter { accounts[$0].configuration.signsInAtStart }
        course = .starting(wanted: wanted.map { ServiceID(index: $0) })
        contacts.read { [weak self] in self?.begin(with: $0) }
        frames.drawNow()
    }

    /// Shows the contacts of the last run, and signs in where that is wanted by now.
    private func begin(with found: ContactsStore.Found) {
        guard case .starting(let wanted) = course else { return }
        course = .running
        if !found.lists.isEmpty {
            let now = JournalReading.now
            let presence = messenger.bus.state.ownPresence
            follow(
                Self.makeMessenger(
                    accounts, plan, trust, courtesy, presence, found.lists.mapValues { $0.known(at: now) }))
        }
        // In one line: a second would take the place of the first before anybody has read it.
        let problems =
            [plan.state.problem, preferences.problem, people.problem, trust.problem] + found.problems
        let words = problems.compactMap { $0 }.joined(separator: "; ")
        if !words.isEmpty { tell(words) }
        signIn(wanted)
        frames.drawSoon()
    }

    private static func makeMessenger(
        _ accounts: [ClientAccount], _ plan: ClientPlan, _ trust: TrustStore, _ courtesy: Courtesy,
        _ presence: OwnPresence = OwnPresence(), _ known: [Int: KnownContacts] = [:]
    ) -> Messenger {
        Messenger(
            services: accounts.map {
                $0.makeService(
                    trust, nameServers: plan.nameServers,
                    letOthersGoFirst: { courtesy.letOthersGoFirst() })
            },
            primary: plan.primary, presence: presence, signOutLimit: plan.signOutLimit, known: known,
            clock: SystemClock())
    }

    private func listen() {
        subscription.onWake = { [weak self] wake in
            switch wake {
            case .transition: self?.frames.drawSoon()
            case .conflatable: self?.frames.drawAtFrame()
            }
        }
    }

    // MARK: What comes in

    private func take(_ keys: [Key]) {
        for key in keys {
            takeEvents()
            update(.key(key))
        }
        drawNow()
    }

    /// Events beyond this many are not left for the next frame: whoever presses a key would wait until all are taken.
    private static let backlog = 1024

    /// In the middle of a flood: keys are answered, and the interface keeps up with what was told.
    private func letOthersGoFirst() {
        terminal.takeWaitingKeys()
        if subscription.count >= Self.backlog { takeEvents() }
    }

    private func resize(rows: Int, columns: Int) {
        update(.resized(rows: rows, columns: columns))
        drawNow()
    }

    private func takeEvents() {
        let events = subscription.drain()
        guard !events.isEmpty else { return }
        let now = JournalReading.now
        journal.take(events, at: now)
        contacts.take(events, messenger.bus.state, at: now)
        update(.events(events))
        for case .sessionEnded(let service, let end) in events where end.remedy == .password {
            askIfNobodyKnows(service)
        }
        for case .signedOut in events { signedOut() }
    }

    private func update(_ input: Input) {
        for command in model.update(input, at: .now) { perform(command) }
    }

    /// Something that a person should read, in one line.
    private func tell(_ text: String) {
        update(.told(text))
        frames.drawSoon()
    }

    // MARK: What goes out

    private func drawNow() {
        if case .ended = course { return }
        frames.drawNow()
    }

    private func draw() {
        takeEvents()
        if case .ended = course { return }
        update(.ticked)
        terminal.show(model.draw())
        tick = model.nextTick.map { pause in
            Timer(after: pause) { [weak self] in self?.drawNow() }
        }
    }

    private func perform(_ command: Command) {
        switch command {
        case .signIn(let wanted): signIn(wanted)
        case .signOut: signOut()
        case .stopWaiting: messenger.stopWaiting()
        case .setPresence(let presence): messenger.setPresence(presence)
        case .submitForm(let form): submit(form)
        case .keepAccount(let wanted): if wanted { keepAccount() }
        case .quit: quit(within: Self.quitBound)
        case .quitNow: messenger.stopWaiting()
        case .suspend: terminal.suspend()
        case .redraw: terminal.repaint()
        case .showJournal: update(.journalRead(journal.lines))
        case .savePreferences(let choices): preferences.save(choices)
        case .request(let service, let request): messenger.request(request, of: service)
        case .consent(let service, let consent): allow(consent, service)
        case .savePeople(let persons): people.save(persons)
        }
    }

    // MARK: Signing in and out

    /// Signs in where a password is at hand, and asks for those that are not.
    private func signIn(_ wanted: [ServiceID]?) {
        if case .starting = course {
            course = .starting(wanted: wanted ?? accounts.indices.map { ServiceID(index: $0) })
            return
        }
        guard messenger.bus.state.status != .disconnecting else { return messenger.signIn(wanted) }
        let services = (wanted ?? accounts.indices.map { ServiceID(index: $0) })
            .filter { messenger.bus.state[$0]?.status == .offline }
        let ready = services.filter { !accounts[$0.index].lacksPassword }
        if !ready.isEmpty { messenger.signIn(ready) }
        for lacking in services where accounts[lacking.index].lacksPassword {
            update(.passwordNeeded(lacking))
        }
    }

    /// Asks for the password of an account for which neither configuration nor keyring has one.
    private func askIfNobodyKnows(_ service: ServiceID) {
        guard accounts.indices.contains(service.index), accounts[service.index].lacksPassword else { return }
        update(.passwordNeeded(service))
    }

    private func signOut() {
        // What has not begun does not begin.
        if case .starting = course { course = .starting(wanted: []) }
        let nobody = !isAnythingUp
        messenger.requestSignOut()
        if nobody { update(.signOutRefused) }
    }

    /// Whether a service is signed in, on its way, waiting to try again, held by its server, or signing out.
    private var isAnythingUp: Bool {
        messenger.bus.state.services.contains {
            $0.status != .offline || $0.retryAt != nil || $0.isSessionHeld
        }
    }

    private func submit(_ form: SignInForm) {
        if let service = form.service, accounts.indices.contains(service.index) {
            accounts[service.index].use(Secret(form.password))
            messenger.signIn([service])
            return
        }
        switch EnteredAccount.read(form) {
        case .failure(let mistake): update(.formRefused(reason: mistake.reason))
        case .success(let account):
            account.use(Secret(form.password))
            replaceMessenger(with: account)
            messenger.signIn()
        }
    }

    private func replaceMessenger(with account: ClientAccount) {
        accounts = [account]
        // Nothing is kept of an account that is not.
        contacts = ContactsStore([], plan.state, disk)
        follow(Self.makeMessenger(accounts, plan, trust, courtesy, messenger.bus.state.ownPresence))
    }

    /// From now on it is this messenger's events that count.
    private func follow(_ messenger: Messenger) {
        self.messenger = messenger
        let (state, subscription) = messenger.bus.subscribe()
        self.subscription = subscription
        listen()
        journal.follow(state.services.map(\.description))
        update(.stateReplaced(state))
    }

    private func keepAccount() {
        guard let account = accounts.first, let path = plan.configurationPath else { return }
        keeper.onOutcome = { [weak self] in self?.kept($0, path) }
        keeper.keep(account.configuration, at: path)
    }

    private func kept(_ outcome: ConfigurationWriter.Outcome, _ path: String) {
        switch outcome {
        case .written(let path): tell("kept in \(path)")
        case .fileExists(let lines): tellAtTheEnd(lines, "not kept: \(path) exists")
        case .failed(let reason, let lines): tellAtTheEnd(lines, "not kept: \(reason)")
        }
    }

    /// Lines of a configuration are to be copied, which is easier when the screen is gone.
    private func tellAtTheEnd(_ lines: String, _ reason: String) {
        tell("\(reason); the lines to add are printed when you quit")
        lastWords = ["", "# \(reason); these lines would be:"]
        lastWords += lines.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    /// Remembers what a person has allowed, and tries again.
    private func allow(_ consent: Consent, _ service: ServiceID) {
        guard accounts.indices.contains(service.index) else { return }
        let account = accounts[service.index]
        if case .key = consent, account.configuration.pin != nil {
            return update(.told("the configuration names another key (pin), which only you can change there"))
        }
        trust.allow(consent, for: account.kept)
        signIn([service])
    }

    // MARK: Quitting

    private func quit(within bound: Duration) {
        guard isAnythingUp else { return end() }
        course = .quitting
        messenger.requestSignOut()
        messenger.limitSignOut(to: bound)
        update(.quitBegan(bound: bound))
        frames.drawSoon()
    }

    private func signedOut() {
        if case .quitting = course { end() }
    }

    private func end() {
        if case .ended = course { return }
        course = .ended
        journal.finish()
        disk.finish(within: Self.diskPatience)
        keeper.deliver()
        let report = QuitReport(messenger.bus.state.services, lastWords: lastWords)
        terminal.end(saying: report.lines)
        leave(report.status, patience: 20)
    }

    /// Ends the process, after the end of a password command that was cancelled: it must not outlive us.
    private func leave(_ status: Int32, patience: Int) {
        guard patience > 0, accounts.contains(where: \.isAsking) else { exit(status) }
        tick = Timer(after: .milliseconds(10)) { [weak self] in
            self?.leave(status, patience: patience - 1)
        }
    }
}
