/// One IRC session from the first byte to the last (RFC 1459, RFC 2812, IRCv3), as a value: what happened goes in by
/// its methods, and each returns what is to be done, in order.
///
/// After the session has ended every method returns nothing. After a sign-out nothing is ever written.
public struct IRCSession: Sendable {
    let configuration: IRCSessionConfiguration
    private(set) var phase = IRCSessionPhase.idle
    private var reader = LineReader()
    private var orders: [IRCOrder] = []
    private var runningTimers: Set<IRCTimer> = []

    /// The words for being away, as wished; nil for being there.
    var wish: String?

    // The way in.
    private var greeting = Greeting.awaited([])
    var offer = CapabilityOffer()
    var enabled: Set<Capability> = []
    var support = ServerSupport()
    var challenge = AuthenticateText()
    /// How the account is being proved, once that is chosen.
    var mechanism: IRCMechanism?

    // The watched nicks.
    var contacts = WatchedNicks()
    var questions = QuestionQueue()
    var rounds = 0

    /// The session's nick: as wished, later as the server has it.
    public internal(set) var nick: String
    /// The lines that came after the sign-out and changed nothing.
    private var linesAfterSignOut = 0
    /// The lines that were left out, being no messages or too long.
    public var linesRefused: Int { reader.refused &+ malformedLines }
    private var malformedLines = 0

    /// A session that is not connected yet.
    public init(_ configuration: IRCSessionConfiguration) {
        self.configuration = configuration
        wish = configuration.away
        nick = configuration.nick
    }
}

// MARK: - What happened

extension IRCSession {
    /// The connection is there.
    public mutating func connected() -> [IRCOrder] {
        guard case .idle = phase else { return [] }
        if let failure = unfitName { fail(failure) } else { begin() }
        return takeOrders()
    }

    /// TLS is on, with a verified certificate.
    public mutating func secured() -> [IRCOrder] {
        guard case .securing = phase else { return [] }
        askCapabilities()
        return takeOrders()
    }

    /// Bytes came from the server.
    public mutating func received(_ bytes: UnsafeRawBufferPointer) -> [IRCOrder] {
        guard !bytes.isEmpty else { return [] }
        switch phase {
        case .idle, .ended: return []
        case .securing: fail(.bytesBeforeTLS)
        case .askingCapabilities, .requestingCapabilities, .authenticating, .registering, .readingWelcome,
            .online, .signingOut:
            greeting.add(bytes)
            let refused = reader.refused
            let lines = reader.lines(in: bytes)
            for line in lines { take(line) }
            listenForStrangers(refused: reader.refused != refused)
            heard(lines.count)
        }
        return takeOrders()
    }

    /// The exchange made its next message.
    public mutating func saslProduced(_ message: [UInt8]) -> [IRCOrder] {
        produced(message)
        return takeOrders()
    }

    /// The exchange is satisfied with the server's success.
    public mutating func saslFinished() -> [IRCOrder] {
        guard case .authenticating(.judging) = phase else { return [] }
        register()
        return takeOrders()
    }

    /// The exchange ended in a failure, for this reason in words.
    public mutating func saslFailed(_ reason: String) -> [IRCOrder] {
        guard case .authenticating = phase else { return [] }
        fail(.exchange(reason))
        return takeOrders()
    }

    /// All that was ordered to be written so far is with the operating system.
    public mutating func writeFinished() -> [IRCOrder] {
        guard case .signingOut(.unconfirmed) = phase else { return [] }
        phase = .signingOut(.confirmed)
        report(.signOutSent)
        return takeOrders()
    }

    /// The connection is over.
    public mutating func ended(_ end: IRCConnectionEnd) -> [IRCOrder] {
        if case .signingOut(let delivery) = phase {
            finish(ending(after: delivery, end))
        } else {
            finish(.failed(failure(of: end)))
        }
        return takeOrders()
    }

    /// The server did not do its part of a step within its time.
    public mutating func stepTimedOut() -> [IRCOrder] {
        switch phase {
        case .online, .signingOut, .ended: break
        case .idle, .securing, .askingCapabilities, .requestingCapabilities, .authenticating, .registering,
            .readingWelcome:
            fail(greeting.stranger.map { .notIRC($0) } ?? .noAnswer(while: phase.step))
        }
        return takeOrders()
    }

    /// A time is over.
    public mutating func timerFired(_ timer: IRCTimer) -> [IRCOrder] {
        guard case .online = phase, runningTimers.remove(timer) != nil else { return [] }
        switch timer {
        case .silence: ping()
        case .answer: fail(.noAnswer(while: .online))
        case .pace: continueAsking()
        case .poll: beginRound()
        }
        return takeOrders()
    }

    /// The connection may be dead without anyone having said so: the machine slept, or the network changed.
    public mutating func linkSuspected() -> [IRCOrder] {
        guard case .online = phase, !runningTimers.contains(.answer) else { return [] }
        stop(.silence)
        ping()
        return takeOrders()
    }

    /// The person wishes to be seen so from now on: words for being away, or nil for being there.
    public mutating func presenceRequested(away: String?) -> [IRCOrder] {
        let before = wish
        wish = away
        if case .online = phase, away != nil || before != nil { writeAway() }
        return takeOrders()
    }

    /// The person signs out.
    public mutating func signOutRequested() -> [IRCOrder] {
        switch phase {
        case .signingOut, .ended: break
        case .registering, .readingWelcome, .online: writeSignOut()
        case .idle, .securing, .askingCapabilities, .requestingCapabilities, .authenticating:
            finish(.cancelled)
        }
        return takeOrders()
    }
}

// MARK: - Orders

extension IRCSession {
    mutating func order(_ order: IRCOrder) {
        orders.append(order)
    }

    mutating func report(_ event: IRCEvent) {
        orders.append(.report(event))
    }

    /// The only way to the wire.
    mutating func write(_ line: OutgoingLine?) {
        guard let line, phase.mayWrite else { return }
        // Taken out and put back, so that a flood of pings does not copy what is there for each.
        if case .write(var bytes)? = orders.last {
            orders.removeLast()
            bytes += line.bytes
            orders.append(.write(bytes))
        } else {
            orders.append(.write(line.bytes))
        }
    }

    mutating func start(_ timer: IRCTimer) {
        runningTimers.insert(timer)
        order(.startTimer(timer))
    }

    mutating func stop(_ timer: IRCTimer) {
        if runningTimers.remove(timer) != nil { order(.stopTimer(timer)) }
    }

    func isRunning(_ timer: IRCTimer) -> Bool {
        runningTimers.contains(timer)
    }

    private mutating func stopAllTimers() {
        order(.stopStepTimer)
        for timer in IRCTimer.allCases { stop(timer) }
    }

    private mutating func takeOrders() -> [IRCOrder] {
        defer { orders = [] }
        return orders
    }

    /// The last bytes of the session.
    private mutating func writeSignOut() {
        writeQuit()
        phase = .signingOut(.unconfirmed)
        questions = QuestionQueue()
        stopAllTimers()
    }

    private mutating func writeQuit() {
        let text = Array(configuration.quitText.utf8)
        write(OutgoingLine(.quit, text: text.isEmpty ? nil : text))
    }

    private mutating func ping() {
        write(OutgoingLine(.ping, text: Array("porchlight".utf8)))
        start(.answer)
    }

    /// The server has said something: while signing in it has its time anew, for welcomes can be long.
    private mutating func heard(_ lines: Int) {
        switch phase {
        case .idle, .securing, .signingOut, .ended: break
        case .online: if !isRunning(.answer) { start(.silence) }
        case .askingCapabilities, .requestingCapabilities, .authenticating, .registering, .readingWelcome:
            if lines > 0, !orders.contains(.restartStepTimer(phase.step)) {
                order(.restartStepTimer(phase.step))
            }
        }
    }
}

// MARK: - From one phase to the next

extension IRCSession {
    mutating func move(to next: IRCSessionPhase) {
        let before = phase.step
        phase = next
        if next.step != before { report(.progressed(next.step)) }
    }

    private var unfitName: IRCFailure? {
        if !OutgoingLine.isWord(Array(configuration.nick.utf8)) { return .unfitName("nick") }
        if !OutgoingLine.isWord(Array(configuration.user.utf8)) { return .unfitName("user name") }
        return nil
    }

    private mutating func begin() {
        switch configuration.security {
        case .none: askCapabilities()
        case .directTLS:
            move(to: .securing)
            order(.restartStepTimer(.negotiatingTLS))
            order(.startTLS)
        }
    }

    private mutating func take(_ line: [UInt8]) {
        let message = IRCMessage(line)
        if let stranger = greeting.stranger {
            guard message?.isGreeting == true else { return fail(.notIRC(stranger)) }
            greeting = .heard
        }
        guard let message else { return takeMalformed(line) }
        switch phase {
        case .idle, .securing, .ended: break
        case .signingOut: takeAfterSignOut(message)
        case .askingCapabilities, .requestingCapabilities, .authenticating, .registering, .readingWelcome,
            .online:
            handle(message)
        }
    }

    /// Once the session has begun a line that is none can be missed. Before that it is the answer of something else.
    private mutating func takeMalformed(_ line: [UInt8]) {
        malformedLines &+= 1
        switch phase {
        case .askingCapabilities, .requestingCapabilities, .authenticating, .registering:
            fail(.notIRC(IRCStranger(line)))
        case .idle, .securing, .readingWelcome, .online, .signingOut, .ended: break
        }
    }

    /// Not every stranger sends lines.
    private mutating func listenForStrangers(refused: Bool) {
        guard let stranger = refused ? greeting.stranger : greeting.knownStranger else { return }
        fail(.notIRC(stranger))
    }

    /// What comes after the sign-out is read, since the server's answer stands behind it, and changes nothing.
    private mutating func takeAfterSignOut(_ message: IRCMessage) {
        guard case .signingOut(let delivery) = phase else { return }
        guard message.verb == .word("ERROR") else {
            linesAfterSignOut &+= 1
            return
        }
        // An answer proves the write, whatever the one who wrote has heard of it so far.
        if case .unconfirmed = delivery { report(.signOutSent) }
        finish(.acknowledged(.error, passed: linesAfterSignOut))
    }

    /// Ends the session for a reason of ours; a server that holds one is told.
    mutating func fail(_ failure: IRCFailure) {
        if phase.holdsSession { writeQuit() }
        finish(.failed(failure))
    }

    mutating func finish(_ end: IRCEnd) {
        if case .ended = phase { return }
        phase = .ended
        questions = QuestionQueue()
        reader = LineReader(refused: reader.refused)
        stopAllTimers()
        report(.ended(end))
        order(.close)
    }

    private func ending(after delivery: IRCSessionPhase.Delivery, _ end: IRCConnectionEnd) -> IRCEnd {
        switch (end, delivery) {
        // Only the end of TLS in good order is an answer; and what has not left cannot have been answered by it.
        case (.endOfFile(closeNotify: true), .confirmed):
            .acknowledged(.closeNotify, passed: linesAfterSignOut)
        case (.endOfFile, _): .closedByServer
        case (.failed(let reason), .confirmed), (.untrusted(let reason), .confirmed): .connectionLost(reason)
        case (.failed(let reason), .unconfirmed), (.untrusted(let reason), .unconfirmed):
            .couldNotSend(reason)
        }
    }

    private func failure(of end: IRCConnectionEnd) -> IRCFailure {
        if let stranger = greeting.stranger { return .notIRC(stranger) }
        return switch end {
        case .endOfFile: .connectionClosed(while: phase.step)
        case .failed(let reason): .connectionFailed(reason, while: phase.step)
        case .untrusted(let reason): .untrusted(reason)
        }
    }
}
