"""Day 7: find the families in a portfolio of startups.

Write `kmeans` under "Your turn", then run:  python day_07.py
"""

# --8<-- [start:given]
# Invented companies: (years since creation, size of the team in tens of people)
STARTUPS = [
    (1, 0.3), (2, 0.4), (1, 0.5), (2, 0.2),
    (4, 1.5), (5, 1.8), (4, 2.0), (5, 1.4),
    (8, 5.0), (9, 6.0), (7, 5.5), (9, 4.8),
]


def squared_distance(point, centre):
    """How far apart two points are, squared."""
    return sum((a - b) ** 2 for a, b in zip(point, centre))
# --8<-- [end:given]


# --8<-- [start:starter]
def kmeans(points, centres, max_steps=100):
    """Group the points around centres that move until nothing changes.

    points: a list of tuples of numbers
    centres: a list of tuples, the starting centres
    max_steps: the largest number of rounds
    Return (labels, centres rounded to 3 decimals, inertia rounded to 3 decimals).
    """
    # Your code here
    labels = [0 for _ in points]
    return labels, list(centres), 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "kmeans([(0, 0), (0, 1), (10, 10), (10, 11)], [(0, 0), (10, 10)])",
        ([0, 0, 1, 1], [(0.0, 0.5), (10.0, 10.5)], 1.0),
        "the example above",
    ),
    (
        "kmeans(STARTUPS, [STARTUPS[0], STARTUPS[4], STARTUPS[8]])",
        ([0] * 4 + [1] * 4 + [2] * 4, [(1.5, 0.35), (4.5, 1.675), (8.25, 5.325)], 5.895),
        "three families",
    ),
    (
        "kmeans(STARTUPS, [STARTUPS[0], STARTUPS[1], STARTUPS[2]])",
        ([2] * 4 + [0] * 4 + [1] * 4, [(4.5, 1.675), (8.25, 5.325), (1.5, 0.35)], 5.895),
        "a poor start: the same families, with other numbers",
    ),
    (
        "kmeans(STARTUPS, [STARTUPS[0], STARTUPS[1], STARTUPS[2]], 1)",
        ([0, 1, 2] + [1] * 9, [(1.0, 0.3), (5.5, 2.86), (1.0, 0.5)], 106.644),
        "stopped after one round: the groups are not good yet",
    ),
    (
        "kmeans(STARTUPS, [STARTUPS[0], STARTUPS[8]])[2]",
        27.406,
        "with two groups, the points lie further from their centres",
    ),
    (
        "kmeans([(0, 0), (1, 0)], [(0, 0), (50, 50)])",
        ([0, 0], [(0.5, 0.0), (50, 50)], 0.5),
        "a centre without points stays where it is",
    ),
    (
        "kmeans([(1, 0)], [(0, 0), (2, 0)])",
        ([0], [(1.0, 0.0), (2, 0)], 0.0),
        "at equal distance, the first centre wins",
    ),
    (
        "kmeans([(0, 0, 0), (2, 0, 0)], [(1, 1, 0)])",
        ([0, 0], [(1.0, 0.0, 0.0)], 2.0),
        "three numbers for each point work too",
    ),
    ("kmeans([], [(0, 0)])", ValueError, "no point to group"),
    ("kmeans([(0, 0)], [])", ValueError, "no centre to start from"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
