import XMPPCore

/// Managing the stream (XEP-0198).
extension Conversation {
    /// An element about the stream from a bound client.
    mutating func manage(_ element: XMLElement, in session: ClientSession) -> [ConversationOrder] {
        guard settings.features.contains(.streamManagement) else {
            return streamError("unsupported-stanza-type")
        }
        switch (element.name, management) {
        case ("enable", .off):
            return [.write(enable(element).serialized())]
        case ("enable", .on), ("resume", _):
            return [.write(ManagementWords.failed("unexpected-request").serialized())]
        case ("r", .on(let stream)):
            if settings.management == .neverAcknowledges { return [] }
            return [.write(ManagementWords.acknowledgement(told(stream.handled)))]
        case ("a", .on(var stream)):
            let count = element["h"].flatMap { UInt32($0) } ?? 0
            let verdict = stream.acknowledge(count)
            management = .on(stream)
            return judge(verdict, told: count) + [.note(.acknowledgement(count))]
        case _: return []
        }
    }

    /// Begins to manage the stream, if that is the server's manner; its answer.
    mutating func enable(_ element: XMLElement) -> XMLElement {
        if settings.management == .refusesToEnable { return ManagementWords.failed("unexpected-request") }
        let wish = element["resume"] ?? ""
        let isResumable = ["true", "1"].contains { ($0 as String).utf8.elementsEqual(wish.utf8) }
        let stream = ManagedStream(token: isResumable ? "held-by-\(id)" : nil)
        management = .on(stream)
        return ManagementWords.enabled(stream, holdTime: settings.holdTime)
    }

    /// Asks for a session that lost its connection (section 5).
    func resumption(_ element: XMLElement, _ request: EntryRequest) -> ConversationOrder {
        .resume(
            token: element["previd"] ?? "", handled: element["h"].flatMap { UInt32($0) } ?? 0, request)
    }

    /// What came of it.
    mutating func resumed(
        _ found: HeldSession?, handled: UInt32, by request: EntryRequest
    ) -> [ConversationOrder] {
        guard let found else { return notResumed(request) }
        var stream = found.stream
        let verdict = stream.acknowledge(handled)
        management = .on(stream)
        phase = .session(found.session)
        if case .tooHigh = verdict { return judge(verdict, told: handled) }
        let answer = ManagementWords.resumed(stream.token ?? "", handled: told(stream.handled))
        let again = stream.doubtful.isEmpty ? [] : Array(stream.doubtful.joined()) + ManagementWords.request
        let isAvailable = found.session.availability == .available
        return [.note(.resumed)] + welcome(back: answer, found.session, request) + [.write(again)]
            + (isAvailable ? signedIn : [])
    }

    private mutating func welcome(
        back answer: XMLElement, _ session: ClientSession, _ request: EntryRequest
    ) -> [ConversationOrder] {
        switch request {
        case .alone: [.write(answer.serialized())]
        case .inline(let success):
            finish(success, address: session.full.description, [answer], then: .session(session))
        }
    }

    private mutating func notResumed(_ request: EntryRequest) -> [ConversationOrder] {
        let condition: String =
            if case .refusesToResume(let condition) = settings.management { condition } else {
                "item-not-found"
            }
        let refusal = ManagementWords.failed(condition)
        switch request {
        case .alone: return [.write(refusal.serialized())]
        case .inline(var success):
            success.refusal = refusal
            return bind(success)
        }
    }

    /// Another connection has resumed the session of this one.
    mutating func superseded() -> [ConversationOrder] {
        streamError("conflict")
    }

    /// The session and its stream, if the session can go on without this connection.
    var holdable: HeldSession? {
        guard case .session(let session) = phase, case .on(let stream) = management, stream.token != nil
        else {
            return nil
        }
        return HeldSession(session: session, stream: stream)
    }

    /// The count as this server tells it.
    func told(_ count: UInt32) -> UInt32 {
        switch settings.management {
        case .miscounts(let difference): count &+ UInt32(truncatingIfNeeded: difference)
        case .honest, .refusesToEnable, .refusesToResume, .forgets, .neverAcknowledges: count
        }
    }

    private mutating func judge(_ verdict: ManagedStream.Verdict, told: UInt32) -> [ConversationOrder] {
        switch verdict {
        case .fits: []
        case .tooHigh(let sent):
            streamError("undefined-condition", ManagementWords.tooHigh(told: told, sent: sent))
        }
    }
}

/// A session whose connection is lost.
struct HeldSession: Hashable {
    var session: ClientSession
    var stream: ManagedStream
}
