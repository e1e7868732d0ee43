"""Sorts pairs (distance, label): equal distances follow the alphabet, not the list."""


def knn_predict(train, pupil, k):
    if k < 1 or k > len(train):
        raise ValueError("k must be between 1 and the number of pupils")
    ranked = sorted((squared_distance(numbers, pupil), label) for numbers, label in train)
    nearest = [label for _, label in ranked[:k]]
    most_votes = max(nearest.count(label) for label in nearest)
    return [label for label in nearest if nearest.count(label) == most_votes][0]
