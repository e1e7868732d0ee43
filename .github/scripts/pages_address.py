"""Whether GitHub Pages is switched on for this repository, and at which address: a custom domain needs no setting of ours.

Source: GitHub Docs, REST API, "Get a GitHub Pages site".
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from actions import NotFound, Refused, ask, hand_on, main_of, notice

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from series.settings import REPOSITORY, site_address  # noqa: E402

WHAT_TO_CLICK = "Not published yet: open Settings > Pages, choose GitHub Actions under Build and deployment > Source, then run this workflow again."


def run(environment: Mapping[str, str], *, timeout: float = 20, pause: float = 2) -> None:
    """Hand on `on` (true or false) and `address`: SITE_URL if the repository has such a variable, else what GitHub says."""
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not REPOSITORY.fullmatch(repository):
        raise Refused(f"GITHUB_REPOSITORY is {repository!r}, not OWNER/NAME.")
    try:
        answer = ask(environment, f"/repos/{repository}/pages", timeout=timeout, pause=pause)
    except NotFound:
        answer = {}
    if not isinstance(answer, dict) or (answer and not isinstance(answer.get("html_url"), str)):
        raise Refused("GitHub's API answered something that describes no Pages site: run the job again later.")
    on = answer.get("build_type") == "workflow"
    address = environment.get("SITE_URL", "").strip()
    if not on:
        notice(WHAT_TO_CLICK)
    try:
        address = site_address(address or answer["html_url"]) if address or on else ""
    except ValueError as problem:
        raise Refused(str(problem) if address else f"GitHub's API says that the site is at {answer['html_url'][:80]!r}, which is no address.") from None
    hand_on(environment, "GITHUB_OUTPUT", on=str(on).lower(), address=address)


if __name__ == "__main__":
    sys.exit(main_of(run))
