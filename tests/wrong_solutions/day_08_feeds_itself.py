"""Forecasts from its own last forecast instead of the true previous value."""


def model_vs_persistence(series, n_train):
    if n_train < 2 or n_train >= len(series):
        raise ValueError("too few values")
    before, after = series[: n_train - 1], series[1:n_train]
    mean_before = sum(before) / len(before)
    mean_after = sum(after) / len(after)
    spread = sum((x - mean_before) ** 2 for x in before)
    b = sum((x - mean_before) * (y - mean_after) for x, y in zip(before, after)) / spread if spread else 0.0
    a = mean_after - b * mean_before
    forecast = series[n_train - 1]
    errors = []
    for y in series[n_train:]:
        forecast = a + b * forecast
        errors.append(abs(y - forecast))
    lazy = [abs(y - x) for x, y in zip(series[n_train - 1 :], series[n_train:])]
    return (
        round(a, 3),
        round(b, 3),
        round(sum(errors) / len(errors), 3),
        round(sum(lazy) / len(lazy), 3),
    )
