"""Adds the slopes of all rows and forgets to divide by their number."""


def fit_logistic(rows, outcomes, rate=0.5, steps=2000):
    weights, bias = [0.0 for _ in rows[0]], 0.0
    for _ in range(steps):
        errors = [predict(weights, bias, row) - outcome for row, outcome in zip(rows, outcomes)]
        bias -= rate * sum(errors)
        for j in range(len(weights)):
            weights[j] -= rate * sum(error * row[j] for error, row in zip(errors, rows))
    return weights, bias
