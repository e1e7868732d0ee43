"""What an owner and a job are told of the comments, with a stand-in for GitHub's command line.

What it prints was recorded from gh 2.23 against a server on this machine that answered as GitHub's
documentation and schema say.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from repository import ROOT
from workflow import GitHub, told

SCRIPT = ROOT / ".github/scripts/comments.py"
NEWS = {"id": "DIC_news", "name": "Announcements", "slug": "announcements", "isAnswerable": False}
TALK = {"id": "DIC_talk", "name": "Parlons ! 💬", "slug": "parlons", "isAnswerable": True}
READY = {"id": "R_kgDO1", "nameWithOwner": "amina/x", "isPrivate": False, "isArchived": False}
READY |= {"hasDiscussionsEnabled": True, "discussionCategories": {"nodes": [None, TALK, NEWS]}}
IDS = {"repo": "amina/x", "repo_id": "R_kgDO1"}
IDS |= {"category": "Announcements", "category_id": "DIC_news"}
Ran = Callable[..., tuple[int, str, dict[str, str]]]


@pytest.fixture
def run(tmp_path: Path, github: GitHub) -> Ran:
    """Run the script with one answer of gh: its exit code, what it prints, what it hands over."""

    def run(*words: str, answer: Any = READY, **given: str) -> tuple[int, str, dict[str, str]]:
        if isinstance(answer, dict):
            answer = told(200, {"data": {"repository": answer}})
        github["answers"] = {"graphql": answer}
        output = tmp_path / "output"
        output.write_text("")
        clean = {"PATH": str(github.folder if answer else tmp_path), "GITHUB_OUTPUT": str(output)}
        clean |= {"PYTHONIOENCODING": "ascii:strict"} | given
        command = [sys.executable, str(SCRIPT), *words]
        ran = subprocess.run(command, env=clean, capture_output=True, text=True, check=False)
        assert ran.stderr == ""
        handed = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return ran.returncode, ran.stdout, handed

    return run


def test_what_is_ready(run: Ran, github: GitHub) -> None:
    code, said, _ = run("doctor", "https://github.com/amina/x.git")
    assert code == 0 and "github.com/apps/giscus" in said
    code, said, handed = run("ids", GITHUB_REPOSITORY="amina/x")
    assert (code, handed) == (0, IDS) and "::notice" not in said
    assert len(github["asked"]) == 2, "one answer is enough"


# What GitHub says of a repository, whether comments can be shown, and a word that is said.
STATES: list[tuple[dict[str, Any], dict[str, str], bool, str]] = [
    ({"isPrivate": True}, {}, False, "public"),
    ({"hasDiscussionsEnabled": False}, {}, False, "Discussions"),
    ({"discussionCategories": {"nodes": []}}, {}, False, "category"),
    ({"discussionCategories": {"nodes": [TALK]}}, {}, False, "Parlons"),
    ({"discussionCategories": {"nodes": [TALK]}}, {"GISCUS_CATEGORY": "PARLONS"}, True, "Q&A"),
    ({}, {"GISCUS_CATEGORY": "Komments"}, True, "Komments"),
    ({"isArchived": True}, {}, True, "archived"),
    ({"nameWithOwner": "amina/new"}, {}, True, "amina/new"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "environment", "shown", "word"), STATES, ids=range(len(STATES)))
def test_what_is_missing_is_said(
    run: Ran, state: dict[str, Any], environment: dict[str, str], shown: bool, word: str
) -> None:
    code, said, _ = run("doctor", "amina/x", answer=READY | state, **environment)
    assert code == 1 and word in said
    given = environment | {"GITHUB_REPOSITORY": "amina/x"}
    code, said, handed = run("ids", answer=READY | state, **given)
    assert code == 0 and bool(handed) is shown and said.startswith("::notice") and word in said
    assert len(said.splitlines()) == 1
    assert not shown or handed["repo"] == (READY | state)["nameWithOwner"]


# What gh prints to its two outputs, and a word of the advice.
UNSEEN = [
    (("", "gh: Bad credentials (HTTP 401)"), "GH_TOKEN"),
    (("", "To get started, please run:  gh auth login"), "auth login"),
    (("", "gh: API rate limit exceeded for user ID 1. (HTTP 403)"), "hour"),
    (("", "gh: You have exceeded a secondary rate limit. (HTTP 403)"), "hour"),
    (("", "gh: Resource protected by SAML (HTTP 403)"), "permissions"),
    (('{"errors": [{"type": "NOT_FOUND"}]}', "gh: Could not resolve to a Repo"), "name"),
    (("<html>", "gh: HTTP 502"), "githubstatus"),
    (("", "error connecting to api.github.com"), "githubstatus"),
    (("<html>a sign-in page</html>", ""), "githubstatus"),
    (("[]", ""), "GitHub"),
    (('{"data": {"repository": null}}', ""), "GitHub"),
    (READY | {"discussionCategories": {"nodes": [{"id": 7}]}}, "GitHub"),
    (None, "cli.github.com"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "advice"), UNSEEN, ids=range(len(UNSEEN)))
def test_who_saw_nothing_does_not_say_that_all_is_well(run: Ran, answer: Any, advice: str) -> None:
    code, said, _ = run("doctor", "amina/x", answer=answer)
    assert code == 3 and advice in said
    code, said, handed = run("ids", answer=answer, GITHUB_REPOSITORY="amina/x")
    assert (code, handed) == (0, {}) and said.startswith("::notice") and advice in said


def test_ids_set_by_hand_ask_nobody_and_odd_ones_reach_no_build(run: Ran) -> None:
    given = {"GISCUS_REPO": "amina/talks", "GISCUS_REPO_ID": "R_mine", "GISCUS_CATEGORY_ID": "D_1x"}
    assert run("ids", answer=None, **given)[2]["repo"] == "amina/talks"
    for name, odd in (("GISCUS_REPO_ID", "R\nX=1"), ("GISCUS_REPO", "a/b/c"), ("GISCUS_REPO", "")):
        assert run("ids", answer=None, **given | {name: odd})[2] == {}
    for state in ({"id": "R\nX=1"}, {"discussionCategories": {"nodes": [NEWS | {"id": '"'}]}}):
        assert run("ids", answer=READY | state, GITHUB_REPOSITORY="amina/x")[2] == {}


@pytest.mark.parametrize("words", ["", "doctor", "doctor amina", "doctor a/b/c", "x"])
def test_a_wrong_call_shows_how(run: Ran, words: str) -> None:
    code, said, _ = run(*words.split())
    assert code == 2 and "doctor OWNER/NAME" in said
