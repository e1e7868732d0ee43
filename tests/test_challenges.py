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
from series.challenges import program, sections

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
