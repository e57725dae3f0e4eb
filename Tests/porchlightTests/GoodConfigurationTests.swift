import SASL
import TerminalUI
import Testing
import Transport

@testable import porchlight

@Suite("A good configuration is read as it is meant")
struct GoodConfigurationTests {
    private func configuration(_ text: String) throws -> Configuration {
        try ConfigurationDocument.parse(Array(text.utf8), file: "/etc/x/config.toml")
    }

    @Test(
        "an empty file is an empty configuration",
        arguments: ["", "\n", "# nothing\n", "[keys]\n", "[accounts]\n"])
    func empty(text: String) throws {
        #expect(try configuration(text) == Configuration())
    }

    @Test("everything at once")
    func everything() throws {
        let text = """
            primary = "work"
            [accounts.home]
            service = "xmpp"
            address = "alice@example.org"
            password_command = ["pass", "show", "xmpp/alice"]
            server = "127.0.0.1:5222"
            trust = "ca.pem"
            tls = "none"
            sign_in_at_start = false
            [accounts.work]
            service = "xmpp"
            address = "alice@example.net"
            password = "hunter2"
            trust = "/etc/ca.pem"
            tls = "direct"
            [interface]
            theme = "dark"
            sign_out_limit = "30s"
            [keys]
            sign_out = "o"
            help = "f1"
            """
        let home = AccountConfiguration(
            name: "home",
            service: .xmpp(
                XMPPSettings(
                    address: "alice@example.org", server: HostPort(host: "127.0.0.1", port: 5222),
                    encryption: .none)),
            trust: "/etc/x/ca.pem", password: .command(["pass", "show", "xmpp/alice"]), signsInAtStart: false)
        let work = AccountConfiguration(
            name: "work", service: .xmpp(XMPPSettings(address: "alice@example.net", encryption: .direct)),
            trust: "/etc/ca.pem", password: .inFile(Secret("hunter2")))
        let keymap = try Keymap(rebinding: [
            (action: "sign_out", keys: ["o"]), (action: "help", keys: ["f1"]),
        ])
        let expected = Configuration(
            accounts: [home, work], primary: "work",
            interface: InterfaceConfiguration(theme: .dark, signOutLimit: .seconds(30)), keymap: keymap)
        #expect(try configuration(text) == expected)
    }

    @Test("when one is idle, which key a server has, and whether the keyring is asked")
    func smallSettings() throws {
        let pin = "sha256:" + String(repeating: "0a", count: 32)
        let text = """
            [accounts.home]
            service = "xmpp"
            address = "alice@example.org"
            pin = "\(pin)"
            keyring = false
            [accounts.nick]
            service = "irc"
            server = "irc.example.org:6697"
            nick = "alice"
            keyring = true
            [interface]
            idle_after = "10m"
            tell_idle = true
            """
        let read = try configuration(text)
        #expect(read.interface.idleAfter == .seconds(600) && read.interface.tellsIdle)
        #expect(read.interface.idle == AutomaticIdle(after: .seconds(600), since: .told))
        #expect(InterfaceConfiguration().idle == nil)
        #expect(read.accounts[0].pin == KeyPin.parse(pin) && read.accounts[0].pin != nil)
        #expect(read.accounts.map(\.keyring) == [.never, .asked])
        #expect(read.accounts.map(\.asksKeyring) == [false, true])
        // What is kept of an account says the same.
        let kept = read.accounts.map { AccountSection.text($0) }.joined()
        #expect(try configuration(kept).accounts == read.accounts)
    }

    @Test(
        "an idle time is read as it is meant, and anything else is refused",
        arguments: [
            ("none", .never), ("1s", .after(.seconds(1))), ("90s", .after(.seconds(90))),
            ("10m", .after(.seconds(600))), ("24h", .after(.seconds(86_400))), ("0s", nil), ("25h", nil),
            ("10", nil), ("10 m", nil), ("-1s", nil), ("1d", nil), ("", nil), ("999ms", nil),
            ("1000ms", .after(.seconds(1))), ("999999999h", nil),
        ] as [(String, IdleTime.Reading?)])
    func idle(text: String, reading: IdleTime.Reading?) {
        #expect(IdleTime.parse(text) == reading)
    }

    @Test("name servers are addresses, with or without a port")
    func nameServers() throws {
        let read = try configuration(
            "[network]\nname_servers = [\"127.0.0.1:5353\", \"[::1]:54\", \"9.9.9.9\", \"2620:fe::fe\"]\n")
        #expect(
            read.nameServers == [
                HostPort(host: "127.0.0.1", port: 5353), HostPort(host: "::1", port: 54),
                HostPort(host: "9.9.9.9", port: 53), HostPort(host: "2620:fe::fe", port: 53),
            ])
        #expect(try configuration("[network]\n").nameServers == nil)
    }

    @Test("what is not said is the usual")
    func defaults() throws {
        let read = try configuration("[accounts.home]\nservice = \"xmpp\"\naddress = \"alice@example.org\"\n")
        let account = try #require(read.accounts.first)
        #expect(account.service == .xmpp(XMPPSettings(address: "alice@example.org")))
        guard case .xmpp(let settings) = account.service else { return }
        #expect(settings.server == nil && settings.encryption == .starttls && account.trust == nil)
        #expect(account.password == nil && account.signsInAtStart)
        #expect(read.primary == "home" && read.interface.signOutLimit == nil && read.keymap == .standard)
    }

    @Test(
        "the accounts come in the order of the file, and the first is the primary",
        arguments: [
            "[accounts.z]\nX\n[accounts.b]\nX\n[accounts.m]\nX\n",
            "[accounts.\"z\"]\nX\n[ accounts . 'b' ]\nX\n[accounts.\"\\u006d\"]\nX\n",
            "accounts.z = {Y}\naccounts.b = {Y}\naccounts.m = {Y}\n",
            "accounts = {z = {Y}, b = {Y}, m = {Y}}\n",
            "# [accounts.a]\n[accounts]\nz = {Y} # [accounts.a]\nb.service = \"xmpp\"\nb.address = \"a@b.example\"\nm={Y}",
            "[interface]\ntheme = '''dark'''\n[accounts.z]\r\nX\r\n[accounts.b]\r\nX\r\n[accounts.m]\r\nX\r\n",
        ])
    func order(template: String) throws {
        let text = template.split(separator: "X", omittingEmptySubsequences: false)
            .joined(separator: "service = \"xmpp\"\naddress = \"a@b.example\"")
            .split(separator: "Y", omittingEmptySubsequences: false)
            .joined(separator: "service = \"xmpp\", address = \"a@b.example\"")
        let read = try configuration(text)
        #expect(read.accounts.map(\.name) == ["z", "b", "m"])
        #expect(read.primary == "z")
    }

    @Test("places are found behind strings of several lines, lists and comments")
    func places() throws {
        let text = """
            a = \"\"\"
            [not.a.section]
            b = 1 ""\\" \"\"\"
            c = [ # ]
              "]", [1, 2], '\\',
            ]
            d = { e = 1, "f g" = { h = 2 } }
            [i.j] # comment
            k = '''
            '' ]'''
            "\u{e4}" = 1
            l = 1979-05-27 07:32:00
            """
        guard case .table(let entries) = try TOMLValue.document(Array(text.utf8)) else { return }
        let document = ConfigurationSection(entries: entries, path: [])
        let expected: [([String], Int, Int)] = [
            (["a"], 1, 1), (["c"], 4, 1), (["d"], 7, 1), (["d", "e"], 7, 7), (["d", "f g"], 7, 14),
            (["d", "f g", "h"], 7, 24), (["i"], 8, 2), (["i", "j"], 8, 4), (["i", "j", "k"], 9, 1),
            (["i", "j", "\u{e4}"], 11, 1), (["i", "j", "l"], 12, 1), (["i", "m"], 8, 2),
        ]
        for (path, line, column) in expected {
            #expect(document.position(of: path) == TextPosition(line: line, column: column), "\(path)")
        }
        #expect(document.position(of: ["not"]) == nil && document.position(of: ["b"]) == nil)
        #expect(document.keys == ["a", "c", "d", "i"])
    }

    @Test(
        "no encryption is allowed to this machine's addresses",
        arguments: ["127.0.0.1:1", "127.9.9.9:80", "[::1]:5222"])
    func loopback(server: String) throws {
        let text =
            "[accounts.a]\nservice = \"xmpp\"\naddress = \"a@b.example\"\ntls = \"none\"\nserver = \"\(server)\"\n"
        let expected = XMPPSettings(
            address: "a@b.example", server: HostPort(server), encryption: .none)
        #expect(try configuration(text).accounts.first?.service == .xmpp(expected))
    }
}
