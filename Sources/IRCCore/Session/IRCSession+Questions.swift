/// What is asked about watched nicks, slowly, and what the server answers.
extension IRCSession {
    /// The bytes of nicks in one question: the answer repeats them behind a longer beginning.
    private static let questionLength = 300
    /// RFC 2812 section 4.8.
    private static let userHostCount = 5
    /// How many rounds go by until everybody who is connected is asked for by name again.
    private static let roundsBetweenRefreshes = 10

    mutating func beginWatching() {
        contacts.assignMeans(monitorLimit: support.monitor.limit)
        let monitored = contacts.numbers { $0.means == .monitor }
        for group in contacts.groups(of: monitored, bytes: Self.questionLength) {
            questions.add(.monitor(group))
        }
        askWhoIsOn()
        continueAsking()
    }

    private mutating func askWhoIsOn() {
        let polled = contacts.numbers { $0.means == .poll }
        for group in contacts.groups(of: polled, bytes: Self.questionLength) { questions.add(.isOn(group)) }
    }

    mutating func ask(_ question: Question) {
        questions.add(question)
        continueAsking()
    }

    /// These are not watched for us after all.
    mutating func poll(_ numbers: [Int32]) {
        let lost = numbers.filter { contacts[$0]?.means == .monitor }
        for number in lost { contacts[number]?.means = .poll }
        for group in contacts.groups(of: lost, bytes: Self.questionLength) { questions.add(.isOn(group)) }
        continueAsking()
    }

    // MARK: Pace and rounds

    /// Puts the next question, if none is open and its time has come; when there is none left, waits for the next
    /// round.
    mutating func continueAsking() {
        guard case .online = phase, !isRunning(.pace) else { return }
        questions.losePatience()
        if let question = questions.next() {
            put(question)
            start(.pace)
        } else if questions.open != nil {
            start(.pace)
        } else if needsRounds, !isRunning(.poll) {
            start(.poll)
        }
    }

    private mutating func put(_ question: Question) {
        switch question {
        case .monitor(let numbers):
            let list = Array(contacts.nicks(numbers).joined(separator: [ASCII.comma]))
            write(OutgoingLine(.monitor, [[ASCII.plus], list]))
            questions.open = nil
        // As one parameter: there are servers that read no more than fifteen.
        case .isOn(let numbers):
            write(OutgoingLine(.isOn, text: Array(contacts.nicks(numbers).joined(separator: [ASCII.space]))))
        case .userHost(let numbers): write(OutgoingLine(.userHost, contacts.nicks(numbers)))
        case .whoIs(let number): write(OutgoingLine(.whoIs, contacts.nicks([number])))
        }
    }

    /// Whether the server tells, unasked, all that there is to know of a monitored nick.
    private var tellsAll: Bool {
        enabled.isSuperset(of: [.extendedMonitor, .awayNotify, .accountNotify])
    }

    private var tellsAway: Bool {
        enabled.isSuperset(of: [.extendedMonitor, .awayNotify])
    }

    private var needsRounds: Bool {
        contacts.all.contains { $0.means == .poll || ($0.means == .monitor && !tellsAll) }
    }

    mutating func beginRound() {
        rounds &+= 1
        askWhoIsOn()
        if !tellsAway { askUserHosts(contacts.numbers { $0.means == .monitor && $0.presence.isConnected }) }
        if rounds.isMultiple(of: Self.roundsBetweenRefreshes) {
            let isTold = tellsAll
            let stale = contacts.numbers { ($0.means == .poll || !isTold) && $0.presence.isConnected }
            for number in stale { questions.add(.whoIs(number)) }
        }
        continueAsking()
    }

    private mutating func askUserHosts(_ numbers: [Int32]) {
        for group in contacts.groups(of: numbers, bytes: Self.questionLength, count: Self.userHostCount) {
            questions.add(.userHost(group))
        }
    }

    // MARK: Answers

    /// A command that the server does not know or does not want now: it is the answer to the open question.
    mutating func notAnswered(_ message: IRCMessage) {
        guard let name = message.param(1) else { return }
        let command = OutgoingLine.Command.allCases.first {
            $0.rawValue.utf8.elementsEqual(name.map(ASCII.uppercased))
        }
        if command == .monitor { poll(contacts.numbers { $0.means == .monitor }) }
        if let open = questions.open, open.question.command == command { answered() }
    }

    private mutating func answered() {
        questions.open = nil
        continueAsking()
    }

    /// RFC 2812 section 4.9: the nicks asked for that are there.
    mutating func answeredIsOn(_ message: IRCMessage) {
        guard let open = questions.open, case .isOn(let asked) = open.question else { return }
        let words = message.params.dropFirst().flatMap { $0.split(separator: ASCII.space) }
        let present = Set(words.compactMap { contacts.number(of: $0) })
        for number in asked {
            if present.contains(number) { cameOnline(number) } else { left(number) }
        }
        askUserHosts(asked.filter(present.contains))
        answered()
    }

    /// RFC 2812 section 4.8: `NICK[*]=(+|-)USER@HOST`, the minus for one who is away.
    mutating func answeredUserHost(_ message: IRCMessage) {
        guard let open = questions.open, case .userHost(let asked) = open.question else { return }
        var missing = Set(asked)
        for word in message.params.dropFirst().flatMap({ $0.split(separator: ASCII.space) }) {
            let name = word.prefix { $0 != ASCII.equals && $0 != ASCII.asterisk }
            let rest = word.drop { $0 != ASCII.equals }.dropFirst()
            guard let number = contacts.number(of: name), let sign = rest.first else { continue }
            missing.remove(number)
            heardOf(number, isAway: sign == ASCII.minus, seat: Array(rest.dropFirst()))
        }
        for number in missing where contacts[number]?.means == .poll { left(number) }
        answered()
    }

    private mutating func heardOf(_ number: Int32, isAway: Bool, seat: [UInt8]) {
        guard let contact = contacts[number], contact.presence.isConnected else { return }
        contacts[number]?.seat = seat
        if let before = contact.seat, before != seat {
            set(number, account: .unknown)
            questions.add(.whoIs(number))
        }
        switch (contact.presence.availability, isAway) {
        case (.here, true): questions.add(.whoIs(number))
        case (.away, false): set(number, availability: .here)
        case (.here, false), (.away, true), (.unknown, _), (.offline, _): break
        }
    }

    /// RFC 2812 section 3.6.2: several lines, the last of which is 318.
    mutating func answeredWhoIs(_ reply: IRCReply, _ message: IRCMessage) {
        guard var open = questions.open, case .whoIs(let asked) = open.question,
            let nick = message.param(1), contacts.number(of: nick) == asked
        else { return }
        switch reply {
        case .whoIsUser: open.found.availability = open.found.availability ?? .here
        case .away: open.found.availability = .away(message.text)
        case .whoIsAccount: open.found.account = .verified(IRCText.readable(message.param(2) ?? []))
        case .whoIsRegisteredNick:
            if open.found.account == .unverified { open.found.account = .verified(IRCText.readable(nick)) }
        case .noSuchNick: open.found.availability = .offline
        case .endOfWhoIs: return found(asked, open.found)
        default: return
        }
        questions.open = open
    }

    private mutating func found(_ number: Int32, _ findings: WhoIsFindings) {
        if isConnected(number), let availability = findings.availability {
            if availability.isConnected {
                set(number, availability: availability, account: findings.account)
            } else {
                left(number)
            }
        }
        answered()
    }
}

extension IRCPresence {
    fileprivate var isConnected: Bool { availability.isConnected }
}
