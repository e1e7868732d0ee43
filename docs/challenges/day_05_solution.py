"""Day 5: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def descend(xs, ys, rate, steps):
    n = len(xs)
    if n == 0 or n != len(ys):
        raise ValueError("as many x as y, at least one")
    slope = intercept = 0.0
    losses = []
    for step in range(steps + 1):
        errors = []
        for x, y in zip(xs, ys):
            errors.append(slope * x + intercept - y)
        losses.append(sum([e * e for e in errors]) / n / 2)
        if step < steps:
            tilt = sum([e * x for e, x in zip(errors, xs)]) / n
            slope -= rate * tilt
            intercept -= rate * sum(errors) / n
    return slope, intercept, losses


# --8<-- [end:solution]
