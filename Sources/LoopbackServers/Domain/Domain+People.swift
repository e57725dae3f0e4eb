import XMPPCore

/// What the people do whom the server plays.
extension Domain {
    /// Somebody's presence changes: all who see it are told.
    mutating func changePerson(at place: Int, _ change: ContactChange) -> [DomainOrder] {
        guard people.contacts.indices.contains(place) else { return [] }
        people.change(place) { $0.apply(change) }
        let person = people.contacts[place]
        guard let address = JID(person.address) else { return [] }
        for (id, session) in sessions.sorted(by: { $0.key < $1.key }) where session.isAvailable {
            guard let account = accounts[session.account], !account.blocks(address),
                account.roster[address]?.relation.seesContact ?? false
            else { continue }
            deliver(Stanzas.presence(of: person, change, to: session.full.description), to: id)
        }
        return takeOrders()
    }

    /// Somebody publishes something.
    mutating func publish(_ event: LoopbackEvent, byPersonAt place: Int) -> [DomainOrder] {
        guard people.contacts.indices.contains(place) else { return [] }
        people.change(place) { person in
            person.events.removeAll { $0.node.utf8.elementsEqual(event.node.utf8) }
            person.events.append(event)
        }
        if let address = JID(people.contacts[place].address) { tellListeners(event, of: address) }
        return takeOrders()
    }

    /// Somebody answers an account's request. Whoever says yes is there from then on.
    mutating func answered(_ request: RequestAnswer, by contact: JID, to account: JID) -> [DomainOrder] {
        switch request {
        case .ignores: break
        case .accepts:
            if people[contact] == nil {
                var person = LoopbackContact(address: contact.description, name: contact.local, groups: [])
                person.relation = nil
                person.apply(.present(LoopbackResource(name: "phone", text: "glad to see you")))
                people.add(person)
            }
            approvalCame(from: contact, to: account)
        case .refuses:
            refusalCame(from: contact, to: account)
        }
        return takeOrders()
    }

    /// What somebody's server, or client, answers to a request; nil for no answer.
    func personsAnswer(to iq: XMLElement, _ to: JID) -> XMLElement? {
        guard iq.isOfType("get") || iq.isOfType("set"), let query = iq.children.first else { return nil }
        let asker = iq["from"].flatMap(JID.init(_:))?.bare
        guard let person = people[to.bare], let asker,
            accounts[asker]?.roster[to.bare]?.relation.seesContact ?? false
        else { return iq.error("service-unavailable") }
        switch (iq.type, query.name, query.namespace) {
        case ("get", "query", ExtensionNamespace.last):
            if !person.resources.isEmpty { return iq.result([Self.last(0, words: "")]) }
            guard let left = person.lastLeft else { return iq.error("item-not-found") }
            return iq.result([Self.last(left.seconds, words: left.words)])
        case ("get", "ping", XMLNamespace.ping) where !to.isBare:
            return iq.result()
        case _: return iq.error("service-unavailable")
        }
    }
}
