"""Which commit a run of the workflow `site` builds, and whether it may publish it.

On the default branch the newest commit is published. While the repository variable SITE_COMMIT
names an older one (a tag or an id), a run by hand publishes that one and a push publishes nothing.
Everywhere else, and for a pull request, what was checked out is built and not published.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from actions import NotFound, Refused, ask, hand_on, main_of, notice


def git(root: Path, *words: str) -> str | None:
    """Return what git answers, or None when it fails."""
    ran = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else None


def find_commit(root: Path, name: str, default: str) -> str:
    """Return the id of the commit that a tag or an id names, in a clone with its whole history.

    Raises Refused when there is none, or when it was never merged into the branch `default`.
    """
    commit = git(root, "rev-parse", "--verify", "-q", "--end-of-options", name + "^{commit}")
    if not commit:
        raise Refused(f"SITE_COMMIT is {name[:80]!r}; write a tag or the id of a commit.")
    if git(root, "merge-base", "--is-ancestor", commit, f"origin/{default}") is None:
        raise Refused(f"SITE_COMMIT names a commit that is not part of {default}: merge it first.")
    return commit


def find_address(environment: Mapping[str, str], repository: str) -> str:
    """Return the address of the site; nothing when Pages does not publish from Actions."""
    try:
        answer = ask(repository + "/pages")
        if answer["build_type"] == "workflow":
            return environment.get("SITE_URL", "").strip() or str(answer["html_url"])
    except NotFound:
        pass
    notice("Not published: set Settings > Pages > Source to GitHub Actions, and run this again.")
    return ""


def digests_before(repository: str, commit: str) -> str:
    """Return the digests under which a commit was published before, with a space between two."""
    statuses = ask(f"{repository}/commits/{commit}/statuses?per_page=100")
    found = [status["description"] for status in statuses if status["context"] == "site"]
    return " ".join(re.findall(r"\b[0-9a-f]{64}\b", repr(found)))


def handout_size(repository: str) -> str:
    """Return the size of the handout in the release `handout`; nothing when there is none.

    In whole megabytes, for each other size makes other bytes of the welcome page.
    """
    try:
        assets = ask(f"{repository}/releases/tags/handout")["assets"]
        sizes = [asset["size"] for asset in assets if asset["name"] == "handout.pdf"]
        return str(max(1, round(sizes[0] / 1e6))) if sizes else ""
    except NotFound:
        return ""
    except (Refused, LookupError, TypeError) as problem:
        notice(f"The welcome page shows no handout, since its size is not known. {problem}")
        return ""


def run(environment: Mapping[str, str], root: Path = Path()) -> None:
    """Hand on `commit`, `publish` (true or false), `address`, the digests `before`, `handout`."""
    default, event = environment["DEFAULT_BRANCH"], environment["GITHUB_EVENT_NAME"]
    repository = "repos/" + environment["GITHUB_REPOSITORY"]
    commit, before, address = git(root, "rev-parse", "HEAD") or "", "", ""
    if event != "pull_request" and environment["GITHUB_REF"] == f"refs/heads/{default}":
        address = find_address(environment, repository)
    publish, held = bool(address), environment.get("SITE_COMMIT", "").strip()
    if publish and held:
        kept = find_commit(root, held, default)
        notice(
            f"SITE_COMMIT holds the site at {kept[:12]}: newer commits are not published. To let "
            "go, delete it under Settings > Secrets and variables > Actions > Variables, and run "
            "this workflow by hand."
        )
        publish = event == "workflow_dispatch"
        if publish:
            commit, before = kept, digests_before(repository, kept)
    found = {"commit": commit, "address": address, "before": before}
    found["handout"] = handout_size(repository) if publish else ""
    hand_on(environment, publish=str(publish).lower(), **found)


if __name__ == "__main__":
    sys.exit(main_of(run))
