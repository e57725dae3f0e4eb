"""The server's process as its owner sees it: orders in, events out."""
import json
import multiprocessing
import time

import server


class Host:
    """- piece, ahead: how many presences a flood has on the way: so many pieces of so many."""

    def __init__(self, contacts, piece=1000, ahead=100):
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=server.serve, args=(other, contacts, piece, ahead), daemon=True)
        self.process.start()
        self.events = []
        self.port = self.wait_for("listening", 60)["port"]

    def wait_for(self, name, limit, meanwhile=lambda: time.sleep(0.001)):
        """The event of that name; None when it does not come in time."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            while self.pipe.poll():
                self.events.append(json.loads(self.pipe.recv()))
            for event in self.events:
                if event["event"] == name:
                    self.events.remove(event)
                    return event
            meanwhile()
        return None

    def order(self, command, *numbers):
        self.pipe.send("|".join([command, *map(str, numbers)]))

    def end(self):
        self.order("stop")
        self.process.join(5)
        self.process.kill()
