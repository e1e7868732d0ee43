"""Day 5: how far ahead does an average see?

Write `moving_average_backtest` under "Your turn", then run:  python day_05.py
"""

# --8<-- [start:given]
# Containers handled at Tanger Med, 2019 to 2025, in millions of TEU
TEU = [4.80, 5.77, 7.17, 7.60, 8.62, 10.24, 11.11]
SEESAW = [10, 14, 10, 14, 10, 14, 10]


def best_window(series, windows, start):
    """The window with the smallest error; the first one if several are equal."""
    best = windows[0]
    for k in windows:
        if moving_average_backtest(series, k, start) < moving_average_backtest(series, best, start):
            best = k
    return best
# --8<-- [end:given]


# --8<-- [start:starter]
def moving_average_backtest(series, k, start):
    """Forecast each value by the mean of the k values before it.

    Return the mean absolute error of the forecasts for
    series[start], series[start + 1], ... rounded to 4 decimals.
    """
    # Your code here
    return 0.0
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("moving_average_backtest([10, 14, 10, 14], 2, 2)", 2.0, "the example above"),
    ("moving_average_backtest([5, 5, 5, 5, 5], 2, 2)", 0.0, "nothing moves, no error"),
    ("moving_average_backtest(TEU, 1, 3)", 0.985, "the port, last year repeated"),
    ("moving_average_backtest(TEU, 3, 3)", 2.0483, "the port, mean of three years"),
    ("moving_average_backtest(SEESAW, 1, 2)", 4.0, "last value: always wrong here"),
    ("best_window(TEU, [1, 2, 3], 3)", 1, "a series that grows: look at the last value"),
    ("best_window(SEESAW, [1, 2], 2)", 2, "a series that swings: average it"),
    ("moving_average_backtest([1, 2, 3], 3, 2)", ValueError, "not enough values before the start"),
    ("moving_average_backtest([1, 2, 3], 0, 1)", ValueError, "an empty window"),
    ("moving_average_backtest([1, 2, 3], 1, 3)", ValueError, "nothing left to forecast"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
