"""Keeps the last column of a tie, and a column that teaches nothing."""


def entropy(labels):
    shares = [labels.count(label) / len(labels) for label in set(labels)]
    return sum(-share * log2(share) for share in shares)


def best_question(names, rows, labels):
    best_name, best_gain = None, 0.0
    for column, name in enumerate(names):
        after = 0.0
        for answer in set(row[column] for row in rows):
            branch = [label for row, label in zip(rows, labels) if row[column] == answer]
            after += len(branch) / len(labels) * entropy(branch)
        if entropy(labels) - after >= best_gain:
            best_name, best_gain = name, entropy(labels) - after
    return best_name, round(best_gain, 3)
