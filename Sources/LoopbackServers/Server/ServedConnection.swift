import Transport
import XMPPCore

/// One connection of a client: obeys its ``Conversation``, and keeps the record.
@MainActor
final class ServedConnection {
    /// What its server must know.
    enum Happening {
        case signedIn
        case signedOut
        case ended
    }

    private(set) var record = ConnectionRecord(accepted: Monotonic.nanoseconds)

    private let connection: Connection
    private let settings: ServerSettings
    private let tls: TLSServerSettings?
    private let contacts: @MainActor () -> ContactBook
    private let onHappening: @MainActor (Happening) -> Void
    private var conversation: Conversation
    private var reader = XMLStream()
    private var channel = ConnectionRecord.Chunk.Channel.plain
    private var clock: Timer?
    private let outlet: Outlet

    init(
        _ connection: Connection, number: Int, settings: ServerSettings, tls: TLSServerSettings?,
        contacts: @escaping @MainActor () -> ContactBook,
        onHappening: @escaping @MainActor (Happening) -> Void
    ) {
        self.connection = connection
        self.settings = settings
        self.tls = tls
        self.contacts = contacts
        self.onHappening = onHappening
        conversation = Conversation(settings: settings, number: number)
        outlet = Outlet(connection, limit: settings.fault?.byteLimit)
        outlet.onOver = { [weak self] end in self?.over(end) }
        connection.onEvent = { [weak self] event in self?.take(event) }
        obey(conversation.accepted())
    }

    /// Whether the client is bound and has shown itself.
    var isSignedIn: Bool { record.signedIn != nil && record.end == nil && record.closingTag == nil }

    /// Lets the conversation say something by itself.
    func perform(_ command: (inout Conversation) -> [ConversationOrder]) {
        obey(command(&conversation))
    }

    /// Ends the connection in order, now.
    func close() { outlet.close() }

    /// Breaks the connection.
    func abort() { outlet.abort() }

    // MARK: What happens

    private func take(_ event: Connection.Event) {
        switch event {
        case .lookedUp, .connected: break
        case .secured:
            channel = .secured
            record.secured = Monotonic.nanoseconds
            obey(conversation.secured())
        case .received(let bytes): received(bytes)
        case .writeFinished: outlet.allIsSent()
        case .ended(let end): outlet.over(.endedThere(end))
        }
    }

    /// Reads tag by tag, so that it is known exactly what comes behind the tag that ends a stream.
    private func received(_ bytes: UnsafeRawBufferPointer) {
        keep(bytes)
        var rest = bytes[...]
        while !rest.isEmpty, !outlet.isShut {
            if record.closingTag != nil {
                record.bytesAfterClosingTag += rest.count
                return
            }
            let end = rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
            switch read(UnsafeRawBufferPointer(rebasing: rest[..<end])) {
            case .more: rest = rest[end...]
            // What follows <starttls/> unencrypted is not to be believed (RFC 6120 section 5.4.3.3).
            case .enough: return
            }
        }
    }

    private func read(_ bytes: UnsafeRawBufferPointer) -> XMLStream.Appetite {
        let book = contacts()
        var orders: [ConversationOrder] = []
        let outcome = reader.parse(bytes) { item in
            orders += conversation.take(item, book)
            return .more
        }
        obey(orders)
        switch outcome {
        case .readAll, .stopped, .closed: break
        case .failed(let error): obey(conversation.failed(error))
        }
        return orders.contains(.secure) ? .enough : .more
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

    private func obey(_ orders: [ConversationOrder]) {
        for order in orders { obey(order) }
    }

    private func obey(_ order: ConversationOrder) {
        switch order {
        case .write(let bytes): outlet.write(bytes)
        case .secure: if let tls { connection.secure(as: tls) }
        case .restartStream: reader = XMLStream()
        case .stopReading: connection.stopReading()
        case .wait(let delay):
            clock = Timer(after: delay) { [weak self] in
                self?.perform { $0.waited() }
            }
        case .close: outlet.closeWhenSent()
        case .abort: outlet.abort()
        case .note(let moment): note(moment)
        }
    }

    private func note(_ moment: ConversationMoment) {
        let now = Monotonic.nanoseconds
        switch moment {
        case .signedIn:
            record.signedIn = now
            onHappening(.signedIn)
        case .spoiled: record.spoiled = now
        case .unavailable: record.unavailable = now
        case .closingTag:
            record.closingTag = now
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
