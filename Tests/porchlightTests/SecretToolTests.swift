import Foundation
import Glibc
import Messenger
import SASL
import StreamService
import Testing
import Transport

@testable import porchlight

@Suite("The desktop's keyring")
@MainActor
struct SecretToolTests {
    private func xmpp(_ change: (inout AccountConfiguration) -> Void = { _ in }) -> AccountConfiguration {
        var account = AccountConfiguration(
            name: "home", service: .xmpp(XMPPSettings(address: "alice@example.org")))
        change(&account)
        return account
    }

    /// The script is written by another process: a file that this one has open for writing, and with it whatever it
    /// starts at that moment, cannot be run.
    private func tool(_ folder: TemporaryFolder, _ script: String) throws -> SecretTool {
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = [
            "-c", "printf '%s\\n' \"$1\" > \"$2\" && chmod 700 \"$2\"", "sh", "#!/bin/sh\n" + script,
            folder.path + "/secret-tool",
        ]
        try writer.run()
        writer.waitUntilExit()
        return try #require(SecretTool.found(in: "/nowhere:" + folder.path))
    }

    @Test("is asked through a program in an absolute folder of the PATH that may be run")
    func found() throws {
        let folder = try TemporaryFolder()
        #expect(SecretTool.found(in: folder.path) == nil)
        _ = try folder.file("secret-tool", "#!/bin/sh\n".utf8, mode: 0o600)
        let isRoot = geteuid() == 0
        // For root too a file without any x bit is no program.
        #expect(SecretTool.found(in: folder.path) == nil, "root: \(isRoot)")
        chmod(folder.path + "/secret-tool", 0o700)
        #expect(SecretTool.found(in: folder.path) == SecretTool(path: folder.path + "/secret-tool"))
        let relative = String(repeating: "../", count: 40) + folder.path.dropFirst()
        #expect(access(relative + "/secret-tool", X_OK) == 0)
        #expect(SecretTool.found(in: ":\(relative)") == nil)
        #expect(SecretTool.found(in: nil) == nil)
        let other = try TemporaryFolder()
        #expect(mkdir(other.path + "/secret-tool", 0o700) == 0)
        #expect(SecretTool.found(in: other.path + ":" + folder.path)?.path == folder.path + "/secret-tool")
    }

    @Test("is asked by the kind of service and the address, and gives the password")
    func asked() async throws {
        let folder = try TemporaryFolder()
        let tool = try tool(
            folder, "[ \"$*\" = 'lookup service xmpp account alice@example.org' ] && printf hunter2")
        let account = try ClientAccount(xmpp(), secretTool: tool)
        #expect(!account.lacksPassword)
        #expect(await account.password() == .success(Secret("hunter2")))
    }

    @Test(
        "that has nothing, or cannot be asked, leaves the person to be asked",
        arguments: [
            ("exit 1", "the keyring has no password for alice@example.org"),
            ("exit 0", "the keyring has no password for alice@example.org"),
            ("echo", "the keyring has no password for alice@example.org"),
            ("kill -KILL $$", "was ended by signal 9"),
            ("printf '\\377\\n'", "is not UTF-8 text"),
        ])
    func empty(script: String, reason: String) async throws {
        let folder = try TemporaryFolder()
        let account = try ClientAccount(xmpp(), secretTool: tool(folder, script))
        guard case .failure(let failure) = await account.password() else {
            Issue.record("there was a password")
            return
        }
        #expect(failure.reason.contains(reason))
        #expect(failure.remedy == .password)
        #expect(account.lacksPassword)
        account.use(Secret("typed"))
        #expect(await account.password() == .success(Secret("typed")))
    }

    @Test("is not asked where something else is configured, or it is not to be")
    func notAsked() async throws {
        let folder = try TemporaryFolder()
        let tool = try tool(folder, "printf keyring")
        let inFile = try ClientAccount(xmpp { $0.password = .inFile(Secret("file")) }, secretTool: tool)
        #expect(await inFile.password() == .success(Secret("file")))
        #expect(!inFile.configuration.asksKeyring)
        let command = try ClientAccount(
            xmpp { $0.password = .command(["echo", "command"]) }, secretTool: tool)
        #expect(await command.password() == .success(Secret("command")))
        let never = try ClientAccount(xmpp { $0.keyring = .never }, secretTool: tool)
        #expect(never.lacksPassword)
        #expect(try ClientAccount(xmpp()).lacksPassword)
    }

    @Test("is asked for a nick only where that is configured")
    func nick() async throws {
        let folder = try TemporaryFolder()
        let tool = try tool(folder, "[ \"$5\" = alice@irc.example.org ] && [ $3 = irc ] && printf keyring")
        let settings = IRCSettings(server: .init(host: "irc.example.org", port: 6697), nick: "alice")
        var account = AccountConfiguration(name: "irc", service: .irc(settings))
        #expect(!account.asksKeyring)
        account.keyring = .asked
        #expect(
            await (try ClientAccount(account, secretTool: tool)).password() == .success(Secret("keyring")))
    }

    @Test("gets no terminal, a session of its own, and nothing to read")
    func surroundings() async throws {
        let folder = try TemporaryFolder()
        let script =
            "[ -z \"$(cat)\" ] && ! (: </dev/tty) 2>/dev/null && [ \"$(ps -o sid= -p $$ | tr -d ' ')\" = $$ ] && echo well"
        let account = try ClientAccount(xmpp(), secretTool: tool(folder, script))
        #expect(await account.password() == .success(Secret("well")))
    }
}
