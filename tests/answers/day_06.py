"""Answers to Day 6's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: the bias is one more weight, on a column of ones
def fit_logistic(rows, outcomes, rate, steps):
    table = [list(row) + [1] for row in rows]
    weights = [0.0] * len(table[0])
    for _ in range(steps):
        slopes = [0.0] * len(weights)
        for row, outcome in zip(table, outcomes):
            z = sum([w * x for w, x in zip(weights, row)])
            chance = 1 / (1 + exp(-z)) if z > -30 else exp(max(z, -700))
            for j, x in enumerate(row):
                slopes[j] += (chance - outcome) * x
        weights = [w - rate * s / len(rows) for w, s in zip(weights, slopes)]
    return weights[:-1], weights[-1]


# --- right: half of tanh, which never overflows
def fit_logistic(rows, outcomes, rate, steps):
    from math import tanh

    wide, n = len(rows[0]), len(rows)
    weights, bias = [0.0] * wide, 0.0
    for _ in range(steps):
        errors = []
        for row, y in zip(rows, outcomes):
            z = bias + sum([weights[j] * row[j] for j in range(wide)])
            errors.append(0.5 + 0.5 * tanh(z / 2) - y)
        bias = bias - rate * sum(errors) / n
        for j in range(wide):
            weights[j] -= rate / n * sum([e * row[j] for e, row in zip(errors, rows)])
    return weights, bias


# --- right: column by column, with a small function for the chance
def fit_logistic(rows, outcomes, rate, steps):
    def chance(z):
        if z >= 0:
            return 1 / (1 + exp(-z))
        return 1 - 1 / (1 + exp(z))

    columns = list(zip(*rows))
    weights, bias = [0 for _ in columns], 0
    while steps > 0:
        sums = [bias for _ in rows]
        for w, column in zip(weights, columns):
            sums = [s + w * x for s, x in zip(sums, column)]
        errors = [chance(s) - y for s, y in zip(sums, outcomes)]
        pulls = [sum([e * x for e, x in zip(errors, c)]) / len(rows) for c in columns]
        weights = [w - rate * p for w, p in zip(weights, pulls)]
        bias -= rate * sum(errors) / len(rows)
        steps -= 1
    return weights, bias


# --- right: the sum is kept between -700 and 700
def fit_logistic(rows, outcomes, rate, steps):
    weights, bias = [0.0] * len(rows[0]), 0.0
    for _ in range(steps):
        moves, lift = [0.0] * len(weights), 0.0
        for row, outcome in zip(rows, outcomes):
            z = bias
            for w, x in zip(weights, row):
                z += w * x
            z = max(-700, min(700, z))
            error = 1 / (1 + exp(-z)) - outcome
            lift += error
            for j in range(len(row)):
                moves[j] += error * row[j]
        for j in range(len(weights)):
            weights[j] -= rate * moves[j] / len(rows)
        bias -= rate * lift / len(rows)
    return tuple(weights), bias


# --- right: an overflow is caught and counts as certain
def fit_logistic(rows, outcomes, rate, steps):
    def chance(z):
        try:
            return 1 / (1 + exp(-z))
        except (OverflowError, ValueError):
            return 0.0

    n, w, b = len(rows), [0.0] * len(rows[0]), 0.0
    for _ in range(steps):
        e = [chance(b + sum([p * q for p, q in zip(w, r)])) - y for r, y in zip(rows, outcomes)]
        w = [w[j] - rate * sum([v * r[j] for v, r in zip(e, rows)]) / n for j in range(len(w))]
        b -= rate * sum(e) / n
    return [w, b]


# --- right: sums cut where the sigmoid is flat
def fit_logistic(rows, outcomes, rate, steps):
    n, w, b = len(rows), [0.0] * len(rows[0]), 0.0
    for _ in range(steps):
        z = [max(-700, min(700, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]
        e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
        w = [w[j] - rate * sum([v * r[j] for v, r in zip(e, rows)]) / n for j in range(len(w))]
        b -= rate * sum(e) / n
    return w, b

# --- wrong: a line, the bend is forgotten
# -         z = [max(-700, min(700, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]
# -         e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
# +         e = [b + sum([p * q for p, q in zip(w, r)]) - y for r, y in zip(rows, outcomes)]

# --- wrong: a hard step in place of the sigmoid
# -         z = [max(-700, min(700, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]
# -         e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
# +         z = [b + sum([p * q for p, q in zip(w, r)]) for r in rows]
# +         e = [(1 if v >= 0 else 0) - y for v, y in zip(z, outcomes)]


# --- wrong: row after row, a step for each
def fit_logistic(rows, outcomes, rate, steps):
    n, w, b = len(rows), [0.0] * len(rows[0]), 0.0
    for _ in range(steps):
        for r, y in zip(rows, outcomes):
            z = max(-700, min(700, b + sum([p * q for p, q in zip(w, r)])))
            e = 1 / (1 + exp(-z)) - y
            w = [p - rate * e * q / n for p, q in zip(w, r)]
            b -= rate * e / n
    return w, b

# --- wrong: shares become yes or no
# - e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
# + e = [1 / (1 + exp(-v)) - round(y) for v, y in zip(z, outcomes)]

# --- wrong: only the first weight is trained
# - w = [w[j] - rate * sum([v * r[j] for v, r in zip(e, rows)]) / n for j in range(len(w))]
# + w[0] -= rate * sum([v * r[0] for v, r in zip(e, rows)]) / n

# --- wrong: stops as soon as the errors are small
# -         e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
# +         e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
# +         if max([abs(v) for v in e]) < 0.3:
# +             break

# --- wrong: the sigmoid saturates too early
# - z = [max(-700, min(700, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]
# + z = [max(-3, min(3, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]


# --- wrong: the rate shrinks from step to step
def fit_logistic(rows, outcomes, rate, steps):
    n, w, b = len(rows), [0.0] * len(rows[0]), 0.0
    for step in range(1, steps + 1):
        z = [max(-700, min(700, b + sum([p * q for p, q in zip(w, r)]))) for r in rows]
        e = [1 / (1 + exp(-v)) - y for v, y in zip(z, outcomes)]
        part = rate / step
        w = [w[j] - part * sum([v * r[j] for v, r in zip(e, rows)]) / n for j in range(len(w))]
        b -= part * sum(e) / n
    return w, b
