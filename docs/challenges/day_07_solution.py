"""Day 7: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def gradients(hidden, out, x, y):
    chance, units = forward(hidden, out, x)
    miss = chance - y
    for_out = [miss * unit for unit in units] + [miss]
    for_hidden = []
    for unit, weight in zip(units, out):
        blame = miss * weight * (1 - unit * unit)
        for_inputs = [blame * value for value in x]
        for_hidden.append(for_inputs + [blame])
    return for_hidden, for_out


# --8<-- [end:solution]
