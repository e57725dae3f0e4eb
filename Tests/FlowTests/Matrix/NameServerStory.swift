import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing

extension FlowStories {
    /// Row 1: the name server does not help.
    @MainActor
    @Suite("a name server's trouble", .matrixTogether(1))
    struct NameServerStory {
        @Test(
            "is told in words, within ten seconds, and the next sign-in goes well",
            arguments: [
                (.noSuchName, "there is no host named porchlight.test"),
                (.fails, "the name server could not answer for porchlight.test"),
                (.refuses, "the name server could not answer for porchlight.test"),
                (.silent, "the name server gave no answer for porchlight.test"),
                (.garbage, "the name server gave no answer for porchlight.test"),
                (.otherNumber, "the name server gave no answer for porchlight.test"),
                (.damaged, "the name server could not answer for porchlight.test"),
                (.aliasLoop, "porchlight.test has no address"),
            ] as [(NameManner, String)])
        func told(manner: NameManner, words: String) async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            names.manner = manner
            let story = try Story([server], names: names)
            story.messenger.signIn()
            try await until("the failure", within: .seconds(11)) { story.home.lastEnd != nil }
            #expect(story.home.lastEnd?.reason == words)
            #expect(story.home.status == .offline)
            #expect(server.records.isEmpty)
            names.manner = .answers
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
        }

        @Test("that is not there is told too")
        func absent() async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            names.stop()
            let story = try Story([server], names: names)
            let reason = try await story.failToSignIn()
            #expect(reason == "the name server could not answer for porchlight.test")
        }

        @Test("a domain that says it does not offer the service is believed")
        func notOffered() async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer()
            names.records["_xmpp-client._tcp.porchlight.test"] = [
                .service(priority: 0, weight: 0, port: 0, target: ".")
            ]
            names.records["porchlight.test"] = [.loopback4]
            let story = try Story([server], names: names)
            let reason = try await story.failToSignIn()
            #expect(reason == "porchlight.test says that it offers no such service")
            #expect(server.records.isEmpty)
        }

        @Test(
            "that is late or says more than a datagram holds is waited for",
            arguments: [.late(.milliseconds(1700)), .truncates, .floods(3000)] as [NameManner])
        func slow(manner: NameManner) async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            names.manners[.service("_xmpp-client._tcp.porchlight.test")] = manner
            let story = try Story([server], names: names)
            try await story.signIn()
        }

        @Test(
            "that answers one of two questions is enough", arguments: [NameManner.silent, .fails, .garbage])
        func half(manner: NameManner) async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            names.manners[.service("_xmpps-client._tcp.porchlight.test")] = manner
            names.manners[.address6("host0.hosting.test")] = manner
            let story = try Story([server], names: names)
            try await story.signIn()
        }
    }
}
