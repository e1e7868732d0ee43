"""Divides by zero when the past never varies, and accepts any split."""


def model_vs_persistence(series, n_train):
    before, after = series[: n_train - 1], series[1:n_train]
    mean_before = sum(before) / len(before)
    mean_after = sum(after) / len(after)
    spread = sum((x - mean_before) ** 2 for x in before)
    b = sum((x - mean_before) * (y - mean_after) for x, y in zip(before, after)) / spread
    a = mean_after - b * mean_before
    tests = list(zip(series[n_train - 1 :], series[n_train:]))
    model_error = sum(abs(y - (a + b * x)) for x, y in tests) / len(tests)
    lazy_error = sum(abs(y - x) for x, y in tests) / len(tests)
    return round(a, 3), round(b, 3), round(model_error, 3), round(lazy_error, 3)
