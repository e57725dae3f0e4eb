import Glibc
import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

@testable import IRCService
@testable import StreamService
@testable import XMPPService

/// How long the wire is watched after the last sign-out.
private let watch: Duration = getenv("PORCHLIGHT_LONG") == nil ? .milliseconds(300) : .seconds(600)

extension FlowStories {
    @MainActor
    @Suite("after the sign-out")
    struct NothingLeftStory {
        private final class Weak {
            weak var object: AnyObject?

            init(_ object: AnyObject?) { self.object = object }
        }

        /// The running session of a service: it owns the connection, and every timer that could send.
        private func run(of service: any Service) -> AnyObject? {
            if let xmpp = service as? XMPPService { return xmpp.shell.run }
            return (service as? IRCService)?.shell.run
        }

        @Test("of 201 sessions no byte leaves, no socket stays open, no timer can send")
        func nothingLeft() async throws {
            let clock = WatchedClock()
            let servers = try MixedStory.servers([.prompt, .prompt, .prompt], farewell: .waitsForClient)
            let story = try MixedStory(servers, clock: clock)
            let ports = servers.map(\.place.port)
            for round in 0..<67 {
                try await story.signIn()
                #expect(OpenSockets.count(to: ports) == 3)
                let runs = story.services.map { Weak(run(of: $0)) }
                #expect(runs.allSatisfy { $0.object != nil })
                story.pressSignOut()
                try await story.signedOut()
                #expect(story.endings == ["acknowledged", "acknowledged", "acknowledged"], "round \(round)")
                #expect(clock.running.isEmpty)
                try await until("the sessions to go") { runs.allSatisfy { $0.object == nil } }
                try await until("the sockets to close") { OpenSockets.count(to: ports) == 0 }
            }
            try await Task.sleep(for: watch)
            try await until("the servers to see the ends") { servers.allSatisfy(\.areAllEnded) }
            #expect(servers.map(\.connectionCount) == [67, 67, 67], "nobody came back")
            #expect(servers.map(\.signOutCount) == [67, 67, 67])
            #expect(servers.map(\.bytesAfterSignOut) == [0, 0, 0])
            #expect(OpenSockets.count(to: ports) == 0)
            #expect(clock.running.isEmpty)
        }

        @Test("that nobody confirmed, no byte leaves, no socket stays open, no timer can send")
        func abandoned() async throws {
            let clock = WatchedClock()
            let servers = try MixedStory.servers([.never, .never, .never])
            let story = try MixedStory(servers, clock: clock)
            let ports = servers.map(\.place.port)
            for _ in 0..<10 {
                try await story.signIn()
                let runs = story.services.map { Weak(run(of: $0)) }
                story.pressSignOut()
                story.messenger.limitSignOut(to: .milliseconds(20))
                try await until("signed out") { story.state.status == .offline }
                #expect(clock.running.isEmpty)
                try await until("the sessions to go") { runs.allSatisfy { $0.object == nil } }
                try await until("the sockets to close") { OpenSockets.count(to: ports) == 0 }
                try await until("the servers to see the ends") { servers.allSatisfy(\.areAllEnded) }
            }
            #expect(servers.map(\.connectionCount) == [10, 10, 10])
            #expect(servers.map(\.bytesAfterSignOut) == [0, 0, 0])
        }
    }
}
