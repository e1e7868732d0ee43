"""Settles a tied vote by the alphabet instead of the nearest pupil."""


def knn_predict(train, pupil, k):
    if k < 1 or k > len(train):
        raise ValueError("k must be between 1 and the number of pupils")
    ranked = [
        (squared_distance(numbers, pupil), position, label)
        for position, (numbers, label) in enumerate(train)
    ]
    nearest = [label for _, _, label in sorted(ranked)[:k]]
    return max(sorted(set(nearest)), key=nearest.count)
