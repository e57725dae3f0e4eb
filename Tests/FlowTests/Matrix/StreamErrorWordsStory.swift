import LoopbackServers
import Messenger
import Testing
import Transport

extension FlowStories {
    /// Rows 12 to 15: what is shown for each stream error, and whether it is tried again.
    @MainActor
    @Suite("the words of a stream error", .matrix)
    struct StreamErrorWordsStory {
        @Test(
            "say what happened, and what a person must mend is not tried again",
            arguments: [
                ("conflict", "signed in elsewhere", false),
                ("see-other-host", "the server names another host, which is not followed", false),
                ("host-unknown", "the server does not serve this domain", false),
                ("host-gone", "the server no longer serves this domain", false),
                ("policy-violation", "the server's policy was violated", false),
                ("not-authorized", "the server did not authorize the session", false),
                ("system-shutdown", "the server is shutting down", true),
                ("reset", "the server reset the session", true),
                ("connection-timeout", "the server timed the connection out", true),
            ])
        func words(condition: String, words: String, isRetried: Bool) async throws {
            let story = try Story()
            try await story.signIn()
            story.server.sendStreamError(condition)
            try await until("the end", within: .seconds(2)) { story.home.lastEnd != nil }
            #expect(story.home.lastEnd == SessionEnd(reason: words, remedy: isRetried ? .wait : .person))
            #expect((story.home.retryAt != nil) == isRetried)
            #expect(story.home.status == .offline)
            #expect(!story.home.showsAnybody)
            #expect(story.home.contactsAsOf != nil, "unknown, not offline")
            #expect(story.state.lastReport == nil, "no sign-out of ours")
        }

        @Test("another host that a server names is not asked for anything")
        func redirect() async throws {
            let other = try LoopbackXMPPServer.inhabited()
            let story = try Story()
            try await story.signIn()
            story.server.send(
                Array(
                    """
                    <stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>\
                    127.0.0.1:\(other.place.port)</see-other-host></stream:error></stream:stream>
                    """.utf8))
            try await until("the end") { story.home.lastEnd != nil }
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(other.records.isEmpty)
        }
    }
}
