"""Day 9: slide a small window of weights over a picture.

Write `convolve` under "Your turn", then run:  python day_09.py
"""

# --8<-- [start:given]
from math import exp

# How full Morocco's dams were in March, 2020 to 2026, in %
# (2026: 16 February). Sources: the first chart of the page.
DAMS = [46.2, 51, 34.6, 32.8, 25.63, 29.08, 70.6]

SIDE = 12


def tile(seed, east, stones):
    """Return invented ground seen from above, SIDE x SIDE.

    Stones shine from 0 to `stones`; two lines of three shafts
    shine 1 more. They run east if `east`, otherwise north.
    """
    numbers = []
    for _ in range(SIDE * SIDE + 4):
        seed = (seed * 1103515245 + 12345) % 2**31
        numbers.append(seed >> 8)
    rows = []
    for r in range(SIDE):
        some = numbers[SIDE * r : SIDE * r + SIDE]
        rows.append([stones * (n % 1000) / 1000 for n in some])
    for k in (-4, -2):
        r = 1 + numbers[k] % (SIDE - 2)
        c = 1 + numbers[k + 1] % (SIDE - 2)
        for step in (-1, 0, 1):
            if east:
                rows[r][c + step] += 1
            else:
                rows[r + step][c] += 1
    return rows


def tiles(n, seed, stones=0.6):
    """Return n pairs (tile, 1 if its lines run east)."""
    found = []
    for i in range(n):
        east = 1 - i % 2
        picture = tile(1000 * seed + i, east, stones)
        found.append((picture, east))
    return found


TRAINING, TEST = tiles(40, seed=1), tiles(100, seed=2)


def sigmoid(z):
    if z < 0:
        return 1 - 1 / (1 + exp(z))
    return 1 / (1 + exp(-z))


def strongest(answers):
    """Return the largest answer, its row and its column."""
    best = max([max(row) for row in answers])
    for r, row in enumerate(answers):
        if best in row:
            return best, r, list(row).index(best)


def start_weights(seed):
    """Return [kernel, weight, bias]; the kernel from 0 to 1."""
    numbers = []
    for _ in range(9):
        seed = (seed * 1103515245 + 12345) % 2**31
        numbers.append(seed / 2**31)
    return [[numbers[:3], numbers[3:6], numbers[6:]], 1.0, 0.0]


def train(net, convolve, number):
    """Pass once through the training tiles, one step each."""
    kernel, seed, rate = net[0], number, 0.3 / (1 + number / 3)
    for _ in TRAINING:
        seed = (seed * 1103515245 + 12345) % 2**31
        picture, east = TRAINING[(seed >> 8) % len(TRAINING)]
        best, r, c = strongest(convolve(picture, kernel))
        chance = sigmoid(net[1] * best + net[2])
        step = rate * (chance - east)
        for i in range(3):
            for j in range(3):
                slope = net[1] * picture[r + i][c + j]
                kernel[i][j] -= step * slope
        net[1] -= step * best
        net[2] -= step


def accuracy(net, convolve, group):
    """Return the share of tiles that are judged rightly."""
    right = 0
    for picture, east in group:
        best = strongest(convolve(picture, net[0]))[0]
        chance = sigmoid(net[1] * best + net[2])
        right += (chance >= 0.5) == (east == 1)
    return right / len(group)


def trained(convolve, passes=3, seed=1):
    """Train a kernel; return its accuracy on TEST."""
    net = start_weights(seed)
    for number in range(passes):
        train(net, convolve, number)
    return accuracy(net, convolve, TEST)


# A kernel made by hand: a bright row between two dark ones
EAST = [[-1, -1, -1], [2, 2, 2], [-1, -1, -1]]
# --8<-- [end:given]


# --8<-- [start:starter]
def convolve(picture, kernel):
    """Return the answers of the kernel at every place.

    picture, kernel: lists of rows, every row of equal length
    """
    # Your code here
    return []


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "convolve([[1, 0, 2], [0, 3, 1]], [[1, 2]])",
        [[1, 4], [6, 5]],
        "the example above",
    ),
    (
        "convolve([DAMS], [[-1, 1]])",
        [[4.8, -16.4, -1.8, -7.17, 3.45, 41.52]],
        "a row of dams is a picture too",
    ),
    (
        "convolve([[1, 2], [3, 4], [5, 6]], [[1], [-1]])",
        [[-2, -2], [-2, -2]],
        "a kernel that stands upright",
    ),
    (
        "convolve(EAST, EAST)",
        [[18]],
        "as large as the picture: one place",
    ),
    (
        "convolve([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[2]])",
        [[2, 4, 6], [8, 10, 12], [14, 16, 18]],
        "one weight: the picture, doubled",
    ),
    (
        "convolve([[1, 2, 3]], [[1], [1]])",
        ValueError,
        "too high for the picture",
    ),
    (
        "convolve([[1], [2], [3]], [[1, 1]])",
        ValueError,
        "too wide for the picture",
    ),
    (
        "trained(convolve)",
        0.92,
        "a kernel trained with your function",
    ),
]


def generate(n):
    """Return n cases of eighths; about a third do not fit."""
    seed, cases = 9, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    def table(height, width):
        rows = []
        for _ in range(height):
            rows.append([(pick(13) - 6) / 8 for _ in range(width)])
        return rows

    for number in range(n):
        height, width = 1 + pick(3), 1 + pick(3)
        if number % 3 == 0:
            picture = table(1 + pick(2), 1 + pick(2))
        else:
            picture = table(height + pick(4), width + pick(4))
        cases.append((picture, table(height, width)))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
