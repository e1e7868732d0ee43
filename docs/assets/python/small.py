"""What people reach for first and the small Python (MicroPython) lacks: programs may pass with it.

No program fails by it: whoever uses it and fails is sent to the whole Python (known.json). Programs
can read these globals, so nothing that leads out of here stands among them. A class in MODULES
holds what is added to the module of its name.
"""

import collections
import math

ROOM = 1000  # in a queue without an end: one item more is an error, for the whole Python to try


class Collections:
    class defaultdict(dict):
        def __init__(self, default_factory=None, *rest, **named):
            if default_factory is not None and not callable(default_factory):
                raise TypeError("first argument must be callable or None")
            super().__init__(*rest, **named)
            self.default_factory = default_factory

        def __getitem__(self, key):
            if key not in self and self.default_factory is not None:
                self[key] = self.default_factory()
            return super().__getitem__(key)

    class Counter(dict):
        def __init__(self, items=(), **named):
            super().__init__()
            self.update(items)
            self.update(named)

        def __getitem__(self, key):
            return super().__getitem__(key) if key in self else 0

        def update(self, items):
            for key in items:
                self[key] = self[key] + (items[key] if isinstance(items, dict) else 1)

        def most_common(self, n=None):
            return sorted(self.items(), key=lambda row: row[1], reverse=True)[:n]

        def total(self):
            return sum(self.values())

    def deque(items=(), maxlen=None):
        return collections.deque(items, *((ROOM, 1) if maxlen is None else (maxlen,)))

    def namedtuple(name, fields, **named):
        fields = fields.replace(",", " ").split() if isinstance(fields, str) else list(fields)
        exec(f"class {name}:\n def of({', '.join(fields)}): pass", {})  # refuses what is not a name
        if [field for field in fields if field[0] == "_"]:
            raise ValueError("Field names cannot start with an underscore")
        return collections.namedtuple(name, fields, **named)


class Typing:
    class Any:
        """Every name of typing: it can be subscripted."""

        def __getitem__(self, item):
            return self

    TypeVar = lambda name, *of: ANY


class Math:
    def exp(x):
        if 709.782712893384 < x < float("inf"):
            raise OverflowError("math range error")
        return math.exp(x)

    def fsum(items):
        total = rest = 0.0  # Neumaier: what each addition loses is kept
        for x in items:
            new = total + x
            rest += (total - new) + x if abs(total) >= abs(x) else (x - new) + total
            total = new
        return total + rest if rest == rest else total

    def prod(items, *, start=1):
        for x in items:
            start = start * x
        return start

    def dist(p, q):
        if len(p) != len(q):
            raise ValueError("both points must have the same number of dimensions")
        return Math.hypot(*[a - b for a, b in zip(p, q)])

    def hypot(*sides):
        return math.sqrt(sum([x * x for x in sides]))


class Statistics:
    class StatisticsError(ValueError):
        pass

    def _rows(data, least=1):
        data = list(data)
        if len(data) < least:
            raise Statistics.StatisticsError("there are too few data points")
        return data

    def mean(data):
        data = Statistics._rows(data)
        return Math.fsum(data) / len(data)

    def median(data):
        data = sorted(Statistics._rows(data))
        half = len(data) // 2
        return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2

    def variance(data, xbar=None, spared=1):
        data = Statistics._rows(data, 1 + spared)
        xbar = Statistics.mean(data) if xbar is None else xbar
        return Math.fsum([(x - xbar) ** 2 for x in data]) / (len(data) - spared)

    fmean = mean
    mode = lambda data: Collections.Counter(Statistics._rows(data)).most_common(1)[0][0]
    pvariance = lambda data, mu=None: Statistics.variance(data, mu, 0)
    stdev = lambda data, xbar=None: math.sqrt(Statistics.variance(data, xbar))
    pstdev = lambda data, mu=None: math.sqrt(Statistics.variance(data, mu, 0))


class Itertools:
    pairwise = lambda items: (lambda data: zip(data, data[1:]))(list(items))

    def product(*pools, repeat=1):
        made = [()]
        for pool in [tuple(pool) for pool in pools] * repeat:
            made = [row + (item,) for row in made for item in pool]
        return iter(made)


class Functools:
    def cache(function):
        kept = {}

        def cached(*args):
            if args not in kept:
                kept[args] = function(*args)
            return kept[args]

        return cached

    def lru_cache(maxsize=128, typed=False):
        return Functools.cache(maxsize) if callable(maxsize) else Functools.cache


class Operator:
    itemgetter = lambda key: lambda row: row[key]


class Heapq:
    nsmallest = lambda n, items, key=None: sorted(items, key=key)[:n]
    nlargest = lambda n, items, key=None: sorted(items, key=key, reverse=True)[:n]


def fields_of(source, cls):
    """Return the fields of a dataclass. Annotations are forgotten here: the program tells them."""
    body = source.split("class " + cls.__name__, 1)[1].split("\n")[1:]
    margin = len(body[0]) - len(body[0].lstrip())
    fields, last = [], ""
    for row in body:
        if row.strip() and len(row) - len(row.lstrip()) < margin:
            break
        name = row[margin:].split(":")[0]
        if ":" not in row or not name or set(name) & set(" ()@#'\""):
            continue
        if last and not hasattr(cls, name):
            raise TypeError(f"non-default argument '{name}' follows default argument '{last}'")
        last = name if hasattr(cls, name) else ""
        if isinstance(getattr(cls, name, None), (list, dict, set)):
            raise ValueError(f"mutable default for field {name}: use default_factory")
        fields.append(name)
    return fields


def dataclass_of(source):
    """Return `dataclass` for the classes of a program, given as its text."""

    def dataclass(cls=None, *, frozen=False, order=False):
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen)
        fields = fields_of(source, cls)

        def __init__(self, *args, **named):
            if len(args) > len(fields) or set(named) - set(fields[len(args) :]):
                raise TypeError("these are not the fields of " + cls.__name__)
            named.update(zip(fields, args))
            for name in fields:
                put(self, name, named[name] if name in named else getattr(cls, name))

        put = object.__setattr__ if frozen else setattr

        def refused(self, name, *value):
            raise AttributeError(f"cannot assign to field '{name}'")

        cls.__init__ = __init__
        cls.__eq__ = lambda a, b: [getattr(a, f) for f in fields] == [getattr(b, f) for f in fields]
        if frozen:
            cls.__setattr__ = cls.__delattr__ = refused
            cls.__hash__ = lambda self: hash(tuple([getattr(self, f) for f in fields]))
        return cls

    return dataclass


KINDS = "Callable Dict Final Generic Iterable Iterator List Literal Mapping Optional Sequence Set "
ANY = Typing.Any()
for name in (KINDS + "Any Tuple Type Union").split():
    setattr(Typing, name, ANY)
ADDED = (Collections, Typing, Math, Statistics, Itertools, Functools, Operator, Heapq)
MODULES = {one.__name__.lower(): one for one in ADDED} | {"dataclasses": None}
