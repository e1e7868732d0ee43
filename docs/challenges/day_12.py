"""Day 12: learn together, and keep the data at home.

Write `federated_round` under "Your turn", then run:
    python day_12.py
"""

# --8<-- [start:given]
from math import tanh


def hours(text):
    """Turn a table of numbers into one list."""
    return [float(word) for word in text.split()]


# Tetouan, electricity in MW, hour after hour,
# 30 April to 3 May 2017, in each of three zones.
# Hourly means of "Power Consumption of Tetouan City",
# UCI 849, doi 10.24432/C5B034
ZONE_1 = hours("""
27.9 24.6 23.1 22.8 22.7 19.2 19.0 20.2 23.0 26.4 29.9 31.8
31.9 32.1 31.3 30.1 29.1 28.6 29.5 38.4 41.1 40.6 37.7 32.2
27.9 24.9 23.4 23.3 22.9 18.8 18.6 19.9 23.0 26.9 30.0 32.1
32.7 32.1 31.2 30.5 29.8 29.3 30.7 39.9 43.0 42.9 38.7 32.4
28.1 25.3 24.1 24.1 24.1 21.5 23.7 25.5 28.5 31.1 34.4 35.8
35.7 35.1 33.9 33.4 32.6 32.5 34.6 43.1 45.0 43.0 38.9 32.5
28.0 25.4 24.4 24.4 24.6 21.5 23.2 23.5 24.1 26.8 29.5 31.1
31.2 31.1 30.9 31.1 32.0 33.1 35.4 43.7 45.4 43.1 37.9 31.9
""")
ZONE_2 = hours("""
17.1 15.0 13.8 13.5 13.4 10.8 10.4 11.8 13.8 16.0 17.6 18.3
18.8 18.7 18.2 17.6 17.2 16.2 16.9 21.8 23.4 24.0 23.0 19.9
17.0 15.0 13.9 13.5 13.5 11.1 10.9 12.1 14.2 16.7 18.2 19.1
19.4 19.7 19.4 18.5 17.9 17.5 18.4 23.4 25.0 25.0 23.1 19.8
16.7 15.2 14.3 14.3 14.7 13.3 14.9 16.9 18.9 20.8 21.7 22.1
22.1 22.1 22.2 21.8 20.7 19.8 20.8 25.5 26.5 25.8 23.5 20.1
17.2 15.5 14.9 15.1 15.1 13.5 14.9 16.9 18.6 20.3 21.8 22.5
22.5 22.6 22.6 21.6 20.6 20.3 21.5 25.9 27.0 26.0 23.5 20.0
""")
ZONE_3 = hours("""
18.6 16.3 15.2 15.1 14.8 11.8 10.2 11.4 13.6 15.8 17.3 18.1
18.6 18.9 18.5 17.9 17.5 16.9 18.2 25.5 26.8 26.7 25.5 21.8
18.5 16.4 15.3 15.2 15.0 11.8 10.4 11.4 13.2 15.6 16.8 17.7
18.4 18.2 17.8 17.5 16.8 16.4 17.3 24.6 25.9 25.4 23.2 19.9
16.9 15.2 14.5 14.6 14.5 11.9 11.1 11.6 13.0 14.6 15.7 16.9
17.4 17.2 16.9 16.5 16.3 16.4 17.8 24.3 25.6 24.9 23.0 19.8
16.8 15.2 14.5 14.6 14.4 11.6 10.9 11.5 13.0 14.6 15.6 16.7
17.7 17.5 17.0 16.4 16.4 16.7 18.5 25.1 26.2 25.3 23.1 19.8
""")
# The whole town a week later, 7 to 10 May: the test data
TOWN = hours("""
64.8 57.1 53.6 53.2 52.1 42.4 40.5 44.1 50.9 58.3 64.2 66.5
67.9 68.2 67.3 65.7 64.2 62.6 64.9 85.3 94.8 95.0 86.9 73.1
62.8 57.3 54.8 55.9 54.3 47.0 50.2 55.0 61.4 67.2 72.9 74.9
76.5 76.3 75.2 73.6 71.7 70.9 73.5 93.4 100.3 96.7 87.0 74.1
63.3 58.1 56.1 56.6 55.1 47.8 51.8 54.5 57.8 63.8 69.5 74.6
77.1 77.0 75.6 73.7 72.8 71.4 73.7 92.7 99.2 96.5 87.3 73.7
63.5 57.8 55.5 55.7 54.3 46.8 50.6 55.1 61.9 68.8 74.6 77.1
77.8 77.6 76.6 74.5 72.2 72.0 75.8 92.9 99.0 96.7 87.3 74.3
""")


def average(series):
    """Return the mean of a list."""
    return sum(series) / len(series)


def percent(series, usual):
    """Return a series in percent of a usual value.

    So large and small zones look alike.
    """
    return [100 * value / usual for value in series]


def examples(series):
    """Return (inputs, target) for each hour from day two on.

    As on Day 8, but in percent.
    """
    found = []
    for t in range(24, len(series)):
        last, before = series[t - 1], series[t - 2]
        level = (last - 100) / 25
        step = (last - before) / 8
        way = (series[t - 24] - last) / 8
        target = (series[t] - last) / 8
        found.append(((level, step, way), target))
    return found


def start_weights(size, seed):
    """Return numbers from -1 to 1 that look like chance."""
    weights = []
    for _ in range(size):
        seed = (seed * 1103515245 + 12345) % 2**31
        weights.append(2 * seed / 2**31 - 1)
    return weights


def forward(weights, inputs):
    """Return the answer, and what the hidden units say.

    weights: four a unit (the last is its bias), then out
    """
    a, b, c = inputs
    units = len(weights) // 5
    hidden = []
    for k in range(0, 4 * units, 4):
        total = weights[k] * a + weights[k + 1] * b
        total += weights[k + 2] * c + weights[k + 3]
        hidden.append(tanh(total))
    out = weights[4 * units :]
    parts = [out[k] * hidden[k] for k in range(units)]
    return sum(parts) + out[-1], hidden


def train(weights, rows, rate, passes, seed):
    """Change the weights by gradient descent; return them."""
    units = len(weights) // 5
    for _ in range(passes * len(rows)):
        seed = (seed * 1103515245 + 12345) % 2**31
        (a, b, c), target = rows[(seed >> 8) % len(rows)]
        answer, hidden = forward(weights, (a, b, c))
        step = rate * (answer - target)
        for k in range(units):
            bend = 1 - hidden[k] * hidden[k]
            blame = step * weights[4 * units + k] * bend
            weights[4 * units + k] -= step * hidden[k]
            weights[4 * k] -= blame * a
            weights[4 * k + 1] -= blame * b
            weights[4 * k + 2] -= blame * c
            weights[4 * k + 3] -= blame
        weights[-1] -= step
    return weights


def error(weights, rows):
    """Return the mean absolute error, in percent."""
    misses = []
    for inputs, target in rows:
        answer = forward(weights, inputs)[0]
        misses.append(8 * abs(answer - target))
    return average(misses)


def learner(number):
    """Return how a site learns in one round.

    Two passes, with smaller steps in later rounds.
    """
    rate = 0.1 / (1 + number / 10)

    def learn(weights, rows):
        return train(weights, rows, rate, 2, number)

    return learn


def learn_together(rounds):
    """The zones learn by your function; return the error."""
    shared = start_weights(21, seed=1)
    for number in range(rounds):
        shared = federated_round(shared, SITES, learner(number))
    return round(error(shared, TEST), 2)


def toy(weights, rows):
    """To follow by hand: adds all rows to the only weight."""
    weights[0] += sum(rows)
    return weights


def both(weights, rows):
    return [sum(rows), weights[1] + 1 / 32]


def largest(weights, rows):
    return [max(rows)]


def middle(weights, rows):
    return [sum(rows) / len(rows)]


def is_copy(new, old):
    return list(new) == old and new is not old


START = [0.0]
ZONES = [ZONE_1, ZONE_2, ZONE_3]
SITES = [examples(percent(z, average(z))) for z in ZONES]
USUAL = sum([average(zone) for zone in ZONES])
TEST = examples(percent(TOWN, USUAL))
# --8<-- [end:given]


# --8<-- [start:starter]
def federated_round(shared, sites, learn):
    """Let every site learn; return the mean of what comes back.

    shared: a list of weights, which stays as it is
    sites: a list of lists of rows
    learn: a function (weights, rows) -> new weights, which
        may change the list of weights that it gets
    """
    # Your code here
    return []


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("federated_round([10.0], [[1, 2, 3], [10]], toy)", [17.0],
     "the example above"),
    ("federated_round([0.0], [[4], [8]], toy)", [6.0],
     "each site starts from the shared weights"),
    ("federated_round([0.0, 0.0], [[1], [2, 3, 4]], both)",
     [7.0, 0.03125], "two weights, and nothing is rounded"),
    ("federated_round([0.0], [[1, 3], [5, 1]], largest)", [4.0],
     "the rows of two sites are never put together"),
    ("federated_round([5.0], [[], [2, 4]], middle)", [3.0],
     "a site without rows is not asked"),
    ("federated_round([5.0, 1.0], [[], []], toy)", [5.0, 1.0],
     "nobody has rows: nothing is new"),
    ("(federated_round(START, [[1], [3]], toy), START)",
     ([2.0], [0.0]), "the shared weights stay as they were"),
    ("is_copy(federated_round(START, [], toy), START)", True,
     "no site at all: a copy, not the same list"),
    ("learn_together(20)", 2.62,
     "the three zones of Tetouan, after twenty rounds"),
]


def drift(weights, rows):
    for i in range(len(weights)):
        weights[i] += (i + 1) * sum(rows)
    return weights


def settle(weights, rows):
    for i in range(len(weights)):
        weights[i] = weights[i] / 2 + max(rows) - i
    return list(weights)


def generate(n):
    """Return n tuples of arguments, always the same."""
    seed, cases = 12, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    for number in range(n):
        shared = [pick(9) - 4.0 for _ in range(1 + pick(3))]
        sites = []
        for _ in range(1 + pick(4)):
            sites.append([pick(9) - 2 for _ in range(pick(5))])
        learn = settle if number % 2 else drift
        cases.append((shared, sites, learn))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
