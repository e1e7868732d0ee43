"""Day 8: beat the laziest forecaster.

Write `model_vs_persistence` under "Your turn", then run:  python day_08.py
"""

# --8<-- [start:given]
# Invented: the output of an imaginary wind farm, hour after hour, in % of its capacity
WIND_FARM = [30, 38, 45, 41, 36, 28, 33, 47, 52, 44, 37, 31, 29, 40, 48, 43, 35, 27, 34, 46]
# --8<-- [end:given]


# --8<-- [start:starter]
def model_vs_persistence(series, n_train):
    """Fit next = a + b * previous, and compare it with "nothing will change".

    series: a list of numbers, in order of time
    n_train: how many values, from the start, the model may learn from
    Return (a, b, error of the model, error of persistence), rounded to 3 decimals.
    """
    # Your code here
    return 0.0, 1.0, 0.0, 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "model_vs_persistence([1, 2, 3, 4, 5, 6, 7, 8], 5)",
        (1.0, 1.0, 0.0, 1.0),
        "the example above: it learns to add one",
    ),
    (
        "model_vs_persistence([8, 4, 2, 1, 0.5, 0.25], 4)",
        (0.0, 0.5, 0.0, 0.375),
        "it learns to halve",
    ),
    (
        "model_vs_persistence([30, 50, 30, 50, 30, 50, 30, 50], 6)",
        (80.0, -1.0, 0.0, 20.0),
        "up and down: the worst case for persistence",
    ),
    (
        "model_vs_persistence(WIND_FARM, 14)",
        (22.349, 0.429, 5.645, 8.0),
        "on the wind farm, the model wins",
    ),
    (
        "model_vs_persistence([10, 10, 10, 10, 12, 14], 4)",
        (10.0, 0.0, 3.0, 2.0),
        "the weather changed: persistence wins",
    ),
    (
        "model_vs_persistence([5, 5, 5, 5], 3)",
        (5.0, 0.0, 0.0, 0.0),
        "a flat line: no division by zero",
    ),
    (
        "model_vs_persistence([10, 20, 30], 2)",
        (20.0, 0.0, 10.0, 10.0),
        "two values are enough: one pair, so b is 0",
    ),
    ("model_vs_persistence([1, 2, 3], 1)", ValueError, "one value makes no pair to learn from"),
    ("model_vs_persistence([1, 2, 3], 3)", ValueError, "no value left for the test"),
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
