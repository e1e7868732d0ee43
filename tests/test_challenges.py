"""Each day's challenge: the solution passes every check, the starter does not, and neither do tempting wrong answers."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from series.challenges import check_challenge, program, sections

CHALLENGES = ROOT / "docs" / "challenges"
DAYS = [f"{number:02}" for number in range(1, 13)]
WRONG = sorted((ROOT / "tests" / "wrong_solutions").glob("day_*.py"))


def source(day: str) -> str:
    return (CHALLENGES / f"day_{day}.py").read_text(encoding="utf-8")


def solution(day: str) -> str:
    return sections((CHALLENGES / f"day_{day}_solution.py").read_text(encoding="utf-8"))["solution"]


def outcomes(day: str, answer: str) -> list[tuple[bool, Any]]:
    """Run an answer against every check of a day, each in turn, as the file itself does: (passed, what came back)."""
    space: dict[str, Any] = {}
    exec(program(source(day), answer), space)  # the repository's own files, read by maintainers before they land
    passed = []
    for call, expected, _ in space["CHECKS"]:
        try:
            got = eval(call, space)
        except Exception as error:
            got = error
        passed.append((isinstance(got, expected) if isinstance(expected, type) else bool(got == expected), got))
    return passed


def results(day: str, answer: str) -> list[bool]:
    """Return for each check of a day whether an answer passes it."""
    return [passed for passed, _ in outcomes(day, answer)]


@pytest.mark.parametrize("day", DAYS)
def test_the_solution_passes_every_check(day: str) -> None:
    assert all(results(day, solution(day))) and len(results(day, solution(day))) >= 5


@pytest.mark.parametrize("day", DAYS)
def test_the_starter_runs_and_fails_at_least_one_check(day: str) -> None:
    assert not all(results(day, sections(source(day))["starter"]))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_tempting_wrong_answer_fails(path: Path) -> None:
    assert not all(results(path.stem[4:6], path.read_text(encoding="utf-8")))


def test_every_day_has_tempting_wrong_answers() -> None:
    assert {path.stem[4:6] for path in WRONG} == set(DAYS)


@pytest.mark.parametrize("day", DAYS)
def test_the_solution_is_short(day: str) -> None:
    answer = solution(day)
    assert sum(1 for line in answer.splitlines() if line.strip()) <= 30


@pytest.mark.parametrize("day", DAYS)
def test_the_download_runs_by_itself_and_says_what_is_wrong(day: str, tmp_path: Path) -> None:
    file = tmp_path / f"day_{day}.py"
    file.write_text(source(day), encoding="utf-8")
    ran = subprocess.run([sys.executable, file.name], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1 and "FAIL" in ran.stdout and "checks passed" in ran.stdout and ran.stderr == ""
    starter = sections(source(day))["starter"]
    file.write_text(source(day).replace(starter, solution(day)), encoding="utf-8")
    ran = subprocess.run([sys.executable, file.name], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0 and "FAIL" not in ran.stdout, ran.stdout + ran.stderr


def test_the_twelve_files_end_alike() -> None:
    assert len({source(day)[source(day).index("\nif __name__") :] for day in DAYS}) == 1


@pytest.mark.parametrize("day", DAYS)
def test_the_page_shows_the_parts_of_the_file_and_offers_it(day: str, site: Path) -> None:
    page = next(site.glob(f"days/day-{day}-*/index.html"))
    text = page.read_text(encoding="utf-8")
    assert f'href="../../challenges/day_{day}.py"' in text and (site / f"challenges/day_{day}.py").is_file()
    for part in ("starter", "checks", "solution"):
        block = re.search(rf'<div class="[^"]*challenge-{part}[^"]*highlight">.*?<code>(.*?)</code>', text, flags=re.DOTALL)
        assert block is not None
        shown = html.unescape(re.sub(r"<[^>]+>", "", block[1])).strip()
        assert shown == (solution(day) if part == "solution" else sections(source(day))[part]).strip()


def copied(tmp_path: Path, file: str, find: str, replace: str) -> list[tuple[str, int, str]]:
    """Change the challenge of day 12, or its page, and return the findings as (path, line, rule)."""
    docs = tmp_path / "docs"
    (docs / "challenges").mkdir(parents=True)
    page = "docs/days/day-12-collaboration.md"
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in (page, "docs/challenges/day_12.py", "docs/challenges/day_12_solution.py")}
    assert find in texts[file]
    texts[file] = texts[file].replace(find, replace)
    for path, text in texts.items():
        if path != page:
            (tmp_path / path).write_text(text, encoding="utf-8", newline="")
    return [(fault.path, fault.line, fault.rule) for fault in check_challenge(page, texts[page], docs)]


FILE, SOLUTION = "docs/challenges/day_12.py", "docs/challenges/day_12_solution.py"
CALL = '("fed_avg([])", ValueError, "no site at all"),'


def line_of(file: str, text: str) -> int:
    return (ROOT / file).read_text(encoding="utf-8").split(text)[0].count("\n") + 1


@pytest.mark.parametrize(("file", "find", "replace", "rule", "at"), [
    (FILE, "# --8<-- [end:starter]", "", "challenge-marks", "# --8<-- [start:checks]"),
    (FILE, "# --8<-- [start:checks]", "# --8<-- [start:check]", "challenge-marks", "# --8<-- [end:checks]"),
    (FILE, "# --8<-- [end:checks]", "", "challenge-marks", '"""'),
    (FILE, "def fed_avg(updates):", "def fed_avg(updates)", "challenge-syntax", "def fed_avg"),
    (FILE, CALL, CALL.replace("),", ", 1),"), "challenge-checks", CALL),
    (FILE, CALL, '(fed_avg([]), ValueError, "no site at all"),', "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("[])", "["), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("ValueError", "ValueErr"), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("ValueError", "sum([1])"), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("ValueError", "SystemExit"), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("fed_avg", "fed_average"), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("fed_avg", "len"), "challenge-checks", CALL),
    (FILE, CALL, CALL.replace("no site at all", " "), "challenge-checks", CALL),
    (FILE, CALL, CALL + "\n    " + CALL, "challenge-checks", None),
    (FILE, "CHECKS = [", "CHECKS = list([])\nOTHER = [", "challenge-checks", "CHECKS = ["),
    (FILE, "def fed_avg(updates):", "def other(updates):", "challenge-checks", None),
    (FILE, "RABAT = [", "from collections import Counter\nRABAT = [", "challenge-small-python", "RABAT = ["),
    (FILE, "RABAT = [", "print(f'{1}')\nRABAT = [", "challenge-small-python", "RABAT = ["),
    (FILE, "RABAT = [", "print([*[1]])\nRABAT = [", "challenge-small-python", "RABAT = ["),
    (FILE, "RABAT = [", "print('ab'[::-1])\nRABAT = [", "challenge-small-python", "RABAT = ["),
    (FILE, "RABAT = [", "print({**{}})\nRABAT = [", "challenge-small-python", "RABAT = ["),
    (FILE, "def local_steps(weights,", "def local_steps(weights, /,", "challenge-small-python", "def local_steps"),
    (FILE, 'if __name__ == "__main__":', "if True:", "challenge-end", None),
    (SOLUTION, "# --8<-- [start:solution]", "# --8<-- [start:solutions]", "challenge-marks", "# --8<-- [end:solution]"),
    ("docs/days/day-12-collaboration.md", "(../challenges/day_12.py)", "(../challenges/)", "challenge-link", "## Today's challenge"),
    ("docs/days/day-12-collaboration.md", "challenges/day_12.py:starter", "challenges/day_11.py:starter", "challenge-day", '--8<-- "challenges/day_12.py:starter'),
    ("docs/days/day-12-collaboration.md", ".challenge-checks }", ".challenge-check }", "challenge-block", None),
])
def test_a_malformed_challenge_is_named_with_its_line(tmp_path: Path, file: str, find: str, replace: str, rule: str, at: str | None) -> None:
    found = copied(tmp_path, file, find, replace)
    assert found and {(path, name) for path, _, name in found} == {(file, rule)}
    if at is not None:
        assert found[0][1] == line_of(file, at)


def test_a_good_challenge_is_not_blamed(tmp_path: Path) -> None:
    assert copied(tmp_path, FILE, CALL, CALL.replace("no site at all", "aucune ville, ولا مدينة")) == []
    for page in sorted((ROOT / "docs/days").glob("day-*.md")):
        assert check_challenge(f"docs/days/{page.name}", page.read_text(encoding="utf-8"), ROOT / "docs") == []
