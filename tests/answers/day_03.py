"""Answers to Day 3's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: raw sums, taken away one point at a time
def leave_one_out(xs, ys):
    n = len(xs)
    if n != len(ys) or n < 3:
        raise ValueError("points")
    sx, sy = sum(xs), sum(ys)
    sxx, sxy = sum([x * x for x in xs]), sum([x * y for x, y in zip(xs, ys)])
    line = mean = 0
    for x, y in zip(xs, ys):
        m, a, b = n - 1, sx - x, sy - y
        spread = m * (sxx - x * x) - a * a
        slope = (m * (sxy - x * y) - a * b) / spread if spread else 0
        line += abs(y - (b - slope * a) / m - slope * x)
        mean += abs(y - b / m)
    return round(line / n, 3), round(mean / n, 3)


# --- right: a helper on pairs, and a list of misses
def leave_one_out(xs, ys):
    if len(xs) < 3:
        raise ValueError("too few")
    if len(xs) != len(ys):
        raise ValueError("unequal")
    pairs = list(zip(xs, ys))

    def guesses(place):
        others = [pair for i, pair in enumerate(pairs) if i != place]
        mean_x = sum([x for x, _ in others]) / len(others)
        mean_y = sum([y for _, y in others]) / len(others)
        squares = sum([(x - mean_x) ** 2 for x, _ in others])
        if squares < 1e-12:
            return mean_y, mean_y
        slope = sum([(x - mean_x) * (y - mean_y) for x, y in others]) / squares
        return mean_y + slope * (xs[place] - mean_x), mean_y

    found = [guesses(i) for i in range(len(pairs))]
    errors = [[abs(y - both[k]) for y, both in zip(ys, found)] for k in (0, 1)]
    return tuple([round(sum(misses) / len(misses), 3) for misses in errors])


# --- right: copies with pop, fit_line inside try
def leave_one_out(xs, ys):
    if not len(xs) == len(ys) >= 3:
        raise ValueError
    line, mean = [], []
    for i in range(len(xs)):
        a, b = list(xs), list(ys)
        x, y = a.pop(i), b.pop(i)
        middle = sum(b) / len(b)
        try:
            slope, intercept = fit_line(a, b)
        except ZeroDivisionError:
            slope, intercept = 0, middle
        line.append(abs(intercept + slope * x - y))
        mean.append(abs(middle - y))
    return [round(sum(line) / len(line), 3), round(sum(mean) / len(mean), 3)]


# --- right: a set tells whether the others differ
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(ys) != len(xs):
        raise ValueError("no test possible")
    total = [0.0, 0.0]
    for i, (x, y) in enumerate(zip(xs, ys)):
        others_x, others_y = xs[:i] + xs[i + 1 :], ys[:i] + ys[i + 1 :]
        mean = (sum(ys) - y) / (len(ys) - 1)
        flat = len(set(others_x)) == 1
        slope, intercept = (0, mean) if flat else fit_line(others_x, others_y)
        total[0] += abs(slope * x + intercept - y) / len(xs)
        total[1] += abs(mean - y) / len(xs)
    return round(total[0], 3), round(total[1], 3)


# --- right: one fit and the leverage of each point
def leave_one_out(xs, ys):
    n = len(xs)
    if n < 3 or n != len(ys):
        raise ValueError("points")
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    squares = sum([(x - mean_x) ** 2 for x in xs])
    of_mean = sum([abs(y - mean_y) * n / (n - 1) for y in ys]) / n
    if squares == 0:
        return round(of_mean, 3), round(of_mean, 3)
    slope = sum([(x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)]) / squares
    of_line = 0
    for x, y in zip(xs, ys):
        weight = 1 / n + (x - mean_x) ** 2 / squares
        miss = abs(y - mean_y - slope * (x - mean_x))
        alone = abs(y - mean_y) * n / (n - 1)
        of_line += (alone if weight > 1 - 1e-9 else miss / (1 - weight)) / n
    return round(of_line, 3), round(of_mean, 3)


# --- right: slices without the point
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(xs) != len(ys):
        raise ValueError("points")
    line = mean = 0
    for i in range(len(xs)):
        a, b = xs[:i] + xs[i + 1 :], ys[:i] + ys[i + 1 :]
        slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
        line += abs(ys[i] - intercept - slope * xs[i])
        mean += abs(ys[i] - sum(b) / len(b))
    return round(line / len(xs), 3), round(mean / len(xs), 3)


# --- wrong: one line for all, fitted with every point
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(xs) != len(ys):
        raise ValueError("points")
    n = len(xs)
    flat = max(xs) == min(xs)
    slope, intercept = (0, sum(ys) / n) if flat else fit_line(xs, ys)
    line = sum([abs(y - intercept - slope * x) for x, y in zip(xs, ys)]) / n
    mean = sum([abs(y - (sum(ys) - y) / (n - 1)) for y in ys]) / n
    return round(line, 3), round(mean, 3)

# --- wrong: the season that is left out stays in the mean
# - mean += abs(ys[i] - sum(b) / len(b))
# + mean += abs(ys[i] - sum(ys) / len(ys))


# --- wrong: drops all points with the same x
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(xs) != len(ys):
        raise ValueError("points")
    line = mean = 0
    for x, y in zip(xs, ys):
        rest = [(p, q) for p, q in zip(xs, ys) if p != x] or [(x, sum(ys) / len(ys))]
        a, b = [p for p, _ in rest], [q for _, q in rest]
        slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
        line += abs(y - intercept - slope * x)
        mean += abs(y - sum(b) / len(b))
    return round(line / len(xs), 3), round(mean / len(xs), 3)

# --- wrong: signed misses cancel out
# -         line += abs(ys[i] - intercept - slope * xs[i])
# -         mean += abs(ys[i] - sum(b) / len(b))
# -     return round(line / len(xs), 3), round(mean / len(xs), 3)
# +         line += ys[i] - intercept - slope * xs[i]
# +         mean += ys[i] - sum(b) / len(b)
# +     return round(abs(line) / len(xs), 3), round(abs(mean) / len(xs), 3)

# --- wrong: divides by zero when the other xs are equal
# - slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
# + slope, intercept = fit_line(a, b)

# --- wrong: looks at the first and last x only to see whether the others are equal
# - slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
# + slope, intercept = (0, sum(b) / len(b)) if a[0] == a[-1] else fit_line(a, b)

# --- wrong: squares the misses, then takes the root
# -         line += abs(ys[i] - intercept - slope * xs[i])
# -         mean += abs(ys[i] - sum(b) / len(b))
# -     return round(line / len(xs), 3), round(mean / len(xs), 3)
# +         line += (ys[i] - intercept - slope * xs[i]) ** 2
# +         mean += (ys[i] - sum(b) / len(b)) ** 2
# +     return round((line / len(xs)) ** 0.5, 3), round((mean / len(xs)) ** 0.5, 3)

# --- wrong: learns from the points before only
# -     for i in range(len(xs)):
# -         a, b = xs[:i] + xs[i + 1 :], ys[:i] + ys[i + 1 :]
# +     for i in range(2, len(xs)):
# +         a, b = xs[:i], ys[:i]
# - return round(line / len(xs), 3), round(mean / len(xs), 3)
# + return round(line / (len(xs) - 2), 3), round(mean / (len(xs) - 2), 3)

# --- wrong: a missing slope means 0, not the mean
# - slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
# + slope, intercept = (0, 0) if min(a) == max(a) else fit_line(a, b)

# --- wrong: two points are thought to be enough
# - if len(xs) < 3 or len(xs) != len(ys):
# + if len(xs) < 2 or len(xs) != len(ys):


# --- wrong: cuts the longer list instead of raising
def leave_one_out(xs, ys):
    n = min(len(xs), len(ys))
    if n < 3:
        raise ValueError("points")
    xs, ys = xs[:n], ys[:n]
    line = mean = 0
    for i in range(n):
        a, b = xs[:i] + xs[i + 1 :], ys[:i] + ys[i + 1 :]
        slope, intercept = (0, sum(b) / len(b)) if min(a) == max(a) else fit_line(a, b)
        line += abs(ys[i] - intercept - slope * xs[i])
        mean += abs(ys[i] - sum(b) / len(b))
    return round(line / n, 3), round(mean / n, 3)


# --- wrong: removes the point from the caller's own lists
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(xs) != len(ys):
        raise ValueError("points")
    line, mean, n = 0, 0, len(xs)
    for _ in range(n):
        x, y = xs.pop(0), ys.pop(0)
        slope, intercept = (0, sum(ys) / len(ys)) if min(xs) == max(xs) else fit_line(xs, ys)
        line += abs(y - intercept - slope * x)
        mean += abs(y - sum(ys) / len(ys))
        xs.append(x)
        ys.append(y)
    xs.reverse()
    return round(line / n, 3), round(mean / n, 3)
