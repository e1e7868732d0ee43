"""Day 6: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def fit_logistic(rows, outcomes, rate=0.5, steps=2000):
    count = len(rows)
    weights = [0.0 for _ in rows[0]]
    bias = 0.0
    for _ in range(steps):
        errors = [
            predict(weights, bias, row) - outcome
            for row, outcome in zip(rows, outcomes)
        ]
        bias -= rate * sum(errors) / count
        for j in range(len(weights)):
            slope = sum(error * row[j] for error, row in zip(errors, rows)) / count
            weights[j] -= rate * slope
    return weights, bias
# --8<-- [end:solution]
