"""How long a typed letter takes to be shown."""
from contacts import LETTERS


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


def echoes(program, count, is_over=lambda: False, field="", limit=5):
    """Seconds for each of so many letters; fewer when it is over before. Where a letter does not come within the limit
    the place for letters has closed, and is opened anew."""
    times = []
    for number in range(count):
        letter, start = LETTERS[number % len(LETTERS)], len(program.output)
        typed = program.type(letter)
        shown = program.wait_for(letter, start, limit)
        if shown is not None:
            times.append(shown - typed)
            program.rest(0.01)
        elif field:
            program.type(field)
            program.rest(0.2)
        else:
            break
        if is_over():
            break
    return times
