"""Builtins of the small Python (MicroPython) as CPython has them, and what a program may import.

Programs can read these globals, so nothing that leads out of here stands among them.
"""

import math


def like_cpython(quick, near, native, add, back):
    """Return what CPython has, to be put in place of what MicroPython has.

    Builtins: a sort that keeps equals in order, exact rounding, all of print, a sum that refuses
    text, a reversed that refuses sets. Methods of lists: sort, and an insert that refuses a place
    between two.
    """

    def whole(number):
        if not isinstance(number, (int, bool)):
            raise TypeError(f"'{type(number).__name__}' object isn't an integer")

    def stable(items, *, key=None, reverse=False):
        whole(reverse)
        rows = []
        for item in items:
            order = -len(rows) if reverse else len(rows)
            rows.append((item if key is None else key(item), order, item))
        if len(rows) > 1:
            quick([rows[0][0]] * 2)  # refuses what has no order
        return [row[2] for row in quick(rows, reverse=reverse)]

    def sort(self, *, key=None, reverse=False):
        self[:] = stable(self, key=key, reverse=reverse)

    def insert(self, place, item):
        whole(place)
        self[place:place] = [item]

    def total(items, start=0):
        if isinstance(start, str):
            raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
        return add(items, start)

    def backwards(items):
        if isinstance(items, (set, frozenset)):
            raise TypeError(f"'{type(items).__name__}' object is not reversible")
        return back(items)

    def exact(number, ndigits=None):
        if isinstance(ndigits, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        easy = ndigits is None or not isinstance(number, float) or not 0 <= ndigits <= 22
        if easy or not abs(number) * 10**ndigits < 2**52:
            return near(number) if ndigits is None else near(number, ndigits)
        part, power = math.frexp(abs(number))
        bottom = 2 ** (53 - power)
        whole, rest = divmod(int(part * 2**53) * 10**ndigits, bottom)
        whole += 2 * rest > bottom or 2 * rest == bottom and whole % 2
        return math.copysign(whole / 10**ndigits, number)

    def show(*values, sep=" ", end="\n", file=None, flush=False):
        end = ("\n" if end is None else end) + "\0"  # the zero lets small.js send it at once
        native(*values, sep=" " if sep is None else sep, end=end)

    builtins = {"sorted": stable, "round": exact, "print": show, "sum": total}
    builtins["reversed"] = backwards
    return builtins, {"sort": sort, "insert": insert}


class Plain:
    """What strict.js gives to a class without a base: it takes no arguments, as in CPython.

    Where CPython asks `>` of a class that has only `<`, it asks the other one.
    """

    def __init__(self):
        pass

    def __gt__(self, other):
        return other < self


def number(value):
    """Return what strict.js puts it around: a value in an f-string, with a format for numbers."""
    if isinstance(value, str):
        raise ValueError("this format is for numbers, not for text (str)")
    return value


def pairs(items):
    """Return what dict() takes of a value: no class that inherits from dict."""
    return items.items() if isinstance(items, dict) else items


def watcher(kinds):
    """Return what strict.js puts around that which a loop reads: its keys may not change.

    kinds: rows of (type, what CPython says of it).
    """

    watched = tuple([kind for kind, _ in kinds])

    def watch(whole, view):
        items = getattr(whole, view)() if view else whole
        for kind, words in kinds if isinstance(whole, watched) else ():
            if isinstance(whole, kind):
                return steps(whole, items, words + " during iteration")
        return items

    def steps(whole, items, words):
        size, ahead, behind = len(whole), iter(whole), iter(whole)
        for item in items:
            key = next(ahead)
            yield item
            if len(whole) != size:
                raise RuntimeError(words)
            if next(behind) is not key:
                raise RuntimeError("keys changed during iteration")

    return watch


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
