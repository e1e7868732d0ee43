"""Throws away a centre that has no points, and forgets the errors."""


def kmeans(points, centres, max_steps=100):
    centres = list(centres)
    labels = None
    for _ in range(max_steps):
        new_labels = []
        for point in points:
            distances = [squared_distance(point, centre) for centre in centres]
            new_labels.append(distances.index(min(distances)) if distances else 0)
        if new_labels == labels:
            break
        labels = new_labels
        groups = [[p for p, label in zip(points, labels) if label == k] for k in range(len(centres))]
        centres = [tuple(sum(c) / len(group) for c in zip(*group)) for group in groups if group]
    inertia = sum(squared_distance(p, centres[label]) for p, label in zip(points, labels) if centres)
    return labels, [tuple(round(v, 3) for v in c) for c in centres], round(inertia, 3)
