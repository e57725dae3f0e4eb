"""A neutral XMPP server for one client at a time: it signs in, serves a contact list, and floods on command.

It runs in a process of its own and talks with its owner over a pipe, one line of JSON each way. Every moment that it
reports is CLOCK_MONOTONIC in seconds, as the owner's are.
"""
import base64
import hashlib
import hmac
import json
import os
import random
import re
import select
import socket
import time

PASSWORD = b"lantern"
DOMAIN = "localhost"
SHOWS = ["", "<show>away</show>", "<show>dnd</show>", "<show>xa</show>", "<show>chat</show>"]


def address(place):
    """The bare address of a contact; longer than 15 bytes."""
    return f"somebody.number{place}@{DOMAIN}"


def roster(count):
    return "".join(
        f"<item jid='{address(place)}' name='Neighbour{place}' subscription='both'><group>Group {place // 100}</group></item>"
        for place in range(count))


def presences(contacts, count):
    """A flood whose bytes are the same in every run; none of its texts has a capital letter of the keys typed."""
    draw = random.Random(1)
    return "".join(
        f"<presence from='{address(draw.randrange(contacts))}/phone' to='alice@{DOMAIN}/porch'>{draw.choice(SHOWS)}"
        f"<status>in the garden {number % 1000}</status><priority>5</priority></presence>\n"
        for number in range(count)).encode()


class Scram:
    """The server's side of SCRAM-SHA-1 (RFC 5802)."""

    def __init__(self, first):
        self.bare = first[first.index(b",", first.index(b",") + 1) + 1:]
        nonce = re.search(rb"r=([^,]+)", self.bare).group(1) + base64.b64encode(os.urandom(12))
        self.salt = os.urandom(12)
        self.challenge = b"r=%s,s=%s,i=4096" % (nonce, base64.b64encode(self.salt))

    def finish(self, final):
        """What proves the server; None when the client has not proved itself."""
        without_proof, proof = final.rsplit(b",p=", 1)
        salted = hashlib.pbkdf2_hmac("sha1", PASSWORD, self.salt, 4096)
        message = b",".join([self.bare, self.challenge, without_proof])
        client = hmac.digest(salted, b"Client Key", "sha1")
        signature = hmac.digest(hashlib.sha1(client).digest(), message, "sha1")
        if bytes(a ^ b for a, b in zip(client, signature)) != base64.b64decode(proof):
            return None
        return b"v=" + base64.b64encode(hmac.digest(hmac.digest(salted, b"Server Key", "sha1"), message, "sha1"))


class Conversation:
    """One client's stream: words in, words out."""

    START = re.compile(rb"<(stream:stream|auth|response|iq|presence|/stream:stream)(?=[\s>/])")

    def __init__(self, connection, contacts, tell):
        self.connection, self.contacts, self.tell = connection, contacts, tell
        self.unread, self.outgoing = b"", memoryview(b"")
        self.scram, self.is_proved, self.is_told, self.is_over = None, False, False, False

    def write(self, data):
        data = data.encode() if isinstance(data, str) else data
        self.outgoing = memoryview(bytes(self.outgoing) + data)

    def flush(self):
        try:
            self.outgoing = self.outgoing[self.connection.send(self.outgoing[:262144]):]
        except BlockingIOError:
            pass

    def read(self):
        try:
            data = self.connection.recv(65536)
        except BlockingIOError:
            return
        if not data:
            self.is_over = True
            return
        self.unread += data
        while self.take_one():
            pass

    def take_one(self):
        """Takes one element off the unread bytes; whether there was one."""
        found = self.START.search(self.unread)
        if not found:
            return False
        name = found.group(1).decode()
        start = found.start()
        tag_end = self.unread.find(b">", start)
        if tag_end < 0:
            return False
        end = tag_end + 1
        if name in ("auth", "response", "iq", "presence") and self.unread[tag_end - 1:tag_end] != b"/":
            closing = b"</" + name.encode() + b">"
            place = self.unread.find(closing, end)
            if place < 0:
                return False
            end = place + len(closing)
        element, self.unread = self.unread[start:end], self.unread[end:]
        self.answer(name, element)
        return True

    def answer(self, name, element):
        if name == "stream:stream":
            self.write(self.header())
        elif name == "auth":
            self.begin_proof(element)
        elif name == "response":
            self.end_proof(element)
        elif name == "iq":
            self.answer_request(element.decode())
        elif name == "presence" and not self.is_told and b"unavailable" not in element:
            self.is_told = True
            self.tell({"event": "presence", "at": time.monotonic()})
        elif name == "/stream:stream":
            self.tell({"event": "closing tag", "at": time.monotonic()})
            # What is still queued would only hold the answer up; the client reads on until it comes.
            self.outgoing = memoryview(b"")
            self.write("</stream:stream>")
            self.flush()

    def header(self):
        offers = (
            "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><session xmlns='urn:ietf:params:xml:ns:xmpp-session'>"
            "<optional/></session>" if self.is_proved else
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-SHA-1</mechanism>"
            "<mechanism>PLAIN</mechanism></mechanisms>")
        return (
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' version='1.0' "
            f"xmlns:stream='http://etherx.jabber.org/streams' from='{DOMAIN}'>"
            f"<stream:features>{offers}</stream:features>")

    def begin_proof(self, element):
        text = base64.b64decode(re.search(rb">([^<]*)<", element).group(1))
        if b"PLAIN" in element.split(b">")[0]:
            return self.accept(None) if text.endswith(b"\0" + PASSWORD) else self.refuse()
        self.scram = Scram(text)
        self.write(
            b"<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + base64.b64encode(self.scram.challenge)
            + b"</challenge>")

    def end_proof(self, element):
        found = re.search(rb">([^<]*)<", element)
        if self.is_proved or not found or not self.scram:
            return self.accept(None)
        proof = self.scram.finish(base64.b64decode(found.group(1)))
        return self.accept(proof) if proof else self.refuse()

    def accept(self, data):
        self.is_proved = True
        content = base64.b64encode(data).decode() if data else ""
        self.write(f"<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{content}</success>")

    def refuse(self):
        self.write("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>")

    def answer_request(self, element):
        head = element.split(">")[0]
        identity = re.search(r"""\bid=(["'])(.*?)\1""", head)
        kind = re.search(r"""\btype=(["'])(.*?)\1""", head)
        if not identity or not kind:
            return
        if kind.group(2) in ("result", "error"):
            if identity.group(2) == "end-of-flood":
                self.tell({"event": "flood read", "at": time.monotonic()})
            return
        if "xmpp-bind" in element:
            answer = f"<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>alice@{DOMAIN}/porch</jid></bind>"
        elif "jabber:iq:roster" in element:
            answer = f"<query xmlns='jabber:iq:roster'>{roster(self.contacts)}</query>"
        elif "xmpp-session" in element or "urn:xmpp:ping" in element:
            answer = ""
        else:
            self.write(
                f"<iq type='error' id='{identity.group(2)}'><error type='cancel'>"
                "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
            return
        self.write(f"<iq type='result' id='{identity.group(2)}' to='alice@{DOMAIN}/porch'>{answer}</iq>")


def serve(pipe, contacts, flood_size):
    """Serves until its owner says stop. The port is the first thing told."""
    def tell(event):
        pipe.send(json.dumps(event))

    listener = socket.create_server(("127.0.0.1", 0))
    flood = presences(contacts, flood_size)
    tell({"event": "listening", "port": listener.getsockname()[1]})
    conversation = None
    while True:
        sockets = [listener, pipe] + ([conversation.connection] if conversation else [])
        writing = [conversation.connection] if conversation and len(conversation.outgoing) else []
        readable, writable, _ = select.select(sockets, writing, [])
        if listener in readable:
            connection, _ = listener.accept()
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            tell({"event": "connected", "at": time.monotonic()})
            conversation = Conversation(connection, contacts, tell)
        if pipe in readable:
            command = pipe.recv()
            if command == "stop":
                return
            if conversation and command == "one contact":
                conversation.write(f"<presence from='{address(0)}/phone' to='alice@{DOMAIN}/porch'/>")
                conversation.flush()
            if conversation and command == "flood":
                conversation.write(
                    flood + f"<iq type='get' id='end-of-flood' from='{DOMAIN}' to='alice@{DOMAIN}/porch'>"
                    "<ping xmlns='urn:xmpp:ping'/></iq>".encode())
        if conversation and conversation.connection in writable:
            conversation.flush()
        if conversation and conversation.connection in readable:
            try:
                conversation.read()
            except ConnectionError:
                conversation.is_over = True
            if conversation.is_over:
                conversation.connection.close()
                conversation = None
