"""Divides by the mean of the gaps instead of their median: large faults hide each other."""


def find_anomalies(values, threshold=3.5):
    if not values:
        return []
    middle = median(values)
    gaps = [abs(value - middle) for value in values]
    mean_gap = sum(gaps) / len(gaps)
    if mean_gap == 0:
        return []
    return [i for i, gap in enumerate(gaps) if 0.6745 * gap / mean_gap > threshold]
