"""Day 99: the mean of the last values.

Write `last_mean` under "Your turn", then run:  python day_99.py
"""

# --8<-- [start:given]
RAIN = [31, 12, 0, 4]
# --8<-- [end:given]


# --8<-- [start:starter]
def last_mean(values, n):
    """Return the mean of the last n values, rounded to 2 decimals."""
    # Your code here


# --8<-- [end:starter]


# --8<-- [start:checks]
DIGITS = 2  # only if the statement says "rounded to 2"; leave it out otherwise


def generate(n):
    """Return n tuples of arguments, the same ones every time."""
    seed, inputs = 1, []
    for _ in range(n):
        numbers = []
        for _ in range(6):
            seed = (seed * 1103515245 + 12345) % 2**31
            numbers.append((seed >> 8) % 20)
        inputs.append(([x / 2 for x in numbers[: numbers[0] % 5 + 1]], numbers[1] % 7))
    return inputs


CHECKS = [
    # (the call, the expected answer, what it shows)
    ("last_mean(RAIN, 2)", 2.0, "the example above"),
    ("last_mean([1, 2, 2], 3)", 1.67, "rounded at the end"),
    ("last_mean([1, 2], 0)", ValueError, "no value to take"),
    ("last_mean([1, 2], 3)", ValueError, "more values than there are"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
