"""Everything about the owner of a copy of this site, worked out from what GitHub Actions sets.

`mkdocs.yml` reads each value from the environment (`!ENV`). This module says what the value is when only the variables
of GitHub Actions are known, so that a fork edits nothing. A value that is set by hand always wins.

Sources: GitHub Docs, "Variables reference" (GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REF_NAME) and
"About GitHub Pages" (a repository called OWNER.github.io is published at the root, any other one under its name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


def pages_address(repository: str) -> str:
    """Return the address that GitHub Pages gives to `OWNER/NAME`, ending in a slash."""
    owner, name = repository.split("/", 1)
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def owner_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads, as far as the environment tells them.

    environment: normally `os.environ`. Unknown values are left out, so that the defaults of `mkdocs.yml` hold: a build
    on somebody's own machine names no repository and draws no edit link.
    Raises ValueError when GITHUB_REPOSITORY is not of the form OWNER/NAME.
    """
    found: dict[str, str] = {}
    repository = environment.get("GITHUB_REPOSITORY", "").strip()
    if repository:
        if not REPOSITORY.fullmatch(repository):
            raise ValueError(f"GITHUB_REPOSITORY is {repository!r}; write it as OWNER/NAME, for example amina/ml-dl-morocco.")
        server = environment.get("GITHUB_SERVER_URL", "").rstrip("/") or "https://github.com"
        found["REPO_NAME"] = repository
        found["REPO_URL"] = f"{server}/{repository}"
        found["SITE_URL"] = pages_address(repository)
        found["EDIT_URI"] = "edit/main/docs/"
        found["GISCUS_REPO"] = repository
    for name in ("REPO_NAME", "REPO_URL", "SITE_URL", "EDIT_URI", "GISCUS_REPO"):
        if environment.get(name, "").strip():
            found[name] = environment[name].strip()
    return found
