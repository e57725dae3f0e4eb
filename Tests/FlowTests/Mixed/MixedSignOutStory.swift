import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("XMPP and IRC at once")
    struct MixedSignOutStory {
        @Test("one press signs out of all, and all acknowledge it")
        func acknowledged() async throws {
            let story = try MixedStory()
            try await story.signIn()
            var result: SignOutError??
            story.messenger.requestSignOut { result = .some($0) }
            #expect(story.state.services.map(\.status) == [.disconnecting, .disconnecting, .disconnecting])
            try await story.signedOut()
            #expect(result == .some(nil))
            #expect(story.endings == ["acknowledged", "acknowledged", "acknowledged"])
            #expect(story.state.lastReport?.isConfirmed == true)
            #expect(
                story.lines.prefix(6) == [
                    "home: sign-out began", "home: Available > Disconnecting",
                    "all: Available > Disconnecting", "work: sign-out began",
                    "work: Available > Disconnecting", "club: sign-out began",
                ])
            #expect(story.servers.allSatisfy { $0.signOutCount == 1 })
        }

        @Test(
            "one acknowledges, one never does, one cannot be told: the first two are never held up by the third",
            .matrix(31))
        func partial() async throws {
            let deaf = try LoopbackXMPPServer.inhabited(readBufferSize: 4_096) {
                $0.domain = "club.test"
                $0.manner = .deaf
                $0.security = .none
            }
            let story = try MixedStory([
                try LoopbackXMPPServer.inhabited(),
                try LoopbackIRCServer.inhabited { $0.manner = .never },
                deaf,
            ])
            try await story.signIn()
            // More than the system holds on the way to the one that does not read; the others take it.
            let words = String(repeating: "far away ", count: 10_000)
            for number in 0..<100 {
                story.messenger.setPresence(OwnPresence(status: .away, text: "\(words)\(number)"))
            }
            story.turnPage()
            var result: SignOutError??
            story.messenger.requestSignOut { result = .some($0) }
            try await until("the first") { story.endings[0] != nil }
            #expect(story.endings == ["acknowledged", nil, nil])
            try await until("QUIT") { story.servers[1].signOutCount == 1 }
            #expect(result == nil, "one command is not with the system yet")
            deaf.resetConnections()
            try await until("the third") { story.endings[2] != nil }
            #expect(story.endings == ["acknowledged", nil, "could not send (connection reset)"])
            #expect(story.state.services.map(\.status) == [.offline, .disconnecting, .offline])
            #expect(story.state.status == .disconnecting, "while one is owed")
            #expect(result == .some(.couldNotSend([ServiceID(index: 2): "connection reset"])))
            story.messenger.stopWaiting()
            #expect(
                story.endings == ["acknowledged", "abandoned", "could not send (connection reset)"])
            #expect(story.state.status == .offline)
            #expect(story.state.lastReport?.isConfirmed == false)
            #expect(story.state.lastReport?.entries.map(\.service.index) == [0, 2, 1])
        }

        @Test(
            "without the primary: it was not signed in, and the others are signed out all the same",
            .matrix(32))
        func withoutPrimary() async throws {
            let story = try MixedStory()
            story.messenger.signIn([ServiceID(index: 1), ServiceID(index: 2)])
            try await until("signed in") {
                story.servers[1].clientCount == 1 && story.servers[2].clientCount == 1
                    && story.state.services.map(\.status) == [.offline, .available, .available]
            }
            await #expect(throws: SignOutError.notSignedIn(primary: ServiceID(index: 0))) {
                try await story.messenger.signOut()
            }
            try await until("signed out") { story.state.lastReport != nil }
            #expect(story.state.lastReport?.primaryNotSignedIn == ServiceID(index: 0))
            #expect(story.endings == [nil, "acknowledged", "acknowledged"])
            #expect(story.servers[0].connectionCount == 0)
        }

        @Test(
            "with the primary waiting to be tried again: that is cancelled, and it was not signed in",
            .matrix(32, 36))
        func primaryWaiting() async throws {
            let story = try MixedStory()
            try await story.signIn()
            story.servers[0].resetConnections()
            try await until("a retry to be planned") { story.home.retryAt != nil }
            await #expect(throws: SignOutError.notSignedIn(primary: ServiceID(index: 0))) {
                try await story.messenger.signOut()
            }
            try await until("signed out") { story.state.lastReport != nil }
            #expect(story.endings == ["cancelled before sign-in", "acknowledged", "acknowledged"])
            #expect(story.home.retryAt == nil)
            #expect(story.servers[0].connectionCount == 1)
        }

        @Test("with a status set once, each service is told it in its own words")
        func status() async throws {
            let xmpp = try LoopbackXMPPServer.inhabited()
            let irc = try LoopbackIRCServer.inhabited()
            let story = try MixedStory([xmpp, irc])
            try await story.signIn()
            story.messenger.setPresence(OwnPresence(status: .onThePhone, text: "with Bob"))
            try await until("both to be told") {
                String(decoding: xmpp.records[0].receivedBytes, as: UTF8.self)
                    .contains("<show>dnd</show><status>On the phone: with Bob</status>")
                    && irc.records[0].lines.contains("AWAY :On the phone: with Bob")
            }
        }
    }
}
