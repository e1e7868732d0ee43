"""The plain mean of the weights: a small site counts as much as a large one."""


def fed_avg(updates):
    if not updates or len({len(weights) for _, weights in updates}) != 1:
        raise ValueError("nothing to average")
    if sum(count for count, _ in updates) == 0:
        raise ValueError("no example to learn from")
    return [sum(column) / len(updates) for column in zip(*(weights for _, weights in updates))]
