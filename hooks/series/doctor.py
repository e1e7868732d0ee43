"""Say what comments still need in a repository, and where to click.

    python dev.py doctor OWNER/NAME

It reads and changes nothing. A token in GITHUB_TOKEN or GH_TOKEN is needed for one line, the category, and may be left out.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from series.comment_ids import CATEGORY, choose_category
from series.github import PATIENCE, NoAnswer, ask, ask_repository, plain
from series.settings import REPOSITORY, pages_address


@dataclass(frozen=True)
class Check:
    """One line of the checklist. `state` is ok, missing, or unknown."""

    state: str
    text: str


def check_giscus_json(content: Any, site: str) -> Check:
    """Say whether a `giscus.json` (as the REST API returns a file) lets giscus work on `site`, for example https://amina.github.io."""
    wrong = Check("missing", f"giscus.json cannot be read: delete it, or write {{\"origins\": [\"{site}\"]}} into it.")
    try:
        limits = json.loads(base64.b64decode(content["content"]))
        origins, patterns = limits.get("origins") or [], limits.get("originsRegex") or []
        if not isinstance(origins, list) or not isinstance(patterns, list):
            return wrong
    except (TypeError, KeyError, ValueError, AttributeError, RecursionError):
        return wrong
    if site in origins or not (origins or patterns):
        return Check("ok", "giscus.json is there and lets this site show comments.")
    if patterns:
        return Check("unknown", f"giscus.json has patterns (originsRegex), which match anywhere in an address: better write \"{site}\" under origins.")
    return Check("missing", f"giscus.json refuses this site: add \"{site}\" under origins, or delete the file if it was copied from elsewhere.")


def check_category(repository: str, token: str, environment: Mapping[str, str], patience: float) -> Check:
    """Say whether the category of the comments is there."""
    where = f"https://github.com/{repository}/discussions/categories"
    if not token:
        return Check("unknown", f"Is there a category {CATEGORY}? GitHub says so only to a token (GITHUB_TOKEN=…); or see {where}")
    try:
        found = ask_repository(repository, token, environment, patience)
    except NoAnswer as problem:
        return Check("unknown", f"Is there a category {CATEGORY}? {problem}; or see {where}")
    wanted = environment.get("GISCUS_CATEGORY", "").strip()
    chosen = choose_category(found.categories, wanted)
    if chosen is None:
        return Check("missing", f"There is no category {plain(wanted or CATEGORY)}. Make {CATEGORY}, of the format Announcement: {where}")
    return Check("ok", f"The category is {plain(chosen.name)}. No API tells its format, which should be Announcement: {where}")


def examine(repository: str, environment: Mapping[str, str], patience: float = PATIENCE) -> list[Check]:
    """Return the checklist for `repository` (OWNER/NAME), whatever GitHub answers."""
    page = f"https://github.com/{repository}"
    token = (environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or "").strip()
    rest = (environment.get("GITHUB_API_URL") or "https://api.github.com").rstrip("/") + f"/repos/{repository}"
    reason, known = "GitHub's answer has an unknown form", {}
    try:
        answer = ask(rest, token, patience=patience)
        known = answer if isinstance(answer, dict) else {}
    except NoAnswer as problem:
        reason = str(problem)
        known = {"private": True} if problem.status == 404 else {}
    checks: list[Check] = []

    if known.get("private") is False:
        checks.append(Check("ok", "The repository is public."))
    elif known.get("private") is True:
        checks.append(Check("missing", f"The repository is not public, or its name is wrong. Make it public: {page}/settings (General > Danger Zone)"))
    else:
        checks.append(Check("unknown", f"Is the repository public? {reason}. See {page}"))

    where = f"{page}/settings (General > Features > Discussions)"
    if known.get("has_discussions") is False:
        checks.append(Check("missing", f"Discussions are off, so there is no category. Switch them on: {where}"))
    elif known.get("has_discussions") is True:
        checks.append(Check("ok", "Discussions are on."))
        checks.append(check_category(repository, token, environment, patience))
    else:
        checks.append(Check("unknown", f"Are Discussions on? See {where}"))

    checks.append(Check("unknown", "Is the giscus app installed? GitHub tells that to the app alone. Install it for this repository: "
                                   f"https://github.com/apps/giscus/installations/new - then write {repository} at https://giscus.app, "
                                   "which says whether all is ready."))

    site = "://".join(urlsplit(environment.get("SITE_URL", "").strip() or pages_address(repository))[:2])
    try:
        checks.append(check_giscus_json(ask(f"{rest}/contents/giscus.json", token, patience=patience), site))
    except NoAnswer as problem:
        if problem.status == 404 and known.get("private") is False:
            checks.append(Check("ok", "There is no giscus.json, so nothing refuses this site."))
        else:
            checks.append(Check("unknown", f"Is there a giscus.json? It must not refuse {site}. See {page}/blob/HEAD/giscus.json"))
    return checks


def report(repository: str, checks: Sequence[Check]) -> str:
    """Return the checklist as text."""
    marks = {"ok": "[x]", "missing": "[ ]", "unknown": "[?]"}
    missing = sum(check.state == "missing" for check in checks)
    last = "Nothing is missing as far as can be seen from here." if not missing else f"{missing} {'thing is' if missing == 1 else 'things are'} missing."
    return "\n".join([f"Comments in {repository}:", *(f"{marks[check.state]} {check.text}" for check in checks), last,
                      f"After a change run the workflow again: https://github.com/{repository}/actions"])


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Print the checklist. Returns 0, 1 when something is missing, 2 when no OWNER/NAME was given."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    repository = re.sub(r"^https://github\.com/|(\.git)?/*$", "", arguments[0]) if len(arguments) == 1 else ""
    if not REPOSITORY.fullmatch(repository):
        print("Name the repository as on GitHub: python dev.py doctor OWNER/NAME, for example amina/ml-dl-morocco")
        return 2
    checks = examine(repository, environment)
    print(report(repository, checks))
    return 1 if any(check.state == "missing" for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
