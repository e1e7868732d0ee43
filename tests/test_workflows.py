"""The workflows, without GitHub: their schema, their rights, their pins, what zizmor has to say, and a real run of their steps."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, clean_clone
from stub_server import Answer, Asked, answering
from workflow import CONTEXT, Run, expressions, read

import dev

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SITE = ROOT / ".github/workflows/site.yml"
TOOLS = Path(sys.executable).parent
ALLOWED = {  # the actions of others that this repository trusts, at the commit that was looked at
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
}
OUTPUTS = {"actions/deploy-pages": {"page_url"}}  # of others; those of our own steps are found by running them
GIVEN = {"github.event.repository.default_branch", "github.event_name", "github.ref", "github.token"}
VARIABLES = {"GISCUS_REPO", "GISCUS_CATEGORY", "GISCUS_CATEGORY_ID", "GISCUS_REPO_ID", "SITE_URL"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_and_time_limits(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {} and workflow["defaults"]["run"]["shell"] == "bash"
    assert "group" in workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert isinstance(job["permissions"], dict) and 0 < job["timeout-minutes"] <= 60, name
        for step in job["steps"]:
            assert step.get("with", {}).get("persist-credentials", False) is False and ("checkout" not in step.get("uses", "") or "with" in step)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_name_that_is_used_exists(path: Path) -> None:
    workflow = read(path)
    inputs = (workflow[True].get("workflow_dispatch") or {}).get("inputs", {})
    for job_name, job in workflow["jobs"].items():
        needs = job.get("needs", [])
        needs = [needs] if isinstance(needs, str) else needs
        assert set(needs) <= set(workflow["jobs"]) - {job_name}
        before: dict[str, set[str]] = {}  # the outputs of the steps so far
        for part in [*job["steps"], {key: value for key, value in job.items() if key != "steps"}]:
            for used in {name for text in expressions(part) for name in CONTEXT.findall(re.sub(r"'[^']*'", "", text))}:
                kind, _, rest = used.partition(".")
                if kind == "steps":
                    step, _, output = rest.partition(".outputs.")
                    assert output in before.get(step, set()), f"{used} is used before, or without, a step that sets it"
                elif kind == "needs":
                    needed, _, output = rest.partition(".outputs.")
                    assert needed in needs and output in workflow["jobs"][needed]["outputs"], used
                elif kind == "vars":
                    assert rest in VARIABLES, used
                elif kind == "inputs":
                    assert rest in inputs, used
                else:
                    assert used in GIVEN, used
            if "id" in part:
                before[part["id"]] = OUTPUTS.get(part.get("uses", "").partition("@")[0], set()) | outputs_of(part.get("run", ""))


def outputs_of(script: str) -> set[str]:
    """Return the names that a shell step may hand on: written by the step, by dev.py, or by the programs that it calls."""
    names = set(re.findall(r'echo "(\w+)=.*?" >> "\$GITHUB_OUTPUT"', script))
    if "dev.py build" in script:
        names |= set(re.findall(r'write\("(\w+)=', (ROOT / "dev.py").read_text(encoding="utf-8")))
    if "dev.py comment-ids" in script:
        ids = re.findall(r"ids = \{(.*)\}", (ROOT / "hooks/series/comment_ids.py").read_text(encoding="utf-8"))
        names |= set(re.findall(r'"(\w+)":', ids[0]))
    for program in re.findall(r"\.github/scripts/\w+\.py", script):
        for call in re.findall(r'hand_on\(environment, "GITHUB_OUTPUT", (.*)\)', (ROOT / program).read_text(encoding="utf-8")):
            names |= set(re.findall(r"(\w+)=", call))
    return names


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_file_that_a_step_names_exists(path: Path) -> None:
    named = [name for job in read(path)["jobs"].values() for step in job["steps"] for name in re.findall(r"(?<![\w/.])[\w./-]+\.(?:py|txt|json)\b", step.get("run", ""))]
    assert named and [name for name in named if not (ROOT / name).is_file() and "links.json" not in name] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_one_that_was_looked_at_and_pinned(path: Path) -> None:
    used = re.findall(r"uses:\s*(.*)", path.read_text(encoding="utf-8"))
    assert used and set(used) <= ALLOWED
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in ALLOWED)


def test_only_the_deploy_job_may_publish_and_it_checks_nothing_out() -> None:
    jobs = read(SITE)["jobs"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("checkout" in step.get("uses", "") or ".py" in step.get("run", "") for step in jobs["deploy"]["steps"])
    assert set(jobs["build"]["permissions"].values()) == {"read"}
    assert jobs["build"]["steps"][0]["with"]["fetch-depth"] == 0


def test_the_site_is_built_once_and_nothing_is_kept_from_another_run() -> None:
    text = SITE.read_text(encoding="utf-8")
    assert text.count("dev.py build") == 1 and "cache" not in text and "secrets." not in text and "pull_request_target" not in text


def test_on_github_every_test_runs() -> None:
    for path in WORKFLOWS:
        assert "PYTEST_ADDOPTS" not in path.read_text(encoding="utf-8") and "built-site-only" not in path.read_text(encoding="utf-8")
    test = next(step for step in read(SITE)["jobs"]["build"]["steps"] if step.get("name") == "Test what was built")
    assert test["run"].strip() == "python dev.py test" and set(test["env"]) == {"SITE_DIR", "SITE_DIGEST"} and "if" not in test and "continue-on-error" not in test


def test_the_digest_is_taken_in_one_way() -> None:
    command = dev.digest_of.__doc__.splitlines()[2].strip()
    assert SITE.read_text(encoding="utf-8").count(f"digest=$({command})") == SITE.read_text(encoding="utf-8").count("sha256sum)") == 2


def test_zizmor_finds_nothing() -> None:
    ran = subprocess.run([str(TOOLS / "zizmor"), "--offline", "--strict-collection", "--persona=auditor", ".github"],
                         cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.github-workflows", [str(path) for path in WORKFLOWS]), ("vendor.dependabot", [".github/dependabot.yml"]),
    ("vendor.github-issue-forms", [".github/ISSUE_TEMPLATE/page-problem.yml"]), ("vendor.citation-file-format", ["CITATION.cff"]),
])
def test_files_for_github_follow_their_schema(schema: str, files: list[str]) -> None:
    ran = subprocess.run([str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, *files],
                         cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_dependabot_looks_at_everything_that_is_pinned_in_groups_and_waits_a_week() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "npm", "github-actions"}
    assert all(update["cooldown"]["default-days"] == 7 and update["groups"] for update in updates)
    folders = {"/" + path.parent.relative_to(ROOT).as_posix().removeprefix(".") for path in [*ROOT.glob("requirements.in"), *ROOT.glob("tests/requirements.in")]}
    assert set(updates[0]["directories"]) == folders


# --- A real run: the shell steps of `site` in a clean clone, in the order of the file ---------------------------------


class Fork:
    """A repository on GitHub with two commits on main (the older one is tagged v1), and a machine that runs its workflow."""

    def __init__(self, folder: Path) -> None:
        self.origin, self.work, self.files = clean_clone(folder / "origin"), folder / "work", folder / "files"
        self.files.mkdir()
        self.old = self.commit(None)
        subprocess.run(["git", "tag", "v1"], cwd=self.origin, check=True)
        about = self.origin / "docs/about.md"
        about.write_text(about.read_text(encoding="utf-8") + "\nThis line is new.\n", encoding="utf-8")
        self.new = self.commit("new")
        subprocess.run(["git", "clone", "-q", f"file://{self.origin}", str(self.work)], check=True)
        (folder / "bin").mkdir()
        (folder / "bin/python").symlink_to(sys._base_executable)  # type: ignore[attr-defined]
        self.path = f"{folder / 'bin'}:{os.environ['PATH']}"
        self.kept: dict[str, str] = {}  # the digest of each artifact

    def commit(self, message: str | None) -> str:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        if message:
            subprocess.run(["git", *who, "commit", "-qam", message], cwd=self.origin, check=True)
        return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=self.origin, text=True).strip()

    def uses(self, action: str, given: Mapping[str, Any]) -> dict[str, str]:
        """Do what the actions of others do, as far as it matters here."""
        if action == "actions/checkout":
            subprocess.run(["git", "checkout", "-q", "--detach", "origin/main"], cwd=self.work, check=True)
        elif action.startswith("actions/upload-"):
            self.kept[given.get("name", "github-pages")] = dev.digest_of(str(self.work / given["path"]))
        return {"page_url": "https://amina.github.io/ml/"} if action == "actions/deploy-pages" else {}

    def run(self, api: str, event: str = "push", *, ref: str = "main", until: str = "", token: str = "t", addopts: str = "") -> Run:
        """Run the build job."""
        self.kept.clear()
        shutil.rmtree(self.files)
        self.files.mkdir()
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GISCUS_", "SITE_", "REPO_", "EDIT_", "PYTEST_", "VIRTUAL_ENV"))}
        github = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_API_URL": api, "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "amina/ml",
                  "GITHUB_EVENT_NAME": event, "GITHUB_REF": "refs/pull/7/merge" if event == "pull_request" else "refs/heads/main",
                  "GITHUB_REF_NAME": "7/merge" if event == "pull_request" else "main", "GITHUB_REF_TYPE": "branch", "GITHUB_BASE_REF": "main" if event == "pull_request" else "",
                  "GITHUB_SHA": self.new, "GITHUB_RUN_ID": "1", "RUNNER_TEMP": str(self.files)}
        contexts = {"github.token": token, "github.event.repository.default_branch": "main", "github.event_name": event, "github.ref": github["GITHUB_REF"],
                    "inputs.ref": ref if event == "workflow_dispatch" else ""}
        environment = clean | github | {"PATH": self.path} | ({"PYTEST_ADDOPTS": addopts} if addopts else {})
        return Run(self.work, self.files, contexts, environment, self.uses).steps(read(self.work / ".github/workflows/site.yml")["jobs"]["build"], until)


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fork]:
    folder = tmp_path_factory.mktemp("fork")
    yield Fork(folder)
    shutil.rmtree(folder)  # its virtual environment is large, and pytest would keep three of them


def api(asked: Asked) -> Answer:
    """GitHub's API for a fork with Pages on, and nothing else."""
    return Answer(200, {"html_url": "https://amina.github.io/ml/", "build_type": "workflow"}) if asked.path.endswith("/pages") else Answer(404, {})


BUILD = read(SITE)["jobs"]["build"]
DEPLOY = read(SITE)["jobs"]["deploy"]
FIRST_USE = "Check that commit out"  # what is before it decides; what comes after it builds
BUILT_SITE = "--built-site-only -p no:cacheprovider"  # else this test would run itself
ONE_TEST = "tests/test_built_site.py -k internal_link -p no:cacheprovider"


def test_a_push_and_a_run_by_hand_publish_the_bytes_that_were_tested(fork: Fork, tmp_path: Path) -> None:
    started = time.monotonic()
    with answering(api) as stub:
        pushed = fork.run(stub.origin, addopts=BUILT_SITE)
        assert not pushed.failed, pushed.log
        print(f"from clone to tested site: {time.monotonic() - started:.0f} seconds")
        assert pushed.done == [step.get("name") or step["uses"].partition("@")[0] for step in BUILD["steps"]]
        assert int(re.findall(r"(\d+) passed", pushed.log)[0]) > 8
        newest = pushed.outputs(BUILD)
        assert newest["publish"] == "true" and newest["commit"] == fork.new
        assert {newest["digest"]} == set(fork.kept.values()) and set(fork.kept) == {"site", "github-pages"}
        assert newest["digest"] in pushed.summary and "python -m http.server" in pushed.summary and "gh run download 1 --repo amina/ml" in pushed.summary
        about = fork.work / "site/about/index.html"
        assert "This line is new." in about.read_text(encoding="utf-8")
        assert '<link rel="canonical" href="https://amina.github.io/ml/about/">' in about.read_text(encoding="utf-8")

        # The deployment names the digest, and a command that rebuilds and compares.
        needs = {f"needs.build.outputs.{name}": value for name, value in newest.items()}
        (tmp_path / "files").mkdir()
        deployed = Run(tmp_path, tmp_path / "files", dict(needs), pushed.environment, fork.uses)
        assert deployed.value(DEPLOY["if"]) == "true" and not deployed.steps(DEPLOY).failed
        assert newest["digest"] in deployed.summary and "https://amina.github.io/ml/" in deployed.summary and "Say what to look at" not in deployed.done
        command = newest["verify"]
        assert f"    {command}\n" in deployed.summary and command.startswith(f"python dev.py verify {newest['digest']} {fork.new}")
        plain = {name: value for name, value in pushed.environment.items() if not name.startswith("GITHUB_")}
        again = subprocess.run(["bash", "-c", command], cwd=fork.work, env=plain, capture_output=True, text=True, check=False)
        assert again.returncode == 0 and "the same bytes" in again.stdout, again.stdout + again.stderr

        # An older commit, published again.
        rolled = fork.run(stub.origin, "workflow_dispatch", ref="v1", addopts=ONE_TEST)
        assert not rolled.failed, rolled.log
        older = rolled.outputs(BUILD)
        assert older["publish"] == "true" and older["commit"] == fork.old and older["digest"] != newest["digest"] and set(fork.kept.values()) == {older["digest"]}
        assert "This line is new." not in about.read_text(encoding="utf-8") and f"publishes the commit {fork.old[:12]}, not the newest" in rolled.log

        # A test that touches the built site, a failing test, a page with a fault: nothing is kept.
        for addopts, words in ((f"{ONE_TEST} -p spoils_the_site", "changed the site"), (f"{ONE_TEST} --maxfail=0 -k no_such_test", "deselected")):
            (fork.work / "tests/spoils_the_site.py").write_text(
                "def pytest_sessionfinish(session):\n    (session.config.rootpath / 'site/more.txt').write_text('more')\n")
            spoiled = fork.run(stub.origin, addopts=addopts)
            assert spoiled.failed and words in spoiled.log and fork.kept == {} and spoiled.outputs(BUILD)["publish"] == "true"
        (fork.work / "tests/spoils_the_site.py").unlink()


def test_a_pull_request_asks_nothing_about_pages_and_publishes_nothing(fork: Fork) -> None:
    def never(asked: Asked) -> Answer:
        raise AssertionError(asked.path)
    with answering(never) as stub:
        ran = fork.run(stub.origin, "pull_request", until=FIRST_USE, token="")
        assert not ran.failed and ran.outputs(BUILD)["publish"] == "false" and stub.asked == []
        assert Run(fork.work, fork.files, {"needs.build.outputs.publish": "false"}, {}).value(DEPLOY["if"]) == "false"


@pytest.mark.parametrize("answer", [Answer(404, {"message": "Not Found"}), Answer(200, {"html_url": "https://a.ma/", "build_type": "legacy"})])
def test_without_pages_the_run_goes_on_publishes_nothing_and_says_what_to_click(fork: Fork, answer: Answer) -> None:
    with answering(lambda asked: answer) as stub:
        ran = fork.run(stub.origin, until=FIRST_USE)
    assert not ran.failed and ran.outputs(BUILD)["publish"] == "false"
    pages, comments = ran.log.splitlines()  # one line each
    assert pages.startswith("::notice") and "Settings > Pages" in pages and comments.startswith("::notice") and "Comments" in comments


@pytest.mark.parametrize("ref", ["", "v9", "$(touch hacked)", "`touch hacked`", "main; touch hacked", "main\nX=1", "--help", "a" * 300])
def test_a_ref_that_names_no_commit_ends_in_a_sentence(fork: Fork, ref: str) -> None:
    with answering(api) as stub:
        ran = fork.run(stub.origin, "workflow_dispatch", ref=ref)
    assert ran.failed and len(ran.log.splitlines()) == 1 and ran.log.startswith("::error::") and "Traceback" not in ran.log
    assert ran.done[-1] == "Find the commit to build" and fork.kept == {} and ran.outputs(BUILD)["publish"] == "false"
    assert not list(fork.work.glob("hacked"))


@pytest.mark.parametrize(("answer", "token", "words"), [
    (api(Asked("GET", "/pages", {}, None, 0)), "", "no token"), (Answer(200, b"<html>nonsense"), "t", "not JSON"), (Answer(200, {"x": 1}), "t", "describes no Pages site"),
    (Answer(403, {}), "t", "permissions of the job"),
])
def test_a_missing_token_and_an_api_that_answers_nonsense_end_in_a_sentence(fork: Fork, answer: Answer, token: str, words: str) -> None:
    with answering(lambda asked: answer) as stub:
        ran = fork.run(stub.origin, token=token)
    assert ran.failed and len(ran.log.splitlines()) == 1 and ran.log.startswith("::error::") and words in ran.log
    assert ran.done[-1] == "Find the address of the site" and fork.kept == {} and ran.outputs(BUILD)["publish"] == "false"


def test_a_deployment_that_fails_says_what_to_look_at(tmp_path: Path) -> None:
    ran = Run(tmp_path, tmp_path, {}, {"PATH": os.environ["PATH"]}, failed=True).steps(DEPLOY)
    assert ran.done == ["Say what to look at"] and "Settings > Pages" in ran.log


def test_the_weekly_job_opens_the_issue_with_the_token_that_it_is_given(tmp_path: Path) -> None:
    job = read(ROOT / ".github/workflows/weekly.yml")["jobs"]["links"]
    assert [step.get("env") for step in job["steps"][:-1]] == [None] * 3 and job["permissions"] == {"contents": "read", "issues": "write"}
    (tmp_path / "links.json").write_text('[{"path": "docs/a.md", "line": 3, "address": "https://gone.ma/", "state": "dead", "reason": "404"}]')
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(sys._base_executable)  # type: ignore[attr-defined]
    with answering(lambda asked: Answer(200, []) if asked.method == "GET" else Answer(201, {"number": 1})) as stub:
        environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_API_URL": stub.origin, "GITHUB_REPOSITORY": "amina/ml",
                       "GITHUB_SERVER_URL": "https://github.com", "GITHUB_SHA": "abc", "RUNNER_TEMP": str(tmp_path)}
        ran = Run(ROOT, tmp_path, {"github.token": "t"}, environment).steps({"steps": job["steps"][-1:]})
        assert not ran.failed and [asked.method for asked in stub.asked] == ["GET", "POST"], ran.log
        assert "https://gone.ma/" in stub.asked[1].body["body"] and stub.asked[1].headers["Authorization"] == "Bearer t"
