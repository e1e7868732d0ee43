"""Takes a MAD of 0 as "nothing to see", and breaks on an empty list."""


def find_anomalies(values, threshold=3.5):
    middle = median(values)
    gaps = [abs(value - middle) for value in values]
    mad = median(gaps)
    if mad == 0:
        return []
    return [i for i, gap in enumerate(gaps) if 0.6745 * gap / mad > threshold]
