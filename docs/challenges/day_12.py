"""Day 12: three cities, one model, no shared file.

Write `fed_avg` under "Your turn", then run:  python day_12.py
"""

# --8<-- [start:given]
RABAT = [(0, 1.0), (1, 3.0)]
FES = [(2, 5.0), (3, 7.0), (4, 9.0)]
AGADIR = [(1, 3.0)]


def local_steps(weights, data, rate=0.05, steps=5):
    """A few steps of gradient descent at one site, on its own data."""
    a, b = weights
    for _ in range(steps):
        slope_a = sum((a * x + b - y) * x for x, y in data) / len(data)
        slope_b = sum(a * x + b - y for x, y in data) / len(data)
        a, b = a - rate * slope_a, b - rate * slope_b
    return [a, b]


def train_together(sites, rounds=200):
    """The centre: send the weights out, get them back, average, repeat."""
    shared = [0.0, 0.0]
    for _ in range(rounds):
        shared = fed_avg([(len(data), local_steps(shared, data)) for data in sites])
    return [round(value, 2) for value in shared]
# --8<-- [end:given]


# --8<-- [start:starter]
def fed_avg(updates):
    """Average the weights; a site counts as much as it has examples.

    updates: a list of pairs (number of examples, list of weights)
    """
    # Your code here
    return [0.0, 0.0]
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("fed_avg([(100, [1.0, 0.0]), (300, [2.0, 4.0])])", [1.75, 3.0], "the example above"),
    ("fed_avg([(10, [0.0]), (10, [1.0]), (0, [99.0])])", [0.5], "no data, no say"),
    ("fed_avg([(7, [2.0, -1.0, 0.5])])", [2.0, -1.0, 0.5], "one site keeps its weights"),
    ("train_together([AGADIR])", [1.5, 1.5], "alone, Agadir finds a wrong line"),
    ("train_together([RABAT, FES, AGADIR])", [2.0, 1.0], "together, the right line"),
    ("fed_avg([(5, [1.0]), (5, [1.0, 2.0])])", ValueError, "weights of different lengths"),
    ("fed_avg([(0, [1.0]), (5, [1.0, 2.0])])", ValueError, "even where the odd site has no example"),
    ("fed_avg([(0, [1.0]), (0, [2.0])])", ValueError, "no example at all"),
    ("fed_avg([])", ValueError, "no site at all"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    passed = 0
    for call, expected, why in CHECKS:
        try:
            answer = eval(call)
        except Exception as error:
            answer = error
        good = isinstance(answer, expected) if isinstance(expected, type) else answer == expected
        passed += bool(good)
        print("pass" if good else "FAIL", "-", call, "->", repr(answer))
        if not good:
            print("       expected", repr(expected), "-", why)
    print(passed, "of", len(CHECKS), "checks passed")
    raise SystemExit(passed < len(CHECKS))
