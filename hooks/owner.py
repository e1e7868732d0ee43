"""Everything about the owner of a copy of this site, worked out from what GitHub Actions sets.

`mkdocs.yml` reads each value from the environment (`!ENV`). This module says what the value is when
only the variables of GitHub Actions are known, so that a fork edits nothing. Explicit variables
take precedence.

Sources: GitHub Docs, "Variables reference" (GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_REF_TYPE,
GITHUB_BASE_REF) and "About GitHub Pages" (a repository called OWNER.github.io is published at the
root, any other one under its name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/(?!\.{1,2}$)[A-Za-z0-9._-]+")
TEXT = re.compile(r"[^\s<>\"'`\\]*")
HOST = r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:]+\])(?::[1-9]\d{0,4})?"
# No query, no name and password, no markup, no way up.
ADDRESS = re.compile(rf"https?://{HOST}(?:/(?!\.\.(?:/|$))[^\s\x00-\x1f\x7f<>\"'`\\{{}}|^?#@/]*)*")
FORMS = {  # of the variables that the configuration reads, and what to write
    "HANDOUT_MB": (re.compile(r"[1-9][0-9]{0,2}"), "2, the size of the handout in megabytes"),
    "SITE_URL": (ADDRESS, "https://days.example.org/, with no query and no spaces"),
    "REPO_URL": (ADDRESS, "https://github.com/amina/ml-dl-morocco, with no query and no spaces"),
    "REPO_NAME": (TEXT, "amina/ml-dl-morocco, with no spaces, quotes and angle brackets"),
    "EDIT_URI": (TEXT, "edit/main/docs/, with no spaces, quotes and angle brackets"),
}


def checked(name: str, value: str, form: re.Pattern[str], example: str) -> str:
    """Return the value of a variable. Raises ValueError when it has not the right form."""
    if not form.fullmatch(value):
        raise ValueError(f"{name} is {value!r}; write it as in {example}.")
    return value


def pages_address(repository: str) -> str:
    """Return the address that GitHub Pages gives to `OWNER/NAME`."""
    owner, name = repository.lower().split("/", 1)
    host = f"{owner}.github.io"
    return f"https://{host}/" if name == host else f"https://{host}/{repository.split('/')[1]}/"


def branch(environment: Mapping[str, str]) -> str:
    """Return the branch that an edit belongs to: of a pull request the one that it is meant for.

    For a tag it is HEAD, which GitHub reads as the default branch, whatever its name.
    """
    own = environment.get("GITHUB_REF_TYPE") == "branch" and environment.get("GITHUB_REF_NAME")
    return environment.get("GITHUB_BASE_REF") or own or "HEAD"


def owner_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads, as far as the environment tells them.

    environment: normally `os.environ`. Unknown values are left out, so that the defaults of
    `mkdocs.yml` hold: a build on somebody's own machine names no repository and draws no edit link.
    Raises ValueError, with what to write instead, for a value that is invalid.
    """
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    found: dict[str, str] = {}
    if repository := given.get("GITHUB_REPOSITORY"):
        checked("GITHUB_REPOSITORY", repository, REPOSITORY, "OWNER/NAME: amina/ml-dl-morocco")
        found = {
            "REPO_NAME": repository,
            "REPO_URL": f"https://github.com/{repository}",
            "SITE_URL": pages_address(repository),
            "EDIT_URI": f"edit/{quote(branch(given))}/docs/",
        }
    found |= {name: given[name] for name in FORMS if name in given}
    found = {name: checked(name, value, *FORMS[name]) for name, value in found.items()}
    for name, end in ("SITE_URL", "/"), ("REPO_URL", ""):
        if name in found:
            found[name] = found[name].rstrip("/") + end
    return found
