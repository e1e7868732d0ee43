"""Day 3: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def fit_line(xs, ys):
    if min(xs) == max(xs) or min(ys) == max(ys):
        raise ValueError("a line needs points that differ")
    mean_x = sum(xs) / len(xs)
    mean_y = sum(ys) / len(ys)
    products = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    squares = sum((x - mean_x) ** 2 for x in xs)
    slope = products / squares
    intercept = mean_y - slope * mean_x

    line_errors = sum((y - (slope * x + intercept)) ** 2 for x, y in zip(xs, ys))
    flat_errors = sum((y - mean_y) ** 2 for y in ys)
    r2 = 1 - line_errors / flat_errors
    return round(slope, 4), round(intercept, 4), round(r2, 3)
# --8<-- [end:solution]
