"""Passes the example of the statement, but forgets both errors."""


def fed_avg(updates):
    total = sum(count for count, _ in updates) or 1
    return [
        sum(count * weights[i] for count, weights in updates) / total
        for i in range(len(updates[0][1]) if updates else 0)
    ]
