"""What decides whether a run publishes, and which commit: each mistaken or hostile answer is a sentence, and nothing is published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import commit_to_build
import pages_address
import pytest
from actions import Refused, hand_on, main_of
from commit_to_build import find_commit
from conftest import ROOT
from stub_server import Answer, answering
from test_dates import git


def commit(root: Path, message: str) -> str:
    """Add a commit to the repository at `root`. Returns its id."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=root, text=True).strip()


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A clone as `checkout` makes it, and the ids of its commits by name."""
    origin = tmp_path_factory.mktemp("origin")
    git(origin, "init", "-q", "-b", "main")
    ids = {"before dev.py": commit(origin, "before dev.py")}
    (origin / "dev.py").write_text("")
    ids["old"] = commit(origin, "old")
    git(origin, "tag", "v1")
    git(origin, "tag", "-a", "v1-signed", "-m", "with a message")
    blob = subprocess.check_output(["git", "hash-object", "-w", "dev.py"], cwd=origin, text=True).strip()
    git(origin, "tag", "a-file", blob)
    git(origin, "tag", "a-tree", "HEAD^{tree}")
    git(origin, "switch", "-qc", "never-merged")
    ids["elsewhere"] = commit(origin, "elsewhere")
    git(origin, "tag", "v2-never-merged")
    git(origin, "switch", "-q", "main")
    ids["new"] = commit(origin, "new")
    git(origin, "tag", ids["old"][:8], "HEAD")  # looks like the id of another commit
    copy = tmp_path_factory.mktemp("work") / "clone"
    git(origin.parent, "clone", "-q", f"file://{origin}", str(copy))
    return copy, ids


@pytest.mark.parametrize(("ref", "name"), [("main", "new"), ("v1", "old"), ("v1-signed", "old"), (" v1 ", "old"), ("old", "old"), ("old:12", "old"), ("OLD", "old")])
def test_a_branch_a_tag_and_an_id_name_their_commit(clone: tuple[Path, dict[str, str]], ref: str, name: str) -> None:
    root, ids = clone
    ref = {"old": ids["old"], "OLD": ids["old"].upper(), "old:12": ids["old"][:12]}.get(ref, ref)
    assert find_commit(root, ref, "main") == ids[name]


@pytest.mark.parametrize(("ref", "words"), [
    ("", "is empty"), ("   ", "is empty"), ("v9", "No commit is called 'v9'"), ("a-file", "must point to a commit"), ("a-tree", "must point to a commit"),
    ("0" * 40, "No commit"), ("abc", "7 digits"), ("never-merged", "not part of main"), ("v2-never-merged", "not part of main"), ("elsewhere", "not part of main"),
    ("ambiguous", "several commits"), ("before dev.py", "no dev.py"),
    ("$(touch hacked)", "no name"), ("main; touch hacked", "no name"), ("`touch hacked`", "no name"), ("main\ntouch hacked", "no name"), ("--upload-pack=touch", "no name"),
    ("-h", "no name"), ("main@{1}", "no name"), ("main^{/x}", "no name"), ("main~1", "no name"), ("v1..main", "no name"), ("a:dev.py", "no name"), ("x" * 300, "no name"),
    ("../../etc/passwd", "no name"), ("main\x00", "no name"), ("é", "no name"), ("HEAD:", "no name"), ("::set-output name=x::y", "no name"), ("%0Ax", "no name"),
])
def test_everything_else_is_refused_in_a_sentence(clone: tuple[Path, dict[str, str]], ref: str, words: str) -> None:
    root, ids = clone
    ref = {"elsewhere": ids["elsewhere"], "before dev.py": ids["before dev.py"], "ambiguous": ids["old"][:8]}.get(ref, ref)
    with pytest.raises(Refused, match=words) as refusal:
        find_commit(root, ref, "main")
    assert "\n" not in str(refusal.value) and not list(root.rglob("hacked"))


def decided(clone: tuple[Path, dict[str, str]], tmp_path: Path, **environment: str) -> dict[str, str]:
    """Run the whole program; return what it handed on."""
    output = tmp_path / "output"
    output.write_text("")
    commit_to_build.run({"DEFAULT_BRANCH": "main", "GITHUB_OUTPUT": str(output), "GITHUB_REF": "refs/heads/main", "REF": ""} | environment, clone[0])
    return dict(line.split("=", 1) for line in output.read_text().splitlines())


def test_only_a_push_or_a_run_by_hand_on_the_default_branch_publishes(clone: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    ids = clone[1]
    assert decided(clone, tmp_path, GITHUB_EVENT_NAME="push") == {"commit": ids["new"], "publish": "true"}
    assert decided(clone, tmp_path, GITHUB_EVENT_NAME="workflow_dispatch", REF="v1") == {"commit": ids["old"], "publish": "true"}
    for event, ref in (("pull_request", "refs/pull/1/merge"), ("pull_request", "refs/heads/main"), ("push", "refs/heads/other"), ("push", "refs/tags/v1"),
                       ("workflow_dispatch", "refs/heads/never-merged"), ("workflow_dispatch", "refs/tags/v1"), ("schedule", "refs/heads/main")):
        assert decided(clone, tmp_path, GITHUB_EVENT_NAME=event, GITHUB_REF=ref, REF="v1") == {"commit": ids["new"], "publish": "false"}, (event, ref)


def test_a_refused_ref_hands_nothing_on(clone: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    with pytest.raises(Refused):
        decided(clone, tmp_path, GITHUB_EVENT_NAME="workflow_dispatch", REF="v2-never-merged")
    assert (tmp_path / "output").read_text() == ""


def asked(tmp_path: Path, answer: Answer, **environment: str) -> dict[str, str]:
    """Ask a stub of GitHub's API for the address of the site; return what was handed on."""
    output = tmp_path / "output"
    output.write_text("")
    with answering(lambda request: answer) as stub:
        given = {"GITHUB_API_URL": stub.origin, "GITHUB_TOKEN": "t", "GITHUB_REPOSITORY": "amina/ml", "GITHUB_OUTPUT": str(output)} | environment
        try:
            pages_address.run(given, timeout=0.3, pause=0.01)
        finally:
            assert all(request.path == "/repos/amina/ml/pages" and request.method == "GET" for request in stub.asked)
            asked.times = len(stub.asked)  # type: ignore[attr-defined]
    return dict(line.split("=", 1) for line in output.read_text().splitlines())


def pages(address: Any = "https://amina.github.io/ml/", kind: str = "workflow") -> Answer:
    return Answer(200, {"html_url": address, "build_type": kind, "cname": None})


def test_the_address_is_the_one_that_github_gives_or_the_variable(tmp_path: Path) -> None:
    assert asked(tmp_path, pages()) == {"on": "true", "address": "https://amina.github.io/ml/"}
    assert asked(tmp_path, pages("https://days.example.org")) == {"on": "true", "address": "https://days.example.org/"}
    assert asked(tmp_path, pages(), SITE_URL="https://mine.example/x") == {"on": "true", "address": "https://mine.example/x/"}


@pytest.mark.parametrize("answer", [Answer(404, {"message": "Not Found"}), pages(kind="legacy")])
def test_a_fork_without_pages_is_green_and_told_what_to_click(tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(tmp_path, answer) == {"on": "false", "address": ""}
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 and said[0].startswith("::notice::") and "Settings > Pages" in said[0] and "GitHub Actions" in said[0]


@pytest.mark.parametrize(("answer", "environment", "words", "times"), [
    (Answer(403, {"message": "Resource not accessible"}), {}, "answered 403: look at the permissions", 1), (Answer(401), {}, "answered 401", 1),
    (Answer(500), {}, "answered 500", 3), (Answer(200, b"<html>"), {}, "not JSON", 1), (Answer(200, b"\xff\xfe"), {}, "not JSON", 1),
    (Answer(200, []), {}, "describes no Pages site", 1), (Answer(200, {"a": 1}), {}, "describes no Pages site", 1), (Answer(200, b""), {}, "not JSON", 1),
    (pages(7), {}, "describes no Pages site", 1), (pages("javascript:alert(1)"), {}, "no address", 1), (pages("https://a.ma/\nX=1"), {}, "no address", 1),
    (Answer(302, headers={"Location": "http://127.0.0.1:1/"}), {}, "answered 302", 1), (Answer(200, pages().body, wait=1), {}, "did not answer", 3),
    (pages(), {"GITHUB_TOKEN": ""}, "no token", 0), (pages(), {"GITHUB_REPOSITORY": "nonsense"}, "OWNER/NAME", 0), (pages(), {"SITE_URL": "days.example"}, "SITE_URL is", 1),
    (pages(), {"GITHUB_API_URL": "http://127.0.0.1:1"}, "did not answer", 0),
])
def test_no_answer_or_a_strange_one_publishes_nothing(tmp_path: Path, answer: Answer, environment: dict[str, str], words: str, times: int) -> None:
    with pytest.raises(Refused, match=words):
        asked(tmp_path, answer, **environment)
    assert (tmp_path / "output").read_text() == "" and asked.times == times  # type: ignore[attr-defined]


def test_a_refusal_is_one_line_of_the_log_and_a_failed_step(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_: object) -> None:
        raise Refused("No: 100%\n::set-env name=X::y")
    assert main_of(refuse) == 1
    assert capsys.readouterr().out == "::error::No: 100%25%0A::set-env name=X::y\n"


def test_a_value_with_a_line_of_its_own_is_not_handed_on(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than one line"):
        hand_on({"GITHUB_OUTPUT": str(tmp_path / "output")}, "GITHUB_OUTPUT", a="1", b="2\nX=3")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("program", ["commit_to_build", "pages_address", "dead_links"])
def test_the_programs_need_the_standard_library_alone(program: str) -> None:
    ran = subprocess.run([sys.executable, "-S", "-c", f"import {program}"], cwd=ROOT / ".github/scripts", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
