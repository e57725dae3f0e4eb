import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("a server that is found by its domain")
    struct FoundServerStory {
        @Test(
            "is signed in to with nothing but address and password, and signed out of",
            arguments: [ServerSettings.Security.startTLS, .direct])
        func signsIn(security: ServerSettings.Security) async throws {
            let server = try LoopbackXMPPServer.inhabited { $0.security = security }
            let names = try LoopbackNameServer.of(server)
            let story = try Story([server], names: names)
            story.messenger.signIn()
            #expect(story.home.status == .connecting)
            try await until("signed in") { story.home.status == .available }
            try await until("the server knows") { server.clientCount == 1 }
            let ways = ["Offline > Connecting", "Connecting > Finding server", "Finding server > Connecting"]
            #expect(
                Array(story.lines.filter { $0.hasPrefix("home: ") }.prefix(3)) == ways.map { "home: \($0)" })
            let questions = names.asked.count
            story.pressSignOut()
            try await story.signedOut()
            guard case .acknowledged? = story.home.lastEnding else {
                Issue.record("ended otherwise")
                return
            }
            #expect(server.records.count == 1)
            #expect(names.asked.count == questions, "after that nothing is asked")
            let ports = [server.place.port, names.place.port]
            try await until("no socket") { OpenSockets.count(to: ports) == 0 }
        }

        @Test("with direct TLS is preferred where both are of the same rank")
        func prefersDirect() async throws {
            let authority = try ThrowAwayAuthority()
            let plain = try LoopbackXMPPServer.inhabited(authority: authority)
            let direct = try LoopbackXMPPServer.inhabited(authority: authority) { $0.security = .direct }
            let names = try LoopbackNameServer()
            names.add(plain, as: "plain.hosting.test")
            names.add(direct, as: "direct.hosting.test")
            let story = try Story([direct], names: names)
            try await story.signIn()
            #expect(plain.records.isEmpty && direct.records.count == 1)
        }

        @Test("that refuses the connection is followed by the next, of the other kind too")
        func next() async throws {
            let authority = try ThrowAwayAuthority()
            let gone = try LoopbackXMPPServer.inhabited(authority: authority) { $0.security = .direct }
            let there = try LoopbackXMPPServer.inhabited(authority: authority)
            let names = try LoopbackNameServer.of(gone, there)
            gone.stop()
            let story = try Story([there], names: names)
            try await story.signIn()
            #expect(there.records.count == 1)
        }

        @Test("when none can be reached, each is named, and the way of a configured one is not taken")
        func none() async throws {
            let one = try LoopbackXMPPServer.inhabited()
            let two = try LoopbackXMPPServer.inhabited { $0.security = .direct }
            let names = try LoopbackNameServer.of(one, two)
            one.stop()
            two.stop()
            let story = try Story([one], names: names)
            let reason = try await story.failToSignIn()
            #expect(
                reason
                    == "host0.hosting.test:\(one.place.port) refused the connection, "
                    + "host1.hosting.test:\(two.place.port) refused the connection while connecting")
        }

        @Test(
            "whose certificate is for the name that DNS gave is refused, and no other server is tried for it",
            arguments: [ServerSettings.Security.startTLS, .direct])
        func targetsName(security: ServerSettings.Security) async throws {
            let authority = try ThrowAwayAuthority()
            let false0 = try LoopbackXMPPServer.inhabited(authority: authority) {
                $0.security = security
                $0.certificateName = "host0.hosting.test"
            }
            let good = try LoopbackXMPPServer.inhabited(authority: authority)
            let names = try LoopbackNameServer.of(false0, good)
            let story = try Story([good], names: names)
            let reason = try await story.failToSignIn()
            #expect(reason.contains("host0.hosting.test") && reason.contains("porchlight.test"))
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(good.records.isEmpty)
            try await until("the end") { false0.records.first?.end != nil }
            let inside = false0.records.flatMap(\.received).filter { $0.channel == .secured }
            #expect(inside.isEmpty, "not a byte inside TLS")
        }

        @Test("a server that says plain text where TLS comes first is refused as well")
        func noTLS() async throws {
            let plain = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer()
            names.records["_xmpps-client._tcp.porchlight.test"] = [
                .service(priority: 0, weight: 0, port: plain.place.port, target: "one.hosting.test")
            ]
            names.records["one.hosting.test"] = [.loopback4]
            let story = try Story([plain], names: names, limits: Matrix.limits)
            _ = try await story.failToSignIn()
            let sent = plain.records.flatMap(\.received).flatMap(\.bytes)
            #expect(!String(decoding: sent, as: UTF8.self).contains("stream:stream"), "nothing in the clear")
        }

        @Test("is looked up anew at each sign-in")
        func anew() async throws {
            let authority = try ThrowAwayAuthority()
            let old = try LoopbackXMPPServer.inhabited(authority: authority)
            let new = try LoopbackXMPPServer.inhabited(authority: authority)
            let names = try LoopbackNameServer.of(old)
            let story = try Story([old], names: names)
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            names.records = [:]
            names.add(new)
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
            #expect(new.records.count == 1 && old.records.count == 1)
        }
    }
}
