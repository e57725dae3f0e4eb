import Glibc
import LoopbackServers
import Messenger
import Storytelling
import Testing

/// How many sign-outs are made; PORCHLIGHT_FLOW_SIGNOUTS says otherwise.
private let wanted = getenv("PORCHLIGHT_FLOW_SIGNOUTS").flatMap { Int(String(cString: $0)) } ?? 1_000

extension FlowStories {
    @MainActor
    @Suite("many sign-outs against a server that answers at once")
    struct ManySignOutsStory {
        private static let signIn = [
            "home: Offline > Connecting", "all: Offline > Connecting",
            "home: Connecting > Synchronizing", "all: Connecting > Synchronizing",
            "home: 3 contacts", "home: Synchronizing > Available", "all: Synchronizing > Available",
            "home: signed in",
        ]

        @Test("none gets stuck, none is told out of order")
        func many() async throws {
            try await signInAndOut(wanted - wanted / 10, .none)
            try await signInAndOut(max(wanted / 10, 1), .startTLS)
        }

        private func signInAndOut(_ count: Int, _ security: ServerSettings.Security) async throws {
            let story = try Story { $0.security = security }
            let expected = Self.signIn + signOutLines(ending: "acknowledged", confirmed: true)
            for number in 0..<count {
                story.turnPage()
                story.messenger.signIn()
                try await until("signed in, round \(number)") { story.home.status == .available }
                story.pressSignOut()
                try await until("signed out, round \(number)") { story.state.status == .offline }
                #expect(story.lines == expected, "round \(number)")
            }
            try await until("all to end") { story.server.records.allSatisfy { $0.end != nil } }
            #expect(story.server.records.count == count)
            #expect(story.server.records.allSatisfy { $0.bytesAfterClosingTag == 0 && $0.answered != nil })
        }
    }
}
