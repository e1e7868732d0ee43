"""Answers to Day 5's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: index loops and running sums
def descend(xs, ys, rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError("lists")
    a, b, losses = 0, 0, []
    for step in range(steps + 1):
        square = tilt = lift = 0
        for i in range(len(xs)):
            e = a * xs[i] + b - ys[i]
            square += e * e
            tilt += e * xs[i]
            lift += e
        losses.append(square / (2 * len(xs)))
        if step == steps:
            return a, b, losses
        a, b = a - rate * tilt / len(xs), b - rate * lift / len(xs)


# --- right: only the means of x, y, xx, xy and yy
def descend(xs, ys, rate, steps):
    n = len(xs)
    if n != len(ys) or n < 1:
        raise ValueError("lists")
    x, y = sum(xs) / n, sum(ys) / n
    xx = sum([v * v for v in xs]) / n
    xy = sum([v * w for v, w in zip(xs, ys)]) / n
    yy = sum([w * w for w in ys]) / n
    a = b = 0.0
    losses = [yy / 2]
    while len(losses) <= steps:
        tilt, lift = a * xx + b * x - xy, a * x + b - y
        a, b = a - rate * tilt, b - rate * lift
        square = a * a * xx + b * b + yy + 2 * a * b * x - 2 * a * xy - 2 * b * y
        losses.append(square / 2)
    return a, b, losses


# --- right: the line as a list of two weights, over rows (x, 1)
def descend(xs, ys, rate, steps):
    if len(xs) != len(ys) or len(xs) == 0:
        raise ValueError
    rows = [(x, 1) for x in xs]
    weights, losses = [0.0, 0.0], []

    def errors():
        return [r[0] * weights[0] + r[1] * weights[1] - y for r, y in zip(rows, ys)]

    for _ in range(steps):
        e = errors()
        losses += [sum([v * v for v in e]) / 2 / len(e)]
        moves = [rate * sum([v * r[j] for v, r in zip(e, rows)]) / len(e) for j in (0, 1)]
        weights[0], weights[1] = weights[0] - moves[0], weights[1] - moves[1]
    return weights[0], weights[1], losses + [sum([v * v for v in errors()]) / 2 / len(rows)]


# --- right: truth minus guess, and a step up along it
def descend(xs, ys, rate, steps):
    if [] in (xs, ys) or len(xs) - len(ys):
        raise ValueError("lists")
    n, slope, intercept, losses = len(xs), 0.0, 0.0, []
    for step in range(steps):
        short = [y - (slope * x + intercept) for x, y in zip(xs, ys)]
        losses.append(sum([s**2 for s in short]) / n * 0.5)
        slope += rate * sum([s * x for s, x in zip(short, xs)]) / n
        intercept += rate * sum(short) / n
    short = [y - (slope * x + intercept) for x, y in zip(xs, ys)]
    return [slope, intercept, losses + [sum([s**2 for s in short]) / n * 0.5]]


# --- right: a helper for one step, called again and again
def descend(xs, ys, rate, steps):
    if len(xs) == 0 or len(ys) != len(xs):
        raise ValueError("lists")

    def look(a, b):
        e = [a * x + b - y for x, y in zip(xs, ys)]
        n = len(e)
        return sum([v * v for v in e]) / n / 2, sum([v * x for v, x in zip(e, xs)]) / n, sum(e) / n

    a = b = 0
    loss, da, db = look(a, b)
    losses = [loss]
    for _ in range(steps):
        a, b = a - rate * da, b - rate * db
        loss, da, db = look(a, b)
        losses.append(loss)
    return a, b, losses


# --- right: all misses in one list
def descend(xs, ys, rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError("lists")
    n, a, b, losses = len(xs), 0.0, 0.0, []
    for step in range(steps + 1):
        e = [a * x + b - y for x, y in zip(xs, ys)]
        losses.append(sum([v * v for v in e]) / n / 2)
        if step < steps:
            a -= rate * sum([v * x for v, x in zip(e, xs)]) / n
            b -= rate * sum(e) / n
    return a, b, losses

# --- wrong: the loss is not halved
# - losses.append(sum([v * v for v in e]) / n / 2)
# + losses.append(sum([v * v for v in e]) / n)

# --- wrong: row after row, a step for each
# -         e = [a * x + b - y for x, y in zip(xs, ys)]
# -         losses.append(sum([v * v for v in e]) / n / 2)
# +         losses.append(sum([(a * x + b - y) ** 2 for x, y in zip(xs, ys)]) / n / 2)
# -             a -= rate * sum([v * x for v, x in zip(e, xs)]) / n
# -             b -= rate * sum(e) / n
# +             for x, y in zip(xs, ys):
# +                 e = a * x + b - y
# +                 a, b = a - rate * e * x / n, b - rate * e / n


# --- wrong: the last loss is missing
def descend(xs, ys, rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError("lists")
    n, a, b, losses = len(xs), 0.0, 0.0, []
    for _ in range(steps):
        e = [a * x + b - y for x, y in zip(xs, ys)]
        losses.append(sum([v * v for v in e]) / n / 2)
        a -= rate * sum([v * x for v, x in zip(e, xs)]) / n
        b -= rate * sum(e) / n
    return a, b, losses or [sum([y * y for y in ys]) / n / 2]


# --- wrong: the formula of Day 3 gives the weights at once
def descend(xs, ys, rate, steps):
    n = len(xs)
    if n == 0 or n != len(ys):
        raise ValueError("lists")
    x, y = sum(xs) / n, sum(ys) / n
    wide = sum([(v - x) ** 2 for v in xs])
    a = sum([(v - x) * (w - y) for v, w in zip(xs, ys)]) / wide if wide else 0
    b = y - a * x
    first = sum([w * w for w in ys]) / n / 2
    last = sum([(a * v + b - w) ** 2 for v, w in zip(xs, ys)]) / n / 2
    return (a, b, [first] + [last] * steps) if steps else (0, 0, [first])

# --- wrong: stops when the loss climbs
# -         losses.append(sum([v * v for v in e]) / n / 2)
# +         loss = sum([v * v for v in e]) / n / 2
# +         if losses and loss > losses[-1]:
# +             break
# +         losses.append(loss)

# --- wrong: cuts the longer list in silence
# -     if not xs or len(xs) != len(ys):
# +     n = min(len(xs), len(ys))
# +     if n == 0:
# - n, a, b, losses = len(xs), 0.0, 0.0, []
# + a, b, losses = 0.0, 0.0, []

# --- wrong: the intercept starts at the mean of y
# -     n, a, b, losses = len(xs), 0.0, 0.0, []
# +     n = len(xs)
# +     a, b, losses = 0.0, sum(ys) / n, []

# --- wrong: mean distance in place of the mean square
# - losses.append(sum([v * v for v in e]) / n / 2)
# + losses.append(sum([abs(v) for v in e]) / n)
