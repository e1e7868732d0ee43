"""Day 8: forecast hour after hour, and meet a lazy rival.

Write `roll_forward` under "Your turn", then run:
    python day_08.py
"""

# --8<-- [start:given]
from math import tanh


def hours(text):
    """Turn a table of numbers into one list."""
    return [float(word) for word in text.split()]


# Tetouan, three zones together, electricity in MW,
# hour after hour from 30 April to 14 May 2017.
# Hourly means of "Power Consumption of Tetouan City",
# UCI 849, doi 10.24432/C5B034
DEMAND = hours("""
63.5 55.9 52.2 51.3 50.9 41.8 39.7 43.4 50.3 58.2 64.8 68.2
69.3 69.7 68.0 65.6 63.9 61.8 64.6 85.6 91.3 91.4 86.1 73.9
63.4 56.3 52.6 52.0 51.4 41.8 40.0 43.5 50.4 59.2 65.0 68.9
70.5 70.0 68.3 66.5 64.5 63.2 66.4 87.9 93.9 93.3 85.0 72.2
61.8 55.8 53.0 53.0 53.2 46.7 49.7 54.0 60.4 66.5 71.7 74.8
75.3 74.3 73.1 71.7 69.5 68.7 73.3 92.9 97.1 93.7 85.4 72.4
61.9 56.2 53.8 54.0 54.1 46.7 49.1 51.9 55.8 61.7 66.9 70.4
71.5 71.1 70.5 69.1 69.1 70.1 75.3 94.7 98.6 94.4 84.5 71.7
62.2 56.6 54.4 54.4 54.2 47.2 50.4 54.4 60.2 66.4 72.2 75.6
75.7 74.4 74.1 72.7 71.1 72.2 78.1 95.7 98.6 95.2 86.0 73.3
63.9 57.5 54.5 54.9 54.9 47.6 49.9 54.3 60.9 66.9 73.0 77.8
76.0 74.9 72.7 70.7 68.8 68.1 71.6 91.2 96.6 93.9 87.3 74.9
64.2 57.8 54.4 54.2 53.7 45.4 46.1 51.7 59.9 67.4 72.1 75.1
76.4 75.3 73.6 71.0 69.5 68.2 70.2 88.6 95.2 93.2 87.7 78.2
64.8 57.1 53.6 53.2 52.1 42.4 40.5 44.1 50.9 58.3 64.2 66.5
67.9 68.2 67.3 65.7 64.2 62.6 64.9 85.3 94.8 95.0 86.9 73.1
62.8 57.3 54.8 55.9 54.3 47.0 50.2 55.0 61.4 67.2 72.9 74.9
76.5 76.3 75.2 73.6 71.7 70.9 73.5 93.4 100.3 96.7 87.0 74.1
63.3 58.1 56.1 56.6 55.1 47.8 51.8 54.5 57.8 63.8 69.5 74.6
77.1 77.0 75.6 73.7 72.8 71.4 73.7 92.7 99.2 96.5 87.3 73.7
63.5 57.8 55.5 55.7 54.3 46.8 50.6 55.1 61.9 68.8 74.6 77.1
77.8 77.6 76.6 74.5 72.2 72.0 75.8 92.9 99.0 96.7 87.3 74.3
64.5 58.2 55.8 56.4 54.3 46.9 50.8 55.4 62.4 67.8 72.9 76.3
77.7 77.6 76.2 74.1 72.2 71.5 75.2 93.4 99.5 96.0 87.3 74.0
64.2 58.0 55.3 56.4 54.5 47.5 51.1 55.3 60.8 67.0 72.5 77.2
75.7 74.6 73.3 71.3 70.2 69.5 72.0 89.6 96.9 95.3 88.1 75.0
64.6 58.5 55.5 55.7 53.5 44.7 46.2 51.9 60.2 68.0 72.6 75.2
76.7 76.0 73.5 68.3 68.4 67.0 68.8 87.2 96.3 94.3 88.9 77.7
65.1 58.0 54.1 53.6 51.1 42.0 41.4 45.1 51.8 59.3 64.9 68.9
70.4 70.0 68.3 66.7 65.3 64.2 65.8 83.9 94.6 95.5 88.0 75.1
""")


def scaled(last, before, yesterday):
    """Return the three inputs: level, last step, way."""
    way = (yesterday - last) / 5
    return (last - 60) / 15, (last - before) / 5, way


def examples(first, end):
    """Return (inputs, target), hours first to end - 1."""
    found = []
    for t in range(first, end):
        last, before = DEMAND[t - 1], DEMAND[t - 2]
        inputs = scaled(last, before, DEMAND[t - 24])
        found.append((inputs, (DEMAND[t] - last) / 5))
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


def train(weights, rows, rate, seed):
    """One pass: as many random examples as there are.

    After each, all weights take a small step downhill.
    """
    units = len(weights) // 5
    for _ in range(len(rows)):
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


def error(weights, rows):
    """Return the mean absolute error in MW."""
    misses = []
    for inputs, target in rows:
        answer = forward(weights, inputs)[0]
        misses.append(5 * abs(answer - target))
    return sum(misses) / len(misses)


# The network of "The method" after its forty passes,
# rounded: six units, then out
WEIGHTS = hours("""
0.637 -1.589 -0.167 1.092
1.456 -0.533 1.322 -3.883
0.743 -0.18 0.023 -1.293
-0.194 -0.182 0.139 0.094
0.475 0.212 1.262 1.793
0.515 -0.189 0.361 -0.559
-0.603 1.794 -0.686 0.013 0.87 -0.308 0.9
""")


def next_hour(known):
    """Forecast an hour from those 1, 2 and 24 hours before."""
    last, before, yesterday = known
    inputs = scaled(last, before, yesterday)
    return last + 5 * forward(WEIGHTS, inputs)[0]


def errors_ahead(steps):
    """Return the mean error so many hours ahead, in MW.

    The forecasts start at every hour of 8 to 14 May.
    """
    most, lags = max(steps), [1, 2, 24]
    misses = [[] for _ in steps]
    for t in range(192, 361 - most):
        row = roll_forward(DEMAND[:t], lags, next_hour, most)
        for place, ahead in enumerate(steps):
            truth = DEMAND[t + ahead - 1]
            misses[place].append(abs(row[ahead - 1] - truth))
    return [round(sum(m) / len(m), 2) for m in misses]


def total(known):
    return sum(known)


def halve(known):
    return known[0] / 2


def change(known):
    return known[0] - known[1]


SHORT = [3, 5]
# --8<-- [end:given]


# --8<-- [start:starter]
def roll_forward(history, lags, predict, hours):
    """Forecast hour after hour; each then counts as known.

    history: values, the latest last; it stays as it is
    lags: how many hours back predict wants to look
    predict: a function (list of values, one for each lag)
        -> the next value
    hours: how many values to forecast
    """
    # Your code here
    return None


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("roll_forward([3, 5], [1, 2], total, 3)", [8, 13, 21],
     "the example above"),
    ("roll_forward([3, 5], [2, 1], change, 2)", [-2, 7],
     "the values come in the order of the lags"),
    ("roll_forward([1, 2, 3, 4], [3], total, 5)",
     [2, 3, 4, 2, 3],
     "a lag of 3 meets forecasts only after three hours"),
    ("roll_forward([1], [1], halve, 3)", [0.5, 0.25, 0.125],
     "nothing is rounded"),
    ("roll_forward([1, 2], [1], total, 0)", [],
     "no hour to forecast"),
    ("(roll_forward(SHORT, [1], halve, 1), SHORT)",
     ([2.5], [3, 5]), "the history stays as it was"),
    ("roll_forward([5], [1, 2], total, 2)", ValueError,
     "nobody knows the value two hours back"),
    ("roll_forward([1, 2], [3], total, 0)", ValueError,
     "a wrong lag, even with nothing to do"),
    ("roll_forward([1, 2], [0], total, 1)", ValueError,
     "lag 0 is the hour to be forecast"),
    ("errors_ahead([1, 2, 3, 6, 12])",
     [1.56, 2.51, 3.0, 3.63, 3.36],
     "the network of Tetouan, up to twelve hours ahead"),
]


def spread(known):
    return max(known) - min(known) / 2


def weighted(known):
    places = range(len(known))
    return sum([(i + 1) * known[i] for i in places]) / 4


def latest(known):
    return known[-1] + 1


def generate(n):
    """Return n tuples of arguments, always the same."""
    seed, cases = 8, []
    ways = [total, halve, spread, weighted, latest]

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    for number in range(n):
        history = [pick(19) - 9 for _ in range(1 + pick(7))]
        reach = 5 if number % 4 == 0 else min(5, len(history))
        lags = [1 + pick(reach) for _ in range(1 + pick(3))]
        if number % 9 == 0:
            lags[0] = -pick(2)
        cases.append((history, lags, ways[number % 5], pick(8)))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
