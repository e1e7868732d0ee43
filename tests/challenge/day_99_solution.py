"""Day 99: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def last_mean(values, n):
    if not 1 <= n <= len(values):
        raise ValueError("n must be between 1 and the number of values")
    return round(sum(values[-n:]) / n, 2)


# --8<-- [end:solution]
