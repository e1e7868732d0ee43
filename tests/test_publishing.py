"""The workflow `site`, run step by step without GitHub: what is published, and when nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import preview
import publish
from actions import Refused
from repository import ROOT, git
from workflow import GitHub, Run, read, told

WORKFLOWS = ROOT / ".github/workflows"
PAGES = told(200, {"html_url": "https://a.ma/", "build_type": "workflow"})
HANDOUT = [{"name": "handout.pdf", "size": 1_600_000}]


class Repository:
    """A repository on GitHub whose default branch is `trunk`; v1 is a tag on its oldest commit."""

    def __init__(self, folder: Path, github: GitHub) -> None:
        self.folder, self.github, self.runs = folder, github, 0
        github["answers"] = {"pages": PAGES}
        self.origin = folder / "origin"
        self.origin.mkdir()
        self.git("init", "-q", "-b", "trunk")
        shutil.copytree(ROOT / ".github", self.origin / ".github")
        self.variables: dict[str, str] = {}
        self.old = self.commit("old")
        self.git("tag", "-am", "x", "v1")
        self.new = self.commit("new")

    def git(self, *words: str) -> str:
        return git(self.origin, *words).strip()

    def commit(self, text: str, path: str = "docs/a.md") -> str:
        (self.origin / path).parent.mkdir(exist_ok=True)
        (self.origin / path).write_text(text)
        self.git("add", "-A")
        self.git("commit", "-qm", text or "empty")
        return self.git("rev-parse", "HEAD")

    def run(self, event: str = "push", ref: str = "refs/heads/trunk") -> Run:
        self.runs += 1
        folder = self.folder / f"run-{self.runs}"
        folder.mkdir()
        contexts = {"github.event.repository.default_branch": "trunk", "github.token": "t"}
        contexts |= {"github.event_name": event, "github.ref": ref, "github.sha": self.new}
        contexts |= {"github.ref_name": ref.split("/", 2)[2]}
        contexts |= {f"vars.{name}": value for name, value in self.variables.items()}
        workflow = read(WORKFLOWS / "site.yml")
        return Run(workflow, folder, self.origin, self.github, contexts).again()


@pytest.fixture
def repository(tmp_path: Path, github: GitHub) -> Repository:
    return Repository(tmp_path, github)


def known(run: Run) -> str:
    """Return the variables with which a site was built."""
    return (run.artifacts[0][2] / "variables").read_text().strip()


def results(run: Run) -> str:
    return " ".join(f"{name}:{job.result}" for name, job in run.jobs.items())


NOT_DEPLOYED = "deploy:skipped handout:skipped release:skipped"
TESTED = "check:success build:success test:success firefox:success"
ALL = f"{TESTED} {NOT_DEPLOYED.replace('skipped', 'success')}"
ALL_BUT_DEPLOY = f"{TESTED} {NOT_DEPLOYED}"
FAILED = f"check:success build:success test:failure firefox:failure {NOT_DEPLOYED}"


def test_push_publishes_what_was_tested_and_so_does_a_run_again(repository: Repository) -> None:
    run = repository.run()
    digest = run.jobs["build"].outputs["digest"]
    assert results(run) == ALL and run.published == digest, run.jobs
    assert (
        "PLAYED dev.py test" in run.jobs["test"].log
        and digest in (run.folder / "summary").read_text()
    )
    assert [status["description"] for status in repository.github["statuses"]] == [digest]
    assert repository.github["statuses"][0]["commit"] == repository.new
    for failed_only in (False, True):
        run.published = ""
        if failed_only:  # Pages had a bad day: only that job is run again
            run.jobs["deploy"].result = "failure"
        assert results(run.again(failed_only)) == ALL
        assert run.published == run.jobs["build"].outputs["digest"]


@pytest.mark.parametrize("job", ["test", "deploy"])
def test_what_was_built_is_gone(repository: Repository, job: str) -> None:
    run = repository.run()
    run.artifacts.clear()
    run.jobs[job].result = run.jobs["deploy"].result = "failure"
    said = run.again(failed_only=True).jobs[job]
    assert said.result == "failure" and "Re-run all jobs" in said.log


def test_the_handout_follows_the_site_and_holds_nothing_up(repository: Repository) -> None:
    first = repository.run()
    assert repository.github["release"] == HANDOUT
    assert [known(run) for run in (first, repository.run())] == ["https://a.ma/", "https://a.ma/ 2"]
    repository.github["release"], repository.github["ruled"] = None, True
    run = repository.run()
    assert results(run) == ALL.replace("release:success", "release:failure") and run.published
    assert run.jobs["release"].log.splitlines()[-1].startswith("::error::The site is published")


@pytest.mark.parametrize("answer", [told(403), told(200, []), told(200, {"assets": [{}]})])
def test_without_the_size_of_the_handout_its_link_is_missing(
    answer: tuple[str, str], github: GitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    github["answers"] = {"handout": answer}
    assert publish.handout_size("repos/amina/ml") == ""
    said = capsys.readouterr().out
    assert said.startswith("::notice::") and len(said.splitlines()) == 1


def test_hold_and_let_go(repository: Repository) -> None:
    repository.variables["SITE_COMMIT"] = "v1"
    repository.github["release"] = HANDOUT
    first = repository.run("workflow_dispatch")  # never published, so it is tested first
    assert results(first) == ALL and "PLAYED dev.py test" in first.jobs["test"].log
    assert first.published and first.jobs["build"].outputs["commit"] == repository.old
    assert "PLAYED dev.py test -m firefox" in first.jobs["firefox"].log
    again = repository.run("workflow_dispatch")  # the same bytes as before: no test, at once
    assert again.published == first.published
    assert "PLAYED" not in again.jobs["test"].log + again.jobs["firefox"].log
    pushed = repository.run()
    assert results(pushed) == ALL_BUT_DEPLOY and not pushed.published
    assert pushed.jobs["build"].outputs["commit"] == repository.new
    assert "SITE_COMMIT holds" in pushed.jobs["build"].log and "let go" in pushed.jobs["build"].log
    del repository.variables["SITE_COMMIT"]
    free = repository.run("workflow_dispatch")
    assert free.published and free.jobs["build"].outputs["commit"] == repository.new
    repository.variables |= {"SITE_COMMIT": "v1", "SITE_URL": "https://other.ma/"}
    other = repository.run("workflow_dispatch")  # other bytes than before, so they are tested
    assert other.published != first.published and "PLAYED" in other.jobs["test"].log


def test_a_failure_publishes_nothing_but_does_not_stop_going_back(repository: Repository) -> None:
    repository.variables["SITE_COMMIT"] = "v1"
    assert repository.run("workflow_dispatch").published  # once, before anything broke
    repository.new = repository.commit("", "test.fails")
    assert repository.run("workflow_dispatch").published
    del repository.variables["SITE_COMMIT"]
    assert results(repository.run()) == FAILED
    repository.git("mv", "test.fails", "check.fails")
    repository.new = repository.commit("x")
    assert results(repository.run()) == ALL_BUT_DEPLOY.replace("check:success", "check:failure")


@pytest.mark.parametrize(("event", "ref", "expected"), [
    ("pull_request", "refs/pull/7/merge", ALL_BUT_DEPLOY),
    ("workflow_dispatch", "refs/heads/other", ALL_BUT_DEPLOY),
    ("push", "refs/heads/other", ALL.replace("success", "skipped")),
])  # fmt: skip
def test_other_runs_publish_nothing(
    repository: Repository, event: str, ref: str, expected: str
) -> None:
    run = repository.run(event, ref)
    assert results(run) == expected and repository.github["asked"] == []
    kept = {name for _, name, _ in run.artifacts}
    assert ("preview.html" in kept) == (event == "pull_request")


@pytest.mark.parametrize("answer", [told(404), told(200, {"build_type": "legacy"})])
def test_without_pages_a_run_is_green_and_says_what_to_click(
    repository: Repository, answer: tuple[str, str]
) -> None:
    repository.github["answers"] = {"pages": answer}
    run = repository.run()
    assert results(run) == ALL_BUT_DEPLOY and "Settings > Pages" in run.jobs["build"].log


@pytest.mark.parametrize(("pages", "variables"), [
    (told(403), {}),
    (told(302), {}),
    (("<html>", ""), {}),
    (told(200, []), {}),
    (told(200, {"build_type": "workflow", "html_url": "a\nb=1"}), {}),
    (PAGES, {"SITE_COMMIT": "$(touch hacked)"}),
])  # fmt: skip
def test_a_strange_answer_ends_in_a_sentence(
    repository: Repository, pages: tuple[str, str], variables: dict[str, str]
) -> None:
    repository.github["answers"], repository.variables = {"pages": pages}, variables
    build = repository.run("workflow_dispatch").jobs["build"]
    assert build.result == "failure" and build.log.startswith("::error::")
    assert len(build.log.splitlines()) == 1, build.log


def test_a_hidden_file_or_a_link_is_not_published(repository: Repository) -> None:
    repository.new = repository.commit("x", "docs/.hidden")
    run = repository.run()
    assert run.jobs["build"].result == "failure" and run.jobs["deploy"].result == "skipped"


def test_find_commit(repository: Repository) -> None:
    clone = repository.folder / "clone"
    repository.git("tag", "stray", repository.git("commit-tree", "HEAD^{tree}", "-m", "x"))
    repository.git("clone", "-q", ".", str(clone))
    for name in ("v1", repository.old, repository.old[:12], repository.old.upper()):
        assert publish.find_commit(clone, name, "trunk") == repository.old
    blob = repository.git("hash-object", "docs/a.md")
    for name in (blob, "stray", "0" * 40, "HEAD:docs", "", "v9", "--help", "x" * 300):
        with pytest.raises(Refused):
            publish.find_commit(clone, name, "trunk")


def test_the_preview_has_its_link_in_the_pull_request(tmp_path: Path, github: GitHub) -> None:
    workflow = read(WORKFLOWS / "preview.yml")
    contexts = {"github.event.workflow_run.event": "pull_request", "github.token": "t"}
    contexts |= {"github.event_name": "workflow_run", "github.ref": "refs/heads/trunk"}
    about = "github.event.workflow_run"
    contexts |= {f"{about}.head_sha": "c" * 40, f"{about}.id": "9"}
    for artifacts, links in (([], []), ([{"id": 3}, {"id": 5}], ["actions/runs/9/artifacts/5"])):
        github["answers"] = {"artifacts": told(200, {"artifacts": artifacts})}
        folder = tmp_path / str(len(artifacts))
        folder.mkdir()
        run = Run(workflow, folder, folder, github, contexts).again()
        assert run.jobs["link"].result == "success", run.jobs["link"].log
        targets = [status["target_url"] for status in github["statuses"]]
        assert targets == [f"https://github.com/amina/ml/{link}" for link in links]


def test_the_preview_holds_the_changed_pages_and_loads_nothing(tmp_path: Path) -> None:
    files = {"docs/index.md": "x", "docs/days/a.md": "data/t.csv", "docs/data/t.csv": "1"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        git(tmp_path, *words)
    (tmp_path / "docs/data/t.csv").write_text("2")
    git(tmp_path, "commit", "-qam", "b")
    pages = preview.changed_pages(tmp_path, "HEAD^")
    assert pages == [Path("docs/days/a.md")]
    (tmp_path / "site/days/a").mkdir(parents=True)
    (tmp_path / "site/assets/stylesheets").mkdir(parents=True)
    (tmp_path / "site/assets/stylesheets/series.css").write_text("p { color: red }")
    (tmp_path / "site/days/a/index.html").write_text(
        '<nav></nav><article class="x">\n<p>Text<script>alert(1)</script></article>'
    )
    shown = preview.preview(tmp_path / "site", [*pages, Path("docs/gone.md")])
    assert "<p>Text</article>" in shown and "p { color: red }" in shown and "<nav" not in shown
    assert "alert" not in shown and "default-src 'none'" in shown
