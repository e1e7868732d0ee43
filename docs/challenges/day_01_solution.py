"""Day 1: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def baselines(values, n_train):
    if not 2 <= n_train < len(values):
        raise ValueError("two values to learn, one to test")
    train, test = values[:n_train], values[n_train:]
    mean, last = sum(train) / n_train, train[-1]
    step = (last - train[0]) / (n_train - 1)
    errors = [0, 0, 0]
    for k in range(len(test)):
        guesses = [mean, last, last + step * (k + 1)]
        for rule in range(3):
            errors[rule] += abs(test[k] - guesses[rule])
    a, b, c = [error / len(test) for error in errors]
    return round(a, 2), round(b, 2), round(c, 2)


# --8<-- [end:solution]
