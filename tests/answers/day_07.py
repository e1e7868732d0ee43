"""Answers to Day 7's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: by position, without the given forward
def gradients(hidden, out, x, y):
    units = []
    for row in hidden:
        total = row[len(x)]
        for i in range(len(x)):
            total += row[i] * x[i]
        units.append(tanh(total))
    total = out[-1]
    for k in range(len(units)):
        total += out[k] * units[k]
    error = (1 + tanh(total / 2)) / 2 - y
    back = [error * out[k] * (1 + units[k]) * (1 - units[k]) for k in range(len(units))]
    first = [[b * v for v in x] + [b] for b in back]
    return first, [error * u for u in units] + [error]


# --- right: the bias is one more input that is always 1
def gradients(hidden, out, x, y):
    inputs = list(x) + [1]
    units = [tanh(sum([w * v for w, v in zip(row, inputs)])) for row in hidden] + [1]
    delta = sigmoid(sum([w * u for w, u in zip(out, units)])) - y
    first = []
    for k in range(len(hidden)):
        first.append([delta * out[k] * (1 - units[k] ** 2) * v for v in inputs])
    return first, [delta * u for u in units]


# --- right: bends written with exp
def gradients(hidden, out, x, y):
    units = []
    for row in hidden:
        z = row[-1]
        for w, v in zip(row, x):
            z += w * v
        units.append(1 - 2 / (exp(2 * z) + 1))
    z = out[-1] + sum([w * u for w, u in zip(out, units)])
    chance = 1 / (1 + exp(-z))
    miss = chance * (1 - y) - (1 - chance) * y
    hidden_slopes = []
    for u, w in zip(units, out):
        bias = (miss - miss * u * u) * w
        hidden_slopes.append([bias * v for v in x] + [bias])
    return hidden_slopes, [u * miss for u in units] + [miss]


# --- right: fills tables of zeros, and returns tuples
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    first = [[0.0] * len(row) for row in hidden]
    last = [0.0] * len(out)
    last[-1] = chance - y
    for k, unit in enumerate(units):
        last[k] = last[-1] * unit
        through = last[-1] * out[k] * (1 - unit * unit)
        for i, value in enumerate(x):
            first[k][i] = through * value
        first[k][-1] = through
    return tuple([tuple(row) for row in first]), tuple(last)


# --- right: one weight after the other (helper below)
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    slopes = []
    for k in range(len(hidden)):
        slopes.append([reach(k, i, units, out, x) * (chance - y) for i in range(len(x) + 1)])
    units.append(1.0)
    return slopes, [(chance - y) * unit for unit in units]


def reach(k, i, units, out, x):
    flat = units[k] * units[k]
    if i == len(x):
        return out[k] - out[k] * flat
    return (out[k] - out[k] * flat) * x[i]


# --- right: the chance of what happened, taken apart
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    miss = -(1 - chance) if y else chance
    last = [miss * u for u in units]
    last.append(miss)
    first = []
    for k, u in enumerate(units):
        first.append([])
        for v in list(x) + [1.0]:
            first[k].append(v * miss * out[k] / (1 / (1 - u * u)))
    return [first, last]


# --- right: a blame for each unit
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    miss = chance - y
    first = []
    for u, w in zip(units, out):
        blame = miss * w * (1 - u * u)
        first.append([blame * v for v in x] + [blame])
    return first, [miss * u for u in units] + [miss]


# --- wrong: no bend on the way back
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    miss = chance - y
    first = [[miss * w * v for v in x] + [miss * w] for u, w in zip(units, out)]
    return first, [miss * u for u in units] + [miss]

# --- wrong: the blame forgets the weight that it comes back through
# -     for u, w in zip(units, out):
# -         blame = miss * w * (1 - u * u)
# +     for u in units:
# +         blame = miss * (1 - u * u)

# --- wrong: the slope of the squared error at the output
# - miss = chance - y
# + miss = (chance - y) * chance * (1 - chance)

# --- wrong: truth minus chance, so that every sign is turned
# - miss = chance - y
# + miss = y - chance

# --- wrong: the biases of the hidden units stay where they are
# - first.append([blame * v for v in x] + [blame])
# + first.append([blame * v for v in x] + [0])

# --- wrong: bends the hidden units as if they were sigmoids
# - blame = miss * w * (1 - u * u)
# + blame = miss * w * u * (1 - u)

# --- wrong: takes a step with the output before it looks at the hidden units
# -     miss = chance - y
# +     miss = chance - y
# +     last = [miss * u for u in units] + [miss]
# +     for k in range(len(out)):
# +         out[k] -= 0.1 * last[k]
# - return first, [miss * u for u in units] + [miss]
# + return first, last

# --- wrong: the output's slopes see the inputs, not the units
# - return first, [miss * u for u in units] + [miss]
# + return first, [miss * v for v in (list(x) * 4)[: len(units)]] + [miss]

# --- wrong: the bend is taken at the unit, not at its sum
# - blame = miss * w * (1 - u * u)
# + blame = miss * w * (1 - tanh(u) ** 2)

# --- wrong: the output has no slope for its bias
# - return first, [miss * u for u in units] + [miss]
# + return first, [miss * u for u in units]


# --- wrong: nudges, too coarse for the checks
def gradients(hidden, out, x, y):
    return nudged(hidden, out, x, y)


# --- wrong: the blames of all units are added up
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    miss = chance - y
    blame = sum([miss * w * (1 - u * u) for u, w in zip(units, out)])
    first = [[blame * v for v in x] + [blame] for _ in units]
    return first, [miss * u for u in units] + [miss]
