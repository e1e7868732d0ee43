"""Day 1: score three lazy guesses on years that they have not seen.

Write `baselines` under "Your turn", then run:  python day_01.py
"""

# --8<-- [start:given]
# Percent of people in Morocco who use the internet.
# World Development Indicators, series IT.NET.USER.ZS
YEARS = list(range(2008, 2024))
SHARES = [33.1, 41.3, 52.0, 46.1, 55.4, 56.0, 56.8, 57.1]
SHARES += [58.3, 61.8, 64.8, 84.1, 84.1, 88.1, 89.9, 91.0]

SMALL = [2, 4, 9, 8]
# --8<-- [end:given]


# --8<-- [start:starter]
def baselines(values, n_train):
    """Return the errors of three guesses: mean, last, drift.

    values: numbers, the oldest first
    n_train: how many, from the start, may be used
    """
    # Your code here
# --8<-- [end:starter]


# --8<-- [start:checks]
DIGITS = 2


def generate(n):
    """Return n tuples of arguments, always the same."""
    seed, inputs = 1, []
    for _ in range(n):
        numbers = []
        for _ in range(14):
            seed = (seed * 1103515245 + 12345) % 2**31
            numbers.append((seed >> 8) % 41)
        size = numbers[0] % 9 + 4
        values = [x / 2 for x in numbers[2 : 2 + size]]
        inputs.append((values, numbers[1] % (size + 2)))
    return inputs


CHECKS = [
    # (the call, the expected answer, what it shows)
    ("baselines(SMALL, 2)", (5.5, 4.5, 1.5), "the example"),
    ("baselines(SHARES, 11)", (34.47, 22.64, 13.13),
     "training data 2008 to 2018"),
    ("baselines(SHARES, 12)", (32.71, 4.18, 7.42),
     "one year more"),
    ("baselines([1, 1, 9], 2)", (8.0, 8.0, 8.0),
     "the 9 is not known yet"),
    ("baselines([5, 5, 4, 6], 2)", (1.0, 1.0, 1.0),
     "a miss has no sign"),
    ("baselines([1, 2, 2], 2)", (0.5, 0.0, 1.0),
     "the mean is 1.5"),
    ("baselines([8, 4, 5, 2, 1], 3)", (4.17, 3.5, 1.25),
     "a series that falls"),
    ("baselines([1, 2], 1)", ValueError,
     "one value has no step"),
    ("baselines([1, 2], 2)", ValueError,
     "nothing left to test"),
    ("baselines([1, 2, 3], 0)", ValueError,
     "nothing to learn from"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
