public import Transport

/// A name server on 127.0.0.1 for tests, honest or dishonest, over UDP and TCP. It knows what it is told and asks nobody.
///
/// ```swift
/// let names = try LoopbackNameServer()
/// names.records["_xmpp-client._tcp.porchlight.test"] = [
///     .service(priority: 0, weight: 0, port: server.place.port, target: "xmpp.porchlight.test")
/// ]
/// names.records["xmpp.porchlight.test"] = [.loopback4]
/// // A client asks NameServers.at([names.place]).
/// ```
@MainActor
public final class LoopbackNameServer {
    /// What it knows, by names in lower case without their last dot. Of other names it says that they do not exist.
    public var records: [String: [NameRecord]]
    /// How it treats these questions.
    public var manners: [NameServerQuestion: NameManner] = [:]
    /// How it treats all others.
    public var manner: NameManner
    /// Where it listens.
    public let place: HostPort
    /// What it was asked, in order, repetitions included.
    public private(set) var asked: [NameServerQuestion] = []
    /// How much of that came over TCP.
    public private(set) var askedOverTCP = 0

    private let datagrams: DatagramPort
    private let listener: Listener
    private var clients: [Int: (connection: Connection, unread: [UInt8])] = [:]
    private var clientCount = 0
    private var waits: [Int: Timer] = [:]
    private var waitCount = 0

    /// Starts a server.
    ///
    /// - Throws: ``LoopbackServerError`` when the system gives no port that is free for both UDP and TCP.
    public init(
        records: [String: [NameRecord]] = [:], manner: NameManner = .answers
    ) throws(LoopbackServerError) {
        self.records = records
        self.manner = manner
        do throws(TransportError) {
            (datagrams, listener) = try Self.listen(attempts: 20)
        } catch {
            throw .listening(error)
        }
        place = HostPort(host: "127.0.0.1", port: datagrams.port)
        datagrams.onDatagram = { [weak self] bytes, sender in
            self?.take(bytes, .datagram) { self?.datagrams.send($0, to: sender) }
        }
        listener.onConnection = { [weak self] in self?.accept($0) }
    }

    /// Answers nothing more.
    public func stop() {
        datagrams.close()
        listener.close()
        for client in clients.values { client.connection.close() }
        clients = [:]
        waits = [:]
    }

    private static func listen(attempts: Int) throws(TransportError) -> (DatagramPort, Listener) {
        let datagrams = try DatagramPort()
        do throws(TransportError) {
            return (datagrams, try Listener(port: datagrams.port))
        } catch {
            guard attempts > 0 else { throw error }
            return try listen(attempts: attempts - 1)
        }
    }

    // MARK: TCP

    private func accept(_ connection: Connection) {
        let number = clientCount
        clientCount += 1
        clients[number] = (connection, [])
        connection.onEvent = { [weak self] event in
            switch event {
            case .received(let bytes): self?.received(Array(bytes), number)
            case .ended: self?.clients[number] = nil
            case .found, .lookedUp, .connected, .secured, .writeFinished: break
            }
        }
    }

    /// A message stands behind its length (RFC 1035 section 4.2.2).
    private func received(_ bytes: [UInt8], _ number: Int) {
        guard var client = clients[number] else { return }
        client.unread += bytes
        while client.unread.count >= 2 {
            let length = Int(client.unread[0]) << 8 | Int(client.unread[1])
            guard client.unread.count >= length + 2 else { break }
            let message = Array(client.unread[2..<(length + 2)])
            client.unread.removeFirst(length + 2)
            let connection = client.connection
            take(message, .stream) { connection.write(UInt16($0.count).networkBytes + $0) }
        }
        clients[number] = client
    }

    // MARK: Answers

    private enum Way {
        case datagram
        case stream
    }

    private func take(_ message: [UInt8], _ way: Way, _ send: @escaping @MainActor ([UInt8]) -> Void) {
        guard let query = DNSQuery(message) else { return }
        asked.append(query.question)
        if case .stream = way { askedOverTCP += 1 }
        let manner = manners[query.question] ?? manner
        switch manner {
        case .silent: break
        case .late(let delay): later(delay) { [weak self] in (self?.answer(query)).map { send($0.bytes) } }
        case .truncates:
            guard case .datagram = way else { return send(answer(query).bytes) }
            send(Self.tooLong(query))
        case .hangsOverTCP: if case .datagram = way { send(Self.tooLong(query)) }
        case .garbage: send(Array(repeating: 0xAA, count: 40))
        case .damaged:
            // Nine answers are announced, and a first byte of them comes.
            let header = Array(DNSReply(to: query).bytes[..<6])
            send(header + [0, 9, 0, 0, 0, 0] + query.questionBytes + [0xC0])
        case .otherNumber:
            var reply = answer(query)
            reply.number = ~reply.number
            send(reply.bytes)
        case .noSuchName: send(DNSReply(to: query, .noSuchName).bytes)
        case .fails: send(DNSReply(to: query, .failure).bytes)
        case .refuses: send(DNSReply(to: query, .refused).bytes)
        case .aliasLoop:
            var reply = DNSReply(to: query)
            reply.answers = [(nil, .alias("loop.test")), ("loop.test", .alias(query.question.name))]
            send(reply.bytes)
        case .answers: send(limited(answer(query), way))
        case .floods(let count):
            var reply = answer(query)
            for number in 0..<count {
                let name = "flood\(number).test"
                reply.answers.append((nil, .service(priority: 9, weight: 1, port: 9, target: name)))
            }
            send(limited(reply, way))
        }
    }

    private static func tooLong(_ query: DNSQuery) -> [UInt8] {
        var reply = DNSReply(to: query)
        reply.isTruncated = true
        return reply.bytes
    }

    /// RFC 1035 section 4.2.1: over UDP there are 512 bytes.
    private func limited(_ reply: DNSReply, _ way: Way) -> [UInt8] {
        let whole = reply.bytes
        guard case .datagram = way, whole.count > 512 else { return whole }
        var short = reply
        short.answers = []
        short.isTruncated = true
        return short.bytes
    }

    /// What it knows, the names behind aliases included.
    private func answer(_ query: DNSQuery) -> DNSReply {
        guard let known = records[query.question.name] else { return DNSReply(to: query, .noSuchName) }
        var reply = DNSReply(to: query)
        reply.answers = known.filter { $0.type == query.question.type }.map { (nil, $0) }
        for case .alias(let name) in known {
            reply.answers.append((nil, .alias(name)))
            let behind = (records[name] ?? []).filter { $0.type == query.question.type }
            reply.answers += behind.map { (name, $0) }
        }
        return reply
    }

    private func later(_ delay: Duration, _ action: @escaping @MainActor () -> Void) {
        let number = waitCount
        waitCount += 1
        waits[number] = Timer(after: delay) { [weak self] in
            self?.waits[number] = nil
            action()
        }
    }
}
