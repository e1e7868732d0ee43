"""The two Pythons of the page: they run what CPython runs, and no program does them harm."""

from __future__ import annotations

import builtins
import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from challenge_site import ANSWER, ROOT, WHOLE, passed, run
from hostile import HOSTILE, IN_SHORT
from snippets import SNIPPETS

KNOWN = json.loads((ROOT / "docs/assets/python/known.json").read_text(encoding="utf-8"))
needs_whole = pytest.mark.skipif(not WHOLE, reason="Pyodide is not there: install Node.js")
KINDS = ["small", pytest.param("whole", marks=needs_whole)]


@pytest.fixture(scope="module")
def page(browser: Browser, challenge_site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(challenge_site)
    yield page
    page.close()


TRY = (
    "try:\n    print({0}, {1})\nexcept Exception as error:\n    print({0}, type(error).__name__)\n"
)
PROGRAM = "".join(TRY.format(number, code) for number, code in enumerate(SNIPPETS))


@pytest.mark.parametrize("kind", KINDS)
def test_what_verdicts_rest_on_is_the_same_in_every_python(page: Page, kind: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(PROGRAM, {})
    printed = run(page, PROGRAM, kind)["printed"]
    assert printed.split("\n") == out.getvalue().split("\n")


def test_every_known_name_has_a_snippet_and_every_builtin_a_side() -> None:
    text = " ".join(SNIPPETS)
    same = {name for name in dir(builtins) if name[0] != "_"} - set(KNOWN["other"])
    for name in (same | set(KNOWN["attributes"])) - {"str"}:
        assert name in text, name


TABLE = [
    pytest.param(kind, name, marks=[] if name in short.split("|") else [pytest.mark.weekly])
    for kind, short in IN_SHORT.items()
    for name in HOSTILE
    if kind == "small" or WHOLE
]


@pytest.mark.parametrize(("kind", "name"), TABLE)
def test_hostile(page: Page, kind: str, name: str) -> None:
    found = run(page, HOSTILE[name], kind, 1000)
    assert not passed(found) and len(found["printed"]) <= 20_100
    assert passed(run(page, ANSWER, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_printed_is_lost_when_a_program_is_stopped(page: Page, kind: str) -> None:
    code = "print('one')\nprint('two', end='')\nprint('é', flush=True, end='')\nwhile True: pass"
    found = run(page, code, kind, until="é")
    assert found["printed"] == "one\ntwoé" and "Stopped" in found["ended"]
    assert passed(run(page, ANSWER, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_program_meets_nothing_that_another_left(page: Page, kind: str) -> None:
    change = "import math, functools\nmath.pi = functools.reduce = 3\nx = 1\n"
    run(
        page, "try:\n    " + change.replace("\n", "\n    ") + "pass\nexcept Exception: pass\n", kind
    )
    code = (
        "import math, functools\nprint(math.pi > 3.1, callable(functools.reduce), 'x' in globals())"
    )
    assert run(page, code, kind)["printed"] == "True True False\n"


RIGHT = {
    "Counter": "from collections import Counter\ndef total(v): return Counter({0: sum(v)}).total()",
    "statistics": "from statistics import fmean\ndef total(v): return fmean(v) * len(v)",
    "deque": "from collections import deque\ndef total(v): return sum(deque(v, maxlen=99))",
    "fsum": "import math\ndef total(v): return math.fsum(v)",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass Sum:\n    v: list\n"
    "    start: int = 0\ndef total(v): return sum(Sum(v).v, Sum(v).start)",
    "typing": "from typing import List\ndef total(v: List[float]) -> float: return sum(v)",
    "itertools": "import itertools as it\ndef total(v): return sum(it.chain(v, []))",
    "own error": "class Bad(ValueError): pass\ndef total(v): return sum(v)",
    "home": "def total(v): return sum(v)\n§\nif __name__ == '__main__':\n"
    "    from check import run\n    raise SystemExit(run(__file__))",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RIGHT)
def test_what_people_reach_for_is_there(page: Page, kind: str, name: str) -> None:
    before, _, after = RIGHT[name].partition("§")
    answer = ANSWER.replace("sum(values[-n:])", "total(values[-n:])")
    assert passed(run(page, f"{before}\n\n{answer}\n{after}", kind))


def test_memory_is_enough_for_waste_and_ends_a_bomb(page: Page) -> None:
    waste = "for _ in range(250): [0] * 10 ** 5\n"  # 100 MB in one call
    assert passed(run(page, waste + ANSWER))
    bomb = "x = []\ntry:\n    while True: x.append([0] * 10)\nexcept MemoryError: pass\n"
    assert "out of memory" in run(page, bomb + ANSWER)["ended"]
    assert passed(run(page, ANSWER))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_to_the_checks_alone_is_found_out(page: Page, kind: str) -> None:
    """One answers otherwise for some inputs, one changes the list that it was given."""
    other = ANSWER.replace("return", "return 0.0 if len(values) == 5 else")
    changes = ANSWER.replace("return", "values.append(0.0)\n    return")
    for code in (other, changes.replace("[-n:]", "[-n - 1 : -1]")):
        found = run(page, code, kind)
        assert found["passed"] == 4 and found["results"][-1]["call"].startswith("last_mean([")


def test_no_file_of_ours_is_long() -> None:
    for path in Path(ROOT / "docs/assets/javascripts").glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name
