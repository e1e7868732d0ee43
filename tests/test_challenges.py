# ruff: noqa: F401, F811 - a fixture is imported where it is used
"""Every day's challenge, at home and in the page: right answers pass, others do not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from challenge_site import ROOT, challenge_site, part
from playwright.sync_api import Browser

FILES = ROOT / "docs/challenges"
DAYS = sorted(path.stem for path in FILES.glob("day_*.py") if "solution" not in path.stem)
ANSWER = re.compile(r"^# --- (right|wrong): (.+)\n", re.MULTILINE)


def text(name: str) -> str:
    return (FILES / f"{name}.py").read_text(encoding="utf-8")


def answers(day: str) -> list[tuple[str, bool, str]]:
    """Return (what it is, whether it is right, code) for each answer that is known to a day."""
    found = [("solution", True, part(text(day + "_solution"), "solution"))]
    found.append(("starter", False, part(text(day), "starter")))
    for path in (ROOT / "tests/wrong_solutions").glob(day + "_*.py"):
        found.append((path.stem, False, path.read_text(encoding="utf-8")))
    file = ROOT / "tests/answers" / f"{day}.py"
    rows = ANSWER.split(file.read_text(encoding="utf-8"))[1:] if file.is_file() else []
    return found + [(rows[i + 1], rows[i] == "right", rows[i + 2]) for i in range(0, len(rows), 3)]


ALL = [(day, *answer) for day in DAYS for answer in answers(day)]


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row[0]}-{row[1]}")
def test_at_home(row: tuple[str, str, bool, str], tmp_path: Path) -> None:
    day, _, right, code = row
    (tmp_path / "check.py").write_text(text("check"), encoding="utf-8")
    (tmp_path / f"{day}_solution.py").write_text(text(day + "_solution"), encoding="utf-8")
    whole = text(day).replace(part(text(day), "starter"), code)
    (tmp_path / f"{day}.py").write_text(whole, encoding="utf-8")
    command = [sys.executable, f"{day}.py"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stderr == "" and (ran.returncode == 0) is right, ran.stdout


@pytest.mark.parametrize("day", DAYS)
def test_in_the_page(browser: Browser, challenge_site: str, day: str) -> None:
    page = browser.new_page()
    page.goto(challenge_site)
    parts = {name: part(text(day), name) for name in ("given", "starter", "checks")}
    parts["solution"] = part(text(day + "_solution"), "solution")
    script = """async (parts) => {
      const { run } = await import("/assets/javascripts/runner.js");
      const on = { total() {}, result() {} };
      return run("small", parts, on, new AbortController().signal);
    }"""
    for name, right, code in answers(day):
        found: dict[str, Any] = page.evaluate(script, parts | {"code": code})
        good = "error" not in found and found["passed"] == found["total"]
        more = found.get("more")
        if right or name == "solution":
            assert good and not isinstance(more, dict), (name, found)
        else:
            assert not good or isinstance(more, dict), name
    page.close()
