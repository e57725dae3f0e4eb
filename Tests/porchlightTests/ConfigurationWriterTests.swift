import Glibc
import SASL
import Testing
import Transport

@testable import porchlight

@Suite("Keeping an account")
struct ConfigurationWriterTests {
    private let account = AccountConfiguration(
        name: "home",
        service: .xmpp(
            XMPPSettings(address: "alice@example.org", server: HostPort(host: "::1", port: 5222))),
        password: .inFile(Secret("TAGSECRET-hunter2")))

    private let lines = """
        [accounts.home]
        service = "xmpp"
        address = "alice@example.org"
        server = "[::1]:5222"

        """

    @Test("a new file is made, for its owner only, without the password, and nothing else is left")
    func newFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/porchlight/config.toml"
        // What the process may not give away by default must not matter.
        let before = umask(0)
        let outcome = ConfigurationWriter.keep(account, at: path)
        umask(before)
        #expect(outcome == .written(path: path))
        #expect(try TemporaryFolder.text(path) == lines)
        #expect(try TemporaryFolder.mode(path) == 0o600)
        #expect(try TemporaryFolder.mode(folder.path + "/a") == 0o700)
        #expect(try TemporaryFolder.mode(folder.path + "/a/porchlight") == 0o700)
        #expect(try folder.names(in: "a/porchlight") == ["config.toml"])
    }

    @Test("a file that is there is never touched, whatever it is")
    func existing() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("file", "x".utf8, mode: 0o640)
        let link = try folder.link("link", to: file)
        let dangling = try folder.link("dangling", to: folder.path + "/nothing")
        for path in [file, link, dangling, folder.path] {
            #expect(ConfigurationWriter.keep(account, at: path) == .fileExists(lines: lines))
        }
        #expect(try TemporaryFolder.text(file) == "x")
        #expect(try TemporaryFolder.mode(file) == 0o640)
        #expect(try folder.names() == ["dangling", "file", "link"])
    }

    @Test("of many who write at the same time one makes the file, and the others leave it alone")
    func race() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/porchlight/config.toml"
        let outcomes = await withTaskGroup { group in
            for number in 0..<16 {
                group.addTask {
                    var account = account
                    account.name = "n\(number)"
                    return (account.name, ConfigurationWriter.keep(account, at: path))
                }
            }
            return await group.reduce(into: [(String, ConfigurationWriter.Outcome)]()) { $0.append($1) }
        }
        let winners = outcomes.filter { $0.1 == .written(path: path) }.map(\.0)
        #expect(winners.count == 1)
        #expect(try TemporaryFolder.text(path).contains("[accounts.\(winners.first ?? "")]"))
        #expect(try folder.names(in: "porchlight") == ["config.toml"])
    }

    @Test("the name is given only if nobody else has taken it meanwhile")
    func taken() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("config.toml", "x".utf8)
        let result = NewFile.create(file, content: Array("y".utf8), isFree: { _ in true })
        guard case .failure(let failure) = result else {
            Issue.record("replaced the file")
            return
        }
        #expect(failure.number == EEXIST)
        #expect(try TemporaryFolder.text(file) == "x")
        #expect(try folder.names() == ["config.toml"])
    }

    @Test("what cannot be written is told with the step, and the lines are given")
    func failing() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("file", "x".utf8)
        let expected = ConfigurationWriter.Outcome.failed(
            reason: "making the folder \(file)/porchlight: Not a directory", lines: lines)
        #expect(ConfigurationWriter.keep(account, at: file + "/porchlight/config.toml") == expected)
    }

    @Test("what is written is read back as it was")
    func roundTrip() throws {
        let odd = AccountConfiguration(
            name: "a \"b\"\\c",
            service: .xmpp(
                XMPPSettings(
                    address: "alice@example.org", server: HostPort(host: "127.0.0.1", port: 1),
                    encryption: .none)),
            trust: "/c a\u{7}\u{e4}.pem",
            password: .command(["a b", "\"", "\\n", "\n"]), signsInAtStart: false)
        let chat = AccountConfiguration(
            name: "chat",
            service: .irc(
                IRCSettings(
                    server: HostPort(host: "::1", port: 6667), nick: "al\\ce", watched: ["b[o]b", "\u{e4}"],
                    encryption: .none)))
        let plain = AccountConfiguration(
            name: "plain",
            service: .irc(IRCSettings(server: HostPort(host: "irc.example.org", port: 6697), nick: "alice")))
        let accounts = [odd, chat, plain]
        let text = accounts.map(AccountSection.text).joined()
        let read = try ConfigurationDocument.parse(Array(text.utf8), file: "/c.toml")
        #expect(read.accounts == accounts)
    }

    @Test(
        "a name for the account",
        arguments: [
            ("alice@example.org", [], "example"), ("alice@Example.org", ["example"], "example2"),
            ("alice@example.org", ["example", "example2"], "example3"), ("a@\u{e4}.example", [], "home"),
            ("a@localhost", [], "localhost"),
        ] as [(String, [String], String)])
    func names(address: String, taken: [String], name: String) {
        #expect(AccountSection.suggestedName(address: address, taken: taken) == name)
    }
}
