"""`python dev.py check`: what it prints, what it mends, and that a build stops before anything is read or published."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, copy_of_repository, run_mkdocs
from hypothesis import given, settings
from hypothesis import strategies as st
from series.__main__ import annotation, main
from series.checker import MOST_OF_A_KIND, STOPPING, check_repository
from series.findings import Finding, Fix, change, show
from series.front_matter import FIELDS
from series.repairs import apply

DAY = "docs/days/day-05-transportation.md"
GUIDE = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that the check reads, to be spoilt."""
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / "copy" / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "copy")
    return tmp_path / "copy"


def spoil(root: Path, name: str, find: str, replace: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert find in text
    (root / name).write_text(text.replace(find, replace, 1), encoding="utf-8")


# --- What it prints -------------------------------------------------------------------------------------------------
def test_the_real_repository_has_no_fault_and_is_checked_in_under_a_second() -> None:
    start = time.process_time()
    assert [str(found) for found in check_repository(ROOT)] == []
    assert time.process_time() - start < 1


def test_all_faults_of_all_files_are_told_in_one_run_in_order_with_their_number(copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert main([], copy) == 0 and capsys.readouterr().out == "No faults.\n"
    spoil(copy, DAY, "comments: true", 'comments: "yes"')
    spoil(copy, DAY, "minutes: 35", "minutes: 3")
    spoil(copy, "docs/about.md", "title:", "titel:")
    spoil(copy, "mkdocs.yml", "font: false", "font: true")
    (copy / "docs/x.exe").touch()
    assert main([], copy) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(re.fullmatch(r"[\w./-]+:\d+:\d+: .+ \([a-z-]+(, --fix can mend it)?\)", line) for line in lines[:-1])
    assert [line.split(" ")[0] for line in lines[:-1]] == ["docs/about.md:2:1:", f"{DAY}:5:1:", f"{DAY}:6:1:", "docs/x.exe:1:1:", "mkdocs.yml:21:9:"]
    assert lines[-1] == "5 faults in 4 files; `python dev.py check --fix` can mend 1."
    assert main([DAY], copy) == 1 and capsys.readouterr().out.splitlines()[-1] == "2 faults in 1 file."
    assert main(["overrides"], copy) == 0


@pytest.mark.parametrize("arguments", [["--nonsense"], ["docs/no-such-page.md"], ["/etc"], ["../.."]])
def test_a_command_that_is_written_wrongly_ends_with_two(copy: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments, copy) == 2 and capsys.readouterr().err


def test_annotations_for_github_are_escaped() -> None:
    finding = Finding("docs/a,b:c%.md", 3, 4, "some-rule", "100% of\r\nit: a, b", "::error::x")
    assert annotation(finding) == "::error file=docs/a%2Cb%3Ac%25.md,line=3,col=4,title=some-rule::100%25 of\\r\\nit: a, b ::error::x (some-rule)"
    assert "\n" not in annotation(finding) and annotation(Finding("a", 1, 1, "b", "c", "d", note=True)).startswith("::notice ")


def test_under_github_actions_each_fault_is_an_annotation_and_no_line_can_pass_for_a_command(copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    spoil(copy, DAY, "comments: true", 'comments: "\\n::add-mask::x"')
    assert main([], copy) == 1
    out = capsys.readouterr().out
    assert f"::error file={DAY},line=5,col=1,title=front-matter-comments::" in out
    assert [line for line in out.splitlines() if line.lstrip().startswith("::") and not line.startswith("::error file=")] == []


def test_one_kind_of_fault_is_not_told_a_thousand_times(copy: Path) -> None:
    with open(copy / "docs/about.md", "a", encoding="utf-8") as file:
        file.write("a\u200bb\n\n" * 500)
    found = [fault for fault in check_repository(copy) if fault.rule == "encoding-zero-width"]
    assert len(found) == MOST_OF_A_KIND + 1 and "480 more" in found[-1].message


def test_any_value_can_be_shown() -> None:
    for value in ("x" * 5000, 16**5000, [[1]], {"a": 1}, None, b"\xff", float("inf"), "\u202e", ["a"] * 3, [None], [16**5000]):
        assert 0 < len(show(value)) < 300


# --- What it mends --------------------------------------------------------------------------------------------------
OLD_PAGE = """\
# ü§ù **Day 12: Fostering Collaboration**

It‚Äôs **Day 12**. Universities and firms meet in a caf√©.

## üéØ **Objective**

- üîπ **One.** Keep this text.
"""


@pytest.mark.parametrize("front", ["---\ncomments: true\n---\n\n", ""])
@pytest.mark.parametrize("heading", ["# ü§ù **Day 12: Fostering Collaboration**", "# **Day 12 - Fostering Collaboration** ü§ù", "# \uf8ffü§ù Day 12: **Fostering Collaboration**"])
def test_an_old_page_is_brought_in_by_one_command_with_its_text(copy: Path, front: str, heading: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = "docs/days/day-12-collaboration.md"
    (copy / name).write_text(front + OLD_PAGE.replace("# ü§ù **Day 12: Fostering Collaboration**", heading, 1), encoding="utf-8")
    assert main(["--fix", name], copy) == 1
    out = capsys.readouterr().out
    assert (copy / name).read_text(encoding="utf-8") == """\
---
title: "Day 12: Fostering Collaboration"
day: 12
comments: true
---

# 🤝 Day 12: Fostering Collaboration

It’s **Day 12**. Universities and firms meet in a café.

## 🎯 **Objective**

- 🔹 **One.** Keep this text.
"""
    assert "+# 🤝 Day 12: Fostering Collaboration" in out and f"--- {name}" in out
    for name_of_field in ("description", "minutes", "tags", "reviewed"):  # what only a person can write
        assert f"the field `{name_of_field}` is missing" in out
    assert main(["--fix", name], copy) == 1 and "@@" not in capsys.readouterr().out  # a second time changes nothing


def test_fix_changes_nothing_on_a_good_tree_and_nothing_but_the_named_files_on_another(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(copy.rglob("*")) if path.is_file()}

    before = state()
    assert main(["--fix"], copy) == 0 and state() == before and capsys.readouterr().out == "No faults.\n"
    spoil(copy, DAY, "comments: true", "comment: true")
    spoil(copy, "docs/about.md", "\n\n", "\n\nIt‚Äôs here.\n\n")
    (copy / "docs/data/day-05-road-deaths.csv").write_bytes(before[copy / "docs/data/day-05-road-deaths.csv"].replace(b"\n", b"\r"))
    assert main(["--fix", DAY], copy) == 0 and state() != before
    assert main(["--fix"], copy) == 0
    after = state()
    assert [path.name for path in before if before[path] != after[path]] == ["about.md"] and "It’s here." in after[copy / "docs/about.md"].decode()


def test_a_fix_keeps_line_ends_and_the_mark_and_leaves_other_text_alone() -> None:
    data = "\ufeffa\r\nb\r\nc\r\n".encode()
    assert apply(data, [Fix(2, "b", "x\ny")]) == "\ufeffa\r\nx\r\ny\r\nc\r\n".encode()
    assert apply(data, [Fix(1, "a", None), Fix(3, "c", "z")]) == "\ufeffb\r\nz\r\n".encode()
    assert apply(data, [Fix(2, "not there", "x"), Fix(9, "b", "x")]) == data
    assert apply(b"a\nb\n", [Fix(1, "a\nb", "c"), Fix(2, "b", "d")]) in (b"c\n", b"a\nd\n")
    assert apply(b"\xff", [Fix(1, "a", "b")]) == b"\xff"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "", "c"]), min_size=1, max_size=6), st.lists(st.sampled_from(["a", "b", "", "c"]), min_size=1, max_size=6))
def test_a_fix_can_be_made_of_two_texts(old: list[str], new: list[str]) -> None:
    before, after = "\n".join([*old, ""]), "\n".join([*new, ""])
    fix = change(before, after)
    assert (fix is None) == (before == after)
    assert fix is None or apply(before.encode(), [fix]).decode() == after


# --- What it stops --------------------------------------------------------------------------------------------------
def link(root: Path, name: str, target: str) -> None:
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(target)


SPOILT = {
    "colon": (lambda root: spoil(root, DAY, 'title: "Day 5: Transportation"', "title: Day 5: Transportation"), f"{DAY}:2:1: "),
    "link to the environment": (lambda root: link(root, "docs/notes.md", "/proc/self/environ"), "docs/notes.md:1:1: this is a symbolic link"),
    "glossary from a pipe": (lambda root: ((root / "docs/glossary.md").unlink(), os.mkfifo(root / "docs/glossary.md")), "docs/glossary.md:1:1: this is a named pipe"),
    "missing include": (lambda root: spoil(root, DAY, "challenges/day_05.py:starter", "challenges/day_55.py:starter"), "(include-missing)"),
    "include of an address": (lambda root: spoil(root, DAY, "challenges/day_05.py:starter", "https://example.org/x.py"), "(include-outside)"),
    "utf-16": (lambda root: (root / DAY).write_bytes((root / DAY).read_text(encoding="utf-8").encode("utf-16")), f"{DAY}:1:1: the file is UTF-16"),
    "bytes": (lambda root: (root / DAY).write_bytes(b"\xff\x00\xfe" * 900), f"{DAY}:1:1: "),
    "theme's bundle": (lambda root: (root / "docs/assets/javascripts/bundle.00000000.min.js").write_text("x"), "(path-replaces-theme)"),
    "drawing with a script": (lambda root: (root / "docs/assets/images/mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'>\n<script>x</script></svg>"), "mark.svg:2:1: "),
    "template": (lambda root: spoil(root, "overrides/partials/source.html", "</a>", "{% endif %}</a>"), "overrides/partials/source.html:"),
    "nav": (lambda root: spoil(root, "mkdocs.yml", "      - days/day-05-transportation.md\n", ""), f"{DAY}:1:1: the page is not in the navigation"),
    "live HTML in the title": (lambda root: spoil(root, "docs/about.md", "title: ", "title: <script>x</script>"), "docs/about.md:2:1: "),
    "template of the page": (lambda root: spoil(root, DAY, "day: 5", "day: 5\ntemplate: nope.html"), f"{DAY}:5:1: "),
}


@pytest.mark.parametrize("name", SPOILT)
def test_the_strict_build_stops_before_anything_is_published(tmp_path: Path, name: str) -> None:
    change, said = SPOILT[name]
    root = copy_of_repository(tmp_path / "copy")
    change(root)
    result = run_mkdocs(root, tmp_path / "site", "--strict")
    out = result.stdout + result.stderr
    assert result.returncode == 1 and said in out and "Traceback" not in out and " in the pages: mend" in out, out
    assert not (tmp_path / "site").exists()


BROKEN = [
    ("mkdocs.yml", "  name: material", "\tname: material", "mkdocs.yml:18:1: "), ("mkdocs.yml", "language: en", "language: !!python/object/apply:os.system [id]", "mkdocs.yml:20:13: "),
    ("mkdocs.yml", "  - hooks/events.py", "  - docs/evil.py", "mkdocs.yml:107:5: "), (DAY, 'title: "Day 5: Transportation"', "title: Day 5: Transportation", f"{DAY}:2:1: "),
]


# `serve` shows a page with a fault, and warns; what is wrong in mkdocs.yml stops it too.
@pytest.mark.parametrize(("command", "name", "find", "replace", "said"), [
    (command, *broken) for command in ("build", "check", "serve") for broken in BROKEN if command != "serve" or broken[0] == "mkdocs.yml"])
def test_the_commands_of_the_readme_tell_it_in_our_words(tmp_path: Path, command: str, name: str, find: str, replace: str, said: str) -> None:
    root = copy_of_repository(tmp_path / "copy")
    spoil(root, name, find, replace)
    (root / "docs/evil.py").write_text("raise SystemExit('the hook ran')")
    code = f"import dev, sys; dev.set_up = lambda locks: sys.executable; dev.set_up_node = lambda: None; sys.exit(dev.main(['{command}']))"
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120, check=False)
    out = result.stdout + result.stderr
    assert result.returncode == 1 and said in out and "Traceback" not in out and "the hook ran" not in out, out
    assert not (root / "site").exists()


def test_without_strict_a_page_with_a_fault_is_shown_and_a_harmful_file_is_not(tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    spoil(root, DAY, "minutes: 35", "minutes: 3")
    result = run_mkdocs(root, tmp_path / "site")
    assert result.returncode == 0 and f"WARNING -  {DAY}:6:1: " in result.stdout + result.stderr
    link(root, "docs/notes.md", "/proc/self/environ")
    result = run_mkdocs(root, tmp_path / "other")
    assert result.returncode == 1 and not (tmp_path / "other").exists()


# --- What CONTRIBUTING.md says --------------------------------------------------------------------------------------
# How a rule makes a finding: the name of the function, and which argument is the rule.
MAKERS = {"Finding": 3, "finding": 1, "say": 0, "_say": 2}


def rules_in_the_code() -> set[str]:
    """Return every name of a rule: a literal in the call that makes a finding, or a word of a table in the same file."""
    names: set[str] = set()
    for path in sorted((ROOT / "hooks/series").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            called = (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if not isinstance(node, ast.Call) or called not in MAKERS:
                continue
            rule = node.args[MAKERS[called]] if len(node.args) > MAKERS[called] else next((keyword.value for keyword in node.keywords if keyword.arg == "rule"), None)
            if isinstance(rule, ast.Constant):
                names |= {str(rule.value)} - {""}
            elif isinstance(rule, ast.JoinedStr):
                names |= {f"front-matter-{field.name}" for field in FIELDS}
            else:  # a name: the table it comes from stands in the same file
                names |= {str(word.value) for row in ast.walk(tree) if isinstance(row, ast.Tuple)
                          for word in row.elts if isinstance(word, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)+", str(word.value))}
    return names


def test_every_rule_is_explained_and_no_other() -> None:
    rows = re.findall(r"^\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \| \S", GUIDE[GUIDE.index("What each message means") :], flags=re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    explained = set(listed)
    assert len(listed) == len(explained)
    assert explained == rules_in_the_code() and set(STOPPING) <= explained and len(explained) > 60


def test_code_owners_cover_what_runs_code() -> None:
    text = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    owned = {line.split()[0] for line in text.splitlines() if line and not line.startswith("#")}
    assert {"/.github/", "/.ci/", "/hooks/", "/overrides/", "/tests/", "/mkdocs.yml", "/dev.py", "/pyproject.toml", "/package.json", "/package-lock.json", "/requirements.in", "/requirements.txt",
            "/docs/assets/javascripts/", "/docs/assets/stylesheets/", "/docs/challenges/"} <= owned
    assert all((ROOT / path.strip("/")).exists() for path in owned), "a path that no longer exists protects nothing"
