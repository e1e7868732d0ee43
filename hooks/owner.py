"""Everything about the owner of a copy of this site, worked out from what GitHub Actions sets.

`mkdocs.yml` reads each value from the environment (`!ENV`). This module says what the value is when
only the variables of GitHub Actions are known, so that a fork edits nothing. Explicit variables
take precedence.

Sources: GitHub Docs, "Variables reference" (GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REF_NAME,
GITHUB_REF_TYPE, GITHUB_BASE_REF) and "About GitHub Pages" (a repository called OWNER.github.io is
published at the root, any other one under its name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/(?!\.{1,2}$)[A-Za-z0-9._-]+")
# A space, a control character, a query, a name and password, markup.
FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f<>\"'`\\{}|^?#@]")
HERE = ("localhost", "127.0.0.1", "::1")


def web_address(name: str, value: str, example: str) -> str:
    """Return `value` without a final slash. Raises ValueError for what is not a web address.

    name: of the variable, for the message.
    """
    problem = ValueError(
        f"{name} is {value!r}; write an address such as {example}, with no query and no spaces."
    )
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a bracket that is never closed, a port that is not a number
        raise problem from None
    if not usable or ".." in parts.path.split("/") or FORBIDDEN.search(value):
        raise problem
    return value.rstrip("/")


def site_address(value: str) -> str:
    """Return the address of a site, ending in a slash. Raises ValueError when it is not one."""
    return web_address("SITE_URL", value, "https://days.example.org/") + "/"


def pages_address(repository: str) -> str:
    """Return the address that GitHub Pages gives to `OWNER/NAME`, ending in a slash."""
    owner, name = repository.split("/", 1)
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def branch(environment: Mapping[str, str]) -> str:
    """Return the branch that an edit belongs to: of a pull request the one that it is meant for.

    For a tag it is HEAD, which GitHub reads as the default branch, whatever its name.
    """
    if environment.get("GITHUB_BASE_REF", "").strip():
        return environment["GITHUB_BASE_REF"].strip()
    name = environment.get("GITHUB_REF_NAME", "").strip()
    return name if name and environment.get("GITHUB_REF_TYPE") == "branch" else "HEAD"


def owner_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads, as far as the environment tells them.

    environment: normally `os.environ`. Unknown values are left out, so that the defaults of
    `mkdocs.yml` hold: a build on somebody's own machine names no repository and draws no edit link.
    Raises ValueError, with what to write instead, for a value that is invalid.
    """
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    found: dict[str, str] = {}
    if repository := given.get("GITHUB_REPOSITORY"):
        if not REPOSITORY.fullmatch(repository):
            raise ValueError(
                f"GITHUB_REPOSITORY is {repository!r}; write it as OWNER/NAME, "
                "for example amina/ml-dl-morocco."
            )
        github = "https://github.com"
        server = web_address("GITHUB_SERVER_URL", given.get("GITHUB_SERVER_URL", github), github)
        found = {
            "REPO_NAME": repository,
            "REPO_URL": f"{server}/{repository}",
            "SITE_URL": pages_address(repository),
            "EDIT_URI": f"edit/{quote(branch(given))}/docs/",
            "GISCUS_REPO": repository,
        }
    names = ("REPO_NAME", "REPO_URL", "SITE_URL", "EDIT_URI", "GISCUS_REPO")
    found |= {name: given[name] for name in names if name in given}
    if "SITE_URL" in found:
        found["SITE_URL"] = site_address(found["SITE_URL"])
    if "REPO_URL" in found:
        found["REPO_URL"] = web_address("REPO_URL", found["REPO_URL"], "https://github.com/a/b")
    for name in ("REPO_NAME", "EDIT_URI", "GISCUS_REPO"):
        if re.search(r"[\s<>\"'`\\]", found.get(name, "")):
            raise ValueError(
                f"{name} is {found[name]!r}; take the spaces, quotes and angle brackets out."
            )
    return found


def why_not_private(site_url: str) -> str | None:
    """Return a sentence when readers would reach the site without encryption, else None."""
    parts = urlsplit(site_url)
    if parts.scheme != "http" or parts.hostname in HERE:
        return None
    return (
        f"SITE_URL is {site_url}: each page will name its address with http://. "
        "Write https:// unless the site really has no encryption."
    )
