# ruff: noqa: F401, F811 - a fixture is imported where it is used
"""How sure the small Python is: no right program is called wrong, none passes that Python refuses.

Each line is put before a right answer. `refuses` are errors in CPython.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from challenge_site import ANSWER, challenge_site, passed, run
from test_runner import page

DOUBT = """async ([code, failures]) =>
  (await import("/assets/javascripts/doubt.js")).doubt(code, "", failures)"""
REFUSES = r"""
10.0 ** len(ANY * 400)
class A:\n    def __init__(self): self.__x = 1\nA().__x
for k in ODD:\n    if k == 2: del ODD[k]
sorted(ANY, abs)
ANY.sort(abs)
round(2.675, digits=2)
round(2.675, 2.0)
__import__("math").dist([1], [1, 2])
from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\nP(1, 2)
from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\nP(y=2)
"""
RIGHT = r"""
Number = int | float
Row = list[float]
Row = tuple[float, float]
list(reversed(ODD))
ODD.keys() & {1}
assert ODD.keys() == dict(ODD).keys()
assert range(3) == range(0, 3)
"%a" % "é"
class M(dict): pass\nassert dict(M(a=1)) == {"a": 1}
assert float(f"{2.25:.1f}") == float("%.1f" % 2.25) == float("{:.1f}".format(2.25)) == 2.2
class P:\n    def __init__(self): self.d, self.e = 1, 2\nassert P().d == 1 and ANY[::-1][0] == 1
"""
SURE = r"""
ANY.sort(key=abs, reverse=True)
round(2.675, ndigits=2), round(number=2.5)
2 ** len(ANY), 1.5 ** 2, 1.5 ** -0.5, dict(**{}), (lambda **k: k)()
class A:\n    def __init__(self): self.__x = 1\n    def get(self): return self.__x\nA().get()
class P:\n    def __init__(self): self.d, self.e = 1, 2\nP().d
for k in list(ODD): del ODD[k]
f"{2.25:.1f}"
"""


def judged(page: Page, line: str, answer: str) -> tuple[bool, str]:
    """Run an answer after a line; return whether all passed, and why nothing is decided, or ""."""
    code = "ANY, ODD = [3, 1], {1: 1, 2: 2}\n" + line.replace("\\n", "\n") + "\n\n" + answer
    found = run(page, code)
    failed = [one for one in found["results"] if not one["passed"]]
    failed = [found["error"]] if "error" in found else failed
    return passed(found), page.evaluate(DOUBT, [code, failed])


@pytest.mark.parametrize("line", REFUSES.strip().split("\n"))
def test_what_python_refuses_does_not_pass(page: Page, line: str) -> None:
    good, why = judged(page, line, ANSWER)
    assert not good or why


@pytest.mark.parametrize("line", RIGHT.strip().split("\n"))
def test_what_python_runs_is_not_called_wrong(page: Page, line: str) -> None:
    good, why = judged(page, line, ANSWER)
    assert good or why


@pytest.mark.parametrize("line", SURE.strip().split("\n"))
def test_what_is_the_same_is_decided(page: Page, line: str) -> None:
    assert judged(page, line, ANSWER) == (True, "")
    assert judged(page, line, ANSWER.replace("/ n", "/ (n + 1)")) == (False, "")


def test_an_operator_is_named_as_it_is_written(page: Page) -> None:
    error = run(page, "'n is ' + 5")["error"]
    words = """async (error) =>
      (await import("/assets/javascripts/words.js")).explain(error, "small")"""
    said = page.evaluate(words, error)
    assert "+" in said and "__" not in said and "'str' and 'int'" in said
