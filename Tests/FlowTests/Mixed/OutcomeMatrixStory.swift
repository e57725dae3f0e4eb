import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("three services, each with one of four endings")
    struct OutcomeMatrixStory {
        /// How a server behaves, and what is to be told of it.
        private struct Outcome {
            let manner: Manner
            let kind: String

            static let all = [
                Outcome(manner: .prompt, kind: "acknowledged"),
                Outcome(manner: .close, kind: "closed by server"),
                Outcome(manner: .reset, kind: "connection lost (connection reset)"),
                Outcome(manner: .never, kind: "abandoned"),
            ]
        }

        @Test("all 64 are told as they were", .matrix(31))
        func all() async throws {
            let story = try MixedStory()
            var played = 0
            for first in Outcome.all {
                for second in Outcome.all {
                    for third in Outcome.all {
                        try await play([first, second, third], story)
                        played += 1
                    }
                }
            }
            #expect(played == 64)
            #expect(story.servers.allSatisfy { $0.signOutCount == 64 && $0.bytesAfterSignOut == 0 })
        }

        private func play(_ outcomes: [Outcome], _ story: MixedStory) async throws {
            let title = Comment(rawValue: outcomes.map(\.kind).joined(separator: ", "))
            for (server, outcome) in zip(story.servers, outcomes) { server.manner = outcome.manner }
            try await story.signIn()
            var result: SignOutError??
            story.messenger.requestSignOut { result = .some($0) }
            #expect(story.state.services.allSatisfy { $0.status == .disconnecting }, title)
            try await waitForServers(outcomes, story, title)
            story.messenger.stopWaiting()

            #expect(result == .some(nil), title)
            #expect(story.endings == outcomes.map(\.kind), title)
            #expect(story.state.services.allSatisfy { $0.status == .offline }, title)
            checkReport(outcomes, story, title)
            checkLines(outcomes, story.lines, title)
            try await until("all to end") { story.servers.allSatisfy(\.areAllEnded) }
        }

        /// Those who end by themselves have ended, those who do not are owed, and each has read our command.
        private func waitForServers(
            _ outcomes: [Outcome], _ story: MixedStory, _ title: Comment
        ) async throws {
            let isOwed = outcomes.map { $0.manner == .never }
            let commands = story.servers.map(\.signOutCount).max() ?? 0
            try await until("what comes by itself") {
                zip(story.state.services, isOwed).allSatisfy { ($0.status == .disconnecting) == $1 }
            }
            try await until("our commands") {
                story.servers.map(\.signOutCount).allSatisfy { $0 >= commands && $0 > 0 }
                    && Set(story.servers.map(\.signOutCount)).count == 1
            }
            try await until("them to be with the system") {
                zip(story.state.services, isOwed).allSatisfy { $0.isSignOutSent || !$1 }
            }
            #expect(story.state.status == (isOwed.contains(true) ? .disconnecting : .offline), title)
        }

        private func checkReport(_ outcomes: [Outcome], _ story: MixedStory, _ title: Comment) {
            let report = story.state.lastReport
            let byService = Dictionary(
                uniqueKeysWithValues: (report?.entries ?? []).map { ($0.service.index, $0.ending.kind) })
            #expect(byService == [0: outcomes[0].kind, 1: outcomes[1].kind, 2: outcomes[2].kind], title)
            #expect(report?.primaryNotSignedIn == nil, title)
            #expect(report?.isConfirmed == outcomes.allSatisfy { $0.manner == .prompt }, title)
            let tail = (report?.entries ?? []).map { outcomes[$0.service.index].manner == .never }
            #expect(tail == tail.sorted { !$0 && $1 }, "who was not waited for comes last")
        }

        private func checkLines(_ outcomes: [Outcome], _ lines: [String], _ title: Comment) {
            for (name, outcome) in zip(["home", "work", "club"], outcomes) {
                #expect(
                    lines.filter { $0.hasPrefix("\(name):") } == [
                        "\(name): sign-out began", "\(name): Available > Disconnecting",
                        "\(name): sign-out sent", "\(name): contacts unknown", "\(name): \(outcome.kind)",
                        "\(name): Disconnecting > Offline",
                    ], title)
            }
            #expect(
                lines.filter { !$0.contains(":") || $0.hasPrefix("all:") } == [
                    "all: Available > Disconnecting", "all: Disconnecting > Offline",
                    "signed out, \(outcomes.allSatisfy { $0.manner == .prompt } ? "confirmed" : "not confirmed")",
                ], title)
            #expect(lines.firstIndex(of: "all: Available > Disconnecting") == 2, title)
            #expect(lines.dropLast().last == "all: Disconnecting > Offline", title)
        }
    }
}
