"""Builtins of the small Python (MicroPython) as CPython has them, and what a program may import.

Programs can read these globals, so nothing that leads out of here stands among them.
"""

import collections
import math

quick, near, native, add, back, fill = sorted, round, print, sum, reversed, str.format
KEYS = {
    dict: "dictionary changed size",
    set: "Set changed size",
    collections.deque: "deque mutated",
}
WATCHED, ROWS = tuple(KEYS), "list tuple zip map filter enumerate generator dict_view".split()


def whole(number):
    if not isinstance(number, (int, bool)):
        raise TypeError(f"'{type(number).__name__}' object isn't an integer")


class Builtins:
    """A sort that keeps equals in order, exact rounding, all of print, and what refuses more."""

    def sorted(items, *, key=None, reverse=False):
        whole(reverse)
        rows = []
        for item in items:
            order = -len(rows) if reverse else len(rows)
            rows.append((item if key is None else key(item), order, item))
        if len(rows) > 1:
            quick([rows[0][0]] * 2)  # refuses what has no order
        return [row[2] for row in quick(rows, reverse=reverse)]

    def sum(items, start=0):
        if isinstance(start, str):
            raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
        return add(items, start)

    def reversed(items):
        if isinstance(items, (set, frozenset)):
            raise TypeError(f"'{type(items).__name__}' object is not reversible")
        return back(items)

    def round(number, ndigits=None):
        if isinstance(ndigits, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        easy = ndigits is None or not isinstance(number, float) or not 0 <= ndigits <= 22
        if easy or not abs(number) * 10**ndigits < 2**52:
            return near(number) if ndigits is None else near(number, ndigits)
        part, power = math.frexp(abs(number))
        bottom = 2 ** (53 - power)
        top, rest = divmod(int(part * 2**53) * 10**ndigits, bottom)
        top += 2 * rest > bottom or 2 * rest == bottom and top % 2
        return math.copysign(top / 10**ndigits, number)

    def print(*values, sep=" ", end="\n", file=None, flush=False):
        end = ("\n" if end is None else end) + "\0"  # the zero lets small.js send it at once
        native(*values, sep=" " if sep is None else sep, end=end)


class Methods:
    """Of lists: sort, and an insert that refuses a place between two. Of text: a format, also that
    of f-strings, that takes each value as CPython does.
    """

    def sort(self, *, key=None, reverse=False):
        self[:] = sorted(self, key=key, reverse=reverse)

    def insert(self, place, item):
        whole(place)
        self[place:place] = [item]

    def format(self, *values, **named):
        if ":" in self or "[" in self:
            given = dict(enumerate(values))
            given.update(named)
            for number, field in enumerate(self.replace("{{", "").split("{")[1:]):
                if ":" in field or "[" in field:
                    suit(given, number, *field.split("}"))
        return fill(self, *values, **named)


def suit(given, number, field, *rest):
    """Raise what CPython raises where MicroPython takes a format for any value."""
    name, _, spec = field.partition(":")
    name, converted, _ = name.partition("!")
    if "[" in name:
        raise NotImplementedError("a format that looks into a value")
    value = "" if converted else given.get(int(name) if name.isdigit() else name or number)
    spec = spec[2:] if spec[1:2] and spec[1:2] in "<=>^" else spec  # what fills it
    text = isinstance(value, str) and [one for one in spec if one in "+-,_ #"]
    whole = isinstance(value, (int, bool)) and spec[-1:] not in "eEfFgG%"
    point = "." in spec and (whole or not spec.split(".")[1][:1].isdigit())
    if rest and (text or point or spec[-1:] == "c"):  # without rest it goes on in braces
        raise ValueError(f"this format is not for '{type(value).__name__}'")


class Guards:
    """What strict.js puts into a program, where each name stands between two __."""

    class Plain:
        """In place of no base of a class: it takes no arguments. Where CPython asks `>` of a class
        that has only `<`, it asks the other one.
        """

        def __init__(self):
            pass

        def __gt__(self, other):
            return other < self

    def other(value):
        """Around what stands after `|`: no dictionary takes pairs there."""
        if type(value).__name__ in ROWS:
            raise TypeError("unsupported after |")
        return value

    def pairs(items):
        """Around what dict() takes: no class that inherits from dict."""
        return items.items() if isinstance(items, dict) else items

    def watch(items, view):
        """Around that which a loop reads: its keys may not change."""
        read = getattr(items, view)() if view else items
        for kind in KEYS if isinstance(items, WATCHED) else ():
            if isinstance(items, kind):
                return steps(items, read, KEYS[kind] + " during iteration")
        return read


def steps(items, read, words):
    size, ahead, behind = len(items), iter(items), iter(items)
    for item in read:
        key = next(ahead)
        yield item
        if len(items) != size:
            raise RuntimeError(words)
        if next(behind) is not key:
            raise RuntimeError("keys changed during iteration")


def refuse(kind, text):
    """Return a function that only raises."""

    def refused(*args, **named):
        raise kind(text)

    return refused


def importer(allowed):
    """Return __import__ for a program: these modules and no other."""

    def __import__(name, *rest):
        if name not in allowed:
            raise ImportError(f"no module named '{name}'")
        return allowed[name]

    return __import__
