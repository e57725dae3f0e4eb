/// Watching that the server is still there (XEP-0199).
extension XMPPSession {
    /// A time that was started is over.
    public mutating func timerFired(_ timer: XMPPTimer) -> [XMPPOrder] {
        guard case .online = phase else { return [] }
        switch (timer, link) {
        case (.silence, .listening): askForSign()
        case (.answer, .checking), (.answer, .awaitingAcknowledgement): fail(.noAnswer(while: .online))
        case (.settling, _): burst = .settled
        case (.request, _): expireRequests()
        case (.silence, .unwatched), (.silence, .checking), (.silence, .awaitingAcknowledgement),
            (.answer, .unwatched), (.answer, .listening):
            break
        }
        return takeOrders()
    }

    /// The connection may be dead without anyone having said so: the machine slept, or the network changed.
    public mutating func linkSuspected() -> [XMPPOrder] {
        guard case .online = phase else { return [] }
        switch link {
        case .unwatched: break
        case .listening:
            order(.stopTimer(.silence))
            ping(.answer)
        // Its answer is due already; from now on nothing else will do.
        case .checking(let id, _): link = .checking(id: id, .answer)
        // An acknowledgement may have lain here since before the link died.
        case .awaitingAcknowledgement: ping(.answer)
        }
        return takeOrders()
    }

    mutating func startWatching() {
        link = .listening
        order(.startTimer(.silence))
        order(.startTimer(.settling))
    }

    mutating func stopWatching() {
        switch link {
        case .unwatched: return
        case .listening: order(.stopTimer(.silence))
        case .checking, .awaitingAcknowledgement: order(.stopTimer(.answer))
        }
        order(.stopTimer(.settling))
        if requests.stopsWaiting() { order(.stopTimer(.request)) }
        link = .unwatched
    }

    /// Bytes came.
    mutating func heard() {
        switch link {
        case .checking(_, .anyByte), .awaitingAcknowledgement: foundAlive()
        case .unwatched, .listening, .checking(_, .answer): break
        }
    }

    /// An `<iq/>` came: whether it is the answer to our ping that was waited for.
    mutating func takeSignOfLife(_ element: XMLElement) -> Bool {
        guard case .checking(let id, .answer) = link, isAnswer(element, toPing: id) else { return false }
        foundAlive()
        return true
    }

    private mutating func foundAlive() {
        link = .listening
        order(.stopTimer(.answer))
        order(.startTimer(.silence))
    }

    /// A request for an acknowledgement is a sign of life asked for, and the shorter one.
    private mutating func askForSign() {
        guard management?.isAgreed ?? false else { return ping(.anyByte) }
        link = .awaitingAcknowledgement
        management?.asked()
        write(ManagementWords.request)
        order(.startTimer(.answer))
    }

    private mutating func ping(_ sign: XMPPLink.Sign) {
        let id = configuration.nextID()
        link = .checking(id: id, sign)
        write(
            XMLElement(
                "iq", namespace: XMLNamespace.client,
                attributes: ["type": "get", "id": id, "to": own.domain],
                children: [XMLElement("ping", namespace: XMLNamespace.ping)]))
        management?.asksNothing()
        order(.startTimer(.answer))
    }

    /// A refusal will do: who refuses is alive.
    private func isAnswer(_ element: XMLElement, toPing id: String) -> Bool {
        guard let answered = element["id"], sameBytes(answered, id), let type = element["type"],
            sameBytes(type, "result") || sameBytes(type, "error")
        else { return false }
        guard let from = element["from"] else { return true }
        guard let sender = JID(from) else { return false }
        return sender == own || sender == address || sameBytes(sender.description, own.domain)
    }
}
