import IRCService
import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport
import XMPPCore
import XMPPService

extension FlowStories {
    @MainActor
    @Suite("what others are told")
    struct StatusWordsStory {
        @Test("for each status XMPP has its own words, and they are the ones that are sent")
        func xmpp() async throws {
            let story = try Story()
            let words = story.home.description.statusWords
            #expect(
                words == [
                    .available: "available", .busy: "dnd", .onThePhone: "dnd \"On the phone\"",
                    .away: "away", .idle: "away", .beRightBack: "away \"Be right back\"",
                    .outToLunch: "xa \"Out to lunch\"", .invisible: "unavailable; you may see nobody either",
                ])
            try await story.signIn()
            story.messenger.setPresence(OwnPresence(status: .outToLunch))
            try await until("it to arrive") {
                String(decoding: story.record?.receivedBytes ?? [], as: UTF8.self)
                    .contains("<show>xa</show><status>Out to lunch</status>")
            }
        }

        @Test("IRC knows being here and being away with words, and cannot hide anybody")
        func irc() {
            let account = IRCAccount(
                name: "libera", server: HostPort(host: "irc.test", port: 6697), nick: "alice", watched: [])
            let words = IRCService(account: account).description.statusWords
            #expect(
                words == [
                    .available: "here", .busy: "AWAY \"Busy\"", .onThePhone: "AWAY \"On the phone\"",
                    .away: "AWAY \"Away\"", .idle: "AWAY \"Idle\"",
                    .beRightBack: "AWAY \"Be right back\"",
                    .outToLunch: "AWAY \"Out to lunch\"",
                ])
        }

        @Test("one's own other connections are known while a session is up, without this one")
        func ownResources() async throws {
            let story = try Story()
            try await story.signIn()
            #expect(story.home.ownResources.isEmpty)
            let phone = "<presence from='alice@porchlight.test/phone'><priority>5</priority></presence>"
            story.server.send(Array(phone.utf8))
            try await until("the phone") { story.home.ownResources.map(\.name) == ["phone"] }
            story.server.resetConnections()
            try await until("the end") { story.home.lastEnd != nil }
            #expect(story.home.ownResources.isEmpty)
            story.messenger.requestSignOut()
        }
    }
}
