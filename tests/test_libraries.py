"""The grown-up version of each day: what a page shows in a library prints what stands below it.

Not in a normal run: `pytest -m library`, with LIBRARY_PYTHON as a Python that has the packages of
the group `library` (pyproject.toml). Where PyTorch is missing, its programs are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from challenge_site import part
from checks.page import Fence, Page
from checks.site import load
from repository import ROOT

PYTHON = os.environ.get("LIBRARY_PYTHON", sys.executable)
PROGRAMS = ROOT / "docs/challenges"


def examples(page: Page) -> list[tuple[Page, Fence, Fence | None]]:
    """Return the programs of the section "Go on", each with the text block that comes next."""
    fences = [fence for fence in page.fences if page.sections[fence.line - 1] == "Go on"]
    pairs = zip(fences, [*fences[1:], None], strict=False)
    return [(page, one, after) for one, after in pairs if one.language == "python"]


@pytest.mark.library
@pytest.mark.parametrize(
    ("page", "code", "output"),
    [example for page in load(ROOT).pages.values() for example in examples(page)],
    ids=lambda value: str(getattr(value, "path", getattr(value, "line", ""))),
)
def test_libraries_print_what_the_page_shows(
    page: Page, code: Fence, output: Fence | None, tmp_path: Path
) -> None:
    assert output and output.language == "text", f"{page.path}:{code.line}: what does it print?"
    for path in PROGRAMS.glob("[!d]*.py"):
        shutil.copy(path, tmp_path)
    name = f"day_{page.day:02}"
    text, solution = (
        (PROGRAMS / f"{file}.py").read_text(encoding="utf-8") for file in (name, f"{name}_solution")
    )
    solved = text.replace(part(text, "starter"), part(solution, "solution"))
    (tmp_path / f"{name}.py").write_text(solved, encoding="utf-8")
    (tmp_path / "go_on.py").write_text(code.body, encoding="utf-8")
    ran = subprocess.run(
        [PYTHON, "go_on.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    if "No module named 'torch'" in ran.stderr:
        pytest.skip("PyTorch is not installed")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.rstrip() == output.body.rstrip()
