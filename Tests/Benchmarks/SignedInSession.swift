import SASL
import Synchronization
import XMPPCore

/// An XMPP session that was played through a sign-in by a server of two dozen lines.
struct SignedInSession: ~Copyable {
    private var session: XMPPSession
    private let roster: String
    /// The client's words that the server has not answered, as one text.
    private var unanswered = ""

    /// Whether the sign-in came to its end.
    private(set) var isSignedIn = false

    /// A session of `address` whose contact list is the workload's.
    init(_ workload: Workload, address: JID) {
        let number = Atomic(0)
        let configuration = XMPPSessionConfiguration(
            address: address, resource: "porch", security: .directTLS, presence: XMPPPresence(),
            nextID: { "id\(number.add(1, ordering: .relaxed).newValue)" })
        session = XMPPSession(configuration)
        roster = workload.roster
        obey(session.connected())
        answer()
    }

    /// Gives the session bytes in pieces, and returns how many presences it told.
    mutating func receive(_ bytes: [UInt8], piece: Int = 16_384) -> Int {
        var told = 0
        bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(start + piece, bytes.count)
                for order in session.received(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), at: 0) {
                    if case .report(.presence) = order { told += 1 }
                }
                start = end
            }
        }
        return told
    }

    private mutating func obey(_ orders: [XMPPOrder]) {
        for order in orders {
            switch order {
            case .write(let bytes): unanswered += String(decoding: bytes, as: UTF8.self)
            case .beginSASL: obey(session.saslProduced(Array("\0alice\0lantern".utf8)))
            case .startTLS: obey(session.secured(SecuredChannel(version: .tls13, bindings: [])))
            case .finishSASL: obey(session.saslFinished())
            case .report(.signedIn): isSignedIn = true
            case .report: break
            case .stepSASL, .restartStepTimer, .stopStepTimer, .startTimer, .stopTimer, .close:
                break
            }
        }
    }

    /// Answers the client's words one after another, until it has no more.
    private mutating func answer() {
        while let reply = nextReply() {
            Array(reply.utf8).withUnsafeBytes { obey(session.received($0, at: 0)) }
        }
    }

    private mutating func nextReply() -> String? {
        let known: [(word: String, reply: (String) -> String)] = [
            ("<stream:stream", { _ in Self.header }), ("<auth", { _ in Self.success }),
            ("<iq", { [roster] in Self.answer(to: $0, roster) }),
        ]
        let starts = known.compactMap { known in
            unanswered.firstRange(of: known.word).map { (place: $0.lowerBound, reply: known.reply) }
        }
        guard let first = starts.min(by: { $0.place < $1.place }) else { return nil }
        let words = unanswered[first.place...]
        let end = words.firstRange(of: words.hasPrefix("<iq") ? "</iq>" : ">")?.upperBound ?? words.endIndex
        unanswered = String(words[end...])
        return first.reply(String(words[..<end]))
    }

    private static let success = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
    private static let header = """
        <?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' \
        from='chat.example.org' id='1' version='1.0'><stream:features>\
        <mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>\
        <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>
        """

    private static func answer(to request: String, _ roster: String) -> String {
        let id = request.split(separator: "id='").dropFirst().first?.split(separator: "'").first ?? ""
        let payload =
            if request.contains("xmpp-bind") {
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>alice@chat.example.org/porch</jid></bind>"
            } else if request.contains("jabber:iq:roster") {
                "<query xmlns='jabber:iq:roster'>\(roster)</query>"
            } else {
                ""
            }
        return "<iq type='result' id='\(id)'>\(payload)</iq>"
    }
}
