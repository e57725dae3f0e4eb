"""A program in a pseudo-terminal, its output with the moment of each piece, and what the system says it cost."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class Program:
    def __init__(self, command, environment, rows=24, columns=80):
        self.started = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            try:
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = bytearray()
        self.first_output = None
        self.last_output, self.pieces = 0, 0

    def type(self, text):
        """Types it and returns when."""
        now = time.monotonic()
        os.write(self.terminal, text.encode())
        return now

    def read(self, timeout):
        """Reads what there is within the time; returns its moment, or None."""
        ready, _, _ = select.select([self.terminal], [], [], timeout)
        if not ready:
            return None
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return None
        now = time.monotonic()
        if data and self.first_output is None:
            self.first_output = now
        # A frame is written at once, and comes in one piece or in a few that follow one another at once.
        if now - self.last_output > 0.004:
            self.pieces += 1
        self.last_output = now
        self.output += data
        return now

    def wait_for(self, text, start, limit):
        """The moment at which the text has come out since the place `start` of the output; None when it has not."""
        wanted, deadline = text.encode(), time.monotonic() + limit
        while time.monotonic() < deadline:
            if self.output.find(wanted, start) >= 0:
                return time.monotonic()
            moment = self.read(0.5)
            if moment and self.output.find(wanted, start) >= 0:
                return moment
        return None

    def rest(self, seconds):
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.read(left)

    def forget(self):
        """Drops the output so far; returns its bytes, and how many pieces it came in."""
        told = len(self.output), self.pieces
        self.output.clear()
        self.pieces = 0
        return told

    def is_alive(self):
        return os.waitpid(self.process, os.WNOHANG) == (0, 0)

    def processor_time(self):
        """Seconds on a processor, of all its threads so far; exact, but without threads that have ended."""
        total = 0
        try:
            for thread in os.listdir(f"/proc/{self.process}/task"):
                with open(f"/proc/{self.process}/task/{thread}/schedstat") as file:
                    total += int(file.read().split()[0])
        except OSError:
            return float("nan")
        return total / 1e9

    def whole_processor_time(self):
        """The same with threads that have ended, in steps of 10 ms."""
        with open(f"/proc/{self.process}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """What is resident now, in MiB: all of it, and what the program has made itself (neither code nor files)."""
        try:
            sizes = self.sizes("smaps_rollup")
            return sizes["Rss"], sizes["Anonymous"]
        except PermissionError:
            # Porchlight lets nobody look into it. This tells the same, a few pages late.
            sizes = self.sizes("status")
            return sizes["VmRSS"], sizes["RssAnon"]

    def sizes(self, name):
        with open(f"/proc/{self.process}/{name}") as file:
            return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in file if line.endswith("kB\n")}

    def peak_memory(self):
        """The most memory that was resident, in MiB."""
        try:
            with open(f"/proc/{self.process}/status") as file:
                for line in file:
                    if line.startswith("VmHWM"):
                        return int(line.split()[1]) / 1024
        except OSError:
            pass
        return float("nan")

    def wakeups(self):
        """How often each of its threads gave the processor up by itself so far."""
        counts = {}
        for thread in os.listdir(f"/proc/{self.process}/task"):
            with open(f"/proc/{self.process}/task/{thread}/status") as file:
                counts[thread] = sum(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt"))
        return counts

    def end(self):
        try:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        except OSError:
            pass
        os.close(self.terminal)
