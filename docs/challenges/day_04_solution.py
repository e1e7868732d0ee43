"""Day 4: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def classify(train, x, k):
    if not 1 <= k <= len(train):
        raise ValueError("k must count known cases")
    columns = list(zip(*[row for row, _ in train]))
    low = [min(column) for column in columns]
    high = [max(column) for column in columns]

    def distance(row):
        total = 0
        for value, own, a, b in zip(row, x, low, high):
            if a < b:
                total += ((value - own) / (b - a)) ** 2
        return total

    near = []
    for i, (row, _) in enumerate(train):
        near.append((distance(row), i))
    votes = [train[i][1] for _, i in sorted(near)[:k]]
    return max(votes, key=votes.count)


# --8<-- [end:solution]
