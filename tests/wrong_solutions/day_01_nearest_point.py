"""The nearest single neighbour instead of the nearest average."""


def nearest_mean_report(train, test):
    labels = sorted(label for _, label in train)
    majority = max(sorted(set(labels)), key=labels.count)

    def predict(point):
        def far(pair):
            return sum((a - b) ** 2 for a, b in zip(point, pair[0])), pair[1]
        return min(train, key=far)[1]

    base = sum(label == majority for _, label in test) / len(test)
    near = sum(predict(point) == label for point, label in test) / len(test)
    return majority, round(base, 3), round(near, 3)
