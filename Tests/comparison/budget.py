"""What Porchlight is to keep to, for each measure."""

SCREEN, PRESENCE, CONTACT = "first screen", "own presence at the server", "a contact on screen"
MEMORY, FLOOD_MEMORY = "memory after sign-in", "memory in the flood"
PROCESSOR, SIGN_OUT = "processor time for 1000 presences", "sign-out key to closing tag in a flood"
ECHO, BARE_ECHO = "key to echo in the flood, p99", "key to echo of bare curses, p99"
REST = "wake-ups in 10 s of rest"

#: Each measure and its unit.
MEASURES = [
    (SCREEN, "ms"), (PRESENCE, "ms"), (CONTACT, "ms"), (MEMORY, "MiB"), (PROCESSOR, "ms"), (FLOOD_MEMORY, "MiB"),
    (ECHO, "ms"), (BARE_ECHO, "ms"), (SIGN_OUT, "ms"), (REST, ""),
]


def contact_share(size):
    """Of the best other's time until a contact is on screen."""
    return 0.8 if size <= 1000 else 0.2 if size <= 10_000 else 0.1


def budget(measure, size, best, mcabber, ours, floor):
    """The most that is allowed, and that in words; None when there is nothing to compare with.

    - best: the best other's value. ours, floor: Porchlight's and bare curses' values by measure.
    """
    def of(value, share, whose):
        return None if value is None else (value * share, f"{share:g} x {whose}")

    if measure in (SCREEN, PRESENCE, MEMORY):
        return of(mcabber, 1, "mcabber")
    if measure == CONTACT:
        return of(best, contact_share(size), "best other")
    if measure == FLOOD_MEMORY:
        return of(ours.get(MEMORY), 1.2, "after sign-in")
    if measure == PROCESSOR:
        return 2.8, "2.8 ms"
    if measure == ECHO:
        bare = floor.get(BARE_ECHO)
        return None if bare is None else (bare * 1.5 + 2, "1.5 x bare curses + 2 ms")
    if measure == SIGN_OUT:
        return 2, "2 ms"
    if measure == REST:
        return 0, "none"
    return None
