"""A neutral XMPP server for one client at a time: it signs in, serves a contact list, and sends presences on command.

It runs in a process of its own and talks with its owner over a pipe: orders in, one line of JSON out for each event.
Every moment that it reports is CLOCK_MONOTONIC in seconds, as the owner's are.
"""
import base64
import collections
import hashlib
import hmac
import itertools
import json
import os
import re
import select
import socket
import time

import contacts as people
from contacts import DOMAIN, OWN

PASSWORD = b"lantern"


def ping(name):
    return f"<iq type='get' id='{name}' from='{DOMAIN}' to='{OWN}'><ping xmlns='urn:xmpp:ping'/></iq>\n".encode()


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
        self.unread, self.outgoing, self.sending = b"", collections.deque(), None
        self.scram, self.is_proved, self.is_told, self.is_over = None, False, False, False

    def write(self, data):
        self.outgoing.append(memoryview(data.encode() if isinstance(data, str) else data))

    def flush(self):
        """Sends one piece, so that what the client says is never heard late."""
        try:
            rest = self.outgoing[0][self.connection.send(self.outgoing[0][:262144]):]
        except BlockingIOError:
            return
        except ConnectionError:
            # Nobody reads any more. What was said before is still to be heard.
            return self.stop_sending()
        if rest:
            self.outgoing[0] = rest
        else:
            self.outgoing.popleft()

    def stop_sending(self):
        self.outgoing.clear()
        self.sending = None

    def read(self):
        try:
            data = self.connection.recv(65536)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
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
            self.stop_sending()
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
        told = {key: value for key, _, value in re.findall(r"""\b(id|type|to)=(["'])(.*?)\2""", head)}
        if "id" not in told or "type" not in told:
            return
        if told["type"] in ("result", "error"):
            if self.sending:
                self.sending.answered(told["id"])
            return
        # Whoever was asked answers; some clients wait for just that.
        sender = f" from='{told['to']}'" if "to" in told else ""
        addressing = f"id='{told['id']}' to='{OWN}'{sender}"
        if "xmpp-bind" in element:
            answer = f"<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>{OWN}</jid></bind>"
        elif "jabber:iq:roster" in element:
            answer = f"<query xmlns='jabber:iq:roster'>{people.roster(self.contacts)}</query>"
        elif "xmpp-session" in element or "urn:xmpp:ping" in element:
            answer = ""
        else:
            self.write(
                f"<iq type='error' {addressing}><error type='cancel'>"
                "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
            return
        self.write(f"<iq type='result' {addressing}>{answer}</iq>")


class Flood:
    """Presences as fast as the client reads them, until there were enough: `ahead` pieces are always on the way."""

    def __init__(self, conversation, pieces, size, ahead, count):
        self.conversation, self.pieces, self.size = conversation, pieces, size
        self.sent, self.read, self.wanted = 0, 0, -(-count // size)
        for _ in range(ahead):
            self.send()

    def send(self):
        if self.sent < self.wanted:
            self.conversation.write(self.pieces[self.sent % len(self.pieces)] + ping(f"flood-{self.sent}"))
            self.sent += 1

    def answered(self, name):
        if name != f"flood-{self.read}":
            return
        self.read += 1
        self.send()
        if self.read == self.sent:
            self.conversation.sending = None
            self.conversation.tell({"event": "flood read", "at": time.monotonic(), "count": self.read * self.size})

    def end(self):
        """What is on the way still comes."""
        self.wanted = self.sent

    def tick(self):
        pass


class Life:
    """So many presences each second, evenly. A client that does not keep up gets no more than it reads."""

    BACKLOG = 64

    def __init__(self, conversation, stanzas, rate):
        self.conversation, self.stanzas, self.rate = conversation, stanzas, rate
        self.began, self.sent = time.monotonic(), 0

    def tick(self):
        due = int((time.monotonic() - self.began) * self.rate) - self.sent
        if due > 0 and len(self.conversation.outgoing) < self.BACKLOG:
            self.conversation.write("".join(itertools.islice(self.stanzas, due)))
            self.sent += due

    def answered(self, name):
        pass


class Host:
    """The server itself."""

    #: Seconds between two pieces of a life.
    PACE = 0.02

    def __init__(self, pipe, contacts, piece, ahead):
        self.pipe, self.contacts, self.ahead, self.piece = pipe, contacts, ahead, piece
        stanzas = people.flood(contacts, 100 * piece)
        self.pieces = ["".join(itertools.islice(stanzas, piece)).encode() for _ in range(100)]
        self.population = people.Population(contacts)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.conversation = None
        self.is_over = False
        self.tell({"event": "listening", "port": self.listener.getsockname()[1]})

    def tell(self, event):
        self.pipe.send(json.dumps(event))

    def run(self):
        while not self.is_over:
            conversation = self.conversation
            sockets = [self.listener, self.pipe] + ([conversation.connection] if conversation else [])
            writing = [conversation.connection] if conversation and conversation.outgoing else []
            pace = self.PACE if conversation and conversation.sending else None
            readable, writable, _ = select.select(sockets, writing, [], pace)
            if self.listener in readable:
                self.accept()
            if self.pipe in readable:
                self.obey(*self.pipe.recv().split("|"))
            if conversation:
                self.converse(conversation, conversation.connection in readable, conversation.connection in writable)

    def accept(self):
        connection, _ = self.listener.accept()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.tell({"event": "connected", "at": time.monotonic()})
        self.conversation = Conversation(connection, self.contacts, self.tell)

    def converse(self, conversation, is_readable, is_writable):
        if is_readable:
            conversation.read()
        if conversation.sending:
            conversation.sending.tick()
        if is_writable or conversation.outgoing:
            conversation.flush()
        if conversation.is_over:
            conversation.connection.close()
            if conversation is self.conversation:
                self.conversation = None

    def obey(self, order, *numbers):
        """One of: stop; one contact; flood|COUNT; enough; everybody; life|RATE; told."""
        conversation = self.conversation
        if order == "stop":
            self.is_over = True
        elif not conversation:
            return
        elif order == "one contact":
            conversation.write(people.presence(0, "phone"))
        elif order == "flood":
            conversation.sending = Flood(conversation, self.pieces, self.piece, self.ahead, int(numbers[0]))
        elif order == "enough" and conversation.sending:
            conversation.sending.end()
        elif order == "everybody":
            everybody = "".join(self.population.arrival()).encode()
            conversation.sending = Flood(conversation, [everybody], everybody.count(b"\n"), 1, 1)
        elif order == "life":
            conversation.sending = Life(conversation, self.population.life(), int(numbers[0]))
        elif order == "told":
            self.tell({"event": "told", "count": conversation.sending.sent, "at": time.monotonic()})


def serve(pipe, contacts, piece, ahead):
    """Serves until its owner says stop. The port is the first thing told."""
    Host(pipe, contacts, piece, ahead).run()
