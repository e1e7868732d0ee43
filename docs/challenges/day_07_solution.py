"""Day 7: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def kmeans(points, centres, max_steps=100):
    if not points or not centres:
        raise ValueError("at least one point and one centre are needed")
    centres = list(centres)
    labels = None
    for _ in range(max_steps):
        new_labels = []
        for point in points:
            distances = [squared_distance(point, centre) for centre in centres]
            new_labels.append(distances.index(min(distances)))
        if new_labels == labels:
            break
        labels = new_labels
        for k in range(len(centres)):
            group = [p for p, label in zip(points, labels) if label == k]
            if group:
                centres[k] = tuple(sum(column) / len(group) for column in zip(*group))
    inertia = sum(squared_distance(p, centres[label]) for p, label in zip(points, labels))
    rounded = [tuple(round(value, 3) for value in centre) for centre in centres]
    return labels, rounded, round(inertia, 3)
# --8<-- [end:solution]
