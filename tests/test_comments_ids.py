"""The ids of the comments from GitHub's API, and the doctor, against a stand-in for GitHub on this machine."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, run_mkdocs
from github_stub import Stub, github_stub
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from series.comment_ids import choose_category, hand_over, ids_for
from series.doctor import check_giscus_json, examine, main
from series.github import MOST_BYTES, Category, NoAnswer, ask, read_repository

LINK_ONLY = "Comments: pages link to GitHub only, because "
NODES = [
    {"id": "DIC_general", "name": "General", "slug": "general"},
    {"id": "DIC_news", "name": "Announcements", "slug": "announcements"},
    {"id": "DIC_talk", "name": "Parlons ! 💬", "slug": "parlons"},
]


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with github_stub() as stub:
        stub.answer("/graphql", repository())
        yield stub


def repository(nodes: Any = NODES, on: Any = True, id: Any = "R_kgDOstub", private: Any = False) -> dict[str, Any]:
    return {"data": {"repository": {"id": id, "isPrivate": private, "hasDiscussionsEnabled": on, "discussionCategories": {"nodes": nodes}}}}


def node(**other: Any) -> list[dict[str, Any]]:
    return [NODES[1] | other]


# --- The ids --------------------------------------------------------------------------------------------------------

def test_a_repository_that_is_ready_gives_its_ids_with_one_request(github: Stub) -> None:
    ids, line = ids_for(github.environment)
    assert ids == {"repo_id": "R_kgDOstub", "category": "Announcements", "category_id": "DIC_news"}
    assert "category Announcements" in line and LINK_ONLY not in line
    [(method, path, authorization, sent)] = github.asked
    assert (method, path, authorization) == ("POST", "/graphql", "Bearer secret-token")
    assert sent["variables"] == {"owner": "amina", "name": "ml-dl-morocco"}


@pytest.mark.parametrize(("wanted", "chosen", "said"), [
    ("", "DIC_news", ""), ("General", "DIC_general", ""), ("general", "DIC_general", ""), (" GENERAL ", "DIC_general", ""),
    ("Parlons ! 💬", "DIC_talk", ""), ("parlons", "DIC_talk", ""), ("Nowhere", "DIC_news", "(Nowhere was not found)"),
])
def test_the_configured_name_wins_then_the_slug_then_announcements(github: Stub, wanted: str, chosen: str, said: str) -> None:
    ids, line = ids_for(github.environment | {"GISCUS_CATEGORY": wanted})
    assert ids["category_id"] == chosen and said in line


def test_an_exact_name_comes_before_another_ones_slug() -> None:
    both = [Category("a", "Rabat talks", "talks"), Category("b", "talks", "talks-1"), Category("c", "Talks", "talks-2")]
    assert [getattr(choose_category(both, wanted), "id", None) for wanted in ("talks", "Talks", "TALKS", "none")] == ["b", "c", "b", None]


def test_variables_that_are_set_win_and_nobody_is_asked_when_all_are_set(github: Stub) -> None:
    by_hand = {"GISCUS_REPO_ID": "R_mine", "GISCUS_CATEGORY": "Mine", "GISCUS_CATEGORY_ID": "DIC_mine"}
    assert ids_for(github.environment | by_hand)[0] == {"repo_id": "R_mine", "category": "Mine", "category_id": "DIC_mine"}
    assert github.asked == []
    assert ids_for(github.environment | {"GISCUS_REPO_ID": "R_mine"})[0]["repo_id"] == "R_mine"
    assert ids_for(github.environment | {"GISCUS_CATEGORY_ID": "DIC_talk"})[0] == {
        "repo_id": "R_kgDOstub", "category": "Parlons ! 💬", "category_id": "DIC_talk"}
    ids, line = ids_for(github.environment | by_hand | {"GISCUS_CATEGORY_ID": "DIC\nX=1"})
    assert ids == {} and "characters" in line
    ids_for(github.environment | {"GISCUS_REPO": "amina/talks"})
    assert github.asked[-1][3]["variables"] == {"owner": "amina", "name": "talks"}


HOSTILE = [
    # what GitHub says of the repository
    (repository(on=False), 200, {}, "Discussions are off: switch them on at https://github.com/amina/ml-dl-morocco/settings"),
    (repository(private=True), 200, {}, "not public: make it so at https://github.com/amina/ml-dl-morocco/settings"),
    (repository(private=0), 200, {}, "unknown form"), (repository(private=None), 200, {}, "unknown form"),
    (repository(nodes=[]), 200, {}, "no category Announcements (there is: none)"),
    (repository(nodes=NODES[:1]), 200, {}, "(there is: General): make Announcements at https://github.com/amina/ml-dl-morocco/discussions/categories"),
    # refusals
    ({"message": "Bad credentials"}, 401, {}, "does not accept the token"),
    ({"message": "Resource not accessible by integration"}, 403, {}, "permission `discussions: read`"),
    ({"message": "rate limit"}, 403, {"X-RateLimit-Remaining": "0"}, "limit of requests"),
    ({"message": "secondary rate limit"}, 403, {"Retry-After": "60"}, "limit of requests"),
    ({"message": "slow down"}, 429, {}, "limit of requests"),
    ({"message": "Not Found"}, 404, {}, "no such repository"),
    (b"<html>Unicorn!</html>", 500, {}, "status 500"), (b"", 502, {}, "githubstatus.com"), (b"", 503, {}, "status 503"),
    (b"", 418, {}, "status 418"), (b"", 301, {"Location": "/elsewhere"}, "moved"), (b"", 302, {"Location": "/elsewhere"}, "moved"),
    (b"", 307, {"Location": "/elsewhere"}, "moved"), (b"", 308, {"Location": "file:///etc/passwd"}, "moved"),
    ({"data": {"repository": None}, "errors": [{"type": "FORBIDDEN", "message": "x"}]}, 200, {}, "permission `discussions: read`"),
    ({"data": None, "errors": [{"type": "INSUFFICIENT_SCOPES"}]}, 200, {}, "permission `discussions: read`"),
    ({"data": {"repository": None}, "errors": [{"type": "NOT_FOUND"}]}, 200, {}, "no such repository"),
    ({"errors": [{"type": "RATE_LIMITED"}]}, 200, {}, "limit of requests"), ({"errors": [{"type": "RATE_LIMIT"}]}, 200, {}, "limit of requests"),
    ({"errors": [{"message": "Something went wrong"}]}, 200, {}, "answered with an error"),
    (repository() | {"errors": [{"type": "SERVICE_UNAVAILABLE"}]}, 200, {}, "answered with an error"),
    (repository() | {"errors": "yes"}, 200, {}, "answered with an error"), (repository() | {"errors": [7, None]}, 200, {}, "answered with an error"),
    # no JSON, or JSON of another form
    (b"<!doctype html><title>Sign in</title>", 200, {}, "no JSON"), (b"", 200, {}, "no JSON"), (b"\xff\xfe\x00", 200, {}, "no JSON"),
    (b'{"data": ', 200, {}, "no JSON"), (b"[" * 100_000, 200, {}, "no JSON"), (b" " * (MOST_BYTES + 1), 200, {}, "too long"),
    (b'{"data": ' + b"9" * 10_000 + b"}", 200, {}, "not possible"), (b'{"data"', 200, {"Content-Length": "5000"}, "no JSON"),
    (None, 200, {}, "unknown form"), ([], 200, {}, "unknown form"), ("text", 200, {}, "unknown form"), (7, 200, {}, "unknown form"),
    ({}, 200, {}, "unknown form"), ({"data": []}, 200, {}, "unknown form"), ({"data": {"repository": "R"}}, 200, {}, "unknown form"),
    (repository(nodes=None), 200, {}, "unknown form"), (repository(nodes={"id": 1}), 200, {}, "unknown form"), (repository(nodes=7), 200, {}, "unknown form"),
    (repository(nodes=["x"]), 200, {}, "unknown form"), (repository(nodes=[[]]), 200, {}, "unknown form"), (repository(nodes=[{"id": "D"}]), 200, {}, "unknown form"),
    (repository(nodes=node(id=7)), 200, {}, "unknown form"), (repository(nodes=node(name=None)), 200, {}, "unknown form"),
    (repository(on="yes"), 200, {}, "unknown form"), (repository(on=1), 200, {}, "unknown form"), (repository(on=None), 200, {}, "unknown form"),
    (repository(id=None), 200, {}, "unknown form"), (repository(id=["R"]), 200, {}, "unknown form"),
    # ids and names with characters that none has
    (repository(id='R"><script>'), 200, {}, "characters that none has"), (repository(id="R_1\nBASH_ENV=x.sh"), 200, {}, "characters that none has"),
    (repository(id=""), 200, {}, "characters that none has"), (repository(id="R" * 500), 200, {}, "characters that none has"),
    (repository(nodes=node(id="D\r\nX=1")), 200, {}, "characters that none has"), (repository(nodes=node(id="é")), 200, {}, "characters that none has"),
    (repository(nodes=node(name="A\nrepo_id=R_evil", slug="announcements")), 200, {}, "characters that none has"),
    (repository(nodes=node(name="A\ud800", slug="announcements")), 200, {}, "characters that none has"),
    (repository(nodes=node(name="A\u2028x", slug="announcements")), 200, {}, "characters that none has"),
    (repository(nodes=node(name="A\x85x", slug="announcements")), 200, {}, "characters that none has"),
    (repository(nodes=node(name="A" * 101, slug="announcements")), 200, {}, "characters that none has"),
]


@pytest.mark.parametrize(("body", "status", "headers", "said"), HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_github_answers_the_line_says_what_to_do_and_nothing_reaches_the_build(
    github: Stub, tmp_path: Path, body: Any, status: int, headers: dict[str, str], said: str
) -> None:
    github.answer("/graphql", body, status, headers)
    output = tmp_path / "output"
    line = hand_over(github.environment | {"GITHUB_OUTPUT": str(output)})
    assert line.startswith(LINK_ONLY) and said in line
    assert "\n" not in line and "secret-token" not in line
    assert not output.exists()
    assert [path for _, path, _, _ in github.asked] == ["/graphql"], "a redirect was followed, with the token"


def test_a_null_among_the_categories_is_passed_over(github: Stub) -> None:
    github.answer("/graphql", repository(nodes=[None, *NODES]))
    assert ids_for(github.environment)[0]["category_id"] == "DIC_news"


def test_a_category_that_is_not_chosen_may_have_any_name_and_none_ends_the_line(github: Stub) -> None:
    odd = {"id": "??", "name": "a\n::error::b\u202e" + "x" * 200, "slug": ""}
    github.answer("/graphql", repository(nodes=[odd, *NODES]))
    assert ids_for(github.environment)[0]["category_id"] == "DIC_news"
    github.answer("/graphql", repository(nodes=[odd]))
    line = hand_over(github.environment | {"GITHUB_ACTIONS": "true"})
    assert line.startswith("::notice title=Comments::" + LINK_ONLY) and len(line.splitlines()) == 1 and line.isprintable()


@pytest.mark.parametrize("wait", [0.02, 5])
def test_a_slow_answer_is_given_up(github: Stub, wait: float) -> None:
    github.answer("/graphql", repository(), wait=wait)  # a byte at a time, or nothing for longer than the patience
    ids, line = ids_for(github.environment, patience=0.4)
    assert ids == {} and "could not be reached" in line


def test_no_network_and_nobody_at_home(github: Stub) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/graphql"
    assert "could not be reached" in ids_for(github.environment | {"GITHUB_GRAPHQL_URL": address})[1]


@pytest.mark.parametrize(("variables", "said"), [
    ({"GITHUB_TOKEN": ""}, "there is no token"), ({"GITHUB_TOKEN": "a\nX: b"}, "not possible"), ({"GITHUB_TOKEN": "clé€"}, "not possible"),
    ({"GITHUB_REPOSITORY": ""}, "no repository is known"), ({"GITHUB_REPOSITORY": "a/b/c"}, "no repository is known"),
    ({"GITHUB_REPOSITORY": "a/b\nX=1"}, "no repository is known"), ({"GITHUB_SERVER_URL": "https://git.example.org"}, "github.com alone"),
    ({"GITHUB_GRAPHQL_URL": "file:///etc/passwd"}, "https://"), ({"GITHUB_GRAPHQL_URL": "http://evil.example/"}, "https://"),
    ({"GITHUB_GRAPHQL_URL": "http://127.0.0.1.evil.example/"}, "https://"), ({"GITHUB_GRAPHQL_URL": "http://127.0.0.1:no/"}, ""),
    ({"GITHUB_GRAPHQL_URL": "https://["}, ""), ({"GITHUB_GRAPHQL_URL": "http://127.0.0.1:1@evil.example/"}, ""),
])
def test_a_strange_environment_is_one_line_too(github: Stub, variables: dict[str, str], said: str) -> None:
    line = hand_over(github.environment | variables)
    assert line.startswith(LINK_ONLY) and said in line and "\n" not in line
    assert github.asked == []


def test_outputs_that_cannot_be_written_are_one_line_too(github: Stub, tmp_path: Path) -> None:
    assert hand_over(github.environment | {"GITHUB_OUTPUT": str(tmp_path)}).startswith(LINK_ONLY)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["data", "errors", "repository", "id", "hasDiscussionsEnabled", "discussionCategories", "nodes", "name", "slug", "type"]), inner, max_size=4)))
def test_no_json_makes_the_reader_fail_otherwise(answer: Any) -> None:
    try:
        read_repository(answer)
    except NoAnswer as problem:
        assert str(problem)


@pytest.mark.parametrize(("on", "rows"), [(True, 3), (False, 0)])
def test_as_the_workflow_calls_it(github: Stub, tmp_path: Path, on: bool, rows: int) -> None:
    github.answer("/graphql", repository(on=on))
    output = tmp_path / "output"
    output.write_text("before=1\n", encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii:strict", "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true"}
    ran = subprocess.run([sys.executable, "dev.py", "comment-ids"], cwd=ROOT, env=environment | github.environment | {"GISCUS_CATEGORY": "parlons"},
                         capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "") and len(ran.stdout.splitlines()) == 1
    written = output.read_text(encoding="utf-8").splitlines()
    assert written[0] == "before=1" and len(written) == 1 + rows
    assert not on or dict(line.split("=", 1) for line in written[1:]) == {"repo_id": "R_kgDOstub", "category": "Parlons ! 💬", "category_id": "DIC_talk"}


def test_without_ids_the_strict_build_is_green_with_one_line_and_each_page_has_its_link(tmp_path: Path) -> None:
    ran = run_mkdocs(ROOT, tmp_path, "--strict", GITHUB_REPOSITORY="amina/ml-dl-morocco", GISCUS_REPO_ID="", GISCUS_CATEGORY="", GISCUS_CATEGORY_ID="")
    said = [line for line in (ran.stdout + ran.stderr).splitlines() if "Comments:" in line]
    assert ran.returncode == 0 and len(said) == 1 and said[0].startswith("INFO") and "dev.py doctor amina/ml-dl-morocco" in said[0]
    text = (tmp_path / "days/day-12-collaboration/index.html").read_text(encoding="utf-8")
    assert 'class="comments__link" href="https://github.com/amina/ml-dl-morocco/discussions?' in text and "comments__place" not in text


def test_the_workflow_gives_the_token_to_the_two_steps_that_ask_and_variables_win() -> None:
    text = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    asking = [part.split("\n")[0] for part in text.split("- id: ")[1:] if "github.token" in part]
    assert text.count("github.token") == 2 and asking == ["pages", "comments"] and "discussions: read" in text
    for name in ("REPO_ID", "CATEGORY", "CATEGORY_ID"):
        assert text.count(f"GISCUS_{name}: ${{{{ vars.GISCUS_{name} }}}}") == 1, "the program is told what was set by hand"
        assert text.count(f"GISCUS_{name}: ${{{{ steps.comments.outputs.{name.lower()} }}}}") == 1, "and the build gets what the program says"


# --- The doctor -----------------------------------------------------------------------------------------------------

REST = "/repos/amina/ml-dl-morocco"


def states(github: Stub, **other: str) -> dict[str, str]:
    checks = examine("amina/ml-dl-morocco", github.environment | other, patience=2)
    found = {}
    for word in ("public", "Discussions", "category", "app", "giscus.json"):
        found[word] = next((check.state for check in checks if word in check.text.split(".")[0] or word in check.text.split("?")[0]), "absent")
    return found


def test_the_doctor_finds_a_repository_ready(github: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    github.answer(REST, {"private": False, "has_discussions": True})
    assert main(["amina/ml-dl-morocco"], github.environment) == 0
    said = capsys.readouterr().out
    assert said.count("[x]") == 4 and said.count("[?]") == 1 and "[ ]" not in said
    assert "https://github.com/apps/giscus/installations/new" in said and "https://giscus.app" in said and "secret-token" not in said


def test_the_doctor_names_each_thing_that_is_missing_and_where_to_click(github: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    github.answer(REST, {"private": True, "has_discussions": False})
    limits = base64.b64encode(json.dumps({"origins": ["https://elsewhere.example"]}).encode()).decode()
    github.answer(f"{REST}/contents/giscus.json", {"content": limits})
    assert main(["https://github.com/amina/ml-dl-morocco.git"], github.environment) == 1
    said = capsys.readouterr().out
    assert said.count("[ ]") == 3 and "3 things are missing" in said
    assert said.count("https://github.com/amina/ml-dl-morocco/settings") == 2 and '"https://amina.github.io"' in said


def test_the_doctor_says_that_a_category_is_missing(github: Stub) -> None:
    github.answer(REST, {"private": False, "has_discussions": True})
    github.answer("/graphql", repository(nodes=NODES[:1]))
    assert states(github)["category"] == "missing"
    assert states(github, GISCUS_CATEGORY="General")["category"] == "ok"
    assert states(github, GITHUB_TOKEN="")["category"] == "unknown"


@pytest.mark.parametrize(("body", "status", "public"), [
    ({"message": "Not Found"}, 404, "missing"), ({"message": "limit"}, 429, "unknown"), (b"<html>", 200, "unknown"), ([], 200, "unknown"),
    ({"private": "no", "has_discussions": "yes"}, 200, "unknown"), ({"private": [], "has_discussions": {}}, 200, "unknown"), (b"", 301, "unknown"), (b"", 503, "unknown"),
])
def test_the_doctor_survives_every_answer(github: Stub, body: Any, status: int, public: str) -> None:
    for path in (REST, "/graphql", f"{REST}/contents/giscus.json"):
        github.answer(path, body, status)
    found = states(github)
    assert found["public"] == public and found["app"] == "unknown" and "absent" not in (found["Discussions"], found["giscus.json"])
    assert status == 404 or "missing" not in (found["Discussions"], found["category"])


@pytest.mark.parametrize(("limits", "state"), [
    ({}, "ok"), ({"origins": ["https://amina.github.io"]}, "ok"), ({"defaultCommentOrder": "newest"}, "ok"), ({"origins": ["https://x"]}, "missing"),
    ({"originsRegex": ["amina"]}, "unknown"), ({"origins": "https://amina.github.io"}, "missing"), ([], "missing"), ("x", "missing"), (None, "missing"),
])
def test_a_giscus_json_is_read(limits: Any, state: str) -> None:
    assert check_giscus_json({"content": base64.b64encode(json.dumps(limits).encode()).decode()}, "https://amina.github.io").state == state


@pytest.mark.parametrize("content", [None, [], {}, {"content": 7}, {"content": "%%%"}, {"content": base64.b64encode(b"\xff").decode()},
                                     {"content": base64.b64encode(b"[" * 100_000).decode()}])
def test_a_giscus_json_that_is_none_is_said_to_be_wrong(content: Any) -> None:
    assert check_giscus_json(content, "https://amina.github.io").state == "missing"


def test_this_repository_ships_no_giscus_json() -> None:
    assert not (ROOT / "giscus.json").exists()


@pytest.mark.parametrize("arguments", [[], ["amina"], ["a/b/c"], ["-h"], ["a/b", "c"], ["../x"], ["a/b\nc"], ["https://gitlab.com/a/b"]])
def test_the_doctor_wants_a_repository(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments, {}) == 2
    assert "dev.py doctor OWNER/NAME" in capsys.readouterr().out


def test_ask_reads_as_well_as_it_posts(github: Stub) -> None:
    github.answer("/x", {"a": 1})
    assert ask(f"{github.address}/x", "") == {"a": 1} and github.asked[-1] == ("GET", "/x", None, None)
