"""Measures distance by the sum of the gaps, not by their squares."""


def knn_predict(train, pupil, k):
    if k < 1 or k > len(train):
        raise ValueError("k must be between 1 and the number of pupils")
    ranked = [
        (sum(abs(a - b) for a, b in zip(numbers, pupil)), position, label)
        for position, (numbers, label) in enumerate(train)
    ]
    nearest = [label for _, _, label in sorted(ranked)[:k]]
    most_votes = max(nearest.count(label) for label in nearest)
    return [label for label in nearest if nearest.count(label) == most_votes][0]
