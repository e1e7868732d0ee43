"""Fits the line on the whole series, so it has seen the answers of the test."""


def model_vs_persistence(series, n_train):
    if n_train < 2 or n_train >= len(series):
        raise ValueError("too few values")
    before, after = series[:-1], series[1:]
    mean_before = sum(before) / len(before)
    mean_after = sum(after) / len(after)
    spread = sum((x - mean_before) ** 2 for x in before)
    b = sum((x - mean_before) * (y - mean_after) for x, y in zip(before, after)) / spread if spread else 0.0
    a = mean_after - b * mean_before
    tests = list(zip(series[n_train - 1 :], series[n_train:]))
    model_error = sum(abs(y - (a + b * x)) for x, y in tests) / len(tests)
    lazy_error = sum(abs(y - x) for x, y in tests) / len(tests)
    return round(a, 3), round(b, 3), round(model_error, 3), round(lazy_error, 3)
