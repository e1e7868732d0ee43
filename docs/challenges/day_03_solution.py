"""Day 3: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def leave_one_out(xs, ys):
    if len(xs) < 3 or len(xs) != len(ys):
        raise ValueError("three points, and a y for each x")
    of_line = of_mean = 0
    for i in range(len(xs)):
        other_xs = xs[:i] + xs[i + 1 :]
        other_ys = ys[:i] + ys[i + 1 :]
        mean = guess = sum(other_ys) / len(other_ys)
        if min(other_xs) < max(other_xs):
            slope, intercept = fit_line(other_xs, other_ys)
            guess = intercept + slope * xs[i]
        of_line += abs(ys[i] - guess)
        of_mean += abs(ys[i] - mean)
    n = len(xs)
    return round(of_line / n, 3), round(of_mean / n, 3)


# --8<-- [end:solution]
