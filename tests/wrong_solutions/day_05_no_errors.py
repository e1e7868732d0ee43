"""Passes the example of the statement, but refuses nothing."""


def moving_average_backtest(series, k, start):
    errors = []
    for t in range(start, len(series)):
        window = series[max(0, t - k):t]
        errors.append(abs(series[t] - sum(window) / max(1, len(window))))
    return round(sum(errors) / max(1, len(errors)), 4)
