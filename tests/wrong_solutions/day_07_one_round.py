"""Assigns and moves once, and never looks again."""


def kmeans(points, centres, max_steps=100):
    if not points or not centres:
        raise ValueError("at least one point and one centre are needed")
    labels = []
    for point in points:
        distances = [squared_distance(point, centre) for centre in centres]
        labels.append(distances.index(min(distances)))
    moved = []
    for k in range(len(centres)):
        group = [p for p, label in zip(points, labels) if label == k]
        moved.append(tuple(sum(c) / len(group) for c in zip(*group)) if group else centres[k])
    inertia = sum(squared_distance(p, moved[label]) for p, label in zip(points, labels))
    return labels, [tuple(round(v, 3) for v in c) for c in moved], round(inertia, 3)
