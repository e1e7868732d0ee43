"""check.py: what counts as the same answer, and what a reader sees at home."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections import Counter, OrderedDict, deque, namedtuple  # noqa: F401  (rows)
from fractions import Fraction  # noqa: F401
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs/challenges/check.py"
CHALLENGE = Path(__file__).parent / "challenge"


def load() -> Any:
    """Import check.py as a reader's own file does, by its place."""
    spec = importlib.util.spec_from_file_location("check", FILE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check = load()
Pair = namedtuple("Pair", "a b")
Always = type("Always", (), {"__eq__": lambda self, other: True})
Sly = type("Sly", (ValueError,), {"__eq__": lambda self, other: True})
NAN, INF = float("nan"), float("inf")

SAME = """
1, 1.0|True, 1|[1, 2], (1, 2)|Pair(1, 2), (1, 2)|NAN, NAN|0.1 + 0.2, 0.3|-0.0, 0|10**400, 10**400
1e300 * (1 + 1e-12), 1e300|INF, INF|1.2345, 1.23, 2|1.2349999, 1.23, 2|Fraction(1, 2), 0.5
Counter("aab"), {"b": 1, "a": 2}|OrderedDict(a=1), {"a": 1}|frozenset("ab"), {"b", "a"}
{(1, 2): [0.1 + 0.2]}, {(1, 2): (0.3,)}|{0.1 + 0.2}, {0.3}|"é", "é"|None, None|deque([1]), [1]
"""
OTHER = """
1, 2|1, "1"|None, 0|[1], [1, 2]|[2, 1], [1, 2]|1.001, 1.0|1.236, 1.23, 2|NAN, 0.0|INF, -INF
INF, 1e308, 2|"a", "A"|{"a": 1}, {"a": 2}|{"a": 1}, {"b": 1}|{1, 2}, {1, 3}|[[1]], [[1.1]]
Always(), 3|range(3), [0, 1, 2]|10**400, 1.0|10**17, 10**17 + 1|(), {}|[], None|ValueError("x"), "x"
iter([1]), [1]|{1: 1, 2: 2}, {1: 2, 2: 1}
"""


def rows(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


def judged(row: str) -> bool:
    """Compare the first two values of a row; a third one is the number of digits."""
    got, wanted, *digits = eval(row)
    return bool(check.same(check.plain(got), check.plain(wanted), *digits))


@pytest.mark.parametrize("row", rows(SAME))
def test_equal_answers_pass(row: str) -> None:
    assert judged(row)


@pytest.mark.parametrize("row", rows(OTHER))
def test_other_answers_do_not(row: str) -> None:
    assert not judged(row)


def test_order_is_free_only_where_said() -> None:
    got, wanted = check.plain([2, 1, 1]), check.plain([1, 2, 1])
    assert check.same(got, wanted, any_order=True) and not check.same(got, wanted)
    assert not check.same(check.plain([1, 2, 2]), wanted, any_order=True)


def outcome(action: Any) -> Any:
    return check.attempt(action, lambda error: 1)


def fail(error: BaseException) -> Any:
    raise error


@pytest.mark.parametrize("error", [ValueError(), UnicodeError(), Sly()])
def test_an_error_counts_when_raised_never_when_returned(error: Exception) -> None:
    wanted = check.expected(ValueError)
    assert check.verdict(outcome(lambda: fail(error)), wanted) == (True, [])
    for returned in (error, type(error), Always()):
        assert not check.verdict(outcome(lambda: returned), wanted)[0]  # noqa: B023
        assert not check.verdict(outcome(lambda: returned), check.expected(3))[0]  # noqa: B023
    for other in (KeyError(), SystemExit()):
        assert not check.verdict(outcome(lambda: fail(other)), wanted)[0]  # noqa: B023


def test_values_that_cannot_be_compared_are_refused_in_words() -> None:
    loop: list[Any] = []
    loop.append(loop)
    for value in (
        loop,
        list(range(10**6)),
        10**6000,
        type("Odd", (), {"__repr__": lambda self: 1 / 0})(),
    ):
        got = outcome(lambda: value)  # noqa: B023
        passed, rows = check.verdict(got, check.expected([1]))
        assert not passed and all(rows)


ANSWERS = {
    "right": ("return round(sum(values[-n:]) / n, 2)", 0),
    "not rounded": ("return sum(values[-n:]) / n", 0),
    "text": ("return str(sum(values[-n:]) / n)", 1),
    "changes its input": ("values.reverse(); return sum(values[:n]) / n", 1),
    "right on the checks alone": (
        "return round(sum(values[-n:]) / n, 2) if len(values) < 5 else 0.0",
        1,
    ),
    "returns the error": ("return ValueError()", 1),
    "right, with a helper above it": ("return mean(values[-n:])", 0),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_at_home_the_file_judges_as_the_page_does(name: str, tmp_path: Path) -> None:
    line, code = ANSWERS[name]
    for path in (*CHALLENGE.glob("day_*.py"), FILE):
        shutil.copy(path, tmp_path)
    file = tmp_path / "day_99.py"
    guard = "    if not 1 <= n <= len(values):\n        raise ValueError\n    "
    text = file.read_text(encoding="utf-8")
    if "helper" in name:
        helper = "def mean(list):\n    return round(sum(list) / len(list), 2)\n\n\n"
        text = text.replace("def last_mean", helper + "def last_mean")
    file.write_text(text.replace("    # Your code here\n", guard + line + "\n"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, file.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (code, ""), ran.stdout
    assert ("50" in ran.stdout) is (code == 0)
