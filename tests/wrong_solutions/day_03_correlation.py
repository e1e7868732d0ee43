"""Gives the correlation r where R squared is asked."""


def fit_line(xs, ys):
    if min(xs) == max(xs) or min(ys) == max(ys):
        raise ValueError("a line needs points that differ")
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    products = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    squares_x = sum((x - mean_x) ** 2 for x in xs)
    squares_y = sum((y - mean_y) ** 2 for y in ys)
    slope = products / squares_x
    r = products / (squares_x * squares_y) ** 0.5
    return round(slope, 4), round(mean_y - slope * mean_x, 4), round(r, 3)
