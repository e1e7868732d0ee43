"""Traps of Markdown: one small page for each, and what only looks like one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from markdown import Markdown
from pages import BEFORE, LINE, assert_told, check_snippets
from series import linter
from series.anchors import anchors
from series.findings import Finding
from series.lists import fix_list_blank_line, fix_list_indent
from series.source import Source

CASES: list[tuple[str, str, str] | tuple[str, str, str, int]] = [
    ("``` python\nx = 1\n\nWords.", "fence-unclosed", "three signs"),
    ("Words.\n\n~~~ python\nx = 1\n```", "fence-unclosed", "three signs", 2),
    ("``` python\nx = 1\n````", "fence-unclosed", "three signs"),
    ("- A\n\n    ``` python\n    x\n  y\n    ```", "fence-unclosed", "4 blanks", 2),
    ("```\nx = 1\n```", "fence-language", "``` python"),
    ("``` pyhton\nx = 1\n```", "fence-language", "Did you mean python?"),
    ("``` qwertz\nx = 1\n```", "fence-language", "text for plain text"),
    ("``` python title=Words here\nx = 1\n```", "fence-words", "title="),
    ("- A\n\n  ``` python\n  x\n  ```", "fence-indent", "four", 2),
    ("- A\n  - B\n  - C", "list-indent", "four", 1),
    ("- A\n   - B", "list-indent", "four", 1),
    ("1. A\n   - B", "list-indent", "four", 1),
    ("1. A\n\n   - B", "list-indent", "four", 2),
    ("> - A\n>   - B", "list-indent", "four", 1),
    ("!!! note\n    - A\n      - B", "list-indent", "four", 2),
    ("Words:\n- A\n- B", "list-blank-line", "blank line before", 1),
    ("Words:\n1. A\n2. B", "list-blank-line", "blank line before", 1),
    ("!!! note\n    Words:\n    - A", "list-blank-line", "blank line before", 2),
    ("1. A\n2. B\n\nWords between.\n\n3. C", "list-number", "indent what stands between", 5),
    ("1. A\n2. B\n4. C", "list-number", "Write 3", 2),
    ("1. A\n\n``` text\nx\n```\n\n2. B", "list-number", "indent what stands between", 6),
    ("2026. That was the year.", "list-number", "2026\\."),
    ("- A\n\n  Words of A.", "list-continued", "four blanks", 2),
    ("- [ ] a task", "task-list", "✅"),
    ("# A second one", "heading-one", "## A second one"),
    ("#### Too deep", "heading-skipped", "Write ##"),
    ("## Same\n\nWords.\n\n## Same\n\nWords.", "heading-twice", "name of its own", 4),
    ("##\n\nWords.", "heading-empty", "its words"),
    ("#Hashtag for all", "heading-space", "\\#"),
    (" ## Heading", "heading-indent", "beginning of the line"),
    ("Words over dashes\n---", "heading-underlined", "blank line above", 1),
    ("Words over signs\n===", "heading-underlined", "## before a heading", 1),
    ("**A bold heading**\n\nWords.", "bold-as-heading", "###"),
    ("__A bold heading__\n\nWords.", "bold-as-heading", "###"),
    ("=== \"Python\"\n\n    x", "tabs", "no tabs"),
    ("!!! note\nNot indented.", "box-body", "four blanks", 1),
    ("!!! note\n\nNot indented.", "box-body", "four blanks", 2),
    ("??? note \"Title\"\n  Two blanks.", "box-body", "four blanks", 1),
    ("!!! note", "box-body", "four blanks"),
    ("!!! warnig\n    Words.", "box-type", "Did you mean warning?"),
    ("!!! Note\n    Words.", "box-type", "Did you mean note?"),
    ("!!! attention\n    Words.", "box-type", "The types are"),
    ("??? note \"Title\n    Words.", "box-form", "straight quotes"),
    ("??? note “Title”\n    Words.", "box-form", "straight quotes"),
    ("!!!\n    Words.", "box-form", "note"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "table-width", "same number", 2),
    ("| a | b |\n|---|---|\n| 1 |", "table-width", "same number", 2),
    ("Words.\n| a | b |\n|---|---|\n| 1 | 2 |", "table-blank-line", "blank line", 1),
    ("| a | b |\n| 1 | 2 |", "table-form", "|---|---|"),
    ("Well done :rocket:", "emoji-name", "🚀"),
    ("Well done :rokcet: all", "emoji-name", "🚀 (rocket)"),
    ("Well done :qwertzuiop: all", "emoji-name", "leave it out"),
    (":material-star: x", "emoji-name", "the character"),
    ("Words **never closed.\n\nMore.", "bold-unclosed", "\\*\\*"),
    ("Words __never closed.", "bold-unclosed", "\\_\\_"),
    ("**One** and **two", "bold-unclosed", "before and after"),
    ("Words `never closed.", "code-unclosed", "as many backticks"),
    ("Words ``closed with one`.", "code-unclosed", "as many backticks"),
    ("1) One\n2) Two", "list-mark", "`1. `"),
    ("• One\n• Two", "list-mark", "`- `"),
    ("a. One\nb. Two", "list-mark", "`- `"),
    ("Words ~~gone~~ now", "foreign-mark", "<del>"),
    ("Words ==marked== now", "foreign-mark", "<mark>"),
    ("H~2~O", "foreign-mark", "<sub>"),
    ("$$x^2$$", "foreign-mark", "in words"),
    ("See [[Day 5]].", "foreign-mark", "[text](page.md)"),
    ("Words.^[a note]", "foreign-mark", "[^key]"),
    ("One\\\ntwo", "foreign-mark", "<br>"),
    ("``` { .python onclick=alert(1) }\nx\n```", "fence-words", "title="),
    ("``` { .python style=\"x\" }\nx\n```", "fence-words", "title="),
    ("<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs", "merge-conflict", "Keep one"),
    ("Here [TODO]", "placeholder", "real text"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return check_snippets(tmp_path_factory.mktemp("markdown"), {f"case-{number}": case[0] for number, case in enumerate(CASES)})


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0].splitlines()[0][:40] for case in CASES])
def test_a_trap_has_its_line_and_what_to_write(found: dict[str, list[Finding]], number: int) -> None:
    assert_told(found[f"case-{number}"], *CASES[number][1:])


GOOD = {
    "nested": "- A\n    - B\n        - C\n- D\n\n    Words of D.\n\n    - E\n\n1. One\n2. Two\n\n    ``` python\n    x = 1\n    ```\n\n3. Three\n\n    > Said.\n\n4. Four",
    "all-ones": "1. One\n1. Two\n1. Three",
    "continued": "- A line\n  that goes on\n- B line\n  that goes on",
    "lazy": "1. A line\nthat goes on",
    "math": "2 * 3 * 4 = 24, a * b, 5 ** 2, x_i and snake_case_name, 10 % of 3*4*5, f(x) = a*x + b.",
    "french": "**« Oui »**, dit-il : l’IA, c’est « bien » ; vraiment ? Oui ! – 50 % – n° 3…",
    "arabic": "الذكاء الاصطناعي في خدمة **المغرب**: واحد، اثنان. ⴰⵣⵓⵍ **ⴰⵎⵖⵔⵉⴱ**.",
    "boxes": "!!! warning \"Use it with care\"\n    Words.\n\n    - A\n    - B\n\n??? question \"Answer\"\n    **b.** Words.\n\n???+ note\n    Words.\n\n!!! note \"\"\n    Words.\n\n"
             "- A\n\n    !!! tip\n        Words.",
    "tables": "| a | b |\n|:--|--:|\n| `x|y` | 2 |\n| x \\| y | 2 |\n\na | b\n--|--\n1 | 2\n\nThe absolute value |x| of x.",
    "times": "C++/C++, C++ and C++, a == b == c, $5 and $10, ~5 and ~6, x ^ [2], a) maybe, – a dash. At 10:30:45, a ratio 3:2:1, C++::vector, the emoji 🚀, a note: this: that.",
    "rule": "Words.\n\n---\n\nWords.",
    "number": "2026\\. That was the year.\n\nIn\n2026 it rained.",
    "emphasis": "**Bold** and *it* and ***both*** and **bold *it* bold** and un**frigging**believable and __bold__ and \\*\\* and `**`.",
    "bold-lead": "**A question?**\n\n- a. One\n- b. Two",
    "definition": "term\n:   Words of it.\n\nother\n:   Words.\n\n    - A\n    - B",
    "quotation": "> Said.\n>\n> - A\n> - B\n>\n>     ``` text\n>     x\n>     ```",
    "levels": "## Two\n\nWords.\n\n### Three\n\nWords.\n\n## Two again\n\nWords.\n\n### Three\n\nWords.",
    "fence-in-fence": "```` markdown\n``` python\nx\n```\n````\n\n~~~ text\n```\n~~~",
    "code": "`:rocket:` and `**` and ` `` ` and ``a`b`` and \\`.\n\n``` text\n- A\n  - B\n# x\n!!! x\n:rocket: **x\n```",
    "dashes": "A word - another - and -5 °C, + 3, * not a list, 3. or 4) maybe.\nNext line.",
}


def test_what_only_looks_like_a_trap_is_not_blamed(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = check_snippets(tmp_path_factory.mktemp("good-markdown"), GOOD)
    assert {name: [str(finding) for finding in findings] for name, findings in said.items() if findings} == {}


def test_the_ids_are_those_that_markdown_gives() -> None:
    text = BEFORE + "\n\nWords.\n\n".join([
        "## Kénitra et l'été", "## Same", "## Same", "## Its `code` and *more*", "## A [link](x.md) here", "## With its own { #own }", "## Same { .x }", "## 🔆 Day 1: R² & C++",
        "## snake_case_name", "## AT&amp;T", "## Note[^k]", "### Dash - dash", "## ⵜⴰⵎⴰⵣⵉⵖⵜ", "## <kbd>Ctrl</kbd> key", "## Closed ##", "*word*{ #word }"]) + "\n\n[^k]: T.\n"
    built = Markdown(extensions=["toc", "attr_list", "footnotes"]).convert(text)
    ids = {name for name in re.findall(r'id="([^"]+)"', built) if not name.startswith("fnref")}
    assert {name for name in anchors(Source("docs/x.md", text)) if not name.startswith("fnref")} == ids


@pytest.mark.parametrize(("text", "mended"), [
    ("- A\n  - B\n    - C\n- D\n", "- A\n    - B\n        - C\n- D\n"),
    ("1. A\n   - B\n\nWords  here\n", "1. A\n    - B\n\nWords  here\n"),
    ("- A\n    - B\n", "- A\n    - B\n"),
    ("``` text\n- A\n  - B\n```\n", "``` text\n- A\n  - B\n```\n"),
])
def test_a_list_is_indented_by_four_and_nothing_else_changes(text: str, mended: str) -> None:
    assert fix_list_indent(text) == mended and fix_list_indent(mended) == mended


def test_a_blank_line_is_put_before_a_list_and_nothing_else_changes() -> None:
    assert fix_list_blank_line("# T\n\nWords:\n- A\n- B\n\n``` text\nx\n- y\n```\n") == "# T\n\nWords:\n\n- A\n- B\n\n``` text\nx\n- y\n```\n"


@pytest.mark.parametrize("answer", ["", "no JSON", "{}", '[{"rule": "MD001"}]', "[1]"])
def test_a_linter_that_answers_nonsense_is_a_sentence(tmp_path: Path, answer: str) -> None:
    (tmp_path / "docs").mkdir()
    program = tmp_path / "rumdl"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
    program.chmod(0o755)
    said = linter.check_with_linter(tmp_path / "docs", ["docs/x.md"], program)
    assert [finding.rule for finding in said] == ["linter-not-run"] and "did not do its work" in said[0].message


def test_a_linter_that_is_missing_or_slow_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    assert "did not do its work" in linter.check_with_linter(tmp_path / "docs", ["docs/x.md"], tmp_path / "nothing")[0].message
    monkeypatch.setattr(linter, "find_linter", lambda: None)
    assert "requirements.txt" in linter.check_with_linter(tmp_path / "docs", ["docs/x.md"])[0].hint

    def slow(*words: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("rumdl", 20)

    monkeypatch.setattr(subprocess, "run", slow)
    assert "20 seconds" in linter.check_with_linter(tmp_path / "docs", ["docs/x.md"], tmp_path / "x")[0].message


def test_the_command_is_offered_the_fixes_of_lists(tmp_path: Path) -> None:
    found = check_snippets(tmp_path, {"a": "- A\n  - B", "b": "Words:\n- A"})
    fixes = {name: [(finding.fix.line, finding.fix.new) for finding in said if finding.fix] for name, said in found.items()}
    assert fixes == {"a": [(LINE + 1, "    - B")], "b": [(LINE, "Words:\n")]}
