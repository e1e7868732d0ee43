"""Answers to Day 1's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: a list of guesses for each rule, and a helper for the error
def baselines(values, n_train):
    if n_train < 2 or n_train >= len(values):
        raise ValueError("n_train")
    train, test = values[:n_train], values[n_train:]
    steps = [train[i + 1] - train[i] for i in range(len(train) - 1)]
    drift, value = [], train[-1]
    for _ in test:
        value += sum(steps) / len(steps)
        drift.append(value)
    mean = [sum(train) / len(train)] * len(test)
    return error(mean, test), error([train[-1]] * len(test), test), error(drift, test)


def error(guesses, test):
    misses = [abs(guess - value) for guess, value in zip(guesses, test)]
    return round(sum(misses) / len(misses), 2)


# --- right: positions instead of slices, running sums
def baselines(values, n_train):
    n = len(values)
    if not (1 < n_train < n):
        raise ValueError("between 2 and len - 1")
    total = 0
    for i in range(n_train):
        total += values[i]
    first, last = values[0], values[n_train - 1]
    a = b = c = 0
    for i in range(n_train, n):
        a += abs(values[i] - total / n_train)
        b += abs(values[i] - last)
        c += abs(values[i] - last - (last - first) * (i - n_train + 1) / (n_train - 1))
    return round(a / (n - n_train), 2), round(b / (n - n_train), 2), round(c / (n - n_train), 2)


# --- right: one function for each rule, an answer in a list
def baselines(values, n_train):
    if n_train not in range(2, len(values)):
        raise ValueError("too few values on one side")
    known = values[:n_train]

    def mean(ahead):
        return sum(known) / n_train

    def last(ahead):
        return known[-1]

    def drift(ahead):
        return known[-1] + ahead * (known[-1] - known[0]) / (n_train - 1)

    found = []
    for rule in (mean, last, drift):
        misses = [abs(rule(t - n_train + 1) - values[t]) for t in range(n_train, len(values))]
        found.append(round(sum(misses) / len(misses), 2))
    return found


# --- right: the line through the first and the last value, read off at each position
def baselines(values, n_train):
    if len(values) - n_train < 1 or n_train - 2 < 0:
        raise ValueError
    slope = (values[n_train - 1] - values[0]) / (n_train - 1)
    sums = [0.0, 0.0, 0.0]
    for place, value in enumerate(values):
        if place >= n_train:
            line = values[0] + slope * place
            for k, guess in enumerate((sum(values[:n_train]) / n_train, values[n_train - 1], line)):
                sums[k] += max(guess - value, value - guess)
    return tuple([round(one / (len(values) - n_train), 2) for one in sums])


# --- right: the misses of both signs kept apart, and the newest value first
def baselines(values, n_train):
    if n_train >= len(values) or n_train <= 1:
        raise ValueError("a split needs two values before it and one behind")
    train = list(reversed(values[:n_train]))
    test = values[n_train:]
    answers = []
    for step in (None, 0, (train[0] - train[-1]) / (len(train) - 1)):
        above = below = 0
        guess = sum(train) / len(train) if step is None else train[0]
        for value in test:
            guess += step or 0
            if value > guess:
                above += value - guess
            else:
                below += guess - value
        answers.append(round((above + below) / len(test), 2))
    return tuple(answers)


# --- right: one line for each rule
def baselines(values, n_train):
    if not 2 <= n_train < len(values):
        raise ValueError
    train, test = values[:n_train], values[n_train:]
    mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
    a = sum([abs(v - mean) for v in test]) / len(test)
    b = sum([abs(v - last) for v in test]) / len(test)
    c = sum([abs(v - last - step * (k + 1)) for k, v in enumerate(test)]) / len(test)
    return round(a, 2), round(b, 2), round(c, 2)

# --- wrong: the drift takes only the last step
# - mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# + mean, last, step = sum(train) / n_train, train[-1], train[-1] - train[-2]

# --- wrong: the mean step is divided by the number of values, not of steps
# - mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# + mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / n_train

# --- wrong: the drift goes one step only and stays there
# - c = sum([abs(v - last - step * (k + 1)) for k, v in enumerate(test)]) / len(test)
# + c = sum([abs(v - last - step) for v in test]) / len(test)

# --- wrong: the drift starts at the last value, a year late
# - c = sum([abs(v - last - step * (k + 1)) for k, v in enumerate(test)]) / len(test)
# + c = sum([abs(v - last - step * k) for k, v in enumerate(test)]) / len(test)

# --- wrong: squares the misses and takes the root
# -     a = sum([abs(v - mean) for v in test]) / len(test)
# -     b = sum([abs(v - last) for v in test]) / len(test)
# -     c = sum([abs(v - last - step * (k + 1)) for k, v in enumerate(test)]) / len(test)
# +     a = (sum([(v - mean) ** 2 for v in test]) / len(test)) ** 0.5
# +     b = (sum([(v - last) ** 2 for v in test]) / len(test)) ** 0.5
# +     c = (sum([(v - last - step * (k + 1)) ** 2 for k, v in enumerate(test)]) / len(test)) ** 0.5

# --- wrong: the middle value in place of the mean
# -     mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# +     order = sorted(train)
# +     mean = (order[n_train // 2] + order[(n_train - 1) // 2]) / 2
# +     last, step = train[-1], (train[-1] - train[0]) / (n_train - 1)

# --- wrong: rounds each guess before it is scored
# -     mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# +     mean, last = round(sum(train) / n_train, 1), train[-1]
# +     step = round((train[-1] - train[0]) / (n_train - 1), 1)

# --- wrong: one training value will do
# - if not 2 <= n_train < len(values):
# + if not 1 <= n_train < len(values):
# -     mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# +     mean, last = sum(train) / n_train, train[-1]
# +     step = (train[-1] - train[0]) / (n_train - 1) if n_train > 1 else 0

# --- wrong: the mean has seen the test
# - mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# + mean, last, step = sum(values) / len(values), train[-1], (train[-1] - train[0]) / (n_train - 1)

# --- wrong: the last value moves on with the test
# - b = sum([abs(v - last) for v in test]) / len(test)
# + b = sum([abs(values[t] - values[t - 1]) for t in range(n_train, len(values))]) / len(test)

# --- wrong: misses of opposite sign cancel
# -     a = sum([abs(v - mean) for v in test]) / len(test)
# -     b = sum([abs(v - last) for v in test]) / len(test)
# -     c = sum([abs(v - last - step * (k + 1)) for k, v in enumerate(test)]) / len(test)
# +     a = abs(sum([v - mean for v in test])) / len(test)
# +     b = abs(sum([v - last for v in test])) / len(test)
# +     c = abs(sum([v - last - step * (k + 1) for k, v in enumerate(test)])) / len(test)

# --- wrong: whole division
# - mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
# + mean, last, step = sum(train) // n_train, train[-1], (train[-1] - train[0]) // (n_train - 1)


# --- wrong: scored on the training values
def baselines(values, n_train):
    if not 2 <= n_train < len(values):
        raise ValueError
    train = values[:n_train]
    mean, last, step = sum(train) / n_train, train[-1], (train[-1] - train[0]) / (n_train - 1)
    a = sum([abs(v - mean) for v in train]) / n_train
    b = sum([abs(v - last) for v in train]) / n_train
    c = sum([abs(v - train[0] - step * k) for k, v in enumerate(train)]) / n_train
    return round(a, 2), round(b, 2), round(c, 2)
