import Messenger
import Testing
import Transport

@testable import porchlight

private let chat = "[accounts.chat]\nservice = \"irc\"\nserver = \"irc.example.org:6697\"\nnick = \"alice\"\n"

private let damagedChats = [
    Damaged(
        "a server without a port", "[accounts.chat]\nservice = \"irc\"\nserver = \"x\"\nnick = \"alice\"\n",
        "$:3:1: accounts.chat.server: found \"x\", expected a host and a port such as \"irc.example.org:6697\""
    ),
    Damaged(
        "nothing but the kind", "[accounts.chat]\nservice = \"irc\"\n",
        "$:1:11: accounts.chat.server: missing, expected a host and a port such as \"irc.example.org:6697\"",
        "$:1:11: accounts.chat.nick: missing, expected a nick such as \"alice\""),
    Damaged(
        "a nick of two words",
        "[accounts.chat]\nservice = \"irc\"\nserver = \"irc.example.org:6697\"\nnick = \"a b\"\n",
        "$:4:1: accounts.chat.nick: found \"a b\", expected a nick such as \"alice\""),
    Damaged(
        "one watched nick without a list", chat + "watch = \"bob\"\n",
        "$:5:1: accounts.chat.watch: found \"bob\", expected a list of nicks such as [\"bob\", \"carol\"]"),
    Damaged(
        "a number among the watched nicks", chat + "watch = [\"bob\", 7]\n",
        "$:5:1: accounts.chat.watch: found the number 7 in the list, expected a list of nicks such as "
            + "[\"bob\", \"carol\"]"),
    Damaged(
        "a watched nick that is two", chat + "watch = [\"bob,carol\", \"dave\"]\n",
        "$:5:1: accounts.chat.watch: found \"bob,carol\" in the list, expected a list of nicks such as "
            + "[\"bob\", \"carol\"]"),
    Damaged(
        "what only XMPP has", chat + "tls = \"starttls\"\naddress = \"alice@example.org\"\n",
        "$:5:1: accounts.chat.tls: found \"starttls\", expected \"direct\" or \"none\"",
        "$:6:1: accounts.chat.address: belongs to service \"xmpp\", and this one is \"irc\""),
    Damaged(
        "what only IRC has", damagedAccount + "nick = \"alice\"\nwatch = []\n",
        "$:4:1: accounts.home.nick: belongs to service \"irc\", and this one is \"xmpp\"",
        "$:5:1: accounts.home.watch: belongs to service \"irc\", and this one is \"xmpp\""),
    Damaged(
        "no encryption to another machine", chat + "tls = \"none\"\n",
        "$:5:1: accounts.chat.tls: found \"none\", expected \"direct\"; \"none\" only with a server such as "
            + "\"127.0.0.1:6667\""),
    Damaged(
        "no encryption to a name",
        "[accounts.chat]\nservice = \"irc\"\nserver = \"localhost:6667\"\nnick = \"alice\"\ntls = \"none\"\n",
        "$:5:1: accounts.chat.tls: found \"none\", expected \"direct\"; \"none\" only with a server such as "
            + "\"127.0.0.1:6667\""),
    Damaged(
        "two sources of the password", chat + "password = \"a\"\npassword_command = [\"b\"]\n",
        "$:6:1: accounts.chat.password_command: found password as well, expected only one of password and "
            + "password_command"),
    Damaged(
        "a certificate where nobody asks for one",
        "[accounts.chat]\nservice = \"irc\"\nserver = \"127.0.0.1:6667\"\nnick = \"alice\"\ntls = \"none\"\n"
            + "certificate = \"me.pem\"\n",
        "$:6:1: accounts.chat.certificate: found a certificate, expected none where tls is \"none\""),
    Damaged(
        "a certificate that is a number", chat + "certificate = 7\n",
        "$:5:1: accounts.chat.certificate: found the number 7, expected the path of a file with a certificate "
            + "and its key"),
    Damaged(
        "a certificate for XMPP", damagedAccount + "certificate = \"me.pem\"\n",
        "$:4:1: accounts.home.certificate: belongs to service \"irc\", and this one is \"xmpp\""),
    Damaged(
        "a misspelt key", chat + "wacth = [\"bob\"]\n",
        "$:5:1: accounts.chat.wacth: unknown key; did you mean \"watch\"?"),
]

@Suite("The configuration of an IRC account")
struct IRCConfigurationTests {
    private func account(_ text: String) throws -> AccountConfiguration {
        let read = try ConfigurationDocument.parse(Array(text.utf8), file: "/etc/x/config.toml")
        return try #require(read.accounts.first)
    }

    @Test("server and nick are enough: TLS from the first byte, nobody watched, no account to prove")
    func least() throws {
        let settings = IRCSettings(server: HostPort(host: "irc.example.org", port: 6697), nick: "alice")
        #expect(try account(chat) == AccountConfiguration(name: "chat", service: .irc(settings)))
        #expect(settings.encryption == .direct && settings.watched.isEmpty)
    }

    @Test("everything at once")
    func everything() throws {
        let text = """
            [accounts.chat]
            service = "irc"
            server = "127.0.0.1:6667"
            nick = "al[ce]"
            watch = ["bob", "c\u{e4}rol"]
            trust = "ca.pem"
            tls = "none"
            password_command = ["pass", "chat"]
            sign_in_at_start = false
            """
        let settings = IRCSettings(
            server: HostPort(host: "127.0.0.1", port: 6667), nick: "al[ce]", watched: ["bob", "c\u{e4}rol"],
            encryption: .none)
        let expected = AccountConfiguration(
            name: "chat", service: .irc(settings), trust: "/etc/x/ca.pem",
            password: .command(["pass", "chat"]), signsInAtStart: false)
        #expect(try account(text) == expected)
        #expect(expected.address == "al[ce]@127.0.0.1")
    }

    @Test("a certificate is a file beside the configuration")
    func certificate() throws {
        let read = try account(chat + "certificate = \"keys/me.pem\"\n")
        guard case .irc(let settings) = read.service else {
            Issue.record("not an IRC account")
            return
        }
        #expect(settings.certificate == "/etc/x/keys/me.pem")
    }

    @Test("mistakes are told line by line", arguments: damagedChats)
    func damaged(damaged: Damaged) throws {
        let error = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationDocument.parse(Array(damaged.text.utf8), file: "$")
        }
        #expect(error.errors.map(\.description) == damaged.lines)
    }

    @Test(
        "what a nick may be",
        arguments: [
            ("alice", true), ("a", true), ("[x]\\`_^{|}-", true), ("\u{e4}\u{1F600}", true), ("9", true),
            (String(repeating: "a", count: 64), true), ("", false),
            (String(repeating: "a", count: 65), false),
            ("a b", false), ("a,b", false), ("a!b", false), ("a@b", false), ("*", false), ("a?", false),
            (":a", false), ("#a", false), ("&a", false), ("$a", false), ("a:b", true), ("a#", true),
            ("a\r\nQUIT", false), ("a\u{0}", false), ("a\u{7f}", false), ("a\tb", false),
        ])
    func nicks(text: String, isFit: Bool) {
        #expect(Nick.isFit(text) == isFit)
    }

    @Test("only XMPP asks for a password; IRC without one proves nothing")
    @MainActor
    func asking() throws {
        let xmpp = AccountConfiguration(
            name: "home", service: .xmpp(XMPPSettings(address: "alice@example.org")))
        #expect(try ClientAccount(xmpp).lacksPassword)
        let irc = try ClientAccount(account(chat))
        #expect(!irc.lacksPassword)
        let store = TrustStore(KeptValue(.trust, path: nil, disk: KeptDisk()))
        #expect(irc.makeService(store).description.address == "alice@irc.example.org")
        #expect(irc.makeService(store).description.protocolName == "IRC")
    }
}
