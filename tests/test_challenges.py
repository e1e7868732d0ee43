"""Every day's challenge, at home and in the small Python: right answers pass, others do not.

A program of a contributor runs in a process of its own, with a time limit and an empty environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from challenge_site import ROOT, part

FILES = ROOT / "docs/challenges"
DAYS = sorted(path.stem for path in FILES.glob("day_*.py") if "solution" not in path.stem)
ANSWER = re.compile(r"^# --- (right|wrong): (.+)\n", re.MULTILINE)
CHANGE = re.compile(r"((?:# - .*\n)+)((?:# \+ .*\n)+)")
HERE = Path(__file__).parent
# Runs each of the answers as the reader's own file, and prints how each run ended.
AT_HOME = """
import contextlib, io, json, runpy, sys, time
sys.path.insert(0, ".")
file, whole, answers = json.load(sys.stdin)
ends = []
for code in answers:
    with open(file, "w", encoding="utf-8") as out:
        out.write(whole.replace("ANSWER", code))
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            runpy.run_path(file, run_name="__main__")
        except SystemExit as end:
            ends.append(end.code)
began = time.process_time()
names = runpy.run_path(file, run_name="home")
list(names["generate"](50)) if "generate" in names else None
print(json.dumps([ends, time.process_time() - began]))
"""


def text(name: str) -> str:
    return (FILES / f"{name}.py").read_text(encoding="utf-8")


def answers(day: str) -> list[tuple[str, bool, str]]:
    """Return (what it is, whether it is right, code) for each answer that is known to a day."""
    found = [("solution", True, part(text(day + "_solution"), "solution"))]
    found.append(("starter", False, part(text(day), "starter")))
    file = HERE / f"answers/{day}.py"
    rows = ANSWER.split(file.read_text(encoding="utf-8"))[1:] if file.is_file() else []
    above = ""  # the last right answer
    for kind, name, code in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        code = changed(above, code) if code.startswith("# - ") else code
        above = code if kind == "right" else above
        found.append((name, kind == "right", code))
    return found


def changed(code: str, rows: str) -> str:
    """Return an answer with `# + ` lines in place of `# - ` ones, which stand in it once."""
    for pair in CHANGE.findall(rows):
        old, new = (re.sub("^# [-+] ", "", lines, flags=re.MULTILINE)[:-1] for lines in pair)
        assert code.count(old) == 1, f"not found once: {old}"
        code = code.replace(old, new)
    return code


@pytest.fixture(scope="module")
def small() -> Iterator[subprocess.Popen[str]]:
    """The small Python, which answers line by line; one for all days, which starts once."""
    node = shutil.which("node")
    if not node or not (ROOT / "docs/assets/micropython/micropython.mjs").is_file():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The small Python is not there: install Node.js and run dev.py test.")
    command, pipe = [node, str(HERE / "small_python.mjs")], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env={}, text=True) as started:
        yield started
        started.kill()


def faults(verdicts: Iterable[tuple[str, bool, bool]]) -> list[str]:
    """Say which answers were judged wrongly, of (what it is, is it right, did it pass)."""
    return [
        f"{name}: it {'passes' if passed else 'does not pass'}, and it should{' not' * passed}"
        for name, right, passed in verdicts
        if right != passed
    ]


@pytest.mark.parametrize("day", DAYS)
def test_at_home(day: str, tmp_path: Path) -> None:
    for name in ("check", f"{day}_solution"):
        shutil.copy(FILES / f"{name}.py", tmp_path)
    known = answers(day)
    whole = text(day).replace(part(text(day), "starter"), "ANSWER")
    given = [f"{day}.py", whole, [code for _, _, code in known]]
    ran = subprocess.run(
        [sys.executable, "-Ic", AT_HOME], cwd=tmp_path, input=json.dumps(given), env={},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.stderr == "", ran.stderr
    ends, seconds = json.loads(ran.stdout)
    verdicts = zip(known, ends, strict=True)
    assert faults((name, right, end == 0) for (name, right, _), end in verdicts) == []
    assert seconds < 1, "generate() takes more than a second"


@pytest.mark.parametrize("rest", [False, pytest.param(True, marks=pytest.mark.weekly)])
@pytest.mark.parametrize("day", DAYS)
def test_in_the_small_python(day: str, rest: bool, small: subprocess.Popen[str]) -> None:
    """The solution, the starter, three right answers and three wrong ones; weekly the others.

    All of them run at home each time, by the same check.py.
    """
    kinds = [[one for one in answers(day) if one[1] is right] for right in (True, False)]
    known = [one for kind in kinds for one in (kind[4:] if rest else kind[:4])]
    parts = {name: part(text(day), name) for name in ("given", "starter", "checks")}
    parts["solution"] = part(text(day + "_solution"), "solution")
    print(json.dumps([parts, [code for _, _, code in known]]), file=small.stdin, flush=True)
    assert small.stdout
    found = json.loads(small.stdout.readline())
    verdicts = [
        (*what, one.get("passed", 0) == one.get("total") and one["more"] != 0)
        for (*what, _), one in zip(known, found, strict=True)
    ]
    assert faults(verdicts) == [], found
    started = [one for (name, _, _), one in zip(known, found, strict=True) if name == "starter"]
    assert not any(one["passed"] for one in started), "the starter passes a check"
