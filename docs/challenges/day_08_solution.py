"""Day 8: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def model_vs_persistence(series, n_train):
    if n_train < 2 or n_train >= len(series):
        raise ValueError("two values to learn from and one to test on are needed")
    before, after = series[: n_train - 1], series[1:n_train]
    mean_before = sum(before) / len(before)
    mean_after = sum(after) / len(after)
    spread = sum((x - mean_before) ** 2 for x in before)
    together = sum((x - mean_before) * (y - mean_after) for x, y in zip(before, after))
    b = together / spread if min(before) < max(before) else 0.0
    a = mean_after - b * mean_before

    tests = list(zip(series[n_train - 1 :], series[n_train:]))
    model_error = sum(abs(y - (a + b * x)) for x, y in tests) / len(tests)
    lazy_error = sum(abs(y - x) for x, y in tests) / len(tests)
    return round(a, 3), round(b, 3), round(model_error, 3), round(lazy_error, 3)
# --8<-- [end:solution]
