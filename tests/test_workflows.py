"""The workflows as text: their form, their rights, and who asks whom for a review."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from repository import ROOT
from workflow import read

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent
JOBS = [
    pytest.param(job, id=f"{path.stem}-{name}")
    for path in WORKFLOWS
    for name, job in read(path)["jobs"].items()
]


def run(*command: str) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_zizmor_finds_nothing() -> None:
    run(str(TOOLS / "zizmor"), "--offline", "--strict-collection", "--persona=auditor", ".github")


@pytest.mark.parametrize(("schema", "pattern"), [
    ("github-workflows", "workflows/*.yml"),
    ("dependabot", "dependabot.yml"),
    ("github-issue-forms", "ISSUE_TEMPLATE/*.yml"),
])  # fmt: skip
def test_schemas(schema: str, pattern: str) -> None:
    files = map(str, (ROOT / ".github").glob(pattern))
    run(str(TOOLS / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files)


@pytest.mark.parametrize("job", JOBS)
def test_rights(job: dict[str, Any]) -> None:
    assert isinstance(job["permissions"], dict) and job["timeout-minutes"] <= 45
    writes = {right for right, value in job["permissions"].items() if value == "write"}
    scripts = " ".join(step.get("run", "") for step in job["steps"])
    assert not writes or "dev.py" not in scripts and ".sh" not in scripts
    if writes & {"contents", "id-token", "statuses"}:
        assert not any("checkout" in step.get("uses", "") for step in job["steps"])


def test_what_is_published_meets_no_contributors_program() -> None:
    jobs = read(ROOT / ".github/workflows/site.yml")["jobs"]
    for name, job in jobs.items():
        commands = [step.get("run", "") for step in job["steps"]]
        if any("upload" in step.get("uses", "") for step in job["steps"]):
            assert not any("dev.py test" in command or "--fix" in command for command in commands)
        assert "secrets." not in yaml.dump(job) and "cache" not in yaml.dump(job), name
    told_only = {"firefox", "handout", "release"}  # what fails there holds no page up
    assert set(jobs["deploy"]["needs"]) == set(jobs) - told_only - {"deploy"}


def test_dependabot_looks_at_everything_that_is_pinned() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    looked_at: set[str] = set()
    for update in updates:
        looked_at |= {*update.get("directories", [update.get("directory")])}
        assert update["cooldown"]["default-days"]
    names = ("requirements.txt", "package.json")
    pinned = [path for name in names for path in (*ROOT.glob(name), *ROOT.glob(f"*/{name}"))]
    folders = {path.parent.relative_to(ROOT).as_posix() for path in pinned}
    assert looked_at == {f"/{folder}".replace("/.", "/") for folder in folders}


def test_direct_dependencies_are_locked() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for group, name in (("site", "requirements.txt"), ("test", "tests/requirements.txt")):
        locked = (ROOT / name).read_text("utf-8").lower()
        for requirement in settings["dependency-groups"][group]:
            pin, _, _ = requirement.partition(";")
            assert "==" in pin and f"\n{pin.strip().lower()} " in locked, pin


# --- Code owners: a review is asked for everything but what is named as open
def owners_of(path: str, text: str) -> list[str]:
    """Return who owns a file: on GitHub, the last line that matches counts."""
    found: list[str] = []
    for line in text.splitlines():
        pattern, *owners = line.split("#")[0].split() or [""]
        folder = pattern.endswith("/") and f"/{path}".startswith(pattern)
        if pattern and (folder or PurePosixPath("/" + path).match(pattern)):
            found = owners
    return found


CODEOWNERS = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")


OWNED = (
    "shlex.py conftest.py mkdocs.yml hooks/x.py checks/data/words.toml .github/CODEOWNERS "
    "new/a.txt docs/challenges/day_13.py docs/assets/javascripts/x.js docs/new/x.html docs/CNAME "
    "docs/assets/stylesheets/x.css .venv/x overrides/main.html docs/days/_template.md "
    "tests/test_x.py"
)
OPEN = "docs/days/day-13-x.md docs/data/x.csv docs/glossary.md docs/assets/images/x.png"


def test_who_is_asked_for_a_review() -> None:
    for paths, owners in ((OWNED, ["@OWNER"]), (OPEN, [])):
        for path in paths.split():
            assert owners_of(path, CODEOWNERS) == owners, path


def test_a_fork_makes_the_owners_true(tmp_path: Path) -> None:
    """The command that CODEOWNERS names, run on a copy, leaves no line that GitHub would ignore."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/CODEOWNERS").write_text(CODEOWNERS)
    command = next(line for line in CODEOWNERS.splitlines() if "sed -i" in line).strip("# ")
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
    changed = (tmp_path / ".github/CODEOWNERS").read_text()
    owners = {
        owner for line in changed.splitlines() if line[:1] != "#" for owner in line.split()[1:]
    }
    assert owners == {"@amina"} and owners_of("dev.py", changed) == ["@amina"]
