import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    /// Rows 12 to 15: what is shown for each stream error, and whether it is tried again.
    @MainActor
    @Suite("the words of a stream error")
    struct StreamErrorWordsStory {
        @Test("of another sign-in with the same address are told, and not tried again", .matrix(12))
        func elsewhere() async throws {
            try await play("conflict", "signed in elsewhere", isRetried: false)
        }

        @Test("of another host are told, and not followed", .matrix(13))
        func redirected() async throws {
            try await play(
                "see-other-host", "the server names another host, which is not followed", isRetried: false)
        }

        @Test(
            "that a person must mend are told, and not tried again", .matrix(14),
            arguments: [
                ("host-unknown", "the server does not serve this domain"),
                ("host-gone", "the server no longer serves this domain"),
                ("policy-violation", "the server's policy was violated"),
                ("not-authorized", "the server did not authorize the session"),
            ])
        func forAPerson(condition: String, words: String) async throws {
            try await play(condition, words, isRetried: false)
        }

        @Test(
            "that pass by themselves are told, and tried again", .matrix(15),
            arguments: [
                ("system-shutdown", "the server is shutting down"),
                ("reset", "the server reset the session"),
                ("connection-timeout", "the server timed the connection out"),
            ])
        func passing(condition: String, words: String) async throws {
            try await play(condition, words, isRetried: true)
        }

        private func play(_ condition: String, _ words: String, isRetried: Bool) async throws {
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

        @Test("another host that a server names is not asked for anything", .matrix(13))
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
