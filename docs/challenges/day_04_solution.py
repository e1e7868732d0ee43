"""Day 4: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def knn_predict(train, pupil, k):
    if k < 1 or k > len(train):
        raise ValueError("k must be between 1 and the number of pupils")
    ranked = []
    for position, (numbers, label) in enumerate(train):
        # the position settles equal distances: first in the list, first here
        ranked.append((squared_distance(numbers, pupil), position, label))
    nearest = [label for _, _, label in sorted(ranked)[:k]]
    most_votes = max(nearest.count(label) for label in nearest)
    for label in nearest:  # from the nearest to the farthest
        if nearest.count(label) == most_votes:
            return label
# --8<-- [end:solution]
