"""Day 10: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def entropy(labels):
    total = 0.0
    for label in set(labels):
        share = labels.count(label) / len(labels)
        total -= share * log2(share)
    return total


def best_question(names, rows, labels):
    best_name, best_gain = None, 0.0
    for column, name in enumerate(names):
        after = 0.0
        for answer in set(row[column] for row in rows):
            branch = [label for row, label in zip(rows, labels) if row[column] == answer]
            after += len(branch) / len(labels) * entropy(branch)
        gain = entropy(labels) - after
        if gain > best_gain + 1e-9:  # larger, so that a tie keeps the first
            best_name, best_gain = name, gain
    return best_name, round(best_gain, 3)
# --8<-- [end:solution]
