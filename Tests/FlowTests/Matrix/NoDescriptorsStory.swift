import Glibc
import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Row 34: no descriptor is left, in a process of its own.
    @MainActor
    @Suite("a process without descriptors left", .matrix(34))
    struct NoDescriptorsStory {
        @Test("says so at a sign-in, and signs out of what it has")
        func exhausted() async throws {
            await #expect(processExitsWith: .success) { @MainActor in
                let story = try Story([.inhabited(), .inhabited { $0.domain = "work.test" }])
                story.messenger.signIn([ServiceID(index: 0)])
                try await until("signed in") { story.home.status == .available }

                var limit = rlimit()
                getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                // The lowest number that is free is the first that may not be had.
                let free = dup(0)
                close(free)
                let before = limit.rlim_cur
                limit.rlim_cur = rlim_t(free)
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)

                story.messenger.signIn([ServiceID(index: 1)])
                try await until("the failure") { story.state.services[1].lastEnd != nil }
                #expect(
                    story.state.services[1].lastEnd?.reason == "Too many open files while connecting")
                story.pressSignOut()
                try await story.signedOut()
                let ending = try #require(story.home.lastEnding)
                #expect(ending.words.hasPrefix("acknowledged in "))

                limit.rlim_cur = before
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            }
        }
    }
}
