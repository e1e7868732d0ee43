"""A small good site, made in code, for the tests of the checks: no published page is a fixture."""

import io
from pathlib import Path

import pytest
from PIL import Image

from checks import __main__, files
from checks.finding import Finding
from checks.site import load

CONFIGURATION = """\
site_name: Small
theme:
  name: material
plugins:
  - tags:
      tags_allowed:
        - forecasting
        - time series
nav:
  - index.md
  - Days:
      - days/day-01-roads.md
      - days/day-02-water.md
validation:
  nav:
    not_found: warn
"""
INDEX = """\
---
title: Welcome
description: A small site of two days that is good in every way that the checks look at here.
---

# Welcome

Read [the first day](days/day-01-roads.md).
"""


def day(number: int, subject: str) -> str:
    """Return a good page of a day, with a chart, a question and a challenge."""
    two = f"{number:02}"
    return f"""\
---
title: "Day {number}: {subject}"
description: What a reader finds about {subject.lower()} on this page of a small and good site.
day: {number}
comments: true
minutes: 35
tags: [forecasting, time series]
reviewed: 2026-11-20
---

# 🚆 Day {number}: {subject}

Welcome to a day about {subject.lower()}.

## Why it matters

- 🔹 **A first reason.** It touches everybody who lives here.
- 🔹 **A second reason.** It costs time.
- 🔹 **A third reason.** It can be forecast.

## Morocco today

In 2024, there were 4,024 of them in Morocco.[^one-2025]

``` chart
data: day-{two}-counts.csv
type: column
x: year
y: count
title: What is counted
alt: Two columns, 3,005 in 2023 and 4,024 in 2024.
```

Chart data: both years[^one-2025].

## Machine learning at work

1. **Forecasting (Rabat).** A `random forest` of 100 trees forecasts the counts.[^one-2025]

## Today's challenge

**Count.** Write `count(values)`, which returns how many values there are.

``` {{ .python .challenge-starter title="Your turn" }}
--8<-- "challenges/day_{two}.py:starter"
```

??? example "The checks"
    ``` {{ .python .challenge-checks }}
    --8<-- "challenges/day_{two}.py:checks"
    ```

??? tip "A hint"
    Python has a function for it.

??? success "A solution"
    ``` {{ .python .challenge-solution }}
    --8<-- "challenges/day_{two}_solution.py:solution"
    ```

At home: download [day_{two}.py](../challenges/day_{two}.py), and run `python day_{two}.py`.

## Check yourself

``` quiz
How many were there in 2024?

- [ ] 3,005
    That is the year before.
- [x] 4,024
    The chart shows it.
```

## Sources

[SOURCES]

[^one-2025]: *Title*. Publisher, 2025. <https://example.org/{number}>

## Join the conversation

1. An open question?
"""


CHALLENGE = '''"""Day: count."""

# --8<-- [start:given]
LIST = [1, 2, 3]
# --8<-- [end:given]


# --8<-- [start:starter]
def count(values):
    """Return how many values there are."""
    return -1


# --8<-- [end:starter]

# --8<-- [start:checks]
CHECKS = [
    ("count([])", 0, "nothing"),
    ("count(LIST)", 3, "the list above"),
    ("count(None)", TypeError, "not a list"),
]
# --8<-- [end:checks]
'''
SOLUTION = """# --8<-- [start:solution]
def count(values):
    return len(values)
# --8<-- [end:solution]
"""
TABLE = """\
year,count,unit,source
2023,3005,deaths,"Publisher, 2025"
2024,4024,deaths,"Publisher, 2025"
"""


def image(kind: str = "png", wide: int = 8, **options: object) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (wide, 8), "teal").save(out, "jpeg" if kind == "jpg" else kind, **options)
    return out.getvalue()


GOOD: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIGURATION,
    "docs/index.md": INDEX,
    "docs/assets/images/map.png": image(),
    "docs/assets/images/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "overrides/main.html": '{% extends "base.html" %}\n',
}
for number, subject in ((1, "Roads"), (2, "Water")):
    GOOD |= {
        f"docs/days/day-{number:02}-{subject.lower()}.md": day(number, subject),
        f"docs/challenges/day_{number:02}.py": CHALLENGE,
        f"docs/challenges/day_{number:02}_solution.py": SOLUTION,
        f"docs/data/day-{number:02}-counts.csv": TABLE,
    }
FULL = str(GOOD["docs/days/day-01-roads.md"])
ONE, TWO = "docs/days/day-01-roads.md", "docs/days/day-02-water.md"


class Repository:
    """A copy of the good site, to be spoilt, and what the checks say about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, content in GOOD.items():
            self.write(path, content)
        self.accept()

    def accept(self) -> None:
        self.write(files.ACCEPTED, files.accepted(load(self.root)))

    def write(self, path: str, content: str | bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def edit(self, path: str, old: str, new: str) -> None:
        """Exchange the first `old`, which must be there: else a test would prove nothing."""
        assert old in self.read(path)
        self.write(path, self.read(path).replace(old, new, 1))

    def findings(self) -> list[Finding]:
        return __main__.check_site(load(self.root))

    def faults(self) -> list[tuple[str, int, str]]:
        return [(found.path, found.line, found.rule) for found in self.findings()]


@pytest.fixture
def no_linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the linter out: a program of its own, which costs more than all rules together."""
    rules = tuple(rule for rule in __main__.RULES if "lint" not in rule.__name__)
    monkeypatch.setattr(__main__, "RULES", rules)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The good site; what it is spoilt for needs no look at its prose, HTML, letters and links."""
    others = ("built", "letters", "linter", "links", "text")
    rules = [rule for rule in __main__.RULES if rule.__module__.split(".")[1] not in others]
    monkeypatch.setattr(__main__, "RULES", tuple(rules))
    return Repository(tmp_path / "repo")
