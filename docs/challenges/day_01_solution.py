"""Day 1: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def nearest_mean_report(train, test):
    groups = {}
    for point, label in train:
        groups.setdefault(label, []).append(point)
    labels = sorted(groups)
    majority = max(labels, key=lambda label: len(groups[label]))

    means = {}
    for label in labels:
        points = groups[label]
        means[label] = [sum(axis) / len(points) for axis in zip(*points)]

    def distance(point, label):
        return sum((a - b) ** 2 for a, b in zip(point, means[label]))

    baseline_hits = nearest_hits = 0
    for point, truth in test:
        nearest = min(labels, key=lambda label: distance(point, label))
        baseline_hits += truth == majority
        nearest_hits += truth == nearest
    return majority, round(baseline_hits / len(test), 3), round(nearest_hits / len(test), 3)
# --8<-- [end:solution]
