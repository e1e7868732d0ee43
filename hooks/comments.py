"""The comments: the one thread of each page, and what the build tells the template about them.

`overrides/partials/comments.html` draws the section, `docs/assets/javascripts/comments.js` shows
what is in it, `.github/scripts/comments.py` finds the ids. That script imports this module before
anything is installed, so it needs the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hooks.owner import REPOSITORY, checked

TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
# Old ids of GitHub are base64, new ones look like R_kgDOL5xHpA.
NODE_ID = re.compile(r"[A-Za-z0-9_=+/-]{4,120}")
CATEGORY = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{0,100}")
VARIABLES = {  # GISCUS_…: the form of each, and an example
    "repo": (REPOSITORY, "OWNER/NAME"),
    "repo_id": (NODE_ID, "R_kgDOL5xHpA"),
    "category": (CATEGORY, "Announcements, the name of a category of discussions"),
    "category_id": (NODE_ID, "DIC_kwDOL5xHpM4CAb1Q"),
}
SETTINGS = {"provider": ("giscus", "none"), "load": ("scroll", "click")}


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


def prepare(settings: Any, environment: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Return `extra.comments` as the template reads it, and a line for the log, which may be empty.

    settings: as in `mkdocs.yml`. environment: `os.environ`; the variables GISCUS_REPO (without it
    GITHUB_REPOSITORY), GISCUS_REPO_ID, GISCUS_CATEGORY and GISCUS_CATEGORY_ID. Without the ids
    pages link to the discussions. Raises ValueError for a setting or a variable that is wrong.
    """
    ready: dict[str, Any] = {"provider": None, "load": "scroll"}
    ready |= settings if isinstance(settings, Mapping) else {}
    for name, value in ready.items():
        if value not in SETTINGS.get(name, ()):
            raise ValueError(
                f"mkdocs.yml: extra.comments.{name} is {value!r}: write provider (giscus or none) "
                "and load (scroll or click). The repository comes from the variables GISCUS_… "
                "alone, so that no file can lead readers elsewhere."
            )
    given = {name: environment.get(f"GISCUS_{name.upper()}", "").strip() for name in VARIABLES}
    for name, value in given.items():
        if value:
            checked(f"GISCUS_{name.upper()}", value, *VARIABLES[name])
    if ready["provider"] == "none":
        return ready, ""
    given["repo"] = given["repo"] or environment.get("GITHUB_REPOSITORY", "").strip()
    if not given["repo"]:
        return ready, "Comments: no repository is known here, so pages have no discussion."
    ready["discussions"] = f"https://github.com/{given['repo']}/discussions"
    if given["repo_id"] and given["category_id"]:
        return ready | {"giscus": given}, ""
    return ready, (
        f"Comments: giscus's ids are not known, so pages link to {ready['discussions']}. To see "
        f"what is missing: python3 .github/scripts/comments.py doctor {given['repo']}"
    )
