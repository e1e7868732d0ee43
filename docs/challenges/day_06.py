"""Day 6: a loan scorecard that learns.

Write `fit_logistic` under "Your turn", then run:  python day_06.py
"""

# --8<-- [start:given]
from math import exp

# Twelve invented loans: (instalment / income, late payments last year / 10)
LOANS = [
    (0.10, 0.0), (0.15, 0.1), (0.20, 0.0), (0.25, 0.1), (0.30, 0.2), (0.35, 0.0),
    (0.40, 0.3), (0.40, 0.1), (0.50, 0.4), (0.55, 0.3), (0.60, 0.5), (0.25, 0.2),
]
DEFAULTED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1]  # 1: the loan was not repaid


def predict(weights, bias, row):
    """The predicted chance of default, between 0 and 1."""
    z = bias + sum(weight * value for weight, value in zip(weights, row))
    if z < 0:
        return exp(z) / (1 + exp(z))  # the same value, and no overflow far below zero
    return 1 / (1 + exp(-z))


def rounded(model, digits):
    """The same model with shorter numbers, to compare it."""
    weights, bias = model
    return [round(weight, digits) for weight in weights], round(bias, digits)


def mistakes(model, threshold):
    """(defaults that we missed, good borrowers that we refused)"""
    weights, bias = model
    missed = refused = 0
    for row, outcome in zip(LOANS, DEFAULTED):
        alarm = predict(weights, bias, row) >= threshold
        missed += outcome == 1 and not alarm
        refused += outcome == 0 and alarm
    return missed, refused
# --8<-- [end:given]


# --8<-- [start:starter]
def fit_logistic(rows, outcomes, rate=0.5, steps=2000):
    """Learn the weights and the bias by gradient descent.

    Start from zero. At each step, use the average over all rows.
    Return a pair: (list of weights, bias)
    """
    # Your code here
    return [0.0 for _ in rows[0]], 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("fit_logistic([(2.0,)], [1], 0.5, 1)", ([0.5], 0.25), "the example above"),
    ("fit_logistic([(2.0,)], [1], 0.25, 1)", ([0.25], 0.125), "half the rate, half the step"),
    ("fit_logistic(LOANS, DEFAULTED, 0.5, 0)", ([0.0, 0.0], 0.0), "no step: nothing learned"),
    ("rounded(fit_logistic(LOANS, DEFAULTED, 0.5, 1), 4)", ([0.0115, 0.025], -0.0417), "one step on all the loans"),
    ("rounded(fit_logistic(LOANS, DEFAULTED), 3)", ([5.485, 15.002], -4.954), "2,000 steps"),
    ("mistakes(fit_logistic(LOANS, DEFAULTED), 0.5)", (1, 0), "one default missed"),
    ("mistakes(fit_logistic(LOANS, DEFAULTED), 0.3)", (0, 1), "one good borrower refused"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
