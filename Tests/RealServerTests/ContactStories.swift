import EventBus
import Messenger
import Storytelling
import Testing
import Transport
import XMPPCore

extension RealServerStories {
    @MainActor
    @Suite("contacts at Prosody", .serialized)
    struct ContactStories {
        /// Two people who know nothing of each other.
        private func strangers() async throws -> (carol: Person, dora: Person) {
            let server = try require(RealServer(.prosody, named: "PROSODY"), "Prosody")
            let people = (Person([try server.account("carol")]), Person([try server.account("dora")]))
            try await people.0.signIn()
            try await people.1.signIn()
            return people
        }

        @Test("are added, let in, renamed, blocked, asked about and removed, and each side sees it")
        func life() async throws {
            let (carol, dora) = try await strangers()
            try await carol.does(.add(address: "dora@porch.test", name: "Dora", groups: ["Friends"]))
            try await until("the question") {
                dora.first.requests.waiting.map(\.address) == ["carol@porch.test"]
            }
            try await until("the question noted") {
                carol.contact(named: "dora@porch.test")?.isAsking == true
            }
            try await dora.does(.accept(address: "carol@porch.test"))
            try await until("nobody asking") { dora.first.requests.waiting.isEmpty }
            try await until("Dora") { carol.presence(of: "dora@porch.test")?.status == .available }

            try await dora.does(.add(address: "carol@porch.test", name: "", groups: []))
            try await until("the question back") { !carol.first.requests.waiting.isEmpty }
            try await carol.does(.accept(address: "dora@porch.test"))
            try await until("Carol") { dora.presence(of: "carol@porch.test")?.status == .available }

            let number = try require(carol.number(of: "dora@porch.test"), "a number")
            try await carol.does(.edit(number: number, name: "Dodo", groups: ["A", "B"]))
            try await until("the name") { carol.contact(named: "dora@porch.test")?.name == "Dodo" }
            #expect(carol.contact(named: "dora@porch.test").map { Set($0.groups) } == ["A", "B"])

            try await carol.does(.block(address: "dora@porch.test"))
            try await until("blocked") { carol.first.blocked == ["dora@porch.test"] }
            try await until("Dora unknown") { carol.presence(of: "dora@porch.test")?.status == .unknown }
            try await until("Carol gone") { dora.presence(of: "carol@porch.test")?.status == .offline }
            try await carol.does(.unblock(address: "dora@porch.test"))
            try await until("nobody blocked") { carol.first.blocked.isEmpty }
            try await until("Carol back") { dora.presence(of: "carol@porch.test")?.status == .available }

            dora.messenger.setPresence(OwnPresence(status: .invisible))
            try await until("Dora unseen") { carol.presence(of: "dora@porch.test")?.status == .offline }
            try await until("Carol unknown") { dora.presence(of: "carol@porch.test")?.status == .unknown }
            dora.messenger.setPresence(OwnPresence(status: .away))
            try await until("Dora seen") { carol.presence(of: "dora@porch.test")?.status == .away }
            try await until("Carol seen") { dora.presence(of: "carol@porch.test")?.status == .available }

            try await carol.does(.remove(number: number))
            try await until("removed") { carol.contact(named: "dora@porch.test") == nil }
            try await until("Carol unseen") { dora.presence(of: "carol@porch.test")?.status == .unknown }
            try await carol.signOut()
            try await dora.signOut()
        }

        @Test("who are offline are asked when they were there last")
        func lastActivity() async throws {
            let server = try require(RealServer(.prosody, named: "PROSODY"), "Prosody")
            let alice = Person([try server.account("alice")])
            try await alice.signIn()
            let bob = Person([try server.account("bob")])
            try await bob.signIn()
            try await alice.sees("Bob") { $0.status == .available }
            try await bob.signOut()
            try await alice.sees("nobody") { $0.status == .offline }
            // A server says of this very second nothing: it means the same as nothing known.
            try await Task.sleep(for: .seconds(2))
            try await alice.does(.askLastActivity(number: 0))
            #expect(alice.contact?.status == .offline)
            try await alice.signOut()
        }
    }
}

@MainActor
extension Person {
    func number(of address: String) -> Int32? {
        first.contacts.firstIndex { $0?.address == address }.map { Int32($0) }
    }

    func contact(named address: String) -> Contact? {
        number(of: address).flatMap { first.contacts[Int($0)] }
    }

    func presence(of address: String) -> Presence? {
        number(of: address).map { first.presences[Int($0)] }
    }

    /// Asks for it and waits for the answer, which must be that it was done.
    func does(_ request: ContactRequest, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let subscription = messenger.bus.subscribe().subscription
        var answer: RequestAnswer?
        messenger.request(request, of: ServiceID(index: 0))
        try await until(
            "the answer to \(request)",
            {
                for case .requestAnswered(_, request, let told) in subscription.drain() { answer = told }
                return answer != nil
            }, sourceLocation: sourceLocation)
        #expect(answer == .done, sourceLocation: sourceLocation)
    }
}
