"""Answers to Day 12's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: a list of pairs, one zip at the end
def federated_round(shared, sites, learn):
    back = [(len(rows), learn(shared[:], rows)) for rows in sites if rows]
    total = sum(count for count, _ in back)
    if not back:
        return shared[:]
    return [sum(count * weights[i] for count, weights in back) / total for i in range(len(shared))]


# --- right: a running mean
def federated_round(shared, sites, learn):
    seen, mean = 0, list(shared)
    for rows in sites:
        if len(rows) == 0:
            continue
        own = learn([w for w in shared], rows)
        seen += len(rows)
        share = len(rows) / seen
        mean = [(1 - share) * m + share * w for m, w in zip(mean, own)]
    return mean


# --- right: the mean of the moves, added to what was shared
def federated_round(shared, sites, learn):
    total = 0
    moves = [0 for _ in shared]
    for rows in sites:
        if rows:
            own = learn(list(shared), list(rows))
            moves = [m + len(rows) * (new - old) for m, new, old in zip(moves, own, shared)]
            total += len(rows)
    return [old + (m / total if total else 0) for old, m in zip(shared, moves)]


# --- right: every vote written out, row by row
def federated_round(shared, sites, learn):
    votes = []
    for rows in sites:
        if rows != []:
            own = tuple(learn(list(shared), rows))
            votes.extend([own] * len(rows))
    if len(votes) < 1:
        return shared.copy()
    return [sum(column) / len(votes) for column in zip(*votes)]


# --- right: a tuple comes back, and a helper does the asking
def federated_round(shared, sites, learn):
    asked = list(filter(len, sites))

    def answer(rows):
        return learn(list(shared), rows)

    answers = list(map(answer, asked))
    total = sum(map(len, asked)) or 1
    mean = []
    for place, old in enumerate(shared):
        value = 0.0
        for rows, own in zip(asked, answers):
            value += own[place] * (len(rows) / total)
        mean.append(value if asked else old)
    return tuple(mean)


# --- wrong: rounded to four decimals
def federated_round(shared, sites, learn):
    back = [(len(rows), learn(list(shared), rows)) for rows in sites if rows]
    total = sum(count for count, _ in back)
    if not total:
        return list(shared)
    return [round(sum(n * w[i] for n, w in back) / total, 4) for i in range(len(shared))]


# --- wrong: the largest site takes all
def federated_round(shared, sites, learn):
    if not any(sites):
        return list(shared)
    return learn(list(shared), max(sites, key=len))


# --- wrong: divides by the number of sites, empty ones included
def federated_round(shared, sites, learn):
    back = [learn(list(shared), rows) for rows in sites if rows]
    if not back:
        return list(shared)
    return [sum(column) / len(sites) for column in zip(*back)]


# --- wrong: the shared weights vote too
def federated_round(shared, sites, learn):
    back = [(len(rows), learn(list(shared), rows)) for rows in sites if rows]
    back.append((1, list(shared)))
    total = sum(count for count, _ in back)
    return [sum(n * w[i] for n, w in back) / total for i in range(len(shared))]


# --- wrong: the list itself comes back when nobody has rows
def federated_round(shared, sites, learn):
    total = sum(len(rows) for rows in sites)
    if not total:
        return shared
    back = [(len(rows), learn(list(shared), rows)) for rows in sites if rows]
    return [sum(n * w[i] for n, w in back) / total for i in range(len(shared))]


# --- wrong: only the first weight is averaged
def federated_round(shared, sites, learn):
    back = [(len(rows), learn(list(shared), rows)) for rows in sites if rows]
    total = sum(count for count, _ in back)
    mean = list(shared)
    if total:
        mean[0] = sum(n * w[0] for n, w in back) / total
    return mean
