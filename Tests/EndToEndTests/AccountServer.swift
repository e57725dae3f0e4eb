import Glibc
import LoopbackServers
import TerminalHarness
import Testing
import Transport

/// A server of the tests' own for one account, and the configuration with which the program finds it.
@MainActor
final class AccountServer {
    let server: LoopbackXMPPServer
    let settings: ServerSettings

    init(_ change: @Sendable (inout ServerSettings) -> Void = { _ in }) throws {
        settings = ServerSettings().with(change)
        server = try LoopbackXMPPServer(settings: settings)
        server.setContacts([
            LoopbackContact(address: "bob@\(settings.domain)", name: "Bob", groups: ["Friends"]),
            LoopbackContact(address: "carol@\(settings.domain)", name: "Carol", groups: ["Work"]),
        ])
    }

    isolated deinit {
        server.stop()
    }

    /// The lines of the account, without a password; the server's root is put into the folder.
    func account(in folder: String, trusted: Bool = true) throws -> String {
        let root = folder + "/root.pem"
        let file = open(root, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(file >= 0)
        let count = server.rootPEM.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        close(file)
        try #require(count == server.rootPEM.count)
        return """
            [accounts.home]
            service = "xmpp"
            address = "alice@\(settings.domain)"
            server = "\(server.place)"
            \(trusted ? "trust = \"\(root)\"" : "")

            """
    }

    /// The account with its password in the file.
    func configuration(in folder: String, trusted: Bool = true) throws -> String {
        try account(in: folder, trusted: trusted) + "password = \"\(settings.accounts["alice"] ?? "")\"\n"
    }

    /// Has one contact only, of this name and in this group.
    func name(contact: String, group: String) {
        server.setContacts([
            LoopbackContact(address: "mallory@\(settings.domain)", name: contact, groups: [group])
        ])
    }

    /// What clients have said about whether somebody looks, in order.
    var attention: [ClientState] { server.records.flatMap(\.clientStates) }

    /// Waits until the condition holds of the server.
    func wait(for what: String, _ isSo: @MainActor (LoopbackXMPPServer) -> Bool) async throws {
        for _ in 0..<1500 {
            if isSo(server) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("the server never saw: \(what)")
    }

    /// Answers nobody any more.
    func stop() {
        server.stop()
    }
}
