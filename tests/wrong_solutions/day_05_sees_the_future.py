"""The window holds the very value that it should forecast."""


def moving_average_backtest(series, k, start):
    if not 1 <= k <= start < len(series):
        raise ValueError("need 1 <= k <= start < len(series)")
    errors = []
    for t in range(start, len(series)):
        forecast = sum(series[t - k + 1:t + 1]) / k
        errors.append(abs(series[t] - forecast))
    return round(sum(errors) / len(errors), 4)
