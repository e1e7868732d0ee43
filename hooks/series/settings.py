"""Everything about the owner of a copy of this site, worked out from what GitHub Actions sets.

`mkdocs.yml` reads each value from the environment (`!ENV`). This module says what the value is when only the variables
of GitHub Actions are known, so that a fork edits nothing. A value that is set by hand always wins.

Sources: GitHub Docs, "Variables reference" (GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REF_NAME, GITHUB_REF_TYPE,
GITHUB_BASE_REF) and "About GitHub Pages" (a repository called OWNER.github.io is published at the root, any other one
under its name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/(?!\.{1,2}$)[A-Za-z0-9._-]+")
FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f<>\"'`\\{}|^?#@]")  # a space, a control, a query, a name and password, markup


def web_address(name: str, value: str, example: str) -> str:
    """Return `value` without a final slash when it is an http(s) address of a place, else raise ValueError: `name` is wrong."""
    problem = ValueError(f"{name} is {value!r}; write an address such as {example}, with no query and no spaces.")
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and ".." not in parts.path.split("/")
    except ValueError:  # a bracket that is never closed, a port that is no number
        raise problem from None
    if not usable or FORBIDDEN.search(value):
        raise problem
    return value.rstrip("/")


def site_address(value: str) -> str:
    """Return the address of a site, ending in a slash. Raises ValueError when it is none."""
    return web_address("SITE_URL", value, "https://days.example.org/") + "/"


def pages_address(repository: str) -> str:
    """Return the address that GitHub Pages gives to `OWNER/NAME`, ending in a slash."""
    owner, name = repository.split("/", 1)
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def branch(environment: Mapping[str, str]) -> str:
    """Return the branch that an edit belongs to: of a pull request the one it is meant for, of a tag the usual `main`."""
    if environment.get("GITHUB_BASE_REF", "").strip():
        return environment["GITHUB_BASE_REF"].strip()
    name = environment.get("GITHUB_REF_NAME", "").strip()
    return name if name and environment.get("GITHUB_REF_TYPE") == "branch" else "main"


def owner_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads, as far as the environment tells them.

    environment: normally `os.environ`. Unknown values are left out, so that the defaults of `mkdocs.yml` hold: a build
    on somebody's own machine names no repository and draws no edit link.
    Raises ValueError, with what to write instead, when a value cannot be meant.
    """

    def given(name: str) -> str:
        return environment.get(name, "").strip()

    found: dict[str, str] = {}
    repository = given("GITHUB_REPOSITORY")
    if repository:
        if not REPOSITORY.fullmatch(repository):
            raise ValueError(f"GITHUB_REPOSITORY is {repository!r}; write it as OWNER/NAME, for example amina/ml-dl-morocco.")
        server = web_address("GITHUB_SERVER_URL", given("GITHUB_SERVER_URL") or "https://github.com", "https://github.com")
        found["REPO_NAME"] = repository
        found["REPO_URL"] = f"{server}/{repository}"
        found["SITE_URL"] = pages_address(repository)
        found["EDIT_URI"] = f"edit/{quote(branch(environment))}/docs/"
        found["GISCUS_REPO"] = repository
    for name in ("REPO_NAME", "REPO_URL", "SITE_URL", "EDIT_URI", "GISCUS_REPO"):
        if given(name):
            found[name] = given(name)
    if "SITE_URL" in found:
        found["SITE_URL"] = site_address(found["SITE_URL"])
    if "REPO_URL" in found:
        found["REPO_URL"] = web_address("REPO_URL", found["REPO_URL"], "https://github.com/amina/ml-dl-morocco")
    for name in ("REPO_NAME", "EDIT_URI", "GISCUS_REPO"):
        if re.search(r"[\s<>\"'`\\]", found.get(name, "")):
            raise ValueError(f"{name} is {found[name]!r}; take the spaces, quotes and angle brackets out.")
    return found
