import Glibc
import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("a port on which nobody listens", .matrix(2))
    struct RefusedPortStory {
        @Test("is told with the place, and the next sign-in tries again")
        func refused() async throws {
            let authority = try LoopbackXMPPServer.authority()
            let gone = try LoopbackXMPPServer.inhabited(authority: authority)
            let story = try Story([gone])
            gone.stop()
            try await until("nobody to listen") { isRefused(gone.place.port) }
            let reason = try await story.failToSignIn()
            #expect(reason == "\(gone.place) refused the connection while connecting")
            #expect(story.home.status == .offline)

            let back = try LoopbackXMPPServer.inhabited(authority: authority, port: gone.place.port)
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
            #expect(back.records.count == 1)
        }

        /// A listener that is being closed takes connections for a moment longer.
        private func isRefused(_ port: UInt16) -> Bool {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            return withUnsafePointer(to: &address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) != 0
                        && errno == ECONNREFUSED
                }
            }
        }
    }
}
