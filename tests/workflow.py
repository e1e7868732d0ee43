"""A double of GitHub Actions: runs, attempts, jobs, steps, expressions, artifacts and the API.

Shell steps run for real, each job in a clone of its own. Actions of others are imitated as far as
it matters, with what makes the real ones fail: names that are taken, artifacts that are not there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import dev

CONTEXT = re.compile(r"[a-z]+(?:\.[\w-]+)+")
GH = """\
import json, os, pathlib, subprocess, sys
file, words = pathlib.Path(__file__).with_name("github.json"), sys.argv[1:]
github = json.loads(file.read_text())
if "GITHUB_RUN_ID" in os.environ:
    os.environ["GH_TOKEN"]  # at home gh has signed in
fields = dict(words[at + 1].split("=", 1) for at, word in enumerate(words) if word == "-f")
body = json.load(sys.stdin) if "--input" in words else fields
method = words[words.index("--method") + 1] if "--method" in words else "POST" if body else "GET"
path = words[1].partition("?")[0]
github["asked"].append([method, words[1], body])
end = path.rpartition("/")[2]
said, error = "{}", "" if method != "GET" else "gh: Not Found (HTTP 404)"
if words[0] == "release":
    verb, there, end, error = words[1], github["release"] is not None, "", ""
    if there == (verb == "create") or verb == "create" and github["ruled"]:
        error = "release not found, there already, or refused"
    elif verb != "view":
        files = [name for name in words if name.endswith(".pdf")]
        github["release"] = [{"name": name, "size": os.path.getsize(name)} for name in files]
elif "/statuses/" in path:
    github["statuses"].insert(0, body | {"commit": end})
elif end == "statuses":
    commit = path.split("/")[-2]
    said, error = json.dumps([one for one in github["statuses"] if one["commit"] == commit]), ""
elif end == "handout" and github["release"] is not None:
    said, error = json.dumps({"assets": github["release"]}), ""
if end in github["answers"]:
    said, error = github["answers"][end]
file.write_text(json.dumps(github))
if "--jq" in words:
    sys.exit(subprocess.run(["jq", "-r", words[-1]], input=said.encode()).returncode)
sys.stdout.write(said)
sys.exit(error or 0)
"""
# Stands before the real Python: what needs packages is played, the rest is run.
PYTHON = f"""\
case "$*" in
"dev.py build")
  rm -rf site
  cp -r docs site
  echo "${{SITE_URL?}} ${{HANDOUT_MB?}}" > site/variables ;;
dev.py*) echo PLAYED "$@"; [ ! -e "$2.fails" ] ;;
*/comments.py*) echo repo_id=R > "$GITHUB_OUTPUT" ;;
*/handout.py*) head -c 1600000 /dev/zero > "$3" ;;
-m*) ;;
*) exec {sys.executable} "$@" ;;
esac
"""


def read(path: Path) -> dict[str, Any]:
    """Return a workflow. YAML 1.1 reads the key `on` as True."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def put_program(path: Path, text: str, language: str = "/bin/bash") -> None:
    """Write a program that can be run by its name."""
    path.write_text(f"#!{language}\n{text}\n")
    path.chmod(0o755)


def told(status: int = 200, body: Any = None) -> tuple[str, str]:
    """Return what gh prints for an answer of the API, to its two outputs."""
    return (json.dumps(body), "") if status < 300 else ("", f"gh: {body} (HTTP {status})")


class GitHub:
    """The command gh in a folder, what GitHub answers to it, and what it was asked.

    `answers`: what gh prints, by the last word of a path. `release`: the files of the release
    `handout`, or None. `ruled`: whether a rule forbids its tag.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.file = folder, folder / "github.json"
        put_program(folder / "gh", GH, f"{sys.executable} -IS")
        empty = {"answers": {}, "asked": [], "statuses": [], "release": None, "ruled": False}
        self.file.write_text(json.dumps(empty))

    def __getitem__(self, name: str) -> Any:
        return json.loads(self.file.read_text())[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.file.write_text(json.dumps(json.loads(self.file.read_text()) | {name: value}))


@dataclass
class Job:
    """What became of one job."""

    result: str = "success"
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""


@dataclass
class Run:
    """A run of a workflow, which may be run again. folder: an empty one. origin: the repository."""

    workflow: dict[str, Any]
    folder: Path
    origin: Path
    github: GitHub
    contexts: dict[str, str]
    attempt: int = 0
    jobs: dict[str, Job] = field(default_factory=dict)
    artifacts: list[tuple[int, str, Path]] = field(default_factory=list)  # attempt, name, content
    published: str = ""  # the digest of what deploy-pages was handed

    def again(self, failed_only: bool = False) -> Run:
        """Run all jobs, or those that failed and what needs them, once more."""
        self.attempt += 1
        self.contexts["github.run_attempt"] = str(self.attempt)
        for name, job in self.workflow["jobs"].items():
            if not failed_only or self.jobs[name].result != "success":
                self.jobs[name] = self.job(name, job)
        return self

    def job(self, name: str, job: dict[str, Any]) -> Job:
        needs = job.get("needs", [])
        contexts = dict(self.contexts)
        needed = [needs] if isinstance(needs, str) else needs
        for other in needed:
            for key, value in self.jobs[other].outputs.items():
                contexts[f"needs.{other}.outputs.{key}"] = value
        ready = all(self.jobs[other].result == "success" for other in needed)
        if not ready or value_of(str(job.get("if", "true")), contexts) in ("", "false"):
            return Job("skipped")
        done, work = Job(), self.folder / f"{name}-{self.attempt}"
        work.mkdir()
        for step in job["steps"]:
            condition, failed = step.get("if", "true"), done.result == "failure"
            wanted = failed == (condition == "failure()")
            if wanted and (failed or value_of(condition, contexts) == "true"):
                act = self.uses if "uses" in step else self.shell
                for key, value in act(step, work, contexts, done).items():
                    contexts[f"steps.{step.get('id', '')}.outputs.{key}"] = value
        done.outputs = {key: filled(text, contexts) for key, text in job.get("outputs", {}).items()}
        return done

    def uses(
        self, step: dict[str, Any], work: Path, contexts: Mapping[str, str], job: Job
    ) -> dict[str, str]:
        """Do what the actions of others do, as far as it matters here."""
        action = step["uses"].partition("@")[0]
        given = {key: filled(value, contexts) for key, value in step.get("with", {}).items()}
        if action == "actions/checkout":
            ref = given.get("ref") or contexts["github.sha"]
            subprocess.run(["git", "clone", "-q", "--shared", self.origin, work], check=True)
            subprocess.run(["git", "checkout", "-q", "--detach", ref], cwd=work, check=True)
        elif action.startswith("actions/upload-"):
            path = work / given["path"]
            name = given.get("name", "github-pages")
            if given.get("archive") == "False":
                name = path.name
            kept = self.folder / f"artifact-{len(self.artifacts)}"
            if path.is_dir():
                shutil.copytree(path, kept)
            else:
                kept.mkdir()
                shutil.copy(path, kept)
            assert (self.attempt, name) not in [item[:2] for item in self.artifacts], "409 Conflict"
            self.artifacts.append((self.attempt, name, kept))
        elif action == "actions/download-artifact":
            found = [kept for _, name, kept in self.artifacts if name == given["name"]]
            if found:
                shutil.copytree(found[-1], work / given.get("path", "."), dirs_exist_ok=True)
            else:
                job.result, job.log = "failure", job.log + "Artifact not found"
        elif action == "actions/deploy-pages":
            name = given.get("artifact_name", "github-pages")
            found = [kept for _, taken, kept in self.artifacts if taken == name]
            if len(found) != 1:  # as deploy-pages 5.0.0 does
                job.result, job.log = "failure", job.log + f"{len(found)} artifacts named {name}"
                return {}
            self.published = dev.digest_of(found[0])
            return {"page_url": "https://a.ma/"}
        return {}

    def shell(
        self, step: dict[str, Any], work: Path, contexts: Mapping[str, str], job: Job
    ) -> dict[str, str]:
        """Run one `run` step as GitHub does with `shell: bash`; return its outputs."""
        assert "${{" not in step["run"], "a value goes through `env`, never into a script"
        programs, output = self.github.folder, self.folder / "output"
        put_program(programs / "python3", PYTHON)
        for name in ("sudo", "qpdf"):
            put_program(programs / name, "")
        output.write_text("")
        environment = {
            "GITHUB_EVENT_NAME": contexts["github.event_name"],
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REF": contexts["github.ref"],
            "GITHUB_REPOSITORY": "amina/ml",
            "GITHUB_RUN_ID": "1",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "HOME": str(self.folder),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        }
        environment |= {key: filled(value, contexts) for key, value in step.get("env", {}).items()}
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work / step.get("working-directory", "."), env=environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        job.log += ran.stdout
        job.result = "failure" if ran.returncode else job.result
        return dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())


def filled(text: Any, contexts: Mapping[str, str]) -> str:
    """Return `text` with each `${{ expression }}` replaced by its value."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: value_of(found[1], contexts), str(text))


def value_of(text: str, contexts: Mapping[str, str]) -> str:
    """Return what an expression comes to: contexts, quoted text, `==`, `!=`, `&&`, `||`.

    An unknown context is empty, as on GitHub.
    """
    for sign in ("||", "&&"):
        if sign in text:
            left, right = text.split(sign, 1)
            first = value_of(left, contexts)
            decided = (first not in ("", "false")) == (sign == "||")
            return first if decided else value_of(right, contexts)
    if match := re.fullmatch(r"(.*?)\s*(==|!=)\s*(.*)", text.strip()):
        same = value_of(match[1], contexts) == value_of(match[3], contexts)
        return str(same == (match[2] == "==")).lower()
    text = text.strip()
    if text.startswith("'") or text in ("true", "false"):
        return text.strip("'")
    if not CONTEXT.fullmatch(text) and text not in contexts:
        raise ValueError(f"this double of GitHub Actions cannot read {text!r}")
    return contexts.get(text, "")
