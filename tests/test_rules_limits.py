"""Hostile pages: the rules take time in proportion to a page, and what they let through does not hold up the parser."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from series.files import MAX_PAGE
from series.html_rules import check_html
from series.limits import LONGEST_LINE, check_limits
from series.links import Site, check_links
from series.lists import fix_list_blank_line, fix_list_indent
from series.markdown_rules import check_markdown
from series.rendered import check_rendered
from series.source import Source

REPEATED = [
    "[^1] ", "[", "![", "[[a]", "[a](", "[a](b ", "[a](<", "[a][", "[a](b \"", "[a]: b\n", "[a]:\n", "[a]", "]", "](", "(a)[", "[^a", "[^a]: b\n", "*[a]: x\n",
    "*", "**", "*a ", "**a ", "***a ", "*a*", "_a ", "__a ", "a**b", "* ", "- ", "1. ", "- a\n", "1. a\n", "- a\n\n", "  - a\n", "+ - ", "> ", "> a\n", "> a\n\n", ">- ", "> - ",
    "`", "`a ", "``a` ", "\\`", "\\", "\\*", "```\n", "``` x\na\n```\n", "~~~\n\n", "~", "<", "< ", "<a ", "<a b=", "<a b=\"", "</a", "<!", "<!-", "<!--", "<!-- -", "<![", "<?", "<b>", "<div>\n",
    "<div markdown>\n\n", "<span>", "<span a=\"b\" ", "<https://a.org> ", "<a@b.c> ", "&", "&a", "&#60;", "&amp;", "{", "{a", "{: ", "{ a=b ", "{ a=\" ", "{ .a }\n", "*a*{ .b }", "{{", "{%", "{#", "{ on",
    "# ", "# a\n", "# a\n\n", "#", "## a { #b }\n\n", "a\n===\n", "a\n---\n", "---\n\n", "=", "-", "!!! note\n    a\n\n", "!!! note \"", "!!! ", "??? a-", "=== \"", "|", "|a|\n", "|a|b|\n|-|-|\n", "a|b\n",
    "a\n: b\n", ": b\n", "a\n: - b\n", "a\n:   b\n\n", ":a", ":aa:", "a\n", "a\n\n", "\n", " ", "\t", " \n", "    a\n\n", "a ", "é", "a@", "@", "a.", "www.", "https://", "insert your ", "TODO ", "--8<-- \"x\n",
    "\r", "\r\n\r\n", "\u2028", "\x00", "\x02", "'", "\"", "(", ")", "[a](b) ", "![a](b) ", "[x y](https://a.org/) ", "[^a][^b]",
]
SPECIAL: dict[str, Callable[[int], str]] = {
    "references to one source": lambda size: "[^1] " * (size // 5) + "\n\n[^1]: a",
    "references to many": lambda size: "".join(f"[^{n}] " for n in range(size // 20)) + "\n\n" + "".join(f"[^{n}]: a\n" for n in range(size // 20)),
    "an abbreviation": lambda size: "*[HT]: x\n\n" + "HT " * (size // 3),
    "a wide table": lambda size: "|" + "a|" * (size // 60) + "\n|" + "-|" * (size // 60) + "\n" + "|a\n" * (size // 4),
    "a long table": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6),
    "nested lists": lambda size: "".join(" " * (4 * n) + "- a\n" for n in range(int((size / 2) ** 0.5))),
    "nested boxes": lambda size: "".join(" " * (4 * n) + "!!! note\n" for n in range(int((size / 2) ** 0.5))),
    "nested brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "nested emphasis": lambda size: "**a *b " * (size // 14) + "* **" * (size // 14),
    "growing backticks": lambda size: " a".join("`" * (n + 1) for n in range(int((2 * size) ** 0.5))),
    "a long definition": lambda size: "[a]:" + " " * size, "a long heading": lambda size: "# " + "#" * size + "a", "a long host": lambda size: "[" + "a." * (size // 2) + "](https://b.org)",
    "a long title": lambda size: "[a](b \"" + "c" * size + "\")", "a long code block": lambda size: "``` python\n" + "x = [1]\n" * (size // 8) + "```",
}
HOSTILE = {**{repr(unit): (lambda size, unit=unit: unit * (size // len(unit))) for unit in REPEATED}, **SPECIAL}
SITE = Site(frozenset({"days/x.md"}), {})


def page(text: str) -> Source:
    return Source("docs/days/x.md", "# A page\n\n" + text)


def look(text: str) -> int:
    """Do what the checker does with one page, without the linter; return the number of findings."""
    source = page(text)
    return len(check_limits(source) or [*check_html(source, frozenset()), *check_links(source, SITE), *check_markdown(source)])


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_the_rules_take_time_in_proportion_to_a_page() -> None:
    slow = {}
    for name, make in HOSTILE.items():
        large = seconds(lambda make=make: look(make(MAX_PAGE)))
        if large > 0.5:  # worth a second look: a quarter of the page must take about a quarter of the time
            small = seconds(lambda make=make: look(make(MAX_PAGE // 4)))
            if large > 3 or large > 10 * small:
                slow[name] = (round(small, 2), round(large, 2))
    assert slow == {}


@pytest.fixture(scope="module")
def parser() -> Markdown:
    """The parser with the extensions and the settings of the site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    settings = {**config.mdx_configs, "pymdownx.snippets": {**config.mdx_configs["pymdownx.snippets"], "base_path": [str(ROOT / "docs")]}}
    return Markdown(extensions=config.markdown_extensions, extension_configs=settings)


def test_no_page_within_the_limits_holds_up_the_parser_or_breaks_it(parser: Markdown) -> None:
    slow = {}
    for name, make in HOSTILE.items():
        size = MAX_PAGE - 100
        while size > 50 and check_limits(page(make(size))):
            size = int(size * 0.8)
        try:
            taken = seconds(lambda make=make, size=size: parser.reset().convert("# A page\n\n" + make(size)))
        except Exception as error:  # a missing snippet, for example; looked at only if the rules let the page through
            taken = 99.0 if look(make(size)) == 0 else 0.0
            print(name, repr(error))
        if taken > 2:
            slow[name] = (size, round(taken, 2))
    assert slow == {}


@pytest.mark.parametrize(("text", "rule", "line"), [
    ("[^1] " * 2000, "too-many", 3), ("[ " * 30, "too-many-unclosed", 3), ("a" * (LONGEST_LINE + 1), "line-too-long", 3), ("> > > > > a", "quotation-too-deep", 3),
    ("- a\n\n" + " " * 32 + "- b", "indent-too-deep", 5), ("# a\n\n" * 100, "too-many", 161), ("* " * 500 + "x", "too-many", None),
])
def test_what_there_is_too_much_of_is_named(text: str, rule: str, line: int | None) -> None:
    found = check_limits(page(text))
    assert found and found[0].rule == rule and found[0].hint and (line is None or found[0].line == line) or rule == "too-many" and line is None


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*REPEATED, "a", "b c", "\n", "\n\n", "    ", "https://a.org", "``` python\n", "\n```\n", "---\n", "<script>", "{ .x }", "note", ":rocket:", "javascript:"]), max_size=30).map("".join) | st.text(max_size=200))
def test_no_text_makes_the_rules_fail(text: str) -> None:
    for source in (page(text), Source("docs/index.md", text), Source("docs/days/_template.md", f"---\n{text}\n---\n{text}")):
        check_limits(source)
        found = [*check_html(source, frozenset()), *check_links(source, SITE), *check_markdown(source), *check_rendered(source, text)]
        lines = len(source.lines)
        assert all(1 <= finding.line <= lines and finding.column >= 1 and finding.message and finding.hint for finding in found)
    mended = fix_list_blank_line(fix_list_indent(text))
    assert [line.strip() for line in mended.splitlines() if line.strip()] == [line.strip() for line in text.splitlines() if line.strip()]
