/// What a person asks of the contact list (RFC 6121 sections 2 and 3).
extension XMPPSession {
    /// The person asks something of the contact list; what came of it is reported, once.
    public mutating func contactRequested(_ request: XMPPContactRequest) -> [XMPPOrder] {
        do throws(XMPPRefusal) {
            try perform(request)
        } catch {
            answer(request, .refused(error))
        }
        return takeOrders()
    }

    mutating func answer(_ request: XMPPContactRequest, _ answer: XMPPRequestAnswer) {
        report(.requestAnswered(request, answer))
    }

    private mutating func perform(_ request: XMPPContactRequest) throws(XMPPRefusal) {
        guard case .online = phase else { throw .notSignedIn }
        switch request {
        case .add(let address, let name, let groups): try add(address, name, groups, for: request)
        case .edit(let number, let name, let groups):
            try setEntry(
                contact(number), ContactTexts.name(name), ContactTexts.groups(groups), for: request)
        case .remove(let number): try remove(contact(number), for: request)
        case .askToSee(let number): try tell("subscribe", contact(number), for: request)
        case .stopSeeing(let number): try tell("unsubscribe", contact(number), for: request)
        case .hideFrom(let number): try tell("unsubscribed", contact(number), for: request)
        case .accept(let address): try answerAsking(address, "subscribed", for: request)
        case .refuse(let address): try answerAsking(address, "unsubscribed", for: request)
        case .block(let address): try changeBlocking(address, "block", for: request)
        case .unblock(let address): try changeBlocking(address, "unblock", for: request)
        case .askLastActivity(let number): try askLastActivity(number, contact(number), for: request)
        }
    }

    private func contact(_ number: Int32) throws(XMPPRefusal) -> JID {
        guard let address = contacts.address(of: number) else { throw .noContact }
        return address
    }

    // MARK: The list

    private mutating func add(
        _ text: String, _ name: String, _ groups: [String], for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        let address = try ContactTexts.person(text, own: own)
        let (name, groups) = (try ContactTexts.name(name), try ContactTexts.groups(groups))
        let number = contacts.listed(address.utf8[...])
        if let number, contacts.sees(number) { throw .onTheListAlready }
        // A contact on the list keeps what it has unless something else is given.
        if number != nil, name.isEmpty, groups.isEmpty {
            try tell("subscribe", address, for: request)
        } else {
            try setEntry(address, name, groups, for: request)
        }
    }

    private mutating func setEntry(
        _ address: JID, _ name: String, _ groups: [String], for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        var item = XMLElement(
            "item", namespace: XMLNamespace.roster, attributes: ["jid": address.description],
            children: groups.map { XMLElement("group", namespace: XMLNamespace.roster, text: $0) })
        item.set("name", name.isEmpty ? nil : name)
        try setRoster(item, for: request)
    }

    /// RFC 6121 section 2.5: the server ends the subscriptions as well.
    private mutating func remove(_ address: JID, for request: XMPPContactRequest) throws(XMPPRefusal) {
        try setRoster(
            XMLElement(
                "item", namespace: XMLNamespace.roster,
                attributes: ["jid": address.description, "subscription": "remove"]), for: request)
    }

    private mutating func setRoster(_ item: XMLElement, for request: XMPPContactRequest) throws(XMPPRefusal) {
        let query = XMLElement("query", namespace: XMLNamespace.roster, children: [item])
        try ask("set", query, of: .account, for: request)
    }

    // MARK: Who sees whom

    /// RFC 6121 section 3: what is said goes to the address without a resource, and nobody answers it. So our server is
    /// asked something behind it: it takes in order what we send (RFC 6120 section 10.1), so that whatever it answers
    /// says that the word before was taken.
    mutating func tell(
        _ type: String, _ address: JID, for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        guard !requests.isFull else { throw .tooManyAtOnce(limit: SentRequests.limit) }
        tell(type, address)
        send("get", XMLElement("ping", namespace: XMLNamespace.ping), to: .server, for: .word(request))
    }

    private mutating func tell(_ type: String, _ address: JID) {
        write(
            XMLElement(
                "presence", namespace: XMLNamespace.client,
                attributes: ["type": type, "to": address.description]))
    }

    // MARK: Requests and their answers

    /// Sends a person's request, whose answer is expected from `receiver`.
    mutating func ask(
        _ type: String, _ payload: XMLElement, of receiver: SentRequests.Receiver,
        for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        guard !requests.isFull else { throw .tooManyAtOnce(limit: SentRequests.limit) }
        send(type, payload, to: receiver, for: .person(request))
    }

    /// Sends a request of the session's own.
    mutating func send(
        _ errand: SentRequests.Errand, _ type: String, _ payload: XMLElement,
        to receiver: SentRequests.Receiver
    ) {
        send(type, payload, to: receiver, for: .errand(errand))
    }

    private mutating func send(
        _ type: String, _ payload: XMLElement, to receiver: SentRequests.Receiver,
        for purpose: SentRequests.Purpose
    ) {
        let id = configuration.nextID()
        requests.add(SentRequests.Sent(id: id, receiver: receiver, purpose: purpose))
        var iq = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": type, "id": id], children: [payload])
        switch receiver {
        case .account: break
        case .server: iq.set("to", own.domain)
        case .other(let address): iq.set("to", address.description)
        }
        write(iq)
    }

    /// An `<iq/>` came: whether it is the answer to a request of ours.
    mutating func takeAnswer(_ element: XMLElement, _ blocked: [String]) -> Bool {
        guard let id = element["id"], let sent = requests.withID(id),
            let reply = reply(element, to: id, from: sent.receiver)
        else { return false }
        requests.remove(id)
        switch sent.purpose {
        case .person(let request): answered(request, reply, element)
        case .word(let request): answer(request, .done)
        case .errand(.blockList): blockListCame(reply, blocked)
        case .errand(.serverFeatures): featuresCame(reply, element)
        case .errand(.becomingInvisible): becameInvisible(reply)
        case .errand(.lateInvisible): becameInvisibleLate(reply)
        case .errand(.becomingVisible): break
        }
        return true
    }

    private mutating func answered(_ request: XMPPContactRequest, _ reply: Reply, _ element: XMLElement) {
        if case .error(let condition, let text) = reply {
            return refused(request, condition, text)
        }
        switch request {
        case .add(let address, _, _):
            // RFC 6121 section 3.1.2: the entry first, then the question.
            if let address = try? ContactTexts.person(address, own: own) { tell("subscribe", address) }
            answer(request, .done)
        case .askLastActivity(let number): lastActivityCame(number, element, for: request)
        case .edit, .remove, .askToSee, .stopSeeing, .hideFrom, .accept, .refuse, .block, .unblock:
            answer(request, .done)
        }
    }

    private mutating func refused(_ request: XMPPContactRequest, _ condition: String, _ text: String) {
        switch (request, condition) {
        // RFC 6121 section 2.5.3: no such entry, so another client of ours was faster.
        case (.remove, "item-not-found"): answer(request, .done)
        case (_, _): answer(request, .refused(.refused(condition: condition, text: text)))
        }
    }

    /// Answers have their time, like all that is waited for.
    mutating func watchRequests() {
        guard case .online = phase, requests.startsWaiting() else { return }
        order(.startTimer(.request))
    }

    /// The time for answers is over.
    mutating func expireRequests() {
        for overdue in requests.takeOverdue() {
            switch overdue.purpose {
            case .person(let request), .word(let request): answer(request, .refused(.noAnswer))
            case .errand(.becomingInvisible): invisibleIsLate(overdue)
            case .errand(.blockList), .errand(.serverFeatures), .errand(.lateInvisible),
                .errand(.becomingVisible):
                break
            }
        }
    }

    /// Tells whoever waits for answers that none will come.
    mutating func endRequests() {
        for request in requests.takeUnanswered() { answer(request, .refused(.sessionEnded)) }
    }
}
