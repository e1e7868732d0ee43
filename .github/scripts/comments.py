"""Say what the comments of a copy of this site still need, and find the ids that giscus asks for.

    python3 .github/scripts/comments.py doctor OWNER/NAME  # what is missing, and where to click
    python3 .github/scripts/comments.py ids                # in the workflow: the ids for the build

Exit status of `doctor`: 0 nothing to do, 1 something to do, 2 wrongly called, 3 no answer of
GitHub's. `ids` never fails a build: one line says why there are none.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from actions import Refused, ask, hand_on, notice

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hooks.comments import VARIABLES  # noqa: E402 - found by the line above
from hooks.owner import REPOSITORY  # noqa: E402

QUERY = """query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  id nameWithOwner isPrivate isArchived hasDiscussionsEnabled
  discussionCategories(first: 25) { nodes { id name slug isAnswerable } } } }"""
# Only maintainers and giscus begin a discussion of this format: nobody can take a day's name.
CATEGORY = "Announcements"
LAST = (
    "What GitHub does not tell: your GISCUS_… variables, whether github.com/apps/giscus is in, and "
    "whether a giscus.json refuses the site. Try your repository at https://giscus.app."
)


def examine(name: str, environment: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return what to do for the comments of OWNER/NAME, and the ids when they can be shown.

    Raises Refused, or LookupError, TypeError or AttributeError for an answer of another form.
    """
    variables = dict(zip(("owner", "name"), name.split("/"), strict=True))
    body = {"query": QUERY, "variables": variables}
    found = ask("graphql", "POST", body)["data"]["repository"]
    now, known = found["nameWithOwner"], {}
    page, where = f"https://github.com/{now}", f"https://github.com/{now}/discussions/categories"
    for category in filter(None, found["discussionCategories"]["nodes"]):
        known[category["slug"]] = known[category["name"].casefold()] = category
    wanted = environment.get("GISCUS_CATEGORY", "").strip() or CATEGORY
    own = known.get(wanted.casefold())
    chosen = own or known.get(CATEGORY.casefold()) or {}
    names = sorted({category["name"] for category in known.values()})
    lacking = f"There is no category {wanted!r}, only {names}"
    stops = {
        f"It is not public: {page}/settings (Danger Zone).": found["isPrivate"],
        f"Discussions are off: {page}/settings (Features).": not found["hasDiscussionsEnabled"],
        f"{lacking}: make {CATEGORY}, of the format Announcement: {where}": not chosen,
    }
    others = {
        f"{name} is called {now} now: write so, in GISCUS_REPO too.": now.lower() != name.lower(),
        f"It is archived, so nobody can write: {page}/settings": found["isArchived"],
        f"{lacking}, so {CATEGORY} is taken: {where}": chosen and not own,
        f"Its category is Q&A, not Announcement: {where}": chosen.get("isAnswerable"),
    }
    todo = [text for text, true in (stops | others).items() if true]
    ids = {"repo_id": found["id"], "category": chosen.get("name"), "category_id": chosen.get("id")}
    return todo, {} if any(stops.values()) else {"repo": now, **ids}


def hand_over(environment: Mapping[str, str]) -> None:
    """Write the ids to the outputs of the step and say what to do. Raises as `examine`.

    Ids that are set by hand win, and nobody is asked. Nothing from outside is handed on unchecked.
    """
    ids = {name: environment.get(f"GISCUS_{name.upper()}", "").strip() for name in VARIABLES}
    ids["repo"] = ids["repo"] or environment.get("GITHUB_REPOSITORY", "")
    todo: list[str] = []
    if REPOSITORY.fullmatch(ids["repo"]) and not (ids["repo_id"] and ids["category_id"]):
        todo, ids = examine(ids["repo"], environment)
    if any(not VARIABLES[name][0].fullmatch(text) for name, text in ids.items()):
        raise Refused(f"An id or a name has characters that none has: {ids}.")
    hand_on(environment, **ids)
    said = " ".join([f"Comments are {'shown' if ids else 'only links'}.", *todo])
    notice(said) if todo else print(said)


def main(arguments: Sequence[str]) -> int:
    """Run `ids` or `doctor OWNER/NAME` and return the exit status."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    name = re.sub(r"^(https://|git@)github\.com[/:]|(\.git)?/*$", "", "".join(arguments[1:]))
    job = [*arguments] == ["ids"]
    if not job and (arguments[:1] != ["doctor"] or not REPOSITORY.fullmatch(name)):
        print(__doc__)
        return 2
    try:
        if job:
            hand_over(os.environ)
            return 0
        todo, _ = examine(name, os.environ)
        print(f"{name}:", *todo or ["All that can be seen is right."], LAST, sep="\n- ")
        return 1 if todo else 0
    except (Refused, LookupError, TypeError, AttributeError) as problem:
        odd = "GitHub's answer has another form than was asked for: run this again later."
        said = str(problem) if isinstance(problem, Refused) else odd
        notice(f"Comments are only links. {said}") if job else print(said)
        return 0 if job else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
