import Testing

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
let damagedAccount = "[accounts.home]\nservice = \"xmpp\"\naddress = \"alice@example.org\"\n"

let textsWithSecrets = [
    "[accounts.home]\npassword = TAGSECRET\n", "password = tagsecret\n", "pasword = tagsecret\n",
    "password = 76543217654321765432176543217654321\n", "pw = 76543217654321765432176543217654321\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = 7654321\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = [\"TAGSECRET\"]\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = {a = \"TAGSECRET\"}\n",
    "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npasword = \"TAGSECRET\"\n",
    "password = \"TAGSECRET\n", "password = 'TAGSECRET''TAGSECRET'\n", "password = \"TAGSECRET\\q\"\n",
    "password = \"TAGSECRET\" TAGSECRET\n", "password = \"\"\"\nTAGSECRET\\q\"\"\"\n",
]

let damagedSyntax = [
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
        "an unknown escape in a password, of which nothing is shown", "password = \"a\\q\"\n",
        "$:1:15: not TOML: Error while parsing string: unknown escape sequence '...'"),
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
        "$:1:69: not TOML: nested too deeply"),
    Damaged(
        "a control character", "x = 1\r\n\r\ny = \u{1}\n",
        "$:3:5: not TOML: Error while parsing value: unexpected control character"),
    Damaged(
        "an escaped NUL", "x = 1\n\"a\\u0000b\" = 1\n",
        "$:2:1: found bytes that are no text, expected UTF-8 without NUL characters"),
]

/// At these the library would end the program.
let obstacles = [
    Damaged(
        "a header that begins with a dot", "a = 1\n[.home]\n",
        "$:2:1: not TOML: a name or a value was expected"),
    Damaged("three brackets", "[[[a]]]\n", "$:1:1: not TOML: a name or a value was expected"),
    Damaged(
        "a brace in a list", "a = [1, }\n", "$:1:1: not TOML: a name or a value was expected"),
    Damaged(
        "a date that promises a time", "a = 2026-11-24T # x\n",
        "$:1:5: not TOML: Error while parsing value: could not determine value type"),
    Damaged(
        "lists in lists in lists", "a = " + String(repeating: "[", count: 20_000),
        "$:1:69: not TOML: nested too deeply"),
    Damaged(
        "tables in tables in tables", "a = " + String(repeating: "{b=", count: 200_000),
        "$:1:197: not TOML: nested too deeply"),
    Damaged(
        "a key of twenty thousand parts", String(repeating: "a.", count: 20_000) + "a = 1",
        "$:1:1: not TOML: nested too deeply"),
    Damaged(
        "an earlier mistake is told instead", "a = \n[.home]\n",
        "$:1:5: not TOML: Error while parsing key-value pair: expected value, saw '\\n'"),
]

let damagedValues = [
    Damaged(
        "an unknown kind of service", "[accounts.l]\nservice = \"icq\"\n",
        "$:2:1: accounts.l.service: found \"icq\", expected \"xmpp\" or \"irc\""),
    Damaged(
        "an unknown encryption", damagedAccount + "tls = \"ssl\"\n",
        "$:4:1: accounts.home.tls: found \"ssl\", expected \"starttls\", \"direct\" or \"none\""),
    Damaged(
        "no encryption without a server", damagedAccount + "tls = \"none\"\n",
        "$:4:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "no encryption to another machine", damagedAccount + "tls = \"none\"\nserver = \"192.0.2.1:5222\"\n",
        "$:4:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "no encryption to a name", damagedAccount + "server = \"localhost:5222\"\ntls = \"none\"\n",
        "$:5:1: accounts.home.tls: found \"none\", expected \"starttls\" or \"direct\"; \"none\" only with a server "
            + "such as \"127.0.0.1:5222\""),
    Damaged(
        "a server without a port", damagedAccount + "server = \"example.org\"\n",
        "$:4:1: accounts.home.server: found \"example.org\", expected a host and a port such as \"127.0.0.1:5222\""
    ),
    Damaged(
        "a port too large", damagedAccount + "server = \"example.org:70000\"\n",
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
        "a password that is a number", damagedAccount + "password = 12345\n",
        "$:4:1: accounts.home.password: found a number, expected a string in quotes"),
    Damaged(
        "an empty password", damagedAccount + "password = \"\"\n",
        "$:4:1: accounts.home.password: found an empty string, expected a string in quotes"),
    Damaged(
        "a command as one string", damagedAccount + "password_command = \"pass show\"\n",
        "$:4:1: accounts.home.password_command: found \"pass show\", expected a program and its arguments such as "
            + "[\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "an empty command", damagedAccount + "password_command = []\n",
        "$:4:1: accounts.home.password_command: found an empty list, expected a program and its arguments such as "
            + "[\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "a command with a number", damagedAccount + "password_command = [\"pass\", 1]\n",
        "$:4:1: accounts.home.password_command: found a list with other things than strings, expected a program and "
            + "its arguments such as [\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "a command without a name", damagedAccount + "password_command = [\"\", \"a\"]\n",
        "$:4:1: accounts.home.password_command: found a list that begins with an empty string, expected a program "
            + "and its arguments such as [\"pass\", \"show\", \"xmpp\"]"),
    Damaged(
        "two sources of the password", damagedAccount + "password = \"a\"\npassword_command = [\"b\"]\n",
        "$:5:1: accounts.home.password_command: found password as well, expected only one of password and "
            + "password_command"),
    Damaged(
        "a word for a truth value", damagedAccount + "sign_in_at_start = \"yes\"\n",
        "$:4:1: accounts.home.sign_in_at_start: found \"yes\", expected true or false"),
    Damaged(
        "an unknown primary", "primary = \"work\"\n" + damagedAccount,
        "$:1:1: primary: found \"work\", expected \"home\""),
    Damaged(
        "a primary without accounts", "primary = \"work\"\n",
        "$:1:1: primary: found \"work\", expected the name of an account, and there is none"),
    Damaged(
        "accounts that are a list", "[[accounts]]\nservice = \"xmpp\"\n",
        "$:1:3: accounts: found a list, expected a section [accounts]"),
    Damaged(
        "an account that is a word", "accounts.home = \"alice@example.org\"\n",
        "$:1:10: accounts.home: found \"alice@example.org\", expected a section [accounts.home]"),
    Damaged(
        "an unknown theme", "[interface]\ntheme = \"pink\"\n",
        "$:2:1: interface.theme: found \"pink\", expected \"dark\""),
    Damaged(
        "a name server without an address", "[network]\nname_servers = [\"9.9.9.9\", \"dns.example:53\"]\n",
        "$:2:1: network.name_servers: found \"dns.example:53\" in the list, expected a list of addresses such as "
            + "[\"127.0.0.1:5353\", \"[::1]:53\"]"),
    Damaged(
        "no name servers at all", "[network]\nname_servers = []\n",
        "$:2:1: network.name_servers: found an empty list, expected a list of addresses such as "
            + "[\"127.0.0.1:5353\", \"[::1]:53\"]"),
    Damaged(
        "a limit without a unit", "[interface]\nsign_out_limit = \"30\"\n",
        "$:2:1: interface.sign_out_limit: found \"30\", expected \"none\", or a time from 100 ms to 60 min such as "
            + "\"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "a limit that is a number", "[interface]\nsign_out_limit = 30\n",
        "$:2:1: interface.sign_out_limit: found the number 30, expected \"none\", or a time from 100 ms to 60 min "
            + "such as \"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "an idle time without a unit", "[interface]\nidle_after = \"10\"\n",
        "$:2:1: interface.idle_after: found \"10\", expected \"none\", or a time from 1 s to 24 h such as \"90s\", "
            + "\"10m\" or \"1h\""),
    Damaged(
        "an idle time that is a number", "[interface]\nidle_after = 10\n",
        "$:2:1: interface.idle_after: found the number 10, expected \"none\", or a time from 1 s to 24 h such as "
            + "\"90s\", \"10m\" or \"1h\""),
    Damaged(
        "a word for whether idleness is told", "[interface]\ntell_idle = \"no\"\n",
        "$:2:1: interface.tell_idle: found \"no\", expected true or false"),
    Damaged(
        "a pin that is none", damagedAccount + "pin = \"3F:07\"\n",
        "$:4:1: accounts.home.pin: found \"3F:07\", expected \"sha256:\" and 64 hexadecimal digits, as `porchlight "
            + "check` prints them"),
    Damaged(
        "the keyring and a password", damagedAccount + "password_command = [\"pass\"]\nkeyring = true\n",
        "$:5:1: accounts.home.keyring: found password_command as well, expected only one of password, "
            + "password_command and keyring"),
    Damaged(
        "a word for whether the keyring is asked", damagedAccount + "keyring = \"yes\"\n",
        "$:4:1: accounts.home.keyring: found \"yes\", expected true or false"),
    Damaged(
        "a key that is a number", "[keys]\nsign_out = 1\n",
        "$:2:1: keys.sign_out: found the number 1, expected the name of a key in quotes"),
]

let damagedKeys = [
    Damaged(
        "a misspelt key", damagedAccount + "tsl = \"direct\"\n",
        "$:4:1: accounts.home.tsl: unknown key; did you mean \"tls\"?"),
    Damaged(
        "a misspelt section", "[account.home]\nservice = \"xmpp\"\n",
        "$:1:2: account: unknown key; did you mean \"accounts\"?"),
    Damaged(
        "a key from nowhere", damagedAccount + "colour = \"red\"\n",
        "$:4:1: accounts.home.colour: unknown key"),
    Damaged(
        "a key after the last section", damagedAccount + "primary = \"home\"\n",
        "$:4:1: accounts.home.primary: unknown key"),
    Damaged(
        "an unknown key in the interface", "[interface]\nsignout_limit = \"30s\"\n",
        "$:2:1: interface.signout_limit: unknown key; did you mean \"sign_out_limit\"?"),
    Damaged(
        "an unknown key of the network", "[network]\nname_server = [\"9.9.9.9\"]\n",
        "$:2:1: network.name_server: unknown key; did you mean \"name_servers\"?"),
    Damaged(
        "an account without a service", "[accounts.home]\naddress = \"alice@example.org\"\n",
        "$:1:11: accounts.home.service: missing, expected \"xmpp\" or \"irc\""),
    Damaged(
        "an account without an address", "# note\n[accounts.home]\nservice = \"xmpp\"\n",
        "$:2:11: accounts.home.address: missing, expected an address such as \"alice@example.org\""),
    Damaged(
        "an account without a name", "[accounts.\"\"]\nservice = \"xmpp\"\naddress = \"a@b.example\"\n",
        "$:1:11: accounts.\"\": found \"\", expected a name of 1 to 32 visible characters for the account"),
    Damaged(
        "every mistake of a file, in its order",
        "primary = \"work\"\ncolour = 1\n[accounts.b]\nservice = \"irc\"\n[accounts.a]\nservice = \"xmpp\"\n"
            + "tls = \"ssl\"\npasword = \"x\"\n[interface]\nsign_out_limit = \"soon\"\n",
        "$:1:1: primary: found \"work\", expected \"b\" or \"a\"",
        "$:2:1: colour: unknown key",
        "$:3:11: accounts.b.server: missing, expected a host and a port such as \"irc.example.org:6697\"",
        "$:3:11: accounts.b.nick: missing, expected a nick such as \"alice\"",
        "$:5:11: accounts.a.address: missing, expected an address such as \"alice@example.org\"",
        "$:7:1: accounts.a.tls: found \"ssl\", expected \"starttls\", \"direct\" or \"none\"",
        "$:8:1: accounts.a.pasword: unknown key; did you mean \"password\"?",
        "$:10:1: interface.sign_out_limit: found \"soon\", expected \"none\", or a time from 100 ms to 60 min such as "
            + "\"500ms\", \"30s\" or \"2m\""),
    Damaged(
        "a mistake after a byte order mark", "\u{feff}primary = \"x\"\n",
        "$:1:1: primary: found \"x\", expected the name of an account, and there is none"),
]
