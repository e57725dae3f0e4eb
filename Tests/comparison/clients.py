"""How each client is set up for the server, and which keys do what. Every one starts in a home of its own."""
import os
import shutil
from pathlib import Path


class Client:
    name = ""
    is_ours = False
    #: Opens a place where typed letters are shown.
    field = ""
    #: Keys that sign out from there, a moment between them; the last one is the one that does it. None: not measured.
    sign_out = None

    def is_there(self):
        return shutil.which(self.command("", 0)[0]) is not None

    def prepare(self, home, port):
        """Writes the configuration."""

    def command(self, home, port):
        raise NotImplementedError

    def write(self, home, path, text):
        file = Path(home, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o600)


class Porchlight(Client):
    name, field, sign_out = "porchlight", "s", ["\x1b", "o"]
    is_ours = True

    def __init__(self, program):
        self.program = program

    def command(self, home, port):
        return [self.program]

    def prepare(self, home, port):
        self.write(home, "config/porchlight/config.toml", f"""
[accounts.home]
service = "xmpp"
address = "alice@localhost"
password = "lantern"
server = "127.0.0.1:{port}"
tls = "none"
""")


class Mcabber(Client):
    name, field, sign_out = "mcabber", "", ["\x15/disconnect", "\r"]

    def command(self, home, port):
        return ["mcabber"]

    def prepare(self, home, port):
        self.write(home, ".mcabber/mcabberrc", f"""
set jid = alice@localhost
set password = lantern
set server = 127.0.0.1
set port = {port}
set tls = 0
set ssl_ignore_checks = 1
set resource = porch
""")


class Profanity(Client):
    name, field, sign_out = "profanity", "", ["\x15/disconnect", "\r"]

    def command(self, home, port):
        return ["profanity", "-a", "alice@localhost"]

    def prepare(self, home, port):
        self.write(home, "data/profanity/accounts", f"""
[alice@localhost]
enabled=true
jid=alice@localhost
server=127.0.0.1
port={port}
tls.policy=disable
auth.policy=default
password=lantern
resource=porch
""")


class Finch(Client):
    name, field, sign_out = "finch", "/", ["\x1bq"]

    def command(self, home, port):
        return ["finch"]

    def prepare(self, home, port):
        self.write(home, ".purple/accounts.xml", f"""<?xml version='1.0' encoding='UTF-8' ?>
<account version='1.0'><account><protocol>prpl-jabber</protocol><name>alice@localhost/porch</name>
<password>lantern</password><statuses><status type='available' name='Available' active='true'><attributes/></status>
</statuses><settings><setting name='port' type='int'>{port}</setting>
<setting name='connect_server' type='string'>127.0.0.1</setting>
<setting name='connection_security' type='string'>opportunistic_tls</setting>
<setting name='auth_plain_in_clear' type='bool'>1</setting></settings>
<settings ui='gnt-purple'><setting name='auto-login' type='bool'>1</setting></settings></account></account>
""")


def environment(home):
    return {
        "HOME": home, "PATH": os.environ.get("PATH", ""), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": f"{home}/config", "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state",
        "XDG_CACHE_HOME": f"{home}/cache",
    }
