import LoopbackServers
import Messenger
import Storytelling
import Testing
import XMPPCore

extension FlowStories {
    /// Sessions that outlive their connection (XEP-0198).
    @MainActor
    @Suite("a session that the server holds")
    struct HeldSessionStory {
        private static let pause = Matrix.wait(.seconds(30), short: .milliseconds(400))

        /// Servers with SASL 2 and without.
        private nonisolated static let kinds = [ServerFeature.all, ServerFeature.all.subtracting([.sasl2])]

        /// Signed in, with two to be seen, and the server counting.
        private func managed(
            _ features: Set<ServerFeature> = ServerFeature.all,
            _ change: (inout ServerSettings) -> Void = { _ in }
        ) async throws -> Story {
            let story = try Story {
                $0.features = features
                change(&$0)
            }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            try await until("an acknowledgement") { Self.sent(story).contains("<a xmlns='urn:xmpp:sm:3'") }
            story.turnPage()
            return story
        }

        private static func sent(_ story: Story) -> String {
            String(decoding: story.record?.receivedBytes ?? [], as: UTF8.self)
        }

        /// Breaks the connection, and lets nobody in until `mend`.
        private func cut(_ story: Story) async throws {
            story.server.fault = .instead(of: .header, .close)
            story.server.resetConnections()
            try await until("the loss") { story.home.lastEnd?.session == .held }
        }

        private func mend(_ story: Story) {
            story.server.fault = nil
        }

        @Test(
            "goes on by itself after a cut, with all that was known, and contacts are told nothing",
            arguments: kinds)
        func goesOn(features: Set<ServerFeature>) async throws {
            let story = try await managed(features)
            let heard = story.server.heard.count
            let before = story.home
            try await cut(story)
            #expect(!story.home.showsAnybody)
            #expect(story.home.contactsAsOf != nil)
            try await Task.sleep(for: Self.pause)
            mend(story)
            try await until("signed in again", within: .seconds(90)) { story.home.status == .available }
            #expect(story.record?.resumed != nil)
            #expect(story.home.contacts == before.contacts)
            #expect(story.home.presences == before.presences)
            #expect(story.home.contactsAsOf == nil)
            #expect(story.home.presenceMoments.allSatisfy { $0 == nil }, "nobody says since when")
            #expect(story.server.heard.count == heard)
            #expect(!Self.sent(story).contains("<presence"))
        }

        @Test("what contacts did meanwhile is told afterwards")
        func meanwhile() async throws {
            let story = try await managed()
            try await cut(story)
            story.server.change(
                contact: 2, .present(LoopbackResource(name: "desk", show: .dnd, text: "late")))
            mend(story)
            story.messenger.signIn()
            try await until("Dave") { story.home.presences.last?.text == "late" }
            #expect(story.record?.resumed != nil)
        }

        @Test(
            "a server that holds it no more gets a new session",
            arguments: [ManagementManner.refusesToResume(condition: "item-not-found"), .forgets], kinds)
        func refused(manner: ManagementManner, features: Set<ServerFeature>) async throws {
            let story = try await managed(features) { $0.management = manner }
            try await cut(story)
            mend(story)
            story.messenger.signIn()
            try await until("signed in again") { story.home.status == .available }
            #expect(story.record?.resumed == nil)
            try await until("its presence") { Self.sent(story).contains("<presence") }
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
        }

        @Test("after the time for which it was promised a new session begins, without a question")
        func overdue() async throws {
            let story = try await managed { $0.holdTime = .zero }
            try await cut(story)
            mend(story)
            story.messenger.signIn()
            try await until("signed in again") { story.home.status == .available }
            #expect(!Self.sent(story).contains("<resume"))
        }

        @Test("a server that counts what it was never sent is told so, and left")
        func miscounting() async throws {
            let story = try Story {
                $0.features = ServerFeature.all
                $0.management = .miscounts(by: 5)
            }
            story.messenger.signIn()
            try await until("the end") { story.home.lastEnd != nil }
            #expect(story.home.lastEnd?.reason.contains("an impossible count") ?? false)
            #expect(story.home.lastEnd?.session == .gone)
            story.messenger.requestSignOut()
        }

        // MARK: Signing out of it

        @Test("a sign-out during the cut goes there, and the answer is the server's", arguments: kinds)
        func leftThere(features: Set<ServerFeature>) async throws {
            let story = try await managed(features)
            try await cut(story)
            mend(story)
            story.turnPage()
            story.pressSignOut()
            #expect(story.home.status == .disconnecting)
            try await story.signedOut()
            #expect(story.home.lastEnding?.isConfirmed == true)
            #expect(story.record?.resumed != nil)
            #expect(story.record?.unavailable != nil)
            #expect(story.record?.closingTag != nil)
            #expect(story.record?.bytesAfterClosingTag == 0)
            #expect(
                story.lines.filter { !$0.contains("retry") } == [
                    "home: sign-out began", "home: Offline > Disconnecting", "all: Offline > Disconnecting",
                    "home: sign-out sent", "home: contacts unknown", "home: acknowledged",
                    "home: Disconnecting > Offline", "all: Disconnecting > Offline", "signed out, confirmed",
                ])
            // Nothing is left to go on with.
            try await story.signIn()
            #expect(!Self.sent(story).contains("<resume"))
        }

        @Test(
            "if it is gone there, the closed stream is the answer, and no new session is begun",
            arguments: kinds)
        func leftWhenGone(features: Set<ServerFeature>) async throws {
            let story = try await managed(features) { $0.management = .forgets }
            try await cut(story)
            mend(story)
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.home.lastEnding?.isConfirmed == true)
            #expect(!Self.sent(story).contains("<bind"))
            #expect(!Self.sent(story).contains("<presence"))
            #expect(story.record?.closingTag != nil)
        }

        @Test("if the server cannot be reached, that is told with the reason")
        func unreachable() async throws {
            let story = try await managed()
            try await cut(story)
            story.pressSignOut()
            try await story.signedOut()
            guard case .couldNotSend(let reason)? = story.home.lastEnding else {
                Issue.record("\(String(describing: story.home.lastEnding))")
                return
            }
            #expect(reason.hasPrefix("connection closed"), "\(reason)")
            #expect(story.home.retryAt == nil)
        }

        @Test("a sign-out of a session that is up leaves nothing to go on with", arguments: kinds)
        func nothingLeft(features: Set<ServerFeature>) async throws {
            let story = try await managed(features)
            story.pressSignOut()
            try await story.signedOut()
            try await story.signIn()
            #expect(!Self.sent(story).contains("<resume"))
            #expect(story.record?.resumed == nil)
        }
    }
}
