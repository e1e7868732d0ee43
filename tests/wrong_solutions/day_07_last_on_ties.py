"""At equal distance, takes the last centre instead of the first."""


def kmeans(points, centres, max_steps=100):
    if not points or not centres:
        raise ValueError("at least one point and one centre are needed")
    centres = list(centres)
    labels = None
    for _ in range(max_steps):
        new_labels = []
        for point in points:
            best = 0
            for k in range(len(centres)):
                if squared_distance(point, centres[k]) <= squared_distance(point, centres[best]):
                    best = k
            new_labels.append(best)
        if new_labels == labels:
            break
        labels = new_labels
        for k in range(len(centres)):
            group = [p for p, label in zip(points, labels) if label == k]
            if group:
                centres[k] = tuple(sum(c) / len(group) for c in zip(*group))
    inertia = sum(squared_distance(p, centres[label]) for p, label in zip(points, labels))
    return labels, [tuple(round(v, 3) for v in c) for c in centres], round(inertia, 3)
