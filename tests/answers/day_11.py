"""Answers to Day 11's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: one over a sum of powers of differences, without a largest
def attend(query, keys, values):
    if len(keys) != len(values) or len(keys) == 0:
        raise ValueError("keys and values")
    scores = [sum([q * k for q, k in zip(query, row)]) / len(query) ** 0.5 for row in keys]
    weights = []
    for mine in scores:
        below = 0.0
        for other in scores:
            below += exp(other - mine) if other - mine < 700 else float("inf")
        weights.append(1 / below)
    return weights, [sum([w * v for w, v in zip(weights, c)]) for c in zip(*values)]


# --- right: index loops, and the mixture grows key by key
def attend(query, keys, values):
    n = len(keys)
    if n < 1 or len(values) != n:
        raise ValueError("one value for each key")
    scores = [0.0] * n
    for j in range(n):
        for i in range(len(query)):
            scores[j] += query[i] * keys[j][i]
        scores[j] /= sqrt(len(query))
    top = sorted(scores)[-1]
    total, mixed = 0.0, [0.0] * len(values[0])
    powers = []
    for j in range(n):
        powers.append(exp(scores[j] - top))
        total += powers[j]
        for i, v in enumerate(values[j]):
            mixed[i] += powers[j] * v
    return tuple([p / total for p in powers]), tuple([m / total for m in mixed])


# --- right: the logarithm of the sum
def attend(query, keys, values):
    if not keys or not values or len(keys) != len(values):
        raise ValueError
    from math import log

    scores = [dot(query, row) / sqrt(len(query)) for row in keys]
    top = max(scores)
    whole = top + log(sum([exp(s - top) for s in scores]))
    weights = [exp(s - whole) for s in scores]
    return [weights, [dot(weights, column) for column in zip(*values)]]


def dot(a, b):
    return sum([x * y for x, y in zip(a, b)])


# --- right: divides the query by the root before it meets the keys
def attend(query, keys, values):
    if [1 for _ in keys] != [1 for _ in values] or list(keys) == []:
        raise ValueError("numbers of keys and values")
    small = [q / sqrt(len(query)) for q in query]
    pairs = []
    for row, value in zip(keys, values):
        pairs.append((sum([a * b for a, b in zip(small, row)]), value))
    top = max([score for score, _ in pairs])
    powers = [(exp(score - top), value) for score, value in pairs]
    total = sum([p for p, _ in powers])
    mixed = [sum([p * value[i] for p, value in powers]) / total for i in range(len(values[0]))]
    return [p / total for p, _ in powers], mixed


# --- right: takes the first score off if that is safe, and the largest if not
def attend(query, keys, values):
    if len(keys) == 0 or len(keys) - len(values) != 0:
        raise ValueError("no key, or a key without a value")
    scores = []
    for row in keys:
        total = 0
        for q, k in zip(query, row):
            total = total + q * k
        scores.append(total / sqrt(len(query)))
    base = scores[0] if max(scores) - scores[0] < 100 else max(scores)
    powers = list(map(lambda s: exp(s - base), scores))
    weights = [p / sum(powers) for p in powers]
    mixed = []
    for i in range(len(values[0])):
        mixed.append(sum([w * value[i] for w, value in zip(weights, values)]))
    return weights, mixed


# --- right: four lists, one after the other
def attend(query, keys, values):
    if not keys or len(keys) != len(values):
        raise ValueError("values")
    scores = [sum([q * k for q, k in zip(query, row)]) / sqrt(len(query)) for row in keys]
    powers = [exp(s - max(scores)) for s in scores]
    weights = [p / sum(powers) for p in powers]
    return weights, [sum([w * v for w, v in zip(weights, c)]) for c in zip(*values)]

# --- wrong: no root of the length
# - scores = [sum([q * k for q, k in zip(query, row)]) / sqrt(len(query)) for row in keys]
# + scores = [sum([q * k for q, k in zip(query, row)]) for row in keys]

# --- wrong: the length instead of its root
# - scores = [sum([q * k for q, k in zip(query, row)]) / sqrt(len(query)) for row in keys]
# + scores = [sum([q * k for q, k in zip(query, row)]) / len(query) for row in keys]

# --- wrong: huge scores overflow
# - powers = [exp(s - max(scores)) for s in scores]
# + powers = [exp(s) for s in scores]


# --- wrong: the best key takes everything
def attend(query, keys, values):
    if not keys or len(keys) != len(values):
        raise ValueError("values")
    scores = [sum([q * k for q, k in zip(query, row)]) / sqrt(len(query)) for row in keys]
    best = scores.index(max(scores))
    return [float(i == best) for i in range(len(keys))], values[best]

# --- wrong: mixes the keys, not the values
# - return weights, [sum([w * v for w, v in zip(weights, c)]) for c in zip(*values)]
# + return weights, [sum([w * v for w, v in zip(weights, c)]) for c in zip(*keys)]

# --- wrong: shares of the scores, without powers
# -     powers = [exp(s - max(scores)) for s in scores]
# -     weights = [p / sum(powers) for p in powers]
# +     total = sum([abs(s) for s in scores])
# +     weights = [abs(s) / total if total else 1 / len(keys) for s in scores]

# --- wrong: takes a fixed number off instead of the largest score
# -     powers = [exp(s - max(scores)) for s in scores]
# -     weights = [p / sum(powers) for p in powers]
# +     powers = [exp(min(600, s - 500)) for s in scores]
# +     total = sum(powers) or 1
# +     weights = [p / total for p in powers]

# --- wrong: cuts the scores at 50, which hides the best of several large ones
# - powers = [exp(s - max(scores)) for s in scores]
# + powers = [exp(max(-50, min(50, s))) for s in scores]

# --- wrong: a key without a value is left out in silence
# -     if not keys or len(keys) != len(values):
# -         raise ValueError("values")
# +     if not keys:
# +         raise ValueError("no key")
# +     keys = keys[: len(values)]

# --- wrong: the mixture is a mean over the keys, so it is divided once too often
# -     return weights, [sum([w * v for w, v in zip(weights, c)]) for c in zip(*values)]
# +     mixed = [sum([w * v for w, v in zip(weights, c)]) / len(keys) for c in zip(*values)]
# +     return weights, mixed

# --- wrong: scales the query in place
# -     scores = [sum([q * k for q, k in zip(query, row)]) / sqrt(len(query)) for row in keys]
# +     root = sqrt(len(query))
# +     for i in range(len(query)):
# +         query[i] /= root
# +     scores = [sum([q * k for q, k in zip(query, row)]) for row in keys]
