"""Say what the comments of a copy of this site still need, and find the ids that giscus asks for.

    python .github/scripts/comments.py doctor OWNER/NAME  # what is missing, and where to click
    python .github/scripts/comments.py ids                # in the workflow: the ids for the build

GitHub's own command line (gh, on every runner) asks once. Exit codes of `doctor`: 0 nothing to do,
1 something to do, 2 wrongly called, 3 no answer. `ids` never fails a build: one line says why.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hooks.comments import REPOSITORY, VARIABLES  # noqa: E402 - found by the line above

QUERY = """query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  id nameWithOwner isPrivate isArchived hasDiscussionsEnabled
  object(expression: "HEAD:giscus.json") { ... on Blob { text } }
  discussionCategories(first: 25) { nodes { id name slug isAnswerable } } } }"""
# Only maintainers and giscus begin a discussion of this format: nobody can take a day's name.
CATEGORY = "Announcements"
STEP, LOGIN = "give the step GH_TOKEN: ${{ github.token }}", "run `gh auth login`"
HOUR, LATER = "run it again in an hour", "see https://githubstatus.com and run it again later"
# What gh prints (recorded with gh 2.23), what it means, what helps in a job, and what at home.
REASONS = (
    ("rate limit", "its limit of requests is used up", HOUR, HOUR),
    ("HTTP 401", "it refuses the token", STEP, f"{LOGIN}, unset an old GH_TOKEN, GITHUB_TOKEN"),
    ("GH_TOKEN|auth login", "it wants a token", STEP, LOGIN),
    ("NOT_FOUND", "it shows no such repository", "compare GISCUS_REPO", "compare the name"),
    ("FORBIDDEN|HTTP 403", "it refuses", "give `discussions: read`", "run `gh auth refresh`"),
    ("", "it cannot be reached, or has a fault of its own", LATER, LATER),
)
LAST = "GitHub hides your GISCUS_… variables, and if github.com/apps/giscus is in: try giscus.app."
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, re.error)


class NoAnswer(Exception):
    """GitHub told nothing about the repository. Its text says why and what to do."""


def ask(repository: str, job: bool) -> dict[str, Any]:
    """Return what GraphQL says of `repository` (OWNER/NAME), as QUERY asks, or raise NoAnswer."""
    owner, name = repository.split("/")
    fields = ["-f", f"owner={owner}", "-f", f"name={name}", "-f", f"query={QUERY}"]
    said = ""
    try:
        ran = subprocess.run(["gh", "api", "graphql", *fields], capture_output=True, timeout=60)
        said = (ran.stderr + ran.stdout).decode(errors="replace") if ran.returncode else ""
        found: dict[str, Any] = json.loads(ran.stdout)["data"]["repository"]
        nodes = [node for node in found["discussionCategories"]["nodes"] if node]
        texts = [found["id"], found["nameWithOwner"]]
        texts += [node[key] for node in nodes for key in ("id", "name", "slug")]
        flags = [found[key] for key in ("isPrivate", "isArchived", "hasDiscussionsEnabled")]
        limits = (found["object"] or {}).get("text")
        if not said and {*map(type, texts)} == {str} and {*map(type, flags)} == {bool}:
            return found | {"categories": nodes, "limits": limits}
    except FileNotFoundError:
        raise NoAnswer("The command gh is missing: see https://cli.github.com") from None
    except (*UNREADABLE, subprocess.TimeoutExpired):
        pass  # nothing was said in time, or not in the form that was asked for
    why = next(words for sign, *words in REASONS if re.search(sign, said))
    raise NoAnswer(f"GitHub gave no answer: {why[0]}. To do: {why[1 if job else 2]}.")


def limit(text: Any, site: str) -> tuple[str, str]:
    """Return why a `giscus.json` keeps comments off `site` (an origin), and what else is odd."""
    try:
        known = json.loads(text) if text is not None else {}
        origins, patterns = [*known.get("origins", ())], [*known.get("originsRegex", ())]
        allowed = site in origins or any(re.search(pattern, site) for pattern in patterns)
        if allowed or not (origins or patterns):
            return "", ""
    except UNREADABLE:  # giscus takes such a file for none
        return "", f'giscus.json cannot be read: write {{"origins": ["{site}"]}} into it.'
    return f'giscus.json refuses this site: write "{site}" under origins, or delete it.', ""


def choose(categories: Sequence[Mapping[str, Any]], wanted: str) -> Mapping[str, Any]:
    """Choose a category by its name or slug, in any letters; nothing when there is none."""
    same = (c for c in categories if wanted.casefold() in (c["name"].casefold(), c["slug"]))
    return next(same, {})


def examine(name: str, job: bool) -> tuple[list[str], dict[str, str]]:
    """Return what to do for the comments of `name`, and the ids when they can be shown."""
    found = ask(name, job)
    now, categories = found["nameWithOwner"], found["categories"]
    page, where = f"https://github.com/{now}", f"https://github.com/{now}/discussions/categories"
    address = os.environ.get("SITE_URL") or f"https://{now.split('/')[0]}.github.io"
    refuses, unclear = limit(found["limits"], "://".join(urlsplit(address)[:2]).lower())
    wanted = os.environ.get("GISCUS_CATEGORY", "").strip() or CATEGORY
    own = choose(categories, wanted)
    chosen = own or choose(categories, CATEGORY)
    lacking = f"There is no category {wanted!r}, only {[each['name'] for each in categories]}"
    stops = {
        f"It is not public: {page}/settings (Danger Zone).": found["isPrivate"],
        f"Discussions are off: {page}/settings (Features).": not found["hasDiscussionsEnabled"],
        f"{lacking}: make {CATEGORY}, of the format Announcement: {where}": not chosen,
        refuses: refuses,
    }
    others = {
        unclear: unclear,
        f"{name} is called {now} now: write so, in GISCUS_REPO too.": now.lower() != name.lower(),
        f"It is archived, so nobody can write: {page}/settings": found["isArchived"],
        f"{lacking}, so {CATEGORY} is taken: {where}": chosen and not own,
        f"Its category is Q&A, not Announcement: {where}": chosen.get("isAnswerable"),
    }
    todo = [text for text, true in (stops | others).items() if true]
    ids = {"repo_id": found["id"], "category": chosen.get("name"), "category_id": chosen.get("id")}
    return todo, {} if any(stops.values()) else {"repo": now, **ids}


def hand_over() -> None:
    """Write the ids to the outputs of the step and say what to do. Raises NoAnswer.

    Ids that are set by hand win, and nobody is asked. Nothing from outside is handed on unchecked.
    """
    ids = {name: os.environ.get(f"GISCUS_{name.upper()}", "").strip() for name in VARIABLES}
    ids["repo"] = ids["repo"] or os.environ.get("GITHUB_REPOSITORY", "")
    todo: list[str] = []
    if REPOSITORY.fullmatch(ids["repo"]) and not (ids["repo_id"] and ids["category_id"]):
        todo, ids = examine(ids["repo"], job=True)
    if any(not VARIABLES[name][0].fullmatch(text) for name, text in ids.items()):
        raise NoAnswer(f"An id or a name has characters that none has: {ids}.")
    with open(os.environ.get("GITHUB_OUTPUT", os.devnull), "a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in ids.items())
    print("::notice::" * bool(todo) + f"Comments are {'shown' if ids else 'only links'}.", *todo)


def main(arguments: Sequence[str]) -> int:
    """Run `ids` or `doctor OWNER/NAME` and return the exit code."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    name = re.sub(r"^(https://|git@)github\.com[/:]|(\.git)?/*$", "", "".join(arguments[1:]))
    try:
        if [*arguments] == ["ids"]:
            hand_over()
            return 0
        if arguments[:1] == ["doctor"] and REPOSITORY.fullmatch(name):
            todo, _ = examine(name, job=False)
            print(f"{name}:", *todo or ["All that can be seen is right."], LAST, sep="\n- ")
            return 1 if todo else 0
    except NoAnswer as problem:
        print(f"::notice::Comments are only links. {problem}" if not name else problem)
        return 3 if name else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
