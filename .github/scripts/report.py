"""Keep one issue for what the workflow `weekly` found, and close it when that is over.

python3 .github/scripts/report.py NAME    NAME.txt holds what was found, or nothing
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from actions import NotFound, ask, main_of, notice


def text_of(found: str, run: str) -> str:
    """Return the text of the issue. What was found is shown as code: nothing in it is obeyed."""
    shown = found if len(found) <= 60_000 else found[:60_000] + "\n(and more)"  # of 65,536
    fence = "`" * (max(map(len, ["``", *re.findall("`+", shown)])) + 1)
    head = f"Found by [this run]({run}). The text is renewed each week, and the issue is closed"
    return f"{head} when there is nothing more to say.\n\n{fence}text\n{shown}\n{fence}\n"


def keep(environment: Mapping[str, str], label: str, found: str) -> None:
    """Open, renew or close the issue with `label`. Raises Refused."""
    repository = environment["GITHUB_REPOSITORY"]
    issues = f"repos/{repository}/issues"
    mine = f"{issues}?state=open&creator=github-actions%5Bbot%5D&labels={quote(label)}"
    runs = f"{environment['GITHUB_SERVER_URL']}/{repository}/actions/runs/"
    text = text_of(found, runs + environment["GITHUB_RUN_ID"])
    try:
        numbers = [int(issue["number"]) for issue in ask(mine)]
    except NotFound:
        return notice(f"{label}: {found or 'nothing'} (issues are off in Settings > General)")
    if found and not numbers:
        ask(issues, "POST", {"title": f"Weekly: {label}", "body": text, "labels": [label]})
    for number in numbers:
        change = {"body": text} if found else {"state": "closed"}
        ask(f"{issues}/{number}", "PATCH", change)


if __name__ == "__main__":
    said = Path(f"{sys.argv[1]}.txt").read_text(encoding="utf-8", errors="replace").strip()
    sys.exit(main_of(lambda environment: keep(environment, sys.argv[1], said)))
