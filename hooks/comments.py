"""The comments: the one thread of each page, and what the build tells the template about them.

`overrides/partials/comments.html` draws the section, `docs/assets/javascripts/comments.js` shows
what is in it, `.github/scripts/comments.py` finds the ids. That script imports this module before
anything is installed, so it needs the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[\w.-]+", re.ASCII)
# Old ids of GitHub are base64, new ones look like R_kgDOL5xHpA.
NODE_ID = re.compile(r"[A-Za-z0-9_=+/-]{4,120}")
CATEGORY = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{0,100}")
VARIABLES = {  # GISCUS_…: the form of each, and how to write it
    "repo": (REPOSITORY, "OWNER/NAME"),
    "repo_id": (NODE_ID, "the id alone, for example R_kgDOL5xHpA"),
    "category": (CATEGORY, "the name of a category of discussions, for example Announcements"),
    "category_id": (NODE_ID, "the id alone, for example DIC_kwDOL5xHpM4CAb1Q"),
}
LOADS = ("scroll", "click")
WHERE = "mkdocs.yml: extra.comments"


def thread(path: str, meta: Mapping[str, Any]) -> str | int | None:
    """Return what the discussion of a page is called, or its number; None when it has none.

    path: relative to `docs/`, for example `days/day-12-collaboration.md`. meta: the front matter.
    `comments: {term: …}` and `{number: …}` come first, then `day-NN` for a day, then what the path
    says: the address, the title and the language of a page never change its thread. A wrong value
    gives None, so that no two pages share a thread by mistake.
    """
    comments, day = meta.get("comments"), meta.get("day")
    given = comments if isinstance(comments, Mapping) else {}
    if "number" in given:
        number = given["number"]
        return number if type(number) is int and number > 0 else None
    if "term" in given:
        name = given["term"]
    elif day is not None:
        name = f"day-{day:02}" if type(day) is int and day > 0 else None
    else:
        name = re.sub(r"(^|/)(index|README)$", "", path.removesuffix(".md")).replace("/", "-")
        name = name or "welcome"
    return name if isinstance(name, str) and TERM.fullmatch(name) else None


def faults(settings: Any) -> list[str]:
    """Return one sentence for each thing that is wrong in `extra.comments` of `mkdocs.yml`."""
    if not isinstance(settings, Mapping):
        return [f"{WHERE} is {settings!r}: write provider (giscus or none) and load."]
    found = [
        f"{WHERE}.{name} is not a setting: write provider and load. The repository and its ids "
        "come from the variables GISCUS_… alone, so that no file can lead readers elsewhere."
        for name in settings
        if name not in ("provider", "load")
    ]
    if settings.get("provider") not in ("giscus", "none"):
        found.append(f"{WHERE}.provider is {settings.get('provider')!r}: write giscus or none.")
    if settings.get("load", "scroll") not in LOADS:
        found.append(f"{WHERE}.load is {settings.get('load')!r}: write {' or '.join(LOADS)}.")
    return found


def prepare(settings: Any, environment: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Return `extra.comments` as the template reads it, and a line for the log, which may be empty.

    settings: as in `mkdocs.yml`. environment: `os.environ`; the variables GISCUS_REPO (without it
    GITHUB_REPOSITORY), GISCUS_REPO_ID, GISCUS_CATEGORY and GISCUS_CATEGORY_ID. Without the ids
    pages link to the discussions. Raises ValueError, one line for each fault.
    """
    found = faults(settings)
    given = {name: environment.get(f"GISCUS_{name.upper()}", "").strip() for name in VARIABLES}
    for name, (form, example) in VARIABLES.items():
        if given[name] and not form.fullmatch(given[name]):
            found.append(f"GISCUS_{name.upper()} is {given[name]!r}: write {example}.")
    if found:
        raise ValueError("\n".join(found))
    ready = {"provider": settings["provider"], "load": settings.get("load", "scroll")}
    if ready["provider"] == "none":
        return ready, ""
    server = environment.get("GITHUB_SERVER_URL", "").rstrip("/") or "https://github.com"
    if given["repo"]:  # giscus knows no other server
        server = "https://github.com"
    given["repo"] = given["repo"] or environment.get("GITHUB_REPOSITORY", "").strip()
    if not given["repo"]:
        return ready, "Comments: no repository is known here, so pages have no discussion."
    ready["discussions"] = f"{server}/{given['repo']}/discussions"
    if given["repo_id"] and given["category_id"]:
        return ready | {"giscus": given}, ""
    return ready, (
        f"Comments: giscus's ids are not known, so pages link to {ready['discussions']}. To see "
        f"what is missing: python .github/scripts/comments.py doctor {given['repo']}"
    )
