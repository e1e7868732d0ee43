"""Day 3: test a line by leaving each season out.

Write `leave_one_out` under "Your turn", then run:  python day_03.py
"""

# --8<-- [start:given]
# Season, rain in mm, cereals in million quintals.
# Put together for this lesson; the page names the sources.
ROWS = """
1994-95 198 17.8
2009-10 610 78.3
2015-16 217 35.6
2016-17 327 97.9
2018-19 282 53.2
2019-20 205 33.3
2020-21 291 104.5
2021-22 188 35.1
2022-23 217 56.7
2023-24 237 31.2
2024-25 293 44.0
"""
CELLS = ROWS.split()
SEASONS = CELLS[0::3]  # every third cell, from the first
RAIN = [float(cell) for cell in CELLS[1::3]]
CROP = [float(cell) for cell in CELLS[2::3]]
TEN_RAIN = RAIN[:1] + RAIN[2:]  # without 2009-10
TEN_CROP = CROP[:1] + CROP[2:]


def fit_line(xs, ys):
    """Return (slope, intercept) of the least-squares line.

    The xs must not all be equal: a line needs two places.
    """
    mean_x = sum(xs) / len(xs)
    mean_y = sum(ys) / len(ys)
    products = squares = 0
    for x, y in zip(xs, ys):
        products += (x - mean_x) * (y - mean_y)
        squares += (x - mean_x) ** 2
    slope = products / squares
    return slope, mean_y - slope * mean_x


# --8<-- [end:given]


# --8<-- [start:starter]
def leave_one_out(xs, ys):
    """Return (error of the line, error of the mean).

    xs, ys: lists of the same length, three numbers or more
    """
    # Your code here
    return None


# --8<-- [end:starter]


# --8<-- [start:checks]
DIGITS = 3

CHECKS = [
    # (the call, the expected answer, what it shows)
    (
        "leave_one_out([0, 1, 2], [0, 1, 0])",
        (1.667, 0.667),
        "the example above",
    ),
    (
        "leave_one_out([1, 2, 3, 4], [3, 5, 7, 9])",
        (0.0, 2.667),
        "on a line, nothing is missed",
    ),
    (
        "leave_one_out([0, 1, 2], [0, 0, 3])",
        (2.5, 2.0),
        "the mean is that of the others",
    ),
    (
        "leave_one_out([1, 1, 5], [2, 4, 9])",
        (3.333, 4.0),
        "without 5 no slope is left: use 0",
    ),
    (
        "leave_one_out([1, 1, 2, 3], [0, 4, 2, 6])",
        (3.333, 2.667),
        "a twin stays when one goes",
    ),
    (
        "leave_one_out(RAIN, CROP)",
        (30.903, 24.745),
        "eleven seasons: the line loses",
    ),
    (
        "leave_one_out(TEN_RAIN, TEN_CROP)",
        (18.244, 24.129),
        "ten seasons: the line wins",
    ),
    (
        "leave_one_out([1, 2], [3, 4])",
        ValueError,
        "one point left makes no line",
    ),
    (
        "leave_one_out([1, 2, 3, 4], [5, 6, 7])",
        ValueError,
        "a harvest is missing",
    ),
]


def generate(n):
    """Return n pairs of lists; about a fourth must raise."""
    seed, cases = 3, []

    def pick(limit):
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2**31
        return (seed >> 8) % limit

    for number in range(n):
        size = 1 + pick(2) if number % 8 == 0 else 3 + pick(7)
        reach = 2 if number % 4 == 1 else 10
        xs = [pick(reach) for _ in range(size)]
        ys = [pick(41) / 2 - 5 for _ in range(size)]
        cases.append((xs, ys[:-1] if number % 6 == 0 else ys))
    return cases


# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
