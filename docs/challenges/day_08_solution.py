"""Day 8: a reference solution. Try it yourself first."""


# --8<-- [start:solution]
def roll_forward(history, lags, predict, hours):
    if min(lags) < 1 or max(lags) > len(history):
        raise ValueError("each lag must reach a known value")
    known = list(history)
    for _ in range(hours):
        known.append(predict([known[-lag] for lag in lags]))
    return known[len(history) :]


# --8<-- [end:solution]
