"""Day 12: a reference solution. Try it yourself first."""


# --8<-- [start:solution]
def federated_round(shared, sites, learn):
    total = sum([len(rows) for rows in sites])
    if total == 0:
        return list(shared)
    mean = [0.0] * len(shared)
    for rows in sites:
        if rows:
            own = learn(list(shared), rows)
            for i in range(len(mean)):
                mean[i] += len(rows) * own[i] / total
    return mean


# --8<-- [end:solution]
