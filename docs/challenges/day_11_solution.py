"""Day 11: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def attend(query, keys, values):
    if not keys or len(keys) != len(values):
        raise ValueError("one value for each key, one at least")
    root = sqrt(len(query))
    scores = []
    for key in keys:
        products = [q * k for q, k in zip(query, key)]
        scores.append(sum(products) / root)
    largest = max(scores)
    powers = [exp(score - largest) for score in scores]
    weights = [power / sum(powers) for power in powers]
    mixed = []
    for column in zip(*values):
        parts = [w * v for w, v in zip(weights, column)]
        mixed.append(sum(parts))
    return weights, mixed
# --8<-- [end:solution]
