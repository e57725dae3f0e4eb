"""The contact list that every client is served, and what its people do. In none of their words is a letter typed."""
import random

DOMAIN = "localhost"
OWN = f"alice@{DOMAIN}/porch"
SHOWS = ["", "<show>away</show>", "<show>dnd</show>", "<show>xa</show>", "<show>chat</show>"]
#: What keys are tried with.
LETTERS = "QXJZVWYK"


def address(place):
    """The bare address of a contact; longer than 15 bytes."""
    return f"somebody.number{place}@{DOMAIN}"


def name(place):
    return f"Neighbour{place}"


def item(place, called):
    return (
        f"<item jid='{address(place)}' name='{called}' subscription='both'>"
        f"<group>Group {place // 100}</group></item>")


def roster(count):
    return "".join(item(place, name(place)) for place in range(count))


def presence(place, connection, content="", kind=""):
    return f"<presence from='{address(place)}/{connection}' to='{OWN}'{kind}>{content}</presence>\n"


def flood(contacts, count):
    """So many presences, the same in every run."""
    draw = random.Random(1)
    for number in range(count):
        yield presence(
            draw.randrange(contacts), "phone",
            f"{draw.choice(SHOWS)}<status>in the garden {number % 1000}</status><priority>5</priority>")


class Population:
    """People who come, go and change without end, and never say the same twice.

    Whoever comes takes the place of one who goes, with as many connections: so what a client has to hold stays the
    same, while all of it changes.
    """

    THERE, TWICE, CHANGES = 0.6, 0.25, 0.4
    WORDS = [
        "", "", "here, {}", "in the garden {}", "back at about {} or a little later",
        "on the train with a book that has {} pages, so do not wait for an answer",
    ]

    def __init__(self, contacts):
        self.draw = random.Random(2)
        places = list(range(contacts))
        self.draw.shuffle(places)
        there = int(contacts * self.THERE)
        self.there, self.away = places[:there], places[there:]
        self.connections = bytearray(contacts)
        for place in self.there:
            self.connections[place] = 2 if self.draw.random() < self.TWICE else 1
        self.said = 0

    def arrival(self):
        """What a server tells after a sign-in: everybody who is there. Then, so that nothing is new later, the last
        words of everybody who is not."""
        for place in self.there:
            yield from self.coming(place)
        for place in self.away:
            yield self.leaving(place, "phone")

    def life(self):
        """What happens from then on."""
        while True:
            if self.draw.random() < self.CHANGES:
                place = self.draw.choice(self.there)
                yield self.told(place, self.connection(place, self.draw.randrange(self.connections[place])))
            else:
                yield from self.swap()

    def swap(self):
        goes, comes = self.draw.randrange(len(self.there)), self.draw.randrange(len(self.away))
        gone, come = self.there[goes], self.away[comes]
        self.there[goes], self.away[comes] = come, gone
        count = self.connections[gone]
        self.connections[gone], self.connections[come] = 0, count
        for which in range(count):
            yield self.leaving(gone, self.connection(gone, which))
        yield from self.coming(come)

    def coming(self, place):
        for which in range(self.connections[place]):
            yield self.told(place, self.connection(place, which))

    def told(self, place, connection):
        return presence(place, connection, f"{self.draw.choice(SHOWS)}{self.words()}<priority>5</priority>")

    def leaving(self, place, connection):
        return presence(place, connection, self.words(), " type='unavailable'")

    def words(self):
        self.said += 1
        words = self.draw.choice(self.WORDS).format(f"{self.said:08}")
        return f"<status>{words}</status>" if words else ""

    @staticmethod
    def connection(place, which):
        """What clients call themselves: most names are longer than 15 bytes."""
        return f"{('conversations', 'gajim')[which]}.{place * 7919 % 65536:04x}"
