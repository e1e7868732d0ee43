"""Day 1: double a number, solved."""


# --8<-- [start:solution]
def double(number):
    """Return twice the number."""
    return 2 * number


# --8<-- [end:solution]
