"""Goes on until nothing changes, whatever the caller's limit is."""


def kmeans(points, centres, max_steps=100):
    if not points or not centres:
        raise ValueError("at least one point and one centre are needed")
    centres, labels, old = list(centres), [], None
    while labels != old:
        old, labels = labels, []
        for point in points:
            distances = [squared_distance(point, centre) for centre in centres]
            labels.append(distances.index(min(distances)))
        for k in range(len(centres)):
            group = [p for p, label in zip(points, labels) if label == k]
            if group:
                centres[k] = tuple(sum(c) / len(group) for c in zip(*group))
    inertia = sum(squared_distance(p, centres[label]) for p, label in zip(points, labels))
    return labels, [tuple(round(v, 3) for v in c) for c in centres], round(inertia, 3)
