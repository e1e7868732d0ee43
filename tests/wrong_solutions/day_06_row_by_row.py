"""Moves after every row instead of once a step, on the average of all rows."""


def fit_logistic(rows, outcomes, rate=0.5, steps=2000):
    weights, bias = [0.0 for _ in rows[0]], 0.0
    for _ in range(steps):
        for row, outcome in zip(rows, outcomes):
            error = predict(weights, bias, row) - outcome
            bias -= rate * error / len(rows)
            weights = [weight - rate * error * value / len(rows) for weight, value in zip(weights, row)]
    return weights, bias
