"""Day 9: find the broken sensor, or the flood.

Write `find_anomalies` under "Your turn", then run:  python day_09.py
"""

# --8<-- [start:given]
# Invented: daily changes of the level of a reservoir, in cm
ONE_SPIKE = [3, 4, 3, 5, 4, 3, 4, 60, 4, 3]
TWO_SPIKES = [3, 4, 3, 5, 4, 60, 58, 4, 3, 4]
ONE_DROP = [4, 3, -40, 4, 5, 3, 4]

# Real: how full the dams of nine basins were, in %, at the end of August 2024
BASINS = [52.57, 43.96, 43.24, 31.98, 25.33, 22.46, 15.32, 11.53, 4.45]


def median(values):
    """The middle value once sorted; the mean of the two middle ones if there are two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2
# --8<-- [end:given]


# --8<-- [start:starter]
def find_anomalies(values, threshold=3.5):
    """Return the positions of the readings that are far from the others.

    values: a list of numbers
    threshold: how large a robust score may be before we call it an anomaly
    """
    # Your code here
    return [0]
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("find_anomalies(ONE_SPIKE)", [7], "the example above"),
    ("find_anomalies(TWO_SPIKES)", [5, 6], "two faults cannot hide each other"),
    ("find_anomalies(ONE_DROP)", [2], "a drop counts too"),
    ("find_anomalies([2, 2, 2, 2, 9])", [4], "a MAD of 0: what differs is flagged"),
    ("find_anomalies([6, 6, 6, 6])", [], "a MAD of 0 and nothing differs"),
    ("find_anomalies(BASINS)", [], "the lowest basin is low, not odd"),
    ("find_anomalies(ONE_SPIKE, 100)", [], "the threshold is yours to choose"),
    ("find_anomalies([1, 2, 3, 4, 5], 1)", [0, 4], "a low threshold flags ordinary readings"),
    ("find_anomalies([1, 2, 3, 4, 5], 0.6745)", [0, 4], "above the threshold, not equal to it"),
    ("find_anomalies([])", [], "no reading, no anomaly"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
