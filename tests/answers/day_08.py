"""Answers to Day 8's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: two lists, and an index that may fall into either
def roll_forward(history, lags, predict, hours):
    for lag in lags:
        if not 1 <= lag <= len(history):
            raise ValueError("lag")
    n, found = len(history), []
    for t in range(n, n + hours):
        values = []
        for lag in lags:
            at = t - lag
            values.append(history[at] if at < n else found[at - n])
        found.append(predict(values))
    return found


# --- right: a window that slides
def roll_forward(history, lags, predict, hours):
    if any(lag < 1 or lag > len(history) for lag in lags):
        raise ValueError("a lag must lie inside the history")
    window, found = history[-max(lags) :], []
    while len(found) < hours:
        value = predict([window[len(window) - lag] for lag in lags])
        found.append(value)
        window = window[1:] + [value]
    return found


# --- right: one hour, then the rest by itself
def roll_forward(history, lags, predict, hours):
    if [lag for lag in lags if lag <= 0 or lag > len(history)]:
        raise ValueError
    if hours == 0:
        return []
    value = predict([history[-lag] for lag in lags])
    return [value] + roll_forward(history + [value], lags, predict, hours - 1)


# --- right: values under the number of their hour
def roll_forward(history, lags, predict, hours):
    values = {}
    for hour, value in enumerate(history):
        values[hour - len(history)] = value
    if any(lag < 1 or -lag not in values for lag in lags):
        raise ValueError("no value there")
    for hour in range(hours):
        values[hour] = predict([values[hour - lag] for lag in lags])
    return [values[hour] for hour in range(hours)]


# --- right: the newest value first, and a tuple comes back
def roll_forward(history, lags, predict, hours):
    known = list(reversed(history))
    if min(lags) < 1 or max(lags) > len(known):
        raise ValueError("lag out of reach")
    for _ in range(hours):
        known.insert(0, predict([known[lag - 1] for lag in lags]))
    return tuple(reversed(known[:hours]))


# --- right: as short as it gets
def roll_forward(history, lags, predict, hours):
    if min(lags) < 1 or max(lags) > len(history):
        raise ValueError("lag")
    known = list(history)
    for _ in range(hours):
        known.append(predict([known[-lag] for lag in lags]))
    return known[len(history) :]


# --- wrong: looks at the lags only when there is an hour to forecast
def roll_forward(history, lags, predict, hours):
    known, found = list(history), []
    for _ in range(hours):
        if any(lag < 1 or lag > len(history) for lag in lags):
            raise ValueError("lag")
        known.append(predict([known[-lag] for lag in lags]))
        found.append(known[-1])
    return found

# --- wrong: a lag may reach what only a forecast will fill
# - if min(lags) < 1 or max(lags) > len(history):
# + if min(lags) < 1 or max(lags) > len(history) + hours:
# - known.append(predict([known[-lag] for lag in lags]))
# + known.append(predict([known[-lag] if lag <= len(known) else known[0] for lag in lags]))

# --- wrong: returns the history too
# - return known[len(history) :]
# + return known

# --- wrong: the error comes back instead of being raised
# - raise ValueError("lag")
# + return ValueError("lag")

# --- wrong: counts lags from the start of the history
# - known.append(predict([known[-lag] for lag in lags]))
# + known.append(predict([known[lag - 1] for lag in lags]))

# --- wrong: a set of lags loses the one that stands twice
# -     known = list(history)
# +     known, kept = list(history), []
# +     for lag in lags:
# +         if lag not in kept:
# +             kept.append(lag)
# - known.append(predict([known[-lag] for lag in lags]))
# + known.append(predict([known[-lag] for lag in kept]))

# --- wrong: forgets lag 0
# - if min(lags) < 1 or max(lags) > len(history):
# + if min(lags) < 0 or max(lags) > len(history):
