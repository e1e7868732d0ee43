"""Day 6: train one neuron with any number of inputs.

Write `fit_logistic` under "Your turn", then run:  python day_06.py
"""

# --8<-- [start:given]
from math import exp, log

# Adults with an active bank account, end of 2020 to 2024, as
# a part of 1. Bank Al-Maghrib's counts, from newspapers.
MEN = [0.67, 0.66, 0.65, 0.67, 0.70]
WOMEN = [0.40, 0.40, 0.41, 0.42, 0.46]

# All ten as rows: (years after 2022, 1 for women)
ADULTS = [(i - 2, 0) for i in range(5)]
ADULTS += [(i - 2, 1) for i in range(5)]


def loans(count, seed):
    """Invent loans; return their rows and outcomes.

    A row: (instalment / income, late payments / 10).
    An outcome: 1 for a default, a loan not repaid.
    """
    rows, outcomes = [], []
    for _ in range(count):
        draw = []
        for _ in range(3):
            seed = (seed * 1103515245 + 12345) % 2**31
            draw.append(seed / 2**31)
        part = 0.05 + 0.6 * draw[0]
        late = int(0.6 / (draw[1] + 0.03)) / 10
        z = 10 * (part - 0.4) + 8 * (late - 0.15)
        rows.append((part, late))
        outcomes.append(int(draw[2] < 1 / (1 + exp(-z))))
    return rows, outcomes


def judged(threshold):
    """Train on 40 loans, judge 100 others.

    Return (accuracy, precision, recall) of the alarms.
    """
    weights, bias = fit_logistic(*loans(40, 1), 2, 200)
    border = log(threshold / (1 - threshold))
    right = alarms = hits = defaults = 0
    rows, outcomes = loans(100, 1001)
    for (a, b), outcome in zip(rows, outcomes):
        z = bias + weights[0] * a + weights[1] * b
        alarm = z >= border
        right += alarm == (outcome == 1)
        alarms += alarm
        hits += alarm and outcome
        defaults += outcome
    parts = right / 100, hits / alarms, hits / defaults
    return [round(part, 2) for part in parts]


def rounded(model):
    """Return a model's numbers, rounded to 3 decimals."""
    weights, bias = model
    return [round(w, 3) for w in weights], round(bias, 3)


# --8<-- [end:given]


# --8<-- [start:starter]
def fit_logistic(rows, outcomes, rate, steps):
    """Train a neuron; return (list of weights, bias).

    rows: one tuple of inputs for each example
    outcomes: what happened, 0 to 1
    All weights and the bias start from 0.
    """
    # Your code here
    return None


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "fit_logistic([(2, 0), (0, 2)], [1, 0], 0.5, 1)",
        ([0.25, -0.25], 0),
        "the example above",
    ),
    (
        "fit_logistic([(2,)], [1], 0.5, 1)",
        ([0.5], 0.25),
        "one example, one input",
    ),
    (
        "fit_logistic([(2,)], [1], 0.5, 0)",
        ([0], 0),
        "no step",
    ),
    (
        "rounded(fit_logistic([(1, 2)], [0.25], 1, 2))",
        ([-0.182, -0.365], -0.182),
        "two steps, and an outcome that is a share",
    ),
    (
        "rounded(fit_logistic([(0,), (0,)], [1, 1], 1, 1))",
        ([0], 0.5),
        "the bias learns even where all inputs are 0",
    ),
    (
        "rounded(fit_logistic([(1000,)], [0], 10, 2))",
        ([-5000], -5),
        "a sum of -5 million",
    ),
    (
        "rounded(fit_logistic([(1000,)], [1], 10, 2))",
        ([5000], 5),
        "a sum of 5 million",
    ),
    (
        "rounded(fit_logistic(ADULTS, MEN + WOMEN, 0.5, 1000))",
        ([0.045, -1.04], 0.709),
        "account holders: the gap is a weight",
    ),
    (
        "judged(0.5)",
        [0.78, 0.95, 0.46],
        "100 new loans, alarm from a chance of 0.5",
    ),
    (
        "judged(0.3)",
        [0.82, 0.73, 0.85],
        "the same loans, alarm from 0.3",
    ),
]


def generate(n):
    """Return n cases: 1 to 5 rows of 1 to 3 inputs."""
    seed, cases = 6, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    for number in range(n):
        size, wide = 1 + pick(5), 1 + pick(3)
        rows, outcomes = [], []
        for _ in range(size):
            row = [(pick(17) - 8) / 4 for _ in range(wide)]
            rows.append(tuple(row))
            outcomes.append(pick(5) / 4)
        rate = (1 + pick(8)) / 4
        if number % 10 == 9:
            rate = 4000  # far out, where exp overflows
        cases.append((rows, outcomes, rate, pick(9)))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
