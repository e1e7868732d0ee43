"""Each window starts as early as it can, so windows are not compared on the same years."""


def moving_average_backtest(series, k, start):
    if not 1 <= k <= start < len(series):
        raise ValueError("need 1 <= k <= start < len(series)")
    errors = []
    for t in range(k, len(series)):
        errors.append(abs(series[t] - sum(series[t - k:t]) / k))
    return round(sum(errors) / len(errors), 4)
