"""In a tie, the label that came first in the list wins, not the alphabet."""


def nearest_mean_report(train, test):
    order = []
    groups = {}
    for point, label in train:
        if label not in groups:
            order.append(label)
            groups[label] = []
        groups[label].append(point)
    majority = max(order, key=lambda label: len(groups[label]))
    means = {label: [sum(axis) / len(points) for axis in zip(*points)] for label, points in groups.items()}

    def predict(point):
        return min(order, key=lambda label: sum((a - b) ** 2 for a, b in zip(point, means[label])))

    base = sum(label == majority for _, label in test) / len(test)
    near = sum(predict(point) == label for point, label in test) / len(test)
    return majority, round(base, 3), round(near, 3)
