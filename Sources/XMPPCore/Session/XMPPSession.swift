public import SASL

/// One XMPP session from the first byte to the last (RFC 6120, RFC 6121), as a value: what happened goes in by its
/// methods, and each returns what is to be done, in order.
///
/// After the session has ended every method returns nothing. After a sign-out nothing is ever written.
public struct XMPPSession: ~Copyable {
    var configuration: XMPPSessionConfiguration
    private(set) var phase = XMPPSessionPhase.idle
    private var stream: XMLStream?
    private var orders: [XMPPOrder] = []

    /// What contacts see, or will see after sign-in; nil when invisible.
    var wish: XMPPPresence?
    /// Our address without a resource: as configured, later as the server has it.
    var own: JID
    var contacts: ContactTable
    var ownConnections = Resources()
    /// What was last told of the account's other connections.
    var othersTold: [ContactResource] = []
    var link = XMPPLink.unwatched
    var burst = XMPPBurst.settling
    /// When the bytes at hand came, in seconds since 1970.
    private(set) var now: Int64 = 0
    /// What was asked and is not answered.
    var requests = SentRequests()
    /// How we stand with others, beside the list.
    var standing = XMPPStanding()
    /// What our presence says of what we can do; nil when it says nothing.
    let capabilities: EntityCapabilities?
    /// Items of the block list at hand, until its `<iq/>` says whose it is.
    var pendingBlocked: [String] = []
    /// What contacts have been told of us; nil for nothing.
    var told: XMPPPresence?
    /// The server's name for the state of the contact list; nil when it has told none.
    var rosterVersion: String?
    /// What this server offers, as far as it has said so.
    public internal(set) var customs: XMPPServerCustoms
    /// What is counted on this stream; nil while nothing is.
    var management: StreamManagement?
    /// A session of ours that the server holds from before; nil when there is none, or no more.
    var held: XMPPHeldSession?
    var departure = XMPPDeparture.unwanted
    var attention = XMPPAttention.looking
    /// Presence that came before the contact list, to be taken when the list is here.
    var earlyPresence: [PresenceStanza] = []
    /// Items of the roster stanza at hand, until its `<iq/>` says whose it is.
    var pendingItems: [RosterItem] = []

    /// The proof of the password; nil before there is one.
    var proof: XMPPProof?
    var head = XMPPProof.Head.notTaken
    var claim = XMPPClaim.unmade
    /// What came behind a success that is not judged yet.
    var unjudged: [StreamItem] = []
    /// How many bytes that was.
    var unjudgedBytes = 0
    /// The TLS connection; nil without.
    private(set) var channel: SecuredChannel?

    /// The session's full address; nil until the server has given it.
    public internal(set) var address: JID?
    /// The stanzas that came after the sign-out and changed nothing.
    private var stanzasAfterSignOut = 0

    /// A session that is not connected yet.
    ///
    /// - Parameter held: A session that the server still holds, to go on with if it does.
    public init(_ configuration: XMPPSessionConfiguration, resuming held: XMPPHeldSession? = nil) {
        self.configuration = configuration
        self.held = held
        customs = configuration.customs ?? XMPPServerCustoms()
        wish = configuration.presence
        own = configuration.address
        capabilities = EntityCapabilities(configuration.interests)
        contacts = ContactTable(own: configuration.address)
    }

    /// The account's own connections, this one included, the most important first.
    public var ownResources: [ContactResource] { ownConnections.all }
}

// MARK: - What happened

extension XMPPSession {
    /// The connection is there.
    ///
    /// - Parameter server: What DNS says of the server that was reached; nil when it is as configured. It decides only
    ///   when TLS begins, never whether.
    public mutating func connected(to server: XMPPReachedServer? = nil) -> [XMPPOrder] {
        guard case .idle = phase else { return [] }
        switch (configuration.security, server) {
        case (.none, _): openStream(.unproved)
        case (.startTLS, .directTLS?), (.directTLS, .directTLS?), (.directTLS, nil): beginTLS()
        case (.startTLS, .startTLS?), (.directTLS, .startTLS?), (.startTLS, nil): openStream(.plain)
        }
        return takeOrders()
    }

    /// TLS is on, with a verified certificate.
    public mutating func secured(_ channel: SecuredChannel) -> [XMPPOrder] {
        guard case .securing = phase else { return [] }
        self.channel = channel
        openStream(.unproved)
        return takeOrders()
    }

    /// Bytes came from the server.
    ///
    /// - Parameter now: The time in seconds since 1970; only for what is told of it later.
    public mutating func received(_ bytes: UnsafeRawBufferPointer, at now: Int64) -> [XMPPOrder] {
        guard !bytes.isEmpty else { return [] }
        self.now = now
        heard()
        countUnjudged(bytes.count)
        // Room once for the presences of a flood, rather than again and again.
        if bytes.count >= 4096 { orders.reserveCapacity(bytes.count / 128) }
        guard let stream else {
            receivedOutsideStream()
            return takeOrders()
        }
        let outcome = stream.parse(bytes) { item in
            handle(item)
            return isReading(stream) ? .more : .enough
        }
        handle(outcome)
        return takeOrders()
    }

    /// The exchange made its next message.
    public mutating func saslProduced(_ message: [UInt8]) -> [XMPPOrder] {
        produced(message)
        return takeOrders()
    }

    /// The exchange is satisfied with the server's success.
    public mutating func saslFinished() -> [XMPPOrder] {
        serverProved()
        return takeOrders()
    }

    /// The exchange ended in a failure.
    public mutating func saslFailed(_ failure: SASLFailure) -> [XMPPOrder] {
        switch (phase, head) {
        case (.authenticating, _), (.openingStream(.unproved), .beginning),
            (.awaitingFeatures(.unproved), .beginning):
            fail(.exchange(failure))
        case (_, _): break
        }
        return takeOrders()
    }

    /// All that was ordered to be written so far is with the operating system.
    public mutating func writeFinished() -> [XMPPOrder] {
        guard case .signingOut(.unconfirmed) = phase else { return [] }
        phase = .signingOut(.confirmed)
        report(.signOutSent)
        return takeOrders()
    }

    /// The connection is over.
    public mutating func ended(_ end: XMPPConnectionEnd) -> [XMPPOrder] {
        if case .signingOut(let delivery) = phase {
            finish(Self.ending(after: delivery, end))
        } else {
            lose(failure(of: end))
        }
        return takeOrders()
    }

    /// The server did not do its part of a step within its time.
    public mutating func stepTimedOut() -> [XMPPOrder] {
        switch phase {
        case .online, .signingOut, .ended: break
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating, .binding, .resuming, .loadingRoster:
            fail(.noAnswer(while: phase.step))
        }
        return takeOrders()
    }

    /// The person wishes to be seen so from now on; nil: not at all.
    public mutating func presenceRequested(_ presence: XMPPPresence?) -> [XMPPOrder] {
        wish = presence
        if case .online = phase { show(presence) }
        return takeOrders()
    }

    /// The person signs out.
    public mutating func signOutRequested() -> [XMPPOrder] {
        switch (phase, held) {
        case (.signingOut, _), (.ended, _): break
        case (.binding, _), (.loadingRoster, _), (.online, _), (.openingStream(.proved(.binding)), _),
            (.awaitingFeatures(.proved(.binding)), _):
            writeSignOut()
        // The server holds a session, or is about to give one: it is ended where it is.
        case (_, .some): departure = .wanted
        case (.authenticating, nil) where claim == .made: departure = .wanted
        case (.idle, nil), (.openingStream, nil), (.awaitingFeatures, nil), (.askingForTLS, nil),
            (.goAheadRead, nil), (.securing, nil), (.authenticating, nil), (.resuming, nil):
            finish(.cancelled)
        }
        return takeOrders()
    }
}

// MARK: - Orders

extension XMPPSession {
    mutating func order(_ order: XMPPOrder) {
        orders.append(order)
    }

    mutating func report(_ event: XMPPEvent) {
        orders.append(.report(event))
    }

    /// The only way of a stanza to the wire, the sign-out excepted.
    mutating func write(_ element: XMLElement) {
        let bytes = element.serialized()
        if phase.mayWrite, sameBytes(element.namespace, XMLNamespace.client) { management?.wrote(bytes) }
        write(bytes)
    }

    mutating func write(_ bytes: [UInt8]) {
        guard phase.mayWrite else { return }
        if case .write(let earlier)? = orders.last {
            orders[orders.count - 1] = .write(earlier + bytes)
        } else {
            orders.append(.write(bytes))
        }
    }

    mutating func takeOrders() -> [XMPPOrder] {
        askForAcknowledgement()
        watchRequests()
        defer { orders = [] }
        return orders
    }

    /// The last bytes of the session: not available any more, and the end of the stream, in one write.
    mutating func writeSignOut() {
        endRequests()
        write(XMPPPresence.stanza(nil).serialized())
        leaveStream()
    }

    /// Closes our side of the stream: the server's closing tag is its answer.
    mutating func leaveStream() {
        write(Self.closingTag)
        phase = .signingOut(.unconfirmed)
        pendingItems = []
        earlyPresence = []
        order(.stopStepTimer)
        stopWatching()
    }

    static let closingTag = Array("</stream:stream>".utf8)
}

// MARK: - From one phase to the next

extension XMPPSession {
    mutating func move(to next: XMPPSessionPhase) {
        let before = phase.step
        phase = next
        if next.step != before { report(.progressed(next.step)) }
    }

    /// Opens our side of a stream (RFC 6120 section 4.7); nothing of an earlier stream is kept.
    mutating func openStream(_ round: XMPPSessionPhase.Round) {
        stream = XMLStream()
        move(to: .openingStream(round))
        order(.restartStepTimer(phase.step))
        write(header)
        // RFC 6120 section 5.4.2.1: asked for without waiting for the offer, which is required all the same.
        switch round {
        case .plain: write(XMLElement("starttls", namespace: XMLNamespace.tls))
        case .unproved: beginHeadStart()
        case .proved: break
        }
    }

    private var header: [UInt8] {
        var bytes = Array("<?xml version='1.0'?><stream:stream to='".utf8)
        XMLText.append(own.domain, to: &bytes)
        // RFC 6120 section 4.7.1: the address is not told before TLS.
        if case .openingStream(let round) = phase, case .proved = round {
            bytes += "' from='".utf8
            XMLText.append(own.description, to: &bytes)
        }
        bytes += "' version='1.0' xmlns='jabber:client' xmlns:stream='\(XMLNamespace.streams)'>".utf8
        return bytes
    }

    mutating func beginTLS() {
        stream = nil
        move(to: .securing)
        order(.restartStepTimer(.negotiatingTLS))
        order(.startTLS)
    }

    /// Lets the exchange judge the server's success. The stream in which it came is over.
    mutating func judge(_ data: [UInt8]?) {
        stream = nil
        move(to: .authenticating(.judging(nil)))
        order(.finishSASL(data))
    }

    mutating func countAfterSignOut() {
        stanzasAfterSignOut &+= 1
    }

    /// Ends the session for a reason that is not a sign-out's; during a sign-out it is the end of that.
    mutating func fail(_ failure: XMPPFailure, saying streamError: String? = nil) {
        if case .signingOut = phase { return finish(.connectionLost("\(failure)")) }
        // A closing tag would end the session, whichever stream it comes on.
        if isHeldThrough(failure) { return lose(failure) }
        if let streamError {
            let condition = XMLElement(streamError, namespace: XMLNamespace.streamErrors)
            write(XMLElement("error", namespace: XMLNamespace.streams, children: [condition]))
        }
        write(Self.closingTag)
        finish(.failed(failure))
    }

    mutating func finish(_ end: XMPPEnd) {
        if case .ended = phase { return }
        phase = .ended
        stream = nil
        pendingItems = []
        earlyPresence = []
        unjudged = []
        order(.stopStepTimer)
        stopWatching()
        endRequests()
        report(.ended(whatIsHeld(after: end)))
        order(.close)
    }

    /// The server's closing tag.
    mutating func streamClosed() {
        guard case .signingOut(let delivery) = phase else { return fail(.closedByServer(while: phase.step)) }
        // An answer proves the write, whatever the one who wrote has heard of it so far.
        if case .unconfirmed = delivery { report(.signOutSent) }
        finish(.acknowledged(passed: stanzasAfterSignOut))
    }

    /// Whether this stream is still the one that is read.
    private func isReading(_ current: XMLStream) -> Bool {
        if case .goAheadRead = phase { return false }
        if case .authenticating(.successRead) = phase { return false }
        return stream === current
    }

    /// RFC 6120 section 6.4.6: the next stream is ours to open.
    private mutating func bytesAfterSuccess() {
        fail(.unexpected("bytes after its success", while: .authenticating))
    }

    private mutating func receivedOutsideStream() {
        if case .securing = phase { fail(.bytesBeforeTLS) }
        if case .authenticating(.judging(nil)) = phase { bytesAfterSuccess() }
    }

    private mutating func handle(_ outcome: XMLStream.Outcome) {
        switch (outcome, phase) {
        case (.failed(let error), _):
            fail(.notXMPP(error, while: phase.step), saying: error.condition)
        case (.stopped(let unread), .goAheadRead):
            // What stands behind the go-ahead was put there in the clear, to be read as if it came through TLS.
            if unread > 0 { fail(.bytesBeforeTLS) } else { beginTLS() }
        case (.stopped(let unread), .authenticating(.successRead(let data))):
            if unread > 0 { bytesAfterSuccess() } else { judge(data) }
        case (.stopped, _), (.readAll, _), (.closed, _): break
        }
    }

    private static func ending(
        after delivery: XMPPSessionPhase.Delivery, _ end: XMPPConnectionEnd
    ) -> XMPPEnd {
        switch (end, delivery) {
        case (.endOfFile, _): .closedByServer
        case (.failed(let reason), .confirmed), (.untrusted(let reason), .confirmed): .connectionLost(reason)
        case (.failed(let reason), .unconfirmed), (.untrusted(let reason), .unconfirmed),
            (.notFound(let reason), _):
            .couldNotSend(reason)
        }
    }

    private func failure(of end: XMPPConnectionEnd) -> XMPPFailure {
        switch end {
        case .endOfFile: .connectionClosed(while: phase.step)
        case .failed(let reason): .connectionFailed(reason, while: phase.step)
        case .untrusted(let reason): .untrusted(reason)
        case .notFound(let reason): .serverNotFound(reason)
        }
    }
}
