"""A hostile page costs time in proportion to its size: four times the text, about four times."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from checks import addresses, built, letters, links, text
from checks.page import LONGEST_LINE, Page, Site

PIECES = [
    "[^1] ", "[", "![", "[[a]", "[a](", "[a](b ", "[a](<", "[a][", '[a](b "', "[a]: b\n", "]", "](", "(a)[", "*", "**", "**a ",
    "_a ", "- ", "- a\n", "1. ", "7. a\n", "> ", "> [!", "`", "`a ", "``a` ", "\\", "```\n", "``` x\na\n```\n", "~", "~~a", "<",
    "<a ", '<a b="', "</a", "<!", "<!--", "<b>", "<https://", "<a@", "&", "&#60;", "{", "{: ", "{ a=b ", "{ .", "{{", "{%", "{#",
    "# a\n", "#", "a\n===\n", "=", "==a", "++a", "+", "!!! note\n", '!!! note "', "??? ", "|", ":a", ":aa:", ":::", "a\n", "\n",
    " ", "\t", " \n", "a@", "a.", "a.b.ma ", "www.", "https://", "https://a", "insert your ", "insert ", "TODO ", "$", "$a", "$a_",
    "[@a", "%%", "%%a", "'", '"', "(", ")", "[a](b) ", "é", "Ã©", "ü§ù", "\u200b", "a\u0430", "\u00a0", "\u202e", "id=\"", "xn--a.",
    "{a:", "a\ue000", "x^", "x~", "\ufffd", "&#8203;", "mailto:", "[x y](https://a.org/) ", "//", "import a from ", "h1. a\n",
]  # fmt: skip
LOOKS = [letters.check_letters, built.check_html, text.check_text, links.check_links]
SIZE = 32_000


def page(piece: str, size: int, one_line: bool) -> Page:
    line = (piece * (size // len(piece) + 1))[:size]
    if one_line:  # as long as a line may be, and as many of them as there is room for
        most = LONGEST_LINE - 1
        line = "\n".join(line[at : at + most] for at in range(0, size, most))
    return Page("docs/x.md", f"# A\n\n{line}".encode()[: size + 5])


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def look(piece: str, size: int, one_line: bool) -> None:
    for rule in LOOKS:
        for number, _ in enumerate(rule(page(piece, size, one_line), Site(Path()))):
            if number > 500:  # what is said costs its own time
                break


@pytest.mark.parametrize("one_line", [False, True], ids=["as it is", "long lines"])
def test_rules(one_line: bool) -> None:
    slow = {}
    for piece in PIECES:
        large = seconds(lambda piece=piece: look(piece, SIZE, one_line))
        if large > 0.25:  # worth a second look
            small = min(seconds(lambda piece=piece: look(piece, SIZE // 4, one_line)) for _ in "ab")
            if large / small > 8:
                slow[piece] = round(large / small)
    assert slow == {}


def test_the_last_look() -> None:
    def look_at(size: int) -> float:
        return seconds(
            lambda: built.clean("<b><svg><i>&amp;" * (size // 16), Page("docs/x.md", b"x"))
        )

    assert look_at(SIZE) / max(look_at(SIZE // 4), 0.001) < 12


def test_addresses() -> None:
    for words in ("a." * 5000, "https://" * 1000, "é" * 9000, "a" * 9000 + ".ma", "@" * 9000):
        assert seconds(lambda words=words: addresses.deceives(words, "https://a.ma/")) < 0.5
