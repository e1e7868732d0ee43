"""Day 1: double a number."""


# --8<-- [start:starter]
def double(number):
    """Return twice the number."""


# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    ("double(2)", 4, "a number"),
]
# --8<-- [end:checks]

if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
