"""Forgets the absolute value at the end, so a sudden drop is never seen."""


def find_anomalies(values, threshold=3.5):
    if not values:
        return []
    middle = median(values)
    mad = median([abs(value - middle) for value in values])
    if mad == 0:
        return [i for i, value in enumerate(values) if value != middle]
    return [i for i, value in enumerate(values) if 0.6745 * (value - middle) / mad > threshold]
