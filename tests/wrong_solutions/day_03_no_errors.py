"""Fits well, but divides by zero where ValueError is asked."""


def fit_line(xs, ys):
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    products = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    slope = products / sum((x - mean_x) ** 2 for x in xs)
    intercept = mean_y - slope * mean_x
    line_errors = sum((y - (slope * x + intercept)) ** 2 for x, y in zip(xs, ys))
    flat_errors = sum((y - mean_y) ** 2 for y in ys)
    return round(slope, 4), round(intercept, 4), round(1 - line_errors / flat_errors, 3)
