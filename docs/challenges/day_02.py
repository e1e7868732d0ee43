"""Day 2: where should the alarm ring?

Write `precision_recall` and `pick_threshold` under "Your turn", then run:  python day_02.py
"""

# --8<-- [start:given]
SCORES = [0.95, 0.91, 0.88, 0.80, 0.74, 0.66, 0.61, 0.55,
          0.48, 0.40, 0.33, 0.27, 0.21, 0.15, 0.10, 0.05]
LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]
# --8<-- [end:given]


# --8<-- [start:starter]
def precision_recall(scores, labels, threshold):
    """Return (precision, recall), each rounded to 3 decimals.

    scores: a list of numbers from 0 to 1
    labels: a list of the same length, 1 for ill and 0 for healthy
    """
    # Your code here
    return (0.0, 0.0)


def pick_threshold(scores, labels, min_recall):
    """Return the highest score whose rounded recall is enough, or None."""
    # Your code here
    return 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("precision_recall(SCORES, LABELS, 0.9)", (1.0, 0.333), "the first example above"),
    ("pick_threshold(SCORES, LABELS, 0.8)", 0.48, "the second example above"),
    ("precision_recall(SCORES, LABELS, 0.25)", (0.5, 1.0), "everybody ill is found, half the alarms are wrong"),
    ("precision_recall(SCORES, LABELS, 0.48)", (0.556, 0.833), "a score equal to the threshold counts"),
    ("precision_recall(SCORES, LABELS, 0.99)", (0.0, 0.0), "no alarm at all"),
    ("precision_recall([0.9, 0.2], [0, 0], 0.5)", (0.0, 0.0), "nobody is ill"),
    ("pick_threshold(SCORES, LABELS, 1.0)", 0.27, "find everybody"),
    ("pick_threshold(SCORES, LABELS, 0.667)", 0.66, "4 of 6 is 0.667 once it is rounded"),
    ("pick_threshold([0.2, 0.9, 0.6], [1, 0, 1], 0.5)", 0.6, "the scores come in any order"),
    ("pick_threshold([0.9, 0.2], [0, 0], 0.5)", None, "no threshold can do it"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
