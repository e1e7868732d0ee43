"""Day 5: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def moving_average_backtest(series, k, start):
    if not 1 <= k <= start < len(series):
        raise ValueError("need 1 <= k <= start < len(series)")
    errors = []
    for t in range(start, len(series)):
        window = series[t - k:t]  # the k values before t, never t itself
        forecast = sum(window) / k
        errors.append(abs(series[t] - forecast))
    return round(sum(errors) / len(errors), 4)
# --8<-- [end:solution]
