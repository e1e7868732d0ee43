"""Day 10: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def kmeans(points, centres, rounds=100):
    def assign():
        labels = []
        for point in points:
            gaps = [distance(point, c) for c in centres]
            labels.append(gaps.index(min(gaps)))
        return labels

    centres = list(centres)
    labels = assign()
    for _ in range(rounds):
        for group in range(len(centres)):
            pairs = zip(points, labels)
            mine = [p for p, label in pairs if label == group]
            if mine:
                means = [sum(c) / len(mine) for c in zip(*mine)]
                centres[group] = tuple(means)
        before, labels = labels, assign()
        if labels == before:
            break
    return labels, centres
# --8<-- [end:solution]
