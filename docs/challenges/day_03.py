"""Day 3: a line through the rain.

Write `fit_line` under "Your turn", then run:  python day_03.py
"""

# --8<-- [start:given]
# Season 94-95 15-16 19-20 18-19 24-25 16-17 09-10
RAIN = [198, 217, 205, 282, 293, 327, 610]  # millimetres
CROP = [17.8, 35.6, 33.3, 53.2, 44.0, 97.9, 78.3]  # million quintals of cereals
# --8<-- [end:given]


# --8<-- [start:starter]
def fit_line(xs, ys):
    """Fit y = slope * x + intercept by least squares.

    xs, ys: two lists of numbers of the same length
    returns (slope, intercept, R squared), rounded to 4, 4 and 3 decimals
    """
    # Your code here
    return (0.0, 0.0, 0.0)
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("fit_line([0, 1, 2, 3], [1, 3, 5, 7])", (2.0, 1.0, 1.0), "the example above"),
    ("fit_line([1, 2, 3, 4], [2, 1, 4, 3])", (0.6, 1.0, 0.36), "the points do not lie on a line"),
    ("fit_line([100, 200, 300], [30, 30, 60])", (0.15, 10.0, 0.75), "every point counts, not only the ends"),
    ("fit_line([1, 2, 3], [9, 7, 5])", (-2.0, 11.0, 1.0), "a line that falls"),
    ("fit_line(RAIN, CROP)", (0.1303, 11.7695, 0.45), "rain and cereals, seven seasons"),
    ("fit_line(RAIN[:-1], CROP[:-1])", (0.4471, -66.4477, 0.763), "without the very wet season"),
    ("fit_line([5, 5, 5], [1, 2, 3])", ValueError, "no line: all xs are equal"),
    ("fit_line([1, 2, 3], [4, 4, 4])", ValueError, "nothing to explain: all ys are equal"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
