"""The workflows, without GitHub: their schema, their rights, their pins, and what zizmor has to say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_time_limits_and_needs(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert "permissions" in job and 0 < job["timeout-minutes"] <= 60, name
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(workflow["jobs"])
        ids = {step["id"] for step in job["steps"] if "id" in step}
        assert set(re.findall(r"steps\.([\w-]+)\.", yaml.safe_dump(job))) <= ids


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_with_its_version_beside_it(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines and all(re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines)


def test_only_the_deploy_job_may_publish_and_it_checks_nothing_out() -> None:
    jobs = read(ROOT / ".github/workflows/site.yml")["jobs"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("checkout" in step.get("uses", "") or "run" in step for step in jobs["deploy"]["steps"])
    assert jobs["build"]["permissions"] == {"contents": "read", "discussions": "read"}
    assert jobs["build"]["steps"][0]["with"]["fetch-depth"] == 0


def test_zizmor_finds_nothing() -> None:
    ran = subprocess.run([str(TOOLS / "zizmor"), "--offline", "--strict-collection", "--persona=auditor", ".github"],
                         cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.github-workflows", [str(path) for path in WORKFLOWS]), ("vendor.dependabot", [".github/dependabot.yml"]),
    ("vendor.github-issue-forms", [".github/ISSUE_TEMPLATE/page-problem.yml"]),
])
def test_files_for_github_follow_their_schema(schema: str, files: list[str]) -> None:
    ran = subprocess.run([str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, *files],
                         cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
