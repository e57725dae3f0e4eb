import Transport

/// One connection of an IRC client: obeys its ``IRCConversation``, and keeps the record.
@MainActor
final class ServedIRCConnection {
    /// What its server must know.
    enum Happening {
        case signedIn
        case signedOut
        case ended
    }

    /// Beyond this what has no end is no line.
    private static let lineLimit = 16_384

    private(set) var record = IRCConnectionRecord(accepted: Monotonic.nanoseconds)

    private let connection: Connection
    private let settings: IRCServerSettings
    private let tls: TLSServerSettings?
    private let nicks: @MainActor () -> NickBook
    private let onHappening: @MainActor (Happening) -> Void
    private var conversation: IRCConversation
    private var line: [UInt8] = []
    private var channel = ConnectionRecord.Chunk.Channel.plain
    private var clock: Timer?
    private let outlet: Outlet

    init(
        _ connection: Connection, number: Int, settings: IRCServerSettings, tls: TLSServerSettings?,
        nicks: @escaping @MainActor () -> NickBook,
        onHappening: @escaping @MainActor (Happening) -> Void
    ) {
        self.connection = connection
        self.settings = settings
        self.tls = tls
        self.nicks = nicks
        self.onHappening = onHappening
        conversation = IRCConversation(settings: settings, number: number)
        outlet = Outlet(connection, limit: settings.fault?.byteLimit)
        outlet.onOver = { [weak self] end in self?.over(end) }
        connection.onEvent = { [weak self] event in self?.take(event) }
        obey(conversation.accepted())
    }

    /// Whether the client is in and has not left.
    var isSignedIn: Bool { record.signedIn != nil && record.end == nil && record.quit == nil }

    /// The client's nick, if it is in.
    var nick: String? {
        switch conversation.phase {
        case .session(let client): client.nick
        case .securing, .registering, .owingAnswer, .answered, .silent: nil
        }
    }

    /// Lets the conversation say something by itself.
    func perform(_ command: (inout IRCConversation) -> [IRCServerOrder]) {
        obey(command(&conversation))
    }

    /// Ends the connection in order, now.
    func close() { outlet.close() }

    /// Breaks the connection.
    func abort() { outlet.abort() }

    // MARK: What happens

    private func take(_ event: Connection.Event) {
        switch event {
        case .found, .lookedUp, .connected: break
        case .secured:
            channel = .secured
            record.secured = Monotonic.nanoseconds
            record.peerKey = connection.peerKey
            obey(conversation.secured(peerKey: connection.peerKey))
        case .received(let bytes): received(bytes)
        case .writeFinished: outlet.allIsSent()
        case .ended(let end): outlet.over(.endedThere(end))
        }
    }

    /// Reads line by line, so that it is known exactly what comes behind QUIT.
    private func received(_ bytes: UnsafeRawBufferPointer) {
        keep(bytes)
        var rest = bytes[...]
        while !rest.isEmpty, !outlet.isShut {
            if record.quit != nil {
                record.bytesAfterQuit += rest.count
                return
            }
            let part = rest.prefix { $0 != 0x0A }
            line += part
            rest = rest[part.endIndex...]
            guard let end = rest.popFirst(), end == 0x0A else { continue }
            let whole = line.last == 0x0D ? line.dropLast() : line[...]
            line = []
            obey(conversation.take(Array(whole), nicks()))
        }
        if line.count > Self.lineLimit { line = [] }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) {
        switch settings.recording {
        case .nothing: break
        case .everything:
            record.received.append(
                .init(moment: Monotonic.nanoseconds, channel: channel, bytes: Array(bytes)))
        }
    }

    // MARK: Obeying

    private func obey(_ orders: [IRCServerOrder]) {
        for order in orders { obey(order) }
    }

    private func obey(_ order: IRCServerOrder) {
        switch order {
        case .write(let bytes): outlet.write(bytes)
        case .secure: if let tls { connection.secure(as: tls) }
        case .stopReading: connection.stopReading()
        case .wait(let delay):
            clock = Timer(after: delay) { [weak self] in
                self?.perform { $0.waited() }
            }
        case .close: outlet.closeWhenSent()
        case .cut: outlet.cut()
        case .abort: outlet.abort()
        case .note(let moment): note(moment)
        }
    }

    private func note(_ moment: IRCMoment) {
        let now = Monotonic.nanoseconds
        switch moment {
        case .signedIn:
            record.signedIn = now
            onHappening(.signedIn)
        case .spoiled: record.spoiled = now
        case .quit:
            record.quit = now
            onHappening(.signedOut)
        case .answered: record.answered = now
        case .pong: record.pongs += 1
        }
    }

    private func over(_ end: ConnectionRecord.End) {
        clock = nil
        record.ended = Monotonic.nanoseconds
        record.end = end
        onHappening(.ended)
    }
}
