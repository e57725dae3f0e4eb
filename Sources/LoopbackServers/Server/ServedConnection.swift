import SASL
import Transport
import XMPPCore

/// One connection of a client: obeys its ``Conversation``, and keeps the record.
@MainActor
final class ServedConnection {
    /// Its place among the server's connections.
    let number: Int
    private(set) var record = ConnectionRecord(accepted: Monotonic.nanoseconds)

    private let connection: Connection
    private let settings: ServerSettings
    private let tls: TLSServerSettings?
    private weak let server: LoopbackXMPPServer?
    private var conversation: Conversation
    private var reader = XMLStream(.trees)
    private var channel = ConnectionRecord.Chunk.Channel.plain
    private var clock: Timer?
    private let outlet: Outlet

    init(
        _ connection: Connection, number: Int, settings: ServerSettings, tls: TLSServerSettings?,
        server: LoopbackXMPPServer
    ) {
        self.number = number
        self.connection = connection
        self.settings = settings
        self.tls = tls
        self.server = server
        conversation = Conversation(settings: settings, number: number)
        outlet = Outlet(connection, limit: settings.fault?.byteLimit)
        outlet.onOver = { [weak self] end in self?.over(end) }
        connection.onEvent = { [weak self] event in self?.take(event) }
        obey(conversation.accepted())
    }

    /// Whether the client is bound and has shown itself.
    var isSignedIn: Bool { record.signedIn != nil && record.end == nil && record.closingTag == nil }

    /// What can go on without this connection.
    var holdable: HeldSession? { conversation.holdable }

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
        case .found, .lookedUp, .connected: break
        case .secured:
            channel = .secured
            record.secured = Monotonic.nanoseconds
            obey(conversation.secured(bindings))
        case .received(let bytes): received(bytes)
        case .writeFinished: outlet.allIsSent()
        case .ended(let end): outlet.over(.endedThere(end))
        }
    }

    private var bindings: [ChannelBinding: [UInt8]] {
        let all: [(ChannelBinding, TLSBinding)] = [
            (.tlsExporter, .exporter), (.tlsUnique, .unique), (.tlsServerEndPoint, .serverEndPoint),
        ]
        return all.reduce(into: [:]) { $0[$1.0] = connection.bytes(of: $1.1) }
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
        var orders: [ConversationOrder] = []
        let outcome = reader.parse(bytes) { item in
            orders += conversation.take(item)
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
        case .restartStream: reader = XMLStream(.trees)
        case .stopReading: connection.stopReading()
        case .wait(let delay):
            clock = Timer(after: delay) { [weak self] in
                self?.perform { $0.waited() }
            }
        case .close: outlet.closeWhenSent()
        case .abort: outlet.abort()
        case .note(let moment): note(moment)
        case .bind(let user, let resource, let request):
            let session = server?.bind(user, resource: resource, on: number)
            obey(conversation.bound(session, by: request))
        case .resume(let token, let handled, let request):
            let found = server?.takeSession(named: token, on: number)
            obey(conversation.resumed(found, handled: handled, by: request))
        case .submit(let stanza): server?.submit(stanza, from: number)
        case .endSession: server?.endSession(on: number)
        }
    }

    private func note(_ moment: ConversationMoment) {
        let now = Monotonic.nanoseconds
        switch moment {
        case .signedIn:
            record.signedIn = now
            server?.clientsChanged()
        case .spoiled: record.spoiled = now
        case .unavailable: record.unavailable = now
        case .closingTag:
            record.closingTag = now
            server?.clientsChanged()
        case .answered: record.answered = now
        case .pong: record.pongs += 1
        case .resumed: record.resumed = now
        case .acknowledgement(let count): record.acknowledged = count
        case .clientState(let state): record.clientStates.append(state)
        case .carbonsWanted: record.carbonsWanted = now
        }
    }

    private func over(_ end: ConnectionRecord.End) {
        clock = nil
        record.ended = Monotonic.nanoseconds
        record.end = end
        server?.ended(self)
    }
}
