"""Day 12: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def fed_avg(updates):
    total = sum(count for count, _ in updates)
    if total == 0:
        raise ValueError("no example to learn from")
    size = len(updates[0][1])
    if any(len(weights) != size for _, weights in updates):
        raise ValueError("all sites need the same number of weights")
    return [
        sum(count * weights[i] for count, weights in updates) / total
        for i in range(size)
    ]
# --8<-- [end:solution]
