"""Day 5: walk downhill with two weights at once.

Write `descend` under "Your turn", then run:  python day_05.py
"""

# --8<-- [start:given]
# Tanger Med: containers in millions of TEU, 2019 to 2025
TEU = [4.80, 5.77, 7.17, 7.60, 8.62, 10.24, 11.11]


def centred(n):
    """Number n years from their middle: 3 gives -1, 0, 1."""
    return [i - (n - 1) / 2 for i in range(n)]


def forecast(values):
    """Fit a line by `descend`; return its next value."""
    xs = centred(len(values))
    slope, level, losses = descend(xs, values, 0.2, 200)
    return level + slope * (xs[-1] + 1)


def misses():
    """Forecast 2022 to 2025, each from the years before."""
    found = []
    for t in range(3, 7):
        miss = abs(forecast(TEU[:t]) - TEU[t])
        found.append(round(miss, 3))
    return found


def line(steps):
    """Return slope, intercept, last loss on 2019 to 2024."""
    fitted = descend(centred(6), TEU[:6], 0.2, steps)
    slope, level, losses = fitted
    return [round(v, 3) for v in (slope, level, losses[-1])]


# --8<-- [end:given]


# --8<-- [start:starter]
def descend(xs, ys, rate, steps):
    """Fit  slope * x + intercept  by gradient descent.

    Both weights start from 0. Return the slope, the
    intercept and the list of losses: the first one,
    then one after each step.
    """
    # Your code here
    return None


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "descend([1, 2], [1, 2], 0.1, 1)",
        (0.25, 0.15, [1.25, 0.545625]),
        "the example above",
    ),
    (
        "descend([1, 2], [1, 2], 0.1, 0)",
        (0, 0, [1.25]),
        "no step, but a first loss",
    ),
    (
        "descend([0, 0], [5, 5], 0.5, 2)",
        (0, 3.75, [12.5, 3.125, 0.78125]),
        "here only the intercept can help",
    ),
    (
        "descend([-1, 1], [3, 5], 0.5, 2)",
        (0.75, 3, [8.5, 2.125, 0.53125]),
        "an x below zero",
    ),
    (
        "descend([1, 2], [1, 2], 0.125, 2)[:2]",
        (0.4921875, 0.29296875),
        "two steps",
    ),
    (
        "descend([2], [1], 1, 2)[2]",
        [0.5, 8, 128],
        "too large a rate: the loss climbs",
    ),
    (
        "line(1)",
        (0.603, 1.473, 17.666),
        "Tanger Med, one step",
    ),
    (
        "line(60)",
        (1.034, 7.367, 0.03),
        "Tanger Med, sixty steps",
    ),
    (
        "misses()",
        [0.683, 0.165, 0.607, 0.125],
        "four years, each forecast from its past",
    ),
    (
        "descend([1, 2], [1], 0.1, 0)",
        ValueError,
        "an x without its y",
    ),
    (
        "descend([], [], 0.1, 3)",
        ValueError,
        "nothing to learn from",
    ),
]


def generate(n):
    """Return n cases: 0 to 6 points, 0 to 12 small steps."""
    seed, cases = 5, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    for number in range(n):
        size = 1 + pick(6) if number % 12 else 0
        xs = [(pick(17) - 8) / 2 for _ in range(size)]
        ys = [(pick(37) - 18) / 2 for _ in range(size)]
        if number % 7 == 3:
            xs.append(1.5)  # an x without its y
        if number % 7 == 6:
            ys.append(2)
        rate = (1 + pick(8)) / 100
        cases.append((xs, ys, rate, pick(13)))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
