"""Ignores the learning rate that it is given."""


def fit_logistic(rows, outcomes, rate=0.5, steps=2000):
    weights, bias = [0.0 for _ in rows[0]], 0.0
    for _ in range(steps):
        errors = [predict(weights, bias, row) - outcome for row, outcome in zip(rows, outcomes)]
        bias -= 0.5 * sum(errors) / len(rows)
        for j in range(len(weights)):
            weights[j] -= 0.5 * sum(error * row[j] for error, row in zip(errors, rows)) / len(rows)
    return weights, bias
