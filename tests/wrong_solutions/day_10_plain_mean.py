"""Each branch counts the same, however few people are in it."""


def entropy(labels):
    shares = [labels.count(label) / len(labels) for label in set(labels)]
    return sum(-share * log2(share) for share in shares)


def best_question(names, rows, labels):
    best_name, best_gain = None, 0.0
    for column, name in enumerate(names):
        answers = set(row[column] for row in rows)
        branches = [[label for row, label in zip(rows, labels) if row[column] == answer] for answer in answers]
        gain = entropy(labels) - sum(entropy(branch) for branch in branches) / len(branches)
        if gain > best_gain + 1e-9:
            best_name, best_gain = name, gain
    return best_name, round(best_gain, 3)
