"""Day 4: let the nearest pupils vote, on one scale.

Write `classify` under "Your turn", then run:  python day_04.py
"""


# --8<-- [start:given]
def invented(n, seed):
    """Return n pupils: ((metres to school, mark of 20), label).

    Low marks and long ways raise the risk; 10 labels in 100
    are then turned round. None of these pupils exists.
    """
    pupils = []

    def chance():
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return seed / 2**31

    for _ in range(n):
        mark = 4 + 7 * (chance() + chance())
        metres = 200 + 7800 * chance()
        risk = (11 - mark) / 3 + (metres - 4000) / 2500 > 0.2
        if chance() < 0.1:
            risk = not risk
        row = (round(metres), round(10 * mark) / 10)
        pupils.append((row, "risk" if risk else "stay"))
    return pupils


PUPILS = invented(300, seed=1)
TRAIN = PUPILS[0::3]  # every third, from the first
VALIDATION = PUPILS[1::3]
TEST = PUPILS[2::3]


def accuracy(rows, k):
    """Return the share that `classify` gets right."""
    right = 0
    for x, label in rows:
        right += classify(TRAIN, x, k) == label
    return round(right / len(rows), 2)


TWO = [((10, 1000), "stay"), ((18, 1100), "risk")]
LINE = [((x,), label) for x, label in enumerate("caabb")]


# --8<-- [end:given]


# --8<-- [start:starter]
def classify(train, x, k):
    """Return the label that the k nearest of train vote for.

    train: a list of (numbers, label)
    x: the numbers of the new case
    """
    # Your code here
    return None


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "classify(TWO, (18, 1040), 1)",
        "risk",
        "the example above",
    ),
    (
        "classify(TWO, (10, 1120), 1)",
        "risk",
        "outside the range of train",
    ),
    (
        "classify([((0, 0), 'a'), ((10, 1), 'b')], (1, 5), 1)",
        "b",
        "the new case has no part in the scale",
    ),
    ("classify(LINE, (0,), 4)", "a", "two against one and one"),
    (
        "classify(LINE, (0,), 5)",
        "a",
        "a and b tie; c is nearest, but not tied",
    ),
    (
        "classify([((2,), 'stay'), ((9,), 'risk')], (2,), 2)",
        "stay",
        "one to one: the nearest",
    ),
    (
        "classify([((0, 3), 'a'), ((4, 3), 'b')], (3, 9), 1)",
        "b",
        "a column that never changes counts nothing",
    ),
    (
        "classify([((0,), 'b'), ((4,), 'a')], (2,), 1)",
        "b",
        "equally near: the order of the list",
    ),
    ("accuracy(TEST, 1)", 0.74, "new pupils, one neighbour"),
    ("accuracy(TEST, 7)", 0.83, "new pupils, seven neighbours"),
    (
        "classify(TWO, (18, 1040), 0)",
        ValueError,
        "nobody votes",
    ),
    (
        "classify(TWO, (18, 1040), 3)",
        ValueError,
        "only two known",
    ),
]


def generate(n):
    """Return n cases; about a sixth must raise.

    Every column spans exactly 8 or 4000, so that the scale
    divides exactly and ties are true ties.
    """
    seed, cases = 4, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    def label():
        return "abc"[pick(3)]

    for number in range(n):
        train = []
        for _ in range(pick(10)):
            row = (3 + pick(9), 1000 * (2 + pick(5)))
            train.append((row, label()))
        train.append(((3, 6000), label()))
        train.append(((11, 2000), label()))
        if number % 5 == 0:
            train = [((a, 7), name) for (a, _), name in train]
        turn = pick(len(train))
        train = train[turn:] + train[:turn]
        x = (pick(25) - 6, 1000 * (pick(13) - 3))
        k = 1 + pick(len(train))
        if number % 6 == 0:
            k = (0, len(train) + 1, -1)[pick(3)]
        cases.append((train, x, k))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
