"""A double of GitHub Actions, as small as the workflows of this repository need it: expressions, steps, files that steps write to.

It runs the shell steps of a job for real, in the order of the file, in a clone. Actions of others are not run: `uses` gets
what they would have been given.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CONTEXT = re.compile(r"[a-z]+(?:\.[\w-]+)+")


def read(path: Path) -> dict[str, Any]:
    """Return a workflow. YAML 1.1 reads the key `on` as True."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def expressions(value: Any) -> list[str]:
    """Return every expression in a workflow, or a part of one: what stands in `${{ }}`, and every `if`."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in ([str(part)] if key == "if" and "${{" not in str(part) else expressions(part))]
    if isinstance(value, list):
        return [found for part in value for found in expressions(part)]
    return [found.strip() for found in re.findall(r"\$\{\{(.*?)\}\}", str(value))]


@dataclass
class Run:
    """The run of one job. `contexts` gives values by name, such as `github.token`; an unknown one is empty, as on GitHub."""

    folder: Path
    files: Path
    contexts: dict[str, str]
    environment: dict[str, str]
    uses: Callable[[str, dict[str, Any]], Mapping[str, str]] = lambda action, given: {}
    failed: bool = False
    done: list[str] = field(default_factory=list)
    log: str = ""

    def value(self, text: str) -> str:
        """Return what an expression comes to: contexts, quoted text, status functions, `==`, `!=`, `&&` and `||`."""
        for sign in ("||", "&&"):
            if sign in text:
                left, right = text.split(sign, 1)
                first = self.value(left)
                return first if (first not in ("", "false")) == (sign == "||") else self.value(right)
        if match := re.fullmatch(r"(.*?)\s*(==|!=)\s*(.*)", text.strip()):
            return str((self.value(match[1]) == self.value(match[3])) == (match[2] == "==")).lower()
        text = text.strip()
        known = {"success()": str(not self.failed).lower(), "failure()": str(self.failed).lower()}
        if text in known:
            return known[text]
        if text.startswith("'") and text.endswith("'"):
            return text[1:-1]
        if not CONTEXT.fullmatch(text):
            raise ValueError(f"this double of GitHub Actions cannot read {text!r}")
        return self.contexts.get(text, "")

    def filled(self, text: Any) -> str:
        """Return `text` with each `${{ expression }}` replaced by its value."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: self.value(found[1]), str(text))

    def is_due(self, step: dict[str, Any]) -> bool:
        """Tell whether a step runs: GitHub adds `success() &&` to a condition that names no status."""
        condition = str(step.get("if", "success()"))
        due = self.value(condition) == "true"
        return due if re.search(r"(success|failure)\(\)", condition) else due and not self.failed

    def steps(self, job: dict[str, Any], until: str = "") -> Run:
        """Run the steps of a job in order, up to and without the one called `until`. Returns the run itself."""
        for step in job["steps"]:
            name = step.get("name") or step["uses"].partition("@")[0]
            if name == until:
                break
            if not self.is_due(step):
                continue
            self.done.append(name)
            outputs = dict(self.uses(step["uses"].partition("@")[0], step.get("with", {}))) if "uses" in step else self.shell(step)
            for key, value in outputs.items():
                self.contexts[f"steps.{step.get('id', '')}.outputs.{key}"] = value
        return self

    def shell(self, step: dict[str, Any]) -> dict[str, str]:
        """Run one `run` step as GitHub does with `shell: bash`; return its outputs."""
        assert "${{" not in step["run"], "a value goes through `env`, never into the text of a script"
        output, summary = self.files / "output", self.files / "summary"
        output.write_text("")
        given = {name: self.filled(value) for name, value in step.get("env", {}).items()}
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.folder / step.get("working-directory", "."),
            env=self.environment | {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)} | given,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, check=False,
        )
        self.log += ran.stdout
        self.failed = self.failed or ran.returncode != 0
        return dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())

    def outputs(self, job: dict[str, Any]) -> dict[str, str]:
        """Return what a job hands on to those that need it."""
        return {name: self.filled(text) for name, text in job.get("outputs", {}).items()}

    @property
    def summary(self) -> str:
        """What the steps wrote to the summary of the run."""
        path = self.files / "summary"
        return path.read_text(encoding="utf-8") if path.is_file() else ""
