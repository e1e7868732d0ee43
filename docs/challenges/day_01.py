"""Day 1: is this commune connected?

Write `nearest_mean_report` under "Your turn", then run:  python day_01.py
"""

# --8<-- [start:given]
# Each commune: ((signal strength, distance to fibre), label)
TRAIN = [
    ((9, 1), "on"), ((8, 2), "on"), ((7, 2), "on"), ((8, 1), "on"), ((6, 3), "on"),
    ((2, 8), "off"), ((3, 7), "off"), ((1, 9), "off"),
]
TEST = [
    ((8, 2), "on"), ((7, 3), "on"), ((6, 4), "on"),
    ((3, 8), "off"), ((2, 6), "off"), ((5, 6), "on"),
]
HARD = [((5, 6), "on"), ((4, 4), "off")]

# The same with one number for each point, to check by hand
LINE = [((0,), "a"), ((2,), "a"), ((10,), "b")]
LINE_TEST = [((5,), "a"), ((6,), "b"), ((9,), "b"), ((1,), "a")]
GAP = [((0,), "a"), ((8,), "a"), ((12,), "b")]
TIE = [((9,), "on"), ((1,), "off")]
# --8<-- [end:given]


# --8<-- [start:starter]
def nearest_mean_report(train, test):
    """Compare the dullest guess with the nearest mean.

    train, test: lists of pairs (point, label)
    returns (commonest label in train, baseline accuracy, nearest-mean accuracy)
    """
    # Your code here
    return ("", 0.0, 0.0)
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("nearest_mean_report(TRAIN, TEST)", ("on", 0.667, 0.833), "the example above"),
    ("nearest_mean_report(TRAIN, TRAIN)", ("on", 0.625, 1.0), "easy on the points it learned from"),
    ("nearest_mean_report(TRAIN, HARD)", ("on", 0.5, 0.0), "here the dull baseline wins"),
    ("nearest_mean_report(LINE, LINE_TEST)", ("a", 0.5, 1.0), "the averages are 1 and 10"),
    ("nearest_mean_report(GAP, [((9,), 'b'), ((7,), 'a')])", ("a", 0.5, 1.0), "the average counts, not the closest point"),
    ("nearest_mean_report(TIE, [((8,), 'on'), ((2,), 'off')])", ("off", 0.5, 1.0), "as many of each: the alphabet decides"),
    ("nearest_mean_report(TIE, [((5,), 'on'), ((4,), 'off')])", ("off", 0.5, 0.5), "halfway between the two averages"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
