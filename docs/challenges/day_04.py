"""Day 4: ask the nearest pupils.

Write `knn_predict` under "Your turn", then run:  python day_04.py
"""

# --8<-- [start:given]
# Invented pupils: ((days absent in a month, average mark out of 20), label)
PUPILS = [
    ((1, 15), "stay"), ((0, 13), "stay"), ((2, 12), "stay"),
    ((3, 14), "stay"), ((4, 11), "stay"),
    ((11, 7), "risk"), ((13, 8), "risk"), ((9, 6), "risk"),
    ((12, 10), "risk"), ((3, 8), "risk"),
]

# Five points on a line, with three labels
FIVE = [((1,), "x"), ((2,), "z"), ((3,), "y"), ((4,), "y"), ((5,), "z")]


def squared_distance(first, second):
    """How far apart two pupils are: add up the squared differences."""
    return sum((a - b) ** 2 for a, b in zip(first, second))
# --8<-- [end:given]


# --8<-- [start:starter]
def knn_predict(train, pupil, k):
    """Let the k nearest known pupils vote on the label of a new pupil.

    train: a list of pairs (numbers, label)
    pupil: the numbers of the new pupil
    """
    # Your code here
    return "unknown"
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("knn_predict(PUPILS, (3, 9), 1)", "risk", "the first example above"),
    ("knn_predict(PUPILS, (3, 9), 3)", "stay", "the second example above"),
    ("knn_predict(PUPILS, (12, 8), 3)", "risk", "three neighbours who agree"),
    ("knn_predict(PUPILS, (7, 10), 5)", "risk", "more neighbours can change the answer"),
    ("knn_predict(PUPILS, (7, 10), 10)", "stay", "a vote of 5 to 5: the nearest pupil decides"),
    ("knn_predict(FIVE, (0,), 5)", "z", "z and y tie; x is nearest of all, but did not tie"),
    ("knn_predict([((0, 0), 'stay'), ((2, 0), 'risk')], (1, 0), 1)", "stay", "equal distances: list order"),
    ("knn_predict([((0, 5), 'risk'), ((3, 3), 'stay')], (0, 0), 1)", "stay", "squared distance, not the sum of the gaps"),
    ("knn_predict(PUPILS, (3, 9), 0)", ValueError, "nobody votes"),
    ("knn_predict(PUPILS, (3, 9), 11)", ValueError, "more voters than pupils"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
