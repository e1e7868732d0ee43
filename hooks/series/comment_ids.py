"""Ask GitHub for the two ids that comments need, and hand them to the build, so that a fork pastes none.

    python dev.py comment-ids

A step of the workflow runs it with the job's own token. Without an answer that can be used, pages link to their
discussion instead: one line says why and what to click, and no build fails.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from series.comments import NODE_ID, odd_characters
from series.github import PATIENCE, Category, NoAnswer, ask_repository, plain
from series.settings import REPOSITORY

CATEGORY = "Announcements"  # the kind in which only maintainers and giscus begin a discussion, so nobody can take a day's name


def choose_category(categories: Sequence[Category], wanted: str) -> Category | None:
    """Choose by the configured name, else the same as a slug, else Announcements. None: none of them is there."""
    for name in filter(None, (wanted.strip(), CATEGORY)):
        for found in (
            [each for each in categories if each.name == name],
            [each for each in categories if each.name.casefold() == name.casefold()],
            [each for each in categories if each.slug == name.lower()],
        ):
            if found:
                return found[0]
    return None


def _sound(ids: Mapping[str, str]) -> bool:
    name = ids["category"]
    return bool(NODE_ID.fullmatch(ids["repo_id"]) and NODE_ID.fullmatch(ids["category_id"])) and len(name) <= 100 and not odd_characters(name)


def ids_for(environment: Mapping[str, str], patience: float = PATIENCE) -> tuple[dict[str, str], str]:
    """Return what the build needs (repo_id, category, category_id) and one line that says how it went.

    environment: of a job in GitHub Actions. A variable that is set by hand wins, and when all are set nobody is asked.
    Nothing that comes from outside is in the result unless it has been checked; an empty result means link only.
    """
    given = {name: environment.get(f"GISCUS_{name.upper()}", "").strip() for name in ("repo", "repo_id", "category", "category_id")}
    repository = given.pop("repo") or environment.get("GITHUB_REPOSITORY", "").strip()
    link_only = "Comments: pages link to GitHub only, because {}."
    odd = "an id or the name of the category has characters that none has"
    if given["repo_id"] and given["category_id"]:
        return (given, "Comments: the ids are those that were set by hand.") if _sound(given) else ({}, link_only.format(odd))
    if not REPOSITORY.fullmatch(repository):
        return {}, link_only.format("no repository is known: set GITHUB_REPOSITORY to OWNER/NAME")
    if environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/") != "https://github.com":
        return {}, link_only.format("giscus shows discussions of github.com alone")
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        return {}, link_only.format("there is no token: give the step `GITHUB_TOKEN: ${{ github.token }}`")
    try:
        found = ask_repository(repository, token, environment, patience)
    except NoAnswer as problem:
        return {}, link_only.format(problem)
    if found.private:
        return {}, link_only.format(f"the repository is not public: make it so at https://github.com/{repository}/settings (General > Danger Zone)")
    if not found.discussions:
        return {}, link_only.format(f"Discussions are off: switch them on at https://github.com/{repository}/settings (General > Features > Discussions)")
    chosen: Category | None
    if given["category_id"]:
        chosen = next((each for each in found.categories if each.id == given["category_id"]), Category(given["category_id"], given["category"], ""))
    else:
        chosen = choose_category(found.categories, given["category"])
    if chosen is None:
        known = ", ".join(plain(each.name) for each in found.categories) or "none"
        return {}, link_only.format(f"there is no category {plain(given['category'] or CATEGORY)} (there is: {known}): make {CATEGORY} at "
                                    f"https://github.com/{repository}/discussions/categories, or set the variable GISCUS_CATEGORY")
    ids = {"repo_id": given["repo_id"] or found.id, "category": chosen.name, "category_id": chosen.id}
    if not _sound(ids):
        return {}, link_only.format(odd)
    instead = f" ({plain(given['category'])} was not found)" if given["category"] and chosen.name == CATEGORY != given["category"] else ""
    return ids, f"Comments: shown from the discussions of {repository}, category {plain(chosen.name)}{instead}."


def hand_over(environment: Mapping[str, str]) -> str:
    """Write the ids to the outputs of the step and return the one line to print. Raises nothing."""
    ids, line = ids_for(environment)
    output = environment.get("GITHUB_OUTPUT", "")
    try:
        if output and ids:
            with open(output, "a", encoding="utf-8") as file:
                file.writelines(f"{name}={value}\n" for name, value in ids.items())
    except OSError as error:
        line = f"Comments: pages link to GitHub only, because the outputs of the step could not be written ({error.strerror})."
    if "link to GitHub only" in line and environment.get("GITHUB_ACTIONS"):  # a notice is shown on the page of the run
        return "::notice title=Comments::" + line.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return line


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a letter must not stop a build
    print(hand_over(os.environ))
