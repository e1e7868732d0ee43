"""Builtins of the small Python (MicroPython) as CPython has them, and what a program may import.

Programs can read these globals, so nothing that leads out of here stands among them.
"""

import math


def like_cpython(quick, near, native):
    """Return what CPython has: a sort that keeps equals in order, exact rounding, all of print."""

    def stable(items, key=None, reverse=False):
        rows = []
        for item in items:
            order = -len(rows) if reverse else len(rows)
            rows.append((item if key is None else key(item), order, item))
        return [row[2] for row in quick(rows, reverse=reverse)]

    def sort(self, key=None, reverse=False):
        self[:] = stable(self, key, reverse)

    def exact(x, digits=None):
        easy = digits is None or not isinstance(x, float) or not 0 <= digits <= 22
        if easy or not abs(x) * 10**digits < 2**52:
            return near(x) if digits is None else near(x, digits)
        part, power = math.frexp(abs(x))
        bottom = 2 ** (53 - power)
        whole, rest = divmod(int(part * 2**53) * 10**digits, bottom)
        whole += 2 * rest > bottom or 2 * rest == bottom and whole % 2
        return math.copysign(whole / 10**digits, x)

    def show(*values, sep=" ", end="\n", file=None, flush=False):
        end = ("\n" if end is None else end) + "\0"  # the zero lets small.js send it at once
        native(*values, sep=" " if sep is None else sep, end=end)

    return stable, sort, exact, show


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
