"""Which commit a run of the workflow `site` builds, and whether it may be published.

A push or a pull request builds what GitHub checked out. A run by hand names a commit, a tag or a branch (REF): with it an
older state of the site is published again. Only a commit of the default branch's own history can be published, so that
nobody publishes what was never merged.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from actions import Refused, hand_on, main_of, notice

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}")


def git(root: Path, *words: str) -> str | None:
    """Return what git answers, or None when it fails."""
    ran = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else None


def find_commit(root: Path, ref: str, default: str) -> str:
    """Return the full id of the commit that `ref` names. Raises Refused when it cannot be meant or may not be published.

    root: a clone with its whole history and its tags. default: the name of the default branch.
    """
    wanted = ref.strip()
    if not wanted:
        raise Refused(f"The field `ref` is empty: write {default} for the newest commit, a tag, or the id of a commit.")
    if not NAME.fullmatch(wanted) or ".." in wanted:
        raise Refused(f"The field `ref` is {wanted[:80]!r}, which is no name: write {default}, a tag, or the id of a commit.")
    places = [f"refs/tags/{wanted}", f"refs/remotes/origin/{wanted}"]
    if re.fullmatch(r"[0-9a-fA-F]{7,40}", wanted):  # asked for as an id, since git prefers a tag that only looks like one
        places += (git(root, "rev-parse", f"--disambiguate={wanted.lower()}") or "").split()
    commits = {found for place in places if (found := git(root, "rev-parse", "--verify", "--quiet", f"{place}^{{commit}}"))}
    if not commits:
        raise Refused(f"No commit is called {wanted!r} here: a tag must point to a commit, and an id needs 7 digits or more.")
    if len(commits) > 1:
        raise Refused(f"{wanted!r} names several commits (a tag, a branch or an id): write the whole id of the one you mean.")
    commit = commits.pop()
    if git(root, "merge-base", "--is-ancestor", commit, f"refs/remotes/origin/{default}") is None:
        raise Refused(f"The commit {commit[:12]} is not part of {default}, so it is not published: merge it first.")
    if git(root, "cat-file", "-e", f"{commit}:dev.py") is None:
        raise Refused(f"The commit {commit[:12]} has no dev.py to build it with: choose a later one.")
    return commit


def run(environment: Mapping[str, str], root: Path = Path()) -> None:
    """Hand on `commit` and `publish` (true or false) to later steps."""
    default, event = environment["DEFAULT_BRANCH"], environment["GITHUB_EVENT_NAME"]
    head = git(root, "rev-parse", "--verify", "HEAD^{commit}")
    if head is None:
        raise Refused("This is no git clone: the step `checkout` comes first.")
    may_publish = event in ("push", "workflow_dispatch") and environment["GITHUB_REF"] == f"refs/heads/{default}"
    commit = find_commit(root, environment.get("REF", ""), default) if event == "workflow_dispatch" and may_publish else head
    if event != "pull_request" and not may_publish:
        notice(f"Built and tested, not published: only a run on the branch {default} publishes.")
    if commit != head:
        notice(f"This run publishes the commit {commit[:12]}, not the newest. The next push to {default} publishes the newest again.")
    hand_on(environment, "GITHUB_OUTPUT", commit=commit, publish=str(may_publish).lower())


if __name__ == "__main__":
    sys.exit(main_of(run))
