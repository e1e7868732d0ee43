"""Answers to Day 4's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: a dictionary of votes, ties settled by the first of the tied
def classify(train, x, k):
    if k < 1 or k > len(train):
        raise ValueError("k")
    spans = []
    for column in range(len(x)):
        values = [row[column] for row, _ in train]
        spans.append(max(values) - min(values))
    ranked = []
    for place in range(len(train)):
        row = train[place][0]
        gaps = [(a - b) / span for a, b, span in zip(row, x, spans) if span]
        ranked.append((sum([gap * gap for gap in gaps]), place))
    ranked.sort()
    votes, order = {}, []
    for _, place in ranked[:k]:
        label = train[place][1]
        votes[label] = votes.get(label, 0) + 1
        order.append(label)
    most = max(votes.values())
    return [label for label in order if votes[label] == most][0]


# --- right: takes the nearest out, k times
def classify(train, x, k):
    if not 0 < k <= len(train):
        raise ValueError("nobody, or more than there are")

    def width(c):
        return max([row[c] for row, _ in train]) - min([row[c] for row, _ in train])

    widths = [width(c) for c in range(len(x))]
    rest, chosen = list(train), []
    for _ in range(k):
        best, closest = 0, None
        for i, (row, _) in enumerate(rest):
            far = sum([((row[c] - x[c]) / w) ** 2 for c, w in enumerate(widths) if w > 0])
            if closest is None or far < closest:
                best, closest = i, far
        chosen.append(rest.pop(best)[1])
    winner = chosen[0]
    for label in chosen:
        if chosen.count(label) > chosen.count(winner):
            winner = label
    return winner


# --- right: scales every row first, then compares square roots
def classify(train, x, k):
    if not isinstance(k, int) or not 1 <= k <= len(train):
        raise ValueError("k must count pupils")
    low = [min([row[c] for row, _ in train]) for c in range(len(x))]
    high = [max([row[c] for row, _ in train]) for c in range(len(x))]

    def scale(row):
        return [(v - a) / (b - a) if b != a else 0.0 for v, a, b in zip(row, low, high)]

    here, near = scale(x), []
    for i, (row, label) in enumerate(train):
        away = sum([(a - b) ** 2 for a, b in zip(scale(row), here)]) ** 0.5
        near.append((away, i, label))
    labels = [label for _, _, label in sorted(near)][:k]
    counts = [labels.count(label) for label in labels]
    return labels[counts.index(max(counts))]


# --- right: votes down from k and stops at the first label that nobody can catch
def classify(train, x, k):
    if k > len(train) or k <= 0:
        raise ValueError
    sizes = []
    for column in zip(*[row for row, _ in train]):
        sizes.append(max(column) - min(column) or float("inf"))
    far = [sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, sizes)]) for row, _ in train]
    places = sorted(range(len(train)), key=lambda i: (far[i], i))[:k]
    names = [train[i][1] for i in places]
    best = max([names.count(name) for name in names])
    for name in names:
        if names.count(name) == best:
            return name


# --- right: multiplies by the other widths in place of dividing
def classify(train, x, k):
    if k not in range(1, len(train) + 1):
        raise ValueError("k")
    columns = [[row[c] for row, _ in train] for c in range(len(x))]
    widths = [max(column) - min(column) for column in columns]
    weights = []
    for c, own in enumerate(widths):
        others = 1
        for d, width in enumerate(widths):
            if d != c and width:
                others *= width
        weights.append(others if own else 0)
    far = []
    for i, (row, _) in enumerate(train):
        far.append((sum([((a - b) * w) ** 2 for a, b, w in zip(row, x, weights)]), i))
    near = [train[i][1] for _, i in sorted(far)[:k]]
    return max(near, key=lambda label: (near.count(label), -near.index(label)))


# --- right: the spans of the columns
def classify(train, x, k):
    if not 1 <= k <= len(train):
        raise ValueError("k")
    spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
    far = []
    for i, (row, _) in enumerate(train):
        far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
    votes = [train[i][1] for _, i in sorted(far)[:k]]
    return max(votes, key=votes.count)


# --- wrong: no scale, the metres decide alone
def classify(train, x, k):
    if not 1 <= k <= len(train):
        raise ValueError("k")
    far = [(sum([(a - b) ** 2 for a, b in zip(row, x)]), i) for i, (row, _) in enumerate(train)]
    votes = [train[i][1] for _, i in sorted(far)[:k]]
    return max(votes, key=votes.count)

# --- wrong: the new case takes part in the scale
# -     spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
# +     columns = list(zip(*([row for row, _ in train] + [x])))
# +     spans = [max(column) - min(column) for column in columns]

# --- wrong: divides by the largest value, not by the range
# - spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
# + tops = [max(column) for column in zip(*[row for row, _ in train])]
# - far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
# + far.append((sum([((a - b) / t) ** 2 for a, b, t in zip(row, x, tops) if t]), i))

# --- wrong: cuts the new case to the range of train
# -     spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
# +     columns = list(zip(*[row for row, _ in train]))
# +     x = [min(max(v, min(column)), max(column)) for v, column in zip(x, columns)]
# +     spans = [max(column) - min(column) for column in columns]

# --- wrong: adds the gaps in place of their squares
# - far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
# + far.append((sum([abs(a - b) / s for a, b, s in zip(row, x, spans) if s]), i))

# --- wrong: the label of the k-th, without a vote
# -     votes = [train[i][1] for _, i in sorted(far)[:k]]
# -     return max(votes, key=votes.count)
# +     return train[sorted(far)[k - 1][1]][1]

# --- wrong: equal distances in the order of the labels, not of the list
# -     for i, (row, _) in enumerate(train):
# -         far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
# -     votes = [train[i][1] for _, i in sorted(far)[:k]]
# +     for row, label in train:
# +         far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), label))
# +     votes = [label for _, label in sorted(far)[:k]]

# --- wrong: a tied vote goes to the first label of the alphabet
# - votes = [train[i][1] for _, i in sorted(far)[:k]]
# + votes = sorted([train[i][1] for _, i in sorted(far)[:k]])

# --- wrong: a tied vote goes to the nearest of all, tied or not
# -     return max(votes, key=votes.count)
# +     counts = {label: votes.count(label) for label in votes}
# +     winners = [label for label in counts if counts[label] == max(counts.values())]
# +     return winners[0] if len(winners) == 1 else votes[0]

# --- wrong: all that stand as far as the k-th vote too
# -     votes = [train[i][1] for _, i in sorted(far)[:k]]
# +     far.sort()
# +     votes = [train[i][1] for away, i in far if away <= far[k - 1][0]]

# --- wrong: a column that never changes divides by zero
# - far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
# + far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans)]), i))

# --- wrong: a column that never changes is taken as it is
# -     spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
# +     columns = list(zip(*[row for row, _ in train]))
# +     low = [min(column) for column in columns]
# +     spans = [max(column) - min(column) or 1 for column in columns]
# +     here = [(v - a) / s for v, a, s in zip(x, low, spans)]
# -         far.append((sum([((a - b) / s) ** 2 for a, b, s in zip(row, x, spans) if s]), i))
# +         away = [((v - a) / s) * (h - (v - a) / s) for v, a, s, h in zip(row, low, spans, here)]
# +         far.append((sum(away), i))

# --- wrong: k larger than the list means everybody
# - if not 1 <= k <= len(train):
# + if k < 1:


# --- wrong: sorts the caller's list
def classify(train, x, k):
    if not 1 <= k <= len(train):
        raise ValueError("k")
    spans = [max(column) - min(column) for column in zip(*[row for row, _ in train])]
    train.sort(
        key=lambda one: sum([((a - b) / s) ** 2 for a, b, s in zip(one[0], x, spans) if s])
    )
    votes = [label for _, label in train[:k]]
    return max(votes, key=votes.count)
