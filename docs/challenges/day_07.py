"""Day 7: the slopes of a network with two layers.

Write `gradients` under "Your turn", then run:  python day_07.py
"""

# --8<-- [start:given]
from math import exp, log, tanh


def companies(n, seed):
    """Return n invented companies: ((depth, novelty), success).

    Success is 1 where both agree; about one in twenty is
    turned round.
    """
    found = []
    while len(found) < n:
        three = []
        for _ in range(3):
            seed = (seed * 1103515245 + 12345) % 2**31
            three.append(2 * seed / 2**31 - 1)
        depth, novelty, luck = three
        if min(abs(depth), abs(novelty)) > 0.1:
            agree = depth * novelty > 0
            success = int(agree != (luck > 0.9))
            found.append(((depth, novelty), success))
    return found


TRAINING = companies(100, seed=1)
TEST = companies(100, seed=2)


def sigmoid(z):
    if z < 0:
        return 1 - 1 / (1 + exp(z))
    return 1 / (1 + exp(-z))


def forward(hidden, out, x):
    """Return the chance of success, and what each unit says."""
    units = []
    for row in hidden:
        total = row[-1]
        for i in range(len(x)):
            total += row[i] * x[i]
        units.append(tanh(total))
    total = out[-1]
    for k in range(len(units)):
        total += out[k] * units[k]
    return sigmoid(total), units


def loss(hidden, out, x, y):
    """Return the log loss: large if y had a small chance."""
    chance = forward(hidden, out, x)[0]
    return -log(chance if y else 1 - chance)


def nudged(hidden, out, x, y):
    """Return all slopes by nudging: slow, but sure."""
    hidden, out = [list(row) for row in hidden], list(out)
    before, slopes = loss(hidden, out, x, y), []
    for row in hidden + [out]:
        found = []
        for i, weight in enumerate(row):
            row[i] = weight + 0.00001
            after = loss(hidden, out, x, y)
            found.append((after - before) / 0.00001)
            row[i] = weight
        slopes.append(found)
    return slopes[:-1], slopes[-1]


def start_weights(units, seed):
    """Return (hidden, out) full of numbers from -1 to 1."""
    numbers = []
    for _ in range(4 * units + 1):
        seed = (seed * 1103515245 + 12345) % 2**31
        numbers.append(2 * seed / 2**31 - 1)
    hidden = [numbers[3 * k : 3 * k + 3] for k in range(units)]
    return hidden, numbers[3 * units :]


def train(hidden, out, slopes, number):
    """Pass once through the training data, downhill.

    `slopes` is a function such as `gradients` or `nudged`.
    """
    seed, rate = number, 0.3 / (1 + number / 10)
    for _ in TRAINING:
        seed = (seed * 1103515245 + 12345) % 2**31
        x, y = TRAINING[(seed >> 8) % len(TRAINING)]
        for_hidden, for_out = slopes(hidden, out, x, y)
        changes = list(for_hidden) + [for_out]
        for row, change in zip(hidden + [out], changes):
            for i in range(len(row)):
                row[i] -= rate * change[i]


def accuracy(hidden, out, group):
    """Return the share of companies that are judged rightly."""
    right = 0
    for x, y in group:
        right += (forward(hidden, out, x)[0] >= 0.5) == (y == 1)
    return right / len(group)


def trained(slopes, units=6, passes=8, seed=1):
    """Train a network; return its accuracy on TEST."""
    hidden, out = start_weights(units, seed)
    for number in range(passes):
        train(hidden, out, slopes, number)
    return accuracy(hidden, out, TEST)


# Small networks, their weights chosen by hand
HAND = ([[2, 2, -2], [-2, -2, -2]], [3, 3, 3])
TWO = ([[1, -1, 0.5], [0.5, 2, 0]], [1, -2, 0.25])
ONE = ([[0.5, -1, 1, 0.25]], [1.5, -0.5])
BLANK = ([[0, 0, 0], [0, 0, 0]], [0, 0, 0])
# --8<-- [end:given]


# --8<-- [start:starter]
def gradients(hidden, out, x, y):
    """Return (slopes of hidden, slopes of out).

    hidden: a row for each unit: a weight for each input, a bias
    out: a weight for each unit, then a bias
    x: the inputs; y: what happened, 1 or 0
    """
    # Your code here
    return [], []


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "gradients(*BLANK, [1, 1], 1)",
        ([[0, 0, 0], [0, 0, 0]], [0, 0, -0.5]),
        "the example above",
    ),
    (
        "gradients(*HAND, [1, -1], 0)[0][0]",
        [0.012332638186, -0.012332638186, 0.012332638186],
        "the unit of The method",
    ),
    (
        "gradients(*TWO, [1, 0.5], 0)",
        (
            [
                [0.1303193682, 0.0651596841, 0.1303193682],
                [-0.1121476847, -0.0560738423, -0.1121476847],
            ],
            [0.2363250785, 0.2808703696, 0.3103031669],
        ),
        "two units that pull in different directions",
    ),
    (
        "gradients(*TWO, [1, 0.5], 1)[1]",
        [-0.525269077461, -0.624277884014, -0.689696833088],
        "the same company, had it succeeded",
    ),
    (
        "gradients([[1, 0.5]], [2, 0], [0.5], 1)",
        (
            [[-0.075172259019, -0.150344518037]],
            [-0.136319645002, -0.178992503994],
        ),
        "one input, one unit",
    ),
    (
        "gradients(*ONE, [1, 0, -2], 0)[0]",
        [[0.061091585940, 0, -0.122183171880, 0.061091585940]],
        "three inputs, one of them 0",
    ),
    (
        "trained(gradients)",
        0.92,
        "a network trained with your slopes",
    ),
]


def generate(n):
    """Return n cases: 1 to 3 inputs, 1 to 4 units, quarters."""
    seed, cases = 7, []

    def quarter():
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return ((seed >> 8) % 17 - 8) / 4

    for number in range(n):
        inputs, units = 1 + number % 3, 1 + number % 4
        hidden = []
        for _ in range(units):
            row = [quarter() for _ in range(inputs + 1)]
            hidden.append(row)
        out = [quarter() for _ in range(units + 1)]
        x = [quarter() for _ in range(inputs)]
        cases.append((hidden, out, x, number // 2 % 2))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
