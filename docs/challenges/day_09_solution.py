"""Day 9: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def find_anomalies(values, threshold=3.5):
    if not values:
        return []
    middle = median(values)
    gaps = [abs(value - middle) for value in values]
    mad = median(gaps)
    flagged = []
    for position, gap in enumerate(gaps):
        if mad == 0:
            strange = gap > 0
        else:
            strange = 0.6745 * gap / mad > threshold
        if strange:
            flagged.append(position)
    return flagged
# --8<-- [end:solution]
