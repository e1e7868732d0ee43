"""The path of a contributor, walked as CONTRIBUTING.md describes it: a new day in a fork."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from checks.__main__ import check_site
from checks.finding import data
from checks.site import load
from repository import ROOT, copy_of_repository, run_mkdocs
from test_workflows import CODEOWNERS, owners_of

GUIDE = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in GUIDE.splitlines() if line.startswith("    ")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which the steps 2 to 4 were done, and every line that is to be replaced was."""
    root = copy_of_repository(tmp_path_factory.mktemp("fork"))
    copies = [command for command in COMMANDS if command.startswith("cp ")]
    subprocess.run(["bash", "-euc", "\n".join(copies)], cwd=root, check=True)
    page, challenge, solution, table = (root / command.split()[2] for command in copies)
    for path in (page, challenge, solution):
        text = path.read_text(encoding="utf-8").replace("12", "13")
        path.write_text(
            text.replace(copies[3].split()[1].split("/")[2].replace("12", "13"), table.name)
        )
    entry = re.findall(r"the line `(.*?)`", GUIDE)[0]
    nav = (root / "mkdocs.yml").read_text(encoding="utf-8")
    last = re.findall(r"\n( *)- days/day-\d+-[a-z-]+\.md(?=\n(?! *- days/))", nav)[-1]
    nav = re.sub(r"(\n *- days/day-\d+-[a-z-]+\.md)(?=\n(?! *- days/))", rf"\1\n{last}{entry}", nav)
    (root / "mkdocs.yml").write_text(nav, encoding="utf-8")
    lines = page.read_text(encoding="utf-8").splitlines()
    found = [one for one in check_site(load(root)) if one.path == page.relative_to(root).as_posix()]
    assert {one.rule for one in found} == {"template-left"}, found  # nothing else is asked for
    for one in found:
        lines[one.line - 1] += " Mine."
    page.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return root


def test_the_checks_have_nothing_to_say(copy: Path) -> None:
    assert [str(one) for one in check_site(load(copy))] == [
        str(one) for one in check_site(load(ROOT))
    ]


def test_the_day_is_built(copy: Path, tmp_path: Path) -> None:
    ran = run_mkdocs(copy, tmp_path / "site", "--strict")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (tmp_path / "site/days/day-13-tourism/index.html").is_file()


def test_only_commands_that_exist_are_named() -> None:
    named = {command.split()[2] for command in COMMANDS if command.startswith("python3 dev.py")}
    assert named == {"serve", "check", "test"}
    assert not re.search(r"(^|[^\w./-])python (?!3)", GUIDE)


def test_what_is_open_to_everybody_has_a_place_in_the_checks() -> None:
    tracked = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()
    opened = [path for path in tracked if not owners_of(path, CODEOWNERS)]
    places = [place["path"] for place in data("places").values()]
    assert {Path(path).suffix for path in opened} <= {
        ".md",
        ".csv",
        ".png",
        ".jpg",
        ".webp",
        ".svg",
    }
    assert [path for path in opened if not any(re.fullmatch(place, path) for place in places)] == []
