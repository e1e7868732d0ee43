"""Day 10: groups that nobody named.

Write `kmeans` under "Your turn", then run:  python day_10.py
"""

# --8<-- [start:given]
# Share of women among Morocco's graduates of 2018, in percent
FIELDS = [
    ("Health", 72.3),
    ("Social sciences", 55.8),
    ("Natural sciences", 48.7),
    ("Business and law", 48.7),
    ("Arts", 47.9),
    ("Agriculture", 44.2),
    ("Engineering", 42.2),
    ("Computing", 41.3),
]


def numbers(seed):
    """Give numbers like chance: `next` takes one more."""
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed >> 8


def invented(seed=1):
    """Invent 42 adverts: Python, SQL, JavaScript, French."""
    usual = [(8, 7, 2, 2), (3, 4, 8, 3), (1, 2, 2, 8)]
    chance, adverts = numbers(seed), []
    for place in range(42):
        row = []
        for level in usual[place // 14]:
            level += next(chance) % 5 - next(chance) % 5
            row.append(max(0, min(10, level)))
        adverts.append(tuple(row))
    return adverts


# 14 adverts for data, 14 for websites, 14 for calls
ADVERTS = invented()


def distance(a, b):
    """Return the squared distance of two points."""
    return sum([(x - y) ** 2 for x, y in zip(a, b)])


def spread(points, labels, centres):
    """Add up all squared distances to the own centre."""
    own = [centres[label] for label in labels]
    return sum([distance(p, c) for p, c in zip(points, own)])


def right(labels):
    """Count who is in the group with most of its family."""
    total = 0
    for group in set(labels):
        inside = [i for i in range(42) if labels[i] == group]
        families = [i // 14 for i in inside]
        total += max([families.count(f) for f in range(3)])
    return total


def tries(points, k, times=20, seed=1):
    """Start `times` times from k points drawn by chance.

    Return (spread, labels) of each, smallest spread first.
    """
    chance, found = numbers(seed), []
    for _ in range(times):
        drawn = []
        while len(drawn) < k:
            place = next(chance) % len(points)
            if place not in drawn:
                drawn.append(place)
        start = [points[place] for place in drawn]
        labels, centres = kmeans(points, start)
        found.append((spread(points, labels, centres), labels))
    return sorted(found)


def best(k):
    """Return the smallest spread, and how many are right."""
    total, labels = tries(ADVERTS, k)[0]
    return round(total), right(labels)


PAIR = [(0, 0), (10, 10)]
ROW = [(0,), (1,), (2,), (3,), (10,), (11,)]
# --8<-- [end:given]


# --8<-- [start:starter]
def kmeans(points, centres, rounds=100):
    """Return (labels, centres).

    points: tuples of numbers, all of one length
    centres: where the centres start; the list stays as it is
    """
    # Your code here
    return [], []
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("kmeans([(0, 0), (2, 0), (9, 9)], PAIR)",
     ([0, 0, 1], [(1, 0), (9, 9)]), "the example"),
    ("kmeans([(0, 0)], [(3, 3), (0, 5)], 1)",
     ([0], [(0, 0), (0, 5)]), "squares: 18 is less than 25"),
    ("kmeans([(1,), (9,)], [(0,), (2,), (9,)], 1)",
     ([0, 2], [(1,), (2,), (9,)]),
     "a tie goes to the first; an empty group stays"),
    ("kmeans([(0,), (0,), (1,)], [(0,)])",
     ([0, 0, 0], [(1 / 3,)]), "centres are not rounded"),
    ("kmeans(ROW, [(0,), (1,)])",
     ([0, 0, 0, 0, 1, 1], [(1.5,), (10.5,)]), "several rounds"),
    ("kmeans(ROW, [(0,), (1,)], 2)",
     ([0, 0, 0, 0, 1, 1], [(1,), (8,)]), "two rounds at most"),
    ("kmeans([(4, 4)], PAIR, 0)",
     ([0], [(0, 0), (10, 10)]), "no round: only labels"),
    ("(kmeans([(2, 2)], PAIR)[0], PAIR)",
     ([0], [(0, 0), (10, 10)]), "the start stays as it was"),
    ("best(2)", (1000, 28), "the adverts in two groups"),
    ("best(3)", (468, 40), "in three: 40 of 42 are right"),
]


def generate(n):
    """Return n cases with 1 to 3 columns and centres."""
    chance, cases = numbers(10), []
    for number in range(n):
        columns = 1 + number % 3

        def point():
            row = [next(chance) % 9 for _ in range(columns)]
            return tuple(row)

        points = [point() for _ in range(1 + next(chance) % 9)]
        centres = [point() for _ in range(1 + next(chance) % 3)]
        rounds = next(chance) % 4 if number % 4 == 0 else 100
        cases.append((points, centres, rounds))
    return cases
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
