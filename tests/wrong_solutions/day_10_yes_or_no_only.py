"""Knows only the labels yes and no."""


def entropy(labels):
    share = labels.count("yes") / len(labels)
    if share in (0, 1):
        return 0.0
    return -share * log2(share) - (1 - share) * log2(1 - share)


def best_question(names, rows, labels):
    best_name, best_gain = None, 0.0
    for column, name in enumerate(names):
        after = 0.0
        for answer in set(row[column] for row in rows):
            branch = [label for row, label in zip(rows, labels) if row[column] == answer]
            after += len(branch) / len(labels) * entropy(branch)
        if entropy(labels) - after > best_gain + 1e-9:
            best_name, best_gain = name, entropy(labels) - after
    return best_name, round(best_gain, 3)
