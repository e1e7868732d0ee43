"""Day 10: the best first question.

Write `entropy` and `best_question` under "Your turn", then run:  python day_10.py
"""

# --8<-- [start:given]
from math import log2

NAMES = ["internship", "python", "city"]
ROWS = [
    ("yes", "yes", "Rabat"), ("yes", "no", "Fes"),
    ("yes", "yes", "Fes"), ("no", "yes", "Rabat"),
    ("no", "no", "Rabat"), ("no", "no", "Fes"),
    ("yes", "yes", "Agadir"), ("no", "yes", "Agadir"),
]
HIRED = ["yes", "yes", "yes", "no", "no", "no", "yes", "no"]
HIRED_2 = ["yes", "no", "yes", "yes", "no", "no", "yes", "no"]

# The same eight graduates, with the number of their identity card.
CARD_NAMES = NAMES + ["card"]
CARD_ROWS = [row + (number,) for number, row in enumerate(ROWS)]
# --8<-- [end:given]


# --8<-- [start:starter]
def entropy(labels):
    """How mixed the labels are: 0.0 when they all agree."""
    # Your code here
    return 0.0


def best_question(names, rows, labels):
    """The column that splits the labels best: (its name, its gain).

    names: the names of the columns
    rows: one tuple of answers for each person, in the order of the names
    labels: one label for each person
    """
    # Your code here
    return None, 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("best_question(NAMES, ROWS, HIRED)", ("internship", 1.0), "the example above"),
    ("entropy(['yes', 'yes', 'yes', 'yes'])", 0.0, "no doubt, no entropy"),
    ("entropy(['yes', 'no', 'no', 'yes'])", 1.0, "half and half: one bit"),
    ("entropy(['a', 'b', 'c', 'd'])", 2.0, "four labels, two bits"),
    ("best_question(NAMES, ROWS, HIRED_2)", ("python", 0.549), "branches of 5 and 3 people"),
    ("best_question(['city'], [row[2:] for row in ROWS], HIRED_2)", ("city", 0.061), "a question with three answers"),
    ("best_question(['a'], [(1,), (1,)], ['yes', 'no'])", (None, 0.0), "one answer for all: nothing learned"),
    ("best_question(['a', 'b'], [(0, 0), (1, 1)], ['no', 'yes'])", ("a", 1.0), "a tie: the first column"),
    ("best_question(CARD_NAMES, CARD_ROWS, HIRED_2)", ("card", 1.0), "a trap: the card number explains all"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
