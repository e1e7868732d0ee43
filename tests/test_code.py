"""The project's own code: its types, its lint and its form."""

from __future__ import annotations

import subprocess
import sys

import pytest

from repository import ROOT


@pytest.mark.parametrize(
    "command",
    [["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]],
    ids=["types", "lint", "form"],
)
def test_code(command: list[str]) -> None:
    command = [sys.executable, "-m", *command]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
