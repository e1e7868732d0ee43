"""Whether git can tell when each page was last changed."""

from __future__ import annotations

import subprocess
from pathlib import Path


def why_no_dates(root: Path) -> str | None:
    """Return why git cannot date the pages below `root`, as a sentence that says what to do, or None when it can.

    A clone without its history would give every page the date of the last commit, in silence.
    """
    try:
        asked = subprocess.run(["git", "rev-parse", "--is-shallow-repository", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return "git was not found, so pages show no dates: install git to see them."
    if asked.returncode != 0:
        return "this folder is not a git clone with commits, so pages show no dates: clone the repository to see them."
    if asked.stdout.startswith("true"):
        return "this clone lacks its history, so pages show no dates: run `git fetch --unshallow`, or set fetch-depth: 0 in the workflow."
    return None
