import LoopbackServers
import Messenger
import Storytelling
import Testing

extension RealServerStories {
    /// Sessions that outlive their connection (XEP-0198), with a contact looking on.
    @MainActor
    @Suite("a session whose connection is cut", .serialized)
    struct HeldSessionStories {
        /// How long a cut lasts.
        private static let pause: Duration =
            environment("PORCHLIGHT_LONG") == nil ? .milliseconds(500) : .seconds(30)

        /// What the server can do: with SASL 2 and without.
        private nonisolated static let kinds: [[String]] = [[], ["sasl2"]]

        private struct Cast {
            let server: OwnServer
            let link: SlowLink
            let alice: Person
            let bob: Person
            let bobsService: any Service
        }

        /// Alice over a line, Bob directly, both signed in and seeing each other.
        private func cast(_ wishes: [String] = []) async throws -> Cast {
            let server = try await OwnServer.start(.prosody, wishes)
            let link = try SlowLink(to: server.facts.place)
            let bobsService = try server.facts.account("bob")
            let cast = Cast(
                server: server, link: link, alice: Person([try server.facts.alice(over: link)]),
                bob: Person([bobsService]),
                bobsService: bobsService)
            try await cast.bob.signIn()
            try await cast.alice.signIn()
            try await cast.bob.sees("Alice") { $0.status == .available }
            return cast
        }

        /// The same, once the server has promised to hold Alice's session.
        private func heldCast(_ wishes: [String] = []) async throws -> Cast {
            let cast = try await cast(wishes)
            // Alice asks the server to hold the session behind her first presence, and over the line: once Bob sees what she
            // says after that the server has promised it, and the promise comes to her before what Bob then says.
            cast.alice.messenger.setPresence(OwnPresence(text: "here"))
            try await cast.bob.sees("Alice here") { $0.text == "here" }
            cast.bob.messenger.setPresence(OwnPresence(text: "hello"))
            try await cast.alice.sees("Bob") { $0.text == "hello" }
            return cast
        }

        @Test(
            "goes on when the line is mended, and no contact has seen anything",
            arguments: kinds)
        func goesOn(wishes: [String]) async throws {
            let cast = try await heldCast(wishes)
            let seen = Watch(cast.bobsService)
            cast.link.reset()
            cast.link.cut()
            try await until("the loss") { cast.alice.first.lastEnd?.session == .held }
            #expect(cast.alice.contact == .unknown)
            cast.bob.messenger.setPresence(OwnPresence(status: .away, text: "meanwhile"))
            try await Task.sleep(for: Self.pause)
            cast.link.restore()
            cast.alice.messenger.signIn()
            try await until("signed in again") { cast.alice.first.status == .available }
            try await cast.alice.sees("Bob's change") { $0.status == .away && $0.text == "meanwhile" }
            // What Alice does now is seen, so that what was not seen before was not only late.
            cast.alice.messenger.setPresence(OwnPresence(status: .busy))
            try await cast.bob.sees("Alice busy") { $0.status == .busy }
            #expect(seen.statuses == [.busy])
            try await cast.alice.signOut()
            try await cast.bob.sees("nobody") { $0.status == .offline }
            #expect(cast.alice.endings == ["acknowledged"])
            try await cast.bob.signOut()
        }

        @Test(
            "is signed out for good where it is held, when that is asked for during the cut",
            arguments: kinds)
        func leftThere(wishes: [String]) async throws {
            let cast = try await heldCast(wishes)
            cast.link.reset()
            try await until("the loss") { cast.alice.first.lastEnd?.session == .held }
            #expect(cast.bob.contact?.status == .available)
            try await cast.alice.signOut()
            #expect(cast.alice.endings == ["acknowledged"])
            try await cast.bob.sees("nobody") { $0.status == .offline }
            try await cast.bob.signOut()
        }

        @Test("that was signed out in order is gone at once, and a contact sees it at once")
        func nothingLeft() async throws {
            let cast = try await cast()
            try await cast.alice.signOut()
            #expect(cast.alice.endings == ["acknowledged"])
            try await cast.bob.sees("nobody", within: .seconds(5)) { $0.status == .offline }
            // The next session is a new one: it is seen to come.
            let seen = Watch(cast.bobsService)
            try await cast.alice.signIn()
            try await cast.bob.sees("Alice") { $0.status == .available }
            #expect(seen.statuses == [.available])
            try await cast.alice.signOut()
            try await cast.bob.signOut()
        }

        @Test("whoever does not look is told less, and is told all when looking again")
        func attention() async throws {
            let cast = try await cast()
            cast.alice.messenger.setAttention(.elsewhere)
            cast.alice.messenger.setAttention(.looking)
            cast.bob.messenger.setPresence(OwnPresence(status: .away))
            try await cast.alice.sees("Bob away") { $0.status == .away }
            #expect(cast.alice.first.status == .available, "the server took it")
            try await cast.alice.signOut()
            try await cast.bob.signOut()
        }
    }

    /// The statuses that a service tells of the first contact, from now on: each of them, however short.
    @MainActor
    final class Watch {
        private(set) var statuses: [Status] = []

        init(_ service: any Service) {
            let forward = service.onEvent
            service.onEvent = { [weak self] session, event in
                if case .presenceChanged(number: 0, let presence, _) = event {
                    self?.statuses.append(presence.status)
                }
                forward(session, event)
            }
        }
    }
}
