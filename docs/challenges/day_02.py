"""Day 2: choose an alarm threshold on one group, judge it on another.

Write `screen` under "Your turn", then run:  python day_02.py
"""

# --8<-- [start:given]
def samples(cancer, benign):
    """Return pairs (radius, 1 for cancer, 0 for benign)."""
    found = [(float(word), 1) for word in cancer.split()]
    return found + [(float(word), 0) for word in benign.split()]


# Two times 100 breast samples, drawn at random from
# "Breast Cancer Wisconsin (Diagnostic)", UCI 17,
# doi 10.24432/C5DW2B: mean radius of the cell nuclei
VALIDATION = samples(
    cancer="""
12.3 18.0 18.8 19.1 20.2 17.3 19.8 17.1 19.2 15.0 20.3
23.1 19.1 18.0 20.6 15.3 17.4 14.0 17.4 18.9 13.8 14.2
15.5 15.5 15.3 16.7 15.1 24.2 19.2 16.7 17.1 13.7 18.5
""",
    benign="""
12.8 14.7 12.5 14.8 13.0 14.5 8.6 11.2 9.4 9.7 10.2
11.4 13.9 12.8 13.7 14.0 10.5 14.8 10.6 14.0 10.6 10.5
12.7 9.6 12.2 13.4 11.4 12.0 15.0 12.9 10.0 11.3 14.2
10.8 14.3 10.0 13.5 11.8 9.7 9.8 14.3 13.6 12.2 8.7
13.9 17.8 13.1 11.4 13.1 13.9 11.2 11.9 11.4 14.3 12.2
9.3 10.9 13.6 13.0 13.1 11.1 11.1 12.6 8.7 9.8 13.8
12.0
""",
)
TEST = samples(
    cancer="""
14.7 19.6 14.6 12.7 13.7 18.6 15.1 18.0 15.3 16.2 14.2
16.1 18.8 18.2 27.2 18.6 24.6 20.2 21.7 17.0 18.2 20.5
13.4 16.0 18.2 15.0 16.3 17.6 17.7 19.7 13.5 17.5 20.5
15.2 23.3 18.6 19.8
""",
    benign="""
11.5 11.5 10.6 9.7 11.3 9.7 11.8 12.6 13.7 7.7 11.9
11.6 8.6 13.2 10.9 12.5 14.0 11.8 12.3 14.6 12.9 9.7
10.8 14.6 14.7 13.8 12.5 11.5 11.1 14.9 12.3 12.3 12.3
16.8 11.2 15.0 10.7 15.0 13.6 13.2 11.7 10.2 11.7 12.1
11.2 13.3 9.7 12.5 14.9 9.7 10.2 11.0 12.1 11.4 14.6
11.9 9.0 12.4 10.9 12.6 9.4 12.9 12.0
""",
)

V = [(0.9, 1), (0.7, 0), (0.6, 1), (0.2, 0)]
T = [(0.8, 1), (0.7, 0), (0.5, 1)]
# --8<-- [end:given]


# --8<-- [start:starter]
def screen(validation, test, min_recall):
    """Return (threshold, precision on test, recall on test).

    validation, test: lists of (score, 1 or 0); 1 is ill
    min_recall: above 0, at most 1
    """
    # Your code here
    return (0.0, 0.0, 0.0)
# --8<-- [end:starter]


# --8<-- [start:checks]
DIGITS = 3


def generate(n):
    """Return n tuples of arguments, always the same."""
    seed, inputs = 1, []
    for _ in range(n):
        numbers = []
        for _ in range(22):
            seed = (seed * 1103515245 + 12345) % 2**31
            numbers.append((seed >> 8) % 990)
        pairs = [(x % 11 / 10, x // 11 % 2) for x in numbers]
        a, b, c = numbers[19:]
        a, b = a % 9 + 1, b % 10
        known, new = pairs[:a], pairs[a : a + b]
        if c % 7 == 0:
            known = [(score, 0) for score, _ in known]
        inputs.append((known, new, (c % 10 + 1) / 10))
    return inputs


CHECKS = [
    # (the call, the expected answer, what it shows)
    ("screen(V, T, 0.9)", (0.6, 0.5, 0.5), "the example"),
    ("screen(V, T, 0.5)", (0.9, 0.0, 0.0), "no alarm on test"),
    ("screen(VALIDATION, TEST, 0.95)", (13.7, 0.739, 0.919),
     "asked for 0.95, got less"),
    ("screen(VALIDATION, TEST, 0.6)", (17.1, 1.0, 0.568),
     "a modest wish, and no false alarm"),
    ("screen([(0.0, 1)], [(0.0, 1)], 1)", (0.0, 1.0, 1.0),
     "0.0 is a threshold too"),
    ("screen([(0.9, 1)], [(0.9, 1)], 1)", (0.9, 1.0, 1.0),
     "a score equal to the threshold rings"),
    ("screen([(0.9, 1), (0.8, 1), (0.7, 1)], T, 0.667)",
     (0.7, 0.5, 0.5), "two of three is less than 0.667"),
    ("screen([(0.3, 1), (0.3, 1)], T, 1)", (0.3, 0.667, 1.0),
     "two with the same score"),
    ("screen(V, [], 0.9)", (0.6, 0.0, 0.0),
     "nobody in the test group"),
    ("screen(V, [(0.7, 0)], 0.9)", (0.6, 0.0, 0.0),
     "nobody ill in the test group"),
    ("screen([(0.9, 0)], T, 0.5)", None,
     "nobody ill to learn from"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
