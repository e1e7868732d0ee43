"""The command: what it prints, how it ends, what it mends, and that nothing can break it."""

import os
import shutil
from pathlib import Path

import pytest

from checks import linter
from checks.__main__ import SHOWN, annotation, check_site, main
from checks.finding import Finding
from checks.page import Page
from checks.site import load
from checks.tests.conftest import ONE, TWO, Repository


def run(repo: Repository, *arguments: str) -> int:
    return main([*arguments], repo.root)


def test_good_for_every_rule(tmp_path: Path) -> None:
    assert [str(found) for found in Repository(tmp_path).findings()] == []


def test_good_site(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(repo) == 0 and run(repo, "--fix") == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_all_files_told(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repo.edit(ONE, "minutes: 35", "minutes: 3")
    repo.edit(ONE, "comments: true", "comments: maybe")
    repo.edit(TWO, "day: 2", "day: 3")
    assert run(repo) == 1
    lines = capsys.readouterr().out.splitlines()
    places = [line.split(" ")[0] for line in lines[:-1]]
    assert places == [f"{ONE}:5:1:", f"{ONE}:6:1:", f"{TWO}:4:1:"]
    assert run(repo, ONE) == 1 and capsys.readouterr().out.count(TWO) == 0
    assert run(repo, "overrides") == 0


@pytest.mark.parametrize("words", [["--nonsense"], ["docs/no.md"], ["/etc"], ["../.."]])
def test_wrong_call(repo: Repository, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(repo, *words)
    assert capsys.readouterr().err


def test_ten_a_page(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    more = "".join(f"In Morocco, {number},000 people left.\n\n" for number in range(20, 50))
    repo.edit(ONE, "## Morocco today\n", f"## Morocco today\n\n{more}")
    repo.edit(ONE, "minutes: 35", "minutes: 3")
    assert run(repo) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == SHOWN + 2 and ":6:1:" in lines[0] and "--all" in lines[-2]
    assert run(repo, "--all") == 1 and len(capsys.readouterr().out.splitlines()) == 32


def test_annotations(
    repo: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding("docs/a,b:c%.md", 3, 4, "rule", "100% of\r\nit: ::error::x")
    place = "::error file=docs/a%2Cb%3Ac%25.md,line=3,col=4,title=rule::"
    assert annotation(finding).startswith(f"{place}100%25 of") and "\n" not in annotation(finding)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    repo.edit(ONE, "comments: true", 'comments: "\\n::add-mask::x"')
    assert run(repo) == 1
    commands = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]
    assert len(commands) == 1 and commands[0].startswith(f"::error file={ONE},line=5")


def test_fix_keeps_the_rest(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    before = repo.read(ONE)
    for old, new in (("day: 1\n", ""), ('"Day 1: Roads"', "Day 1: Roads")):
        repo.write(ONE, before.replace(old, new, 1).replace("\n", "\r\n").encode("utf-8-sig"))
        other = repo.read(TWO)
        assert run(repo, "--fix", ONE) == 0 and repo.read(TWO) == other
        mended = repo.read(ONE)
        assert sorted(mended.split("\r\n")) == sorted(("\ufeff" + before).split("\n")), new
        shown = capsys.readouterr().out
        assert ONE in shown and shown.endswith("\nNo faults.\n")
        assert run(repo, "--fix") == 0 and ONE not in capsys.readouterr().out


def test_fix_never_follows_a_link(repo: Repository, tmp_path: Path) -> None:
    repo.edit(ONE, "day: 1\n", "")
    (tmp_path / "elsewhere.md").write_text(repo.read(ONE), encoding="utf-8")
    (repo.root / ONE).unlink()
    (repo.root / ONE).symlink_to(tmp_path / "elsewhere.md")
    assert run(repo, "--fix") == 1
    assert "day: 1\n" not in (tmp_path / "elsewhere.md").read_text(encoding="utf-8")


def test_a_fix_that_undoes_another_ends(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def quarrel(page: Page, site: object) -> list[Finding]:
        fixed = page.text.replace("A", "B") if "A" in page.text else page.text.replace("B", "A")
        return [page.on(1, "quarrel", "x", fixed)] if page.path == ONE else []

    monkeypatch.setattr("checks.__main__.RULES", (quarrel, quarrel))
    assert run(repo, "--fix") == 1


def test_a_rule_that_fails_is_a_finding(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: Page, site: object) -> list[Finding]:
        raise RecursionError("too deep")

    monkeypatch.setattr("checks.__main__.RULES", (broken,))
    found = check_site(load(repo.root), [ONE])
    assert [each.rule for each in found] == ["check-failed"]


@pytest.mark.parametrize("command", [["no-such-program"], ["false"], ["echo", "{}"]])
def test_a_linter_that_fails_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(linter, "PROGRAMS", [linter.PROGRAMS[0], command])
    found = Repository(tmp_path).findings()
    assert [(each.path, each.rule) for each in found] == [(ONE, "check-failed")]


def test_strange_files(repo: Repository, tmp_path: Path) -> None:
    for path, target in (
        ("docs/x.md", "/proc/self/environ"),
        ("docs/folder", "/etc"),
        ("docs/gone.md", "nowhere"),
        ("docs/loop", "."),
        ("docs/data", "/etc"),
        ("docs/data/day-01-counts.csv", "/dev/zero"),
        ("overrides/main.html", "/etc/passwd"),
        ("mkdocs.yml", "/etc/passwd"),
    ):
        other = Repository(tmp_path / path.replace("/", "-"))
        place = other.root / path
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        place.symlink_to(target)
        found = [each for each in other.findings() if each.path == path]
        assert [each.rule for each in found] == ["file-strange"] and found[0].stopping, path
    os.mkfifo(repo.root / "docs/pipe.md")
    assert ("docs/pipe.md", 1, "file-strange") in repo.faults()
    with open(os.fsencode(repo.root) + b"/docs/b\xffd.md", "wb"):
        pass
    assert all(str(each).isprintable() for each in repo.findings())
