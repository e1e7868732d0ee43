"""Day 6: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def sigmoid(z):
    if z < 0:
        return exp(z) / (1 + exp(z))  # the same, and safe
    return 1 / (1 + exp(-z))


def fit_logistic(rows, outcomes, rate, steps):
    n, weights, bias = len(rows), [0.0] * len(rows[0]), 0.0
    for _ in range(steps):
        errors = []
        for row, outcome in zip(rows, outcomes):
            z = bias
            for w, x in zip(weights, row):
                z += w * x
            errors.append(sigmoid(z) - outcome)
        for j in range(len(weights)):
            pull = [e * row[j] for e, row in zip(errors, rows)]
            weights[j] -= rate * sum(pull) / n
        bias -= rate * sum(errors) / n
    return weights, bias


# --8<-- [end:solution]
