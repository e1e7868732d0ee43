"""A line through the first and the last point, as if the others did not count."""


def fit_line(xs, ys):
    if min(xs) == max(xs) or min(ys) == max(ys):
        raise ValueError("a line needs points that differ")
    slope = (ys[-1] - ys[0]) / (xs[-1] - xs[0])
    intercept = ys[0] - slope * xs[0]
    mean_y = sum(ys) / len(ys)
    line_errors = sum((y - (slope * x + intercept)) ** 2 for x, y in zip(xs, ys))
    flat_errors = sum((y - mean_y) ** 2 for y in ys)
    return round(slope, 4), round(intercept, 4), round(1 - line_errors / flat_errors, 3)
