"""The workflow `weekly`: what it looks at, and the one issue that it keeps about each thing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import actions
import report
from conftest import QuietHandler, serving
from repository import ROOT
from workflow import GitHub, put_program, read, told

LOOK = ROOT / ".github/scripts/look.sh"
JOBS = read(ROOT / ".github/workflows/weekly.yml")["jobs"]
LOOKS = JOBS["look"]["strategy"]["matrix"]["what"]


class Machine:
    """A folder with programs that print what a test wants, in the place of those of look.sh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".venv/bin").mkdir(parents=True)

    def program(self, name: str, text: str) -> None:
        put_program(self.folder / name, text)

    def look(self, what: str) -> tuple[int, str]:
        ran = subprocess.run(
            ["bash", LOOK, what], cwd=self.folder, capture_output=True, text=True, check=False,
            env=os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}"},
        )  # fmt: skip
        return ran.returncode, ran.stdout


@pytest.fixture
def machine() -> Iterator[Machine]:
    with TemporaryDirectory() as folder:  # not tmp_path: LinkChecker gives up the rights of root
        Path(folder).chmod(0o755)
        yield Machine(Path(folder))


class Elsewhere(QuietHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        status = {"loop": 302, "moved": 301}.get(name) or int(name if name.isdigit() else 404)
        self.send_response(status)
        self.send_header("Location", {"loop": "/loop", "moved": "/200"}.get(name, ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET


def test_links_that_lead_nowhere_are_named_with_their_page(machine: Machine) -> None:
    with serving(machine.folder, handler=Elsewhere) as origin:
        alive = [f"{origin}/{name}" for name in ("200", "moved", "401", "403", "429", "503")]
        dead = [f"{origin}/{name}" for name in ("404", "410", "loop")]
        dead.append("http://127.0.0.1:1/")
        links = [f'<a href="{link}">x</a>' for link in (*alive, *dead, "https://site.invalid/")]
        (machine.folder / "page.html").write_text("".join(links))
        machine.program("python3", "mkdir -p site/days/a; cp page.html site/days/a/index.html")
        machine.program(".venv/bin/python", f'exec {sys.executable} "$@"')
        code, said = machine.look("dead-links")
    named = [line.split()[1] for line in said.splitlines()]
    assert code == 0 and sorted(named) == sorted(dead)
    assert all(line.startswith("days/a/index.html: ") for line in said.splitlines())


@pytest.mark.parametrize(("npm", "code", "said"), [
    ("exit 0", 0, ""),
    ("echo 1 high; exit 1", 0, "$ npm audit --package-lock-only --prefix hooks\n1 high\n\n"),
    ("echo; echo no network >&2; exit 1", 1, ""),
])  # fmt: skip
def test_holes_are_told_from_a_service_that_is_down(
    machine: Machine, npm: str, code: int, said: str
) -> None:
    machine.program("npm", npm)
    for name in ("python", "zizmor"):
        machine.program(f".venv/bin/{name}", "exit 0")
    assert machine.look("known-holes") == (code, said)


def test_a_checker_of_links_that_stops_is_no_good_news(machine: Machine) -> None:
    machine.program("python3", "mkdir site")
    machine.program(".venv/bin/python", "touch links.csv; exit 2")
    assert machine.look("dead-links") == (1, "")


@pytest.mark.parametrize("what", LOOKS)
def test_a_look_that_fails_is_no_good_news(machine: Machine, what: str) -> None:
    for name in ("python3", "npm", ".venv/bin/python", ".venv/bin/zizmor"):
        machine.program(name, "exit 1")
    assert machine.look(what) == (1, "")


@pytest.mark.parametrize("what", ["next-engine", "libraries"])
def test_a_change_of_a_package_is_told(machine: Machine, what: str) -> None:
    machine.program(".venv/bin/python", '[ "$2" = pip ] || { echo 2 failed; exit 1; }')
    code, said = machine.look(what)
    assert code == 0 and "2 failed" in said


def kept(github: GitHub, found: str, listed: tuple[str, str]) -> list[tuple[str, str, Any]]:
    """Keep the issue where GitHub lists `listed`; return what was written."""
    github["answers"], github["asked"] = {"issues": listed}, []
    environment = {"GITHUB_REPOSITORY": "amina/ml", "GITHUB_SERVER_URL": "https://github.com"}
    report.keep(environment | {"GITHUB_RUN_ID": "1"}, "dead-links", found)
    (_, path, _), *written = github["asked"]
    assert "creator=github-actions" in path and "labels=" in path
    return written


def test_one_issue_is_opened_renewed_and_closed(github: GitHub) -> None:
    ((method, path, body),) = kept(github, "a: b", told(200, []))
    assert (method, path, body["labels"]) == ("POST", "repos/amina/ml/issues", ["dead-links"])
    ((method, path, body),) = kept(github, "a: c", told(200, [{"number": 4}]))
    assert (method, path) == ("PATCH", "repos/amina/ml/issues/4") and "a: c" in body["body"]
    ((_, _, body),) = kept(github, "", told(200, [{"number": 4}]))
    assert body == {"state": "closed"}
    assert kept(github, "", told(200, [])) == []


def test_issues_that_are_off(github: GitHub, capsys: pytest.CaptureFixture[str]) -> None:
    assert kept(github, "a: b", told(410)) == []
    assert capsys.readouterr().out.startswith("::notice::")


@pytest.mark.parametrize(
    "listed", [told(403), told(500), ("<html>", ""), *(told(200, odd) for odd in ([1], [{}], 7))]
)
def test_a_strange_answer_writes_no_issue(
    github: GitHub, capsys: pytest.CaptureFixture[str], listed: tuple[str, str]
) -> None:
    assert actions.main_of(lambda _: kept(github, "a: b", listed) and None) == 1
    assert capsys.readouterr().out.startswith("::error::") and len(github["asked"]) == 1


def test_nothing_in_the_text_of_an_issue_is_obeyed() -> None:
    text = report.text_of("@amina ```` # x\n" + "y" * 70_000, "https://x/")
    fence = text.splitlines()[2].removesuffix("text")
    assert set(fence) == {"`"} and len(fence) == 5 and text.count(fence) == 2 and len(text) < 65_536


def test_each_look_has_its_issue() -> None:
    assert JOBS["tell"]["strategy"]["matrix"]["what"] == LOOKS and JOBS["tell"]["needs"] == "look"
