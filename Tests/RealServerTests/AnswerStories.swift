import IRCCore
import IRCService
import Messenger
import Storytelling
import Testing

extension RealServerStories {
    @MainActor
    @Suite("what answers a sign-out from IRC")
    struct AnswerStories {
        /// Without TLS there is no close_notify that could be taken for an answer.
        @Test("is the server's ERROR", arguments: [RealServer.Kind.inspircd, .ngircd])
        func error(_ kind: RealServer.Kind) async throws {
            let server = try require(RealServer(kind, named: kind.rawValue.uppercased()), "the server")
            let account = IRCAccount(
                name: "plain", server: server.place, nick: "paula", watched: [], security: .none)
            let paula = Person([IRCService(account: account)])
            try await paula.signIn()
            try await paula.signOut()
            #expect(paula.endings == ["acknowledged"])
        }
    }
}
