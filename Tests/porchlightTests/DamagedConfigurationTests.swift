import Testing

@testable import porchlight

/// A damaged configuration and the lines that tell of it; "$" stands for the file's name.
struct Damaged: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lines: [String]

    init(_ name: String, _ text: String, _ lines: String...) {
        testDescription = name
        self.text = text
        self.lines = lines
    }
}

/// A good account, after which a line can be added.
private let account = "[accounts.home]\nservice = \"xmpp\"\naddress = \"alice@example.org\"\n"

@Suite("A damaged configuration is told line by line")
struct DamagedConfigurationTests {
    private func lines(_ text: String) -> [String] {
        do throws(ConfigurationErrors) {
            _ = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }

    @Test("text that is no TOML", arguments: syntax)
    func syntax(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("values that are not what they should be", arguments: values)
    func values(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("keys that are unknown or missing", arguments: keys)
    func keys(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("bytes that are no text")
    func bytes() throws {
        for bytes: [UInt8] in [[0xff], [0x61, 0x00], Array("a = '".utf8) + [0xc3, 0x28]] {
            let errors = try #require(throws: ConfigurationErrors.self) {
                try ConfigurationDocument.parse(Array("# fine\n".utf8) + bytes, file: "$")
            }
            #expect(
                errors.description
                    == "$:2:1: found bytes that are no text, expected UTF-8 without NUL characters")
        }
    }

    @Test("a password never gets into a message", arguments: secrets)
    func noPassword(text: String) {
        let told = lines(text)
        #expect(!told.isEmpty)
        for line in told {
            #expect(
                !line.contains("TAGSECRET") && !line.contains("7654321") && !line.contains("tagsec"),
                "\(line)")
        }
    }

    @Test("no text of the file can steer the terminal")
    func controls() {
        let told = lines("\"a\\u001b[2J\\u202e\" = 1\n[accounts.home]\nservice = \"\\u001b]0;x\\u0007\"\n")
        #expect(told.count == 2)
        for line in told {
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7f}" && $0 != "\u{202e}" })
        }
    }

    @Test("a long value is cut")
    func longValue() {
        let told = lines(account + "tls = \"\(String(repeating: "x", count: 5000))\"\n")
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.utf8.count < 250 })
    }

    @Test("every cut and every changed byte of a good file is read or told, and never crashes")
    func everyDamage() {
        let good = Array(
            (account + "password_command = [\"a\", 'b']\ntls = '''direct'''\n[keys]\n\"o\\u0041\".b = {c=1}\n")
                .utf8)
        for index in good.indices {
            _ = try? ConfigurationDocument.parse(Array(good[..<index]), file: "$")
            _ = ConfigurationOutline(Array(good[..<index]))
            for byte: UInt8 in [0, 0x22, 0x27, 0x2e, 0x5b, 0x5c, 0x5d, 0x7b, 0x80, 0xff] {
                var bad = good
                bad[index] = byte
                _ = try? ConfigurationDocument.parse(bad, file: "$")
                _ = ConfigurationOutline(bad)
            }
        }
    }
}

private let secrets = [
    "[accounts.home]\npassword = TAGSECRET\n", "password = tagsecret\n", "pasword = tagsecret\n",
    "password = 76543217654321765432176543217654321\n", "pw = 76543217654321765432176543217654321\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = 7654321\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = [\"TAGSECRET\"]\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = {a = \"TAGSECRET\"}\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npasword = \"TAGSECRET\"\n",
    "password = \"TAGSECRET\n", "password = 'TAGSECRET''TAGSECRET'\n", "password = \"TAGSECRET\\q\"\n",
    "password = \"TAGSECRET\" TAGSECRET\n", "password = \"\"\"\nTAGSECRET\\q\"\"\"\n",
]

private let syntax = [
    Damaged(
        "a header that does not end", "[accounts.home\nservice = \"xmpp\"\n",
        "$:1:15: not TOML: Error while parsing table header: expected ']', saw '\\n'"),
    Damaged(
        "a key without a value", "\nprimary = \n",
        "$:2:11: not TOML: Error while parsing key-value pair: expected value, saw '\\n'"),
    Damaged(
        "a key alone", "x\n", "$:1:2: not TOML: Error while parsing key-value pair: expected '=', saw '\\n'"),
    Damaged(
        "a value without a key", "= 1\n",
        "$:1:1: not TOML: Error while parsing root table: expected keys, tables, whitespace or comments, saw '='"
    ),
    Damaged(
        "the same key twice", "a = 1\na = 2\n",
        "$:2:5: not TOML: Error while parsing key-value pair: cannot redefine existing integer 'a'"),
    Damaged(
        "the same section twice", "[x]\n[x]\n",
        "$:2:1: not TOML: Error while parsing table header: cannot redefine existing table 'x'"),
    Damaged(
        "a value and a section of the same name", "accounts = 1\n[accounts.home]\n",
        "$:2:17: not TOML: Error while parsing table header: cannot redefine existing integer 'accounts.home' as table"
    ),
    Damaged(
        "a string that does not end", "x = \"abc\n",
        "$:1:9: not TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are "
            + "explicitly prohibited"),
    Damaged(
        "an unknown escape", "x = \"\\q\"\n",
        "$:1:7: not TOML: Error while parsing string: unknown escape sequence '\\q'"),
    Damaged(
        "two values on a line", "x = 1 y = 2\n",
        "$:1:7: not TOML: Error while parsing key-value pair: expected a comment or whitespace, saw 'y'"),
    Damaged(
        "a list that does not end", "x = [1, 2\n",
        "$:1:11: not TOML: Error while parsing array: encountered end-of-file"),
    Damaged(
        "a word without quotes", "theme = dark\n",
        "$:1:9: not TOML: Error while parsing value: could not determine value type"),
    Damaged(
        "half of true", "x = tru\n", "$:1:8: not TOML: Error while parsing boolean: expected '...', saw '...'"
    ),
    Damaged(
        "lists too deep", "x = " + String(repeating: "[", count: 300) + "\n",
        "$:1:261: not TOML: Error while parsing value: exceeded maximum nested value depth of 256 "
            + "(TOML_MAX_NESTED_VALUES)"),
    Damaged(
        "a control character", "x = 1\r\n\r\ny = \u{1}\n",
        "$:3:5: not TOML: Error while parsing value: unexpected control character"),
    Damaged(
        "an escaped NUL", "x = 1\n\"a\\u0000b\" = 1\n",
        "$:2:3: found bytes that are no text, expected UTF-8 without NUL characters"),
]

private let values = [
    Damaged(
        "a kind of service not yet known",
        "[accounts.l]\nservice = \"irc\"\nserver = \"irc.example:6697\"\nnick = \"a\"\n",
        "$:2:1: accounts.l.service: found \"irc\" (not yet known), expected \"xmpp\""),
    Damaged(
        "an unknown kind of service", "[accounts.l]\nservice = \"icq\"\n",
        "$:2:1: accounts.l.service: found \"icq\", expected \"xmpp\""),
    Damaged(
        "an unknown encryption", account + "tls = \"ssl\"\n",
        "$:4:1: accounts.home.tls: found \"ssl\", expected \"starttls\", \"direct\" or \"none\""),
    Damaged(
        "no encryption without a server", account + "tls = \"none\"\n",
        "$:4:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "no encryption to another machine", account + "tls = \"none\"\nserver = \"192.0.2.1:5222\"\n",
        "$:4:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "no encryption to a name", account + "server = \"localhost:5222\"\ntls = \"none\"\n",
        "$:5:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "a server without a port", account + "server = \"example.org\"\n",
        "$:4:1: accounts.home.server: found \"example.org\", expected a host and a port such as \"127.0.0.1:5222\""
    ),
    Damaged(
        "a port too large", account + "server = \"example.org:70000\"\n",
        "$:4:1: accounts.home.server: found \"example.org:70000\", expected a host and a port such as "
            + "\"127.0.0.1:5222\""),
    Damaged(
        "an address without a domain", "[accounts.home]\nservice = \"xmpp\"\naddress = \"alice\"\n",
        "$:3:1: accounts.home.address: found \"alice\", expected an address such as \"alice@example.org\""),
    Damaged(
        "an address with a resource",
        "[accounts.home]\nservice = \"xmpp\"\naddress = \"alice@example.org/x\"\n",
        "$:3:1: accounts.home.address: found \"alice@example.org/x\", expected an address such as "
            + "\"alice@example.org\""),
    Damaged(
        "a number for an address", "[accounts.home]\nservice = \"xmpp\"\naddress = 5\n",
        "$:3:1: accounts.home.address: found the number 5, expected an address such as \"alice@example.org\""),
    Damaged(
        "a password that is a number", account + "password = 12345\n",
        "$:4:1: accounts.home.password: found a number, expected a string in quotes"),
    Damaged(
        "an empty password", account + "password = \"\"\n",
        "$:4:1: accounts.home.password: found an empty string, expected a string in quotes"),
    Damaged(
        "a command as one string", account + "password_command = \"pass show\"\n",
        "$:4:1: accounts.home.password_command: found \"pass show\", expected a program and its arguments such as "
            + "[\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "an empty command", account + "password_command = []\n",
        "$:4:1: accounts.home.password_command: found an empty list, expected a program and its arguments such as "
            + "[\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "a command with a number", account + "password_command = [\"pass\", 1]\n",
        "$:4:1: accounts.home.password_command: found a list with other things than strings, expected a program and "
            + "its arguments such as [\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "a command without a name", account + "password_command = [\"\", \"a\"]\n",
        "$:4:1: accounts.home.password_command: found a list that begins with an empty string, expected a program "
            + "and its arguments such as [\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "two sources of the password", account + "password = \"a\"\npassword_command = [\"b\"]\n",
        "$:5:1: accounts.home.password_command: found password as well, expected only one of password and "
            + "password_command"),
    Damaged(
        "a word for a truth value", account + "sign_in_at_start = \"yes\"\n",
        "$:4:1: accounts.home.sign_in_at_start: found \"yes\", expected true or false"),
    Damaged(
        "an unknown primary", "primary = \"work\"\n" + account,
        "$:1:1: primary: found \"work\", expected \"home\""),
    Damaged(
        "a primary without accounts", "primary = \"work\"\n",
        "$:1:1: primary: found \"work\", expected the name of an account, and there is none"),
    Damaged(
        "accounts that are a list", "[[accounts]]\nservice = \"xmpp\"\n",
        "$:1:1: accounts: found a list, expected a section [accounts]"),
    Damaged(
        "an account that is a word", "accounts.home = \"alice@example.org\"\n",
        "$:1:1: accounts.home: found \"alice@example.org\", expected a section [accounts.home]"),
    Damaged(
        "an unknown theme", "[interface]\ntheme = \"pink\"\n",
        "$:2:1: interface.theme: found \"pink\", expected \"dark\""),
    Damaged(
        "a limit without a unit", "[interface]\nsign_out_limit = \"30\"\n",
        "$:2:1: interface.sign_out_limit: found \"30\", expected \"none\", or a time from 100 ms to 60 min such as "
            + "\"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "a limit that is a number", "[interface]\nsign_out_limit = 30\n",
        "$:2:1: interface.sign_out_limit: found the number 30, expected \"none\", or a time from 100 ms to 60 min "
            + "such as \"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "a key that is a number", "[keys]\nsign_out = 1\n",
        "$:2:1: keys.sign_out: found the number 1, expected the name of a key in quotes"),
]

private let keys = [
    Damaged(
        "a misspelt key", account + "tsl = \"direct\"\n",
        "$:4:1: accounts.home.tsl: unknown key; did you mean \"tls\"?"),
    Damaged(
        "a misspelt section", "[account.home]\nservice = \"xmpp\"\n",
        "$:1:1: account: unknown key; did you mean \"accounts\"?"),
    Damaged("a key from nowhere", account + "colour = \"red\"\n", "$:4:1: accounts.home.colour: unknown key"),
    Damaged(
        "a key after the last section", account + "primary = \"home\"\n",
        "$:4:1: accounts.home.primary: unknown key"),
    Damaged(
        "an unknown key in the interface", "[interface]\nsignout_limit = \"30s\"\n",
        "$:2:1: interface.signout_limit: unknown key; did you mean \"sign_out_limit\"?"),
    Damaged(
        "an account without a service", "[accounts.home]\naddress = \"alice@example.org\"\n",
        "$:1:1: accounts.home.service: missing, expected \"xmpp\""),
    Damaged(
        "an account without an address", "# note\n[accounts.home]\nservice = \"xmpp\"\n",
        "$:2:1: accounts.home.address: missing, expected an address such as \"alice@example.org\""),
    Damaged(
        "an account without a name", "[accounts.\"\"]\nservice = \"xmpp\"\naddress = \"a@b.example\"\n",
        "$:1:1: accounts.\"\": found \"\", expected a name of 1 to 32 visible characters for the account"),
    Damaged(
        "every mistake of a file, in its order",
        "primary = \"work\"\ncolour = 1\n[accounts.b]\nservice = \"irc\"\n[accounts.a]\nservice = \"xmpp\"\n"
            + "tls = \"ssl\"\npasword = \"x\"\n[interface]\nsign_out_limit = \"soon\"\n",
        "$:1:1: primary: found \"work\", expected \"b\" or \"a\"",
        "$:2:1: colour: unknown key",
        "$:4:1: accounts.b.service: found \"irc\" (not yet known), expected \"xmpp\"",
        "$:5:1: accounts.a.address: missing, expected an address such as \"alice@example.org\"",
        "$:7:1: accounts.a.tls: found \"ssl\", expected \"starttls\", \"direct\" or \"none\"",
        "$:8:1: accounts.a.pasword: unknown key; did you mean \"password\"?",
        "$:10:1: interface.sign_out_limit: found \"soon\", expected \"none\", or a time from 100 ms to 60 min such as "
            + "\"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "a mistake after a byte order mark", "\u{feff}primary = \"x\"\n",
        "$:1:1: primary: found \"x\", expected the name of an account, and there is none"),
]
