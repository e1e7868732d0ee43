"""Letters: bytes that are not UTF-8, text that was read wrongly, signs that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.finding import Finding
from checks.letters import check_letters
from checks.page import Page
from checks.site import Site

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore this")


def said(raw: bytes) -> list[Finding]:
    return list(check_letters(Page("docs/about.md", raw), Site(Path())))


@pytest.mark.parametrize(("line", "rule", "mended"), [
    ("# ü§ù Together", "broken-letters", "# 🤝 Together"),
    ("# \uf8ffü§ù Together", "broken-letters", "# 🤝 Together"),
    ("It‚Äôs caf√©", "broken-letters", "It’s café"), ("Ã©tÃ©", "broken-letters", "été"),
    ("ŸÑŸÖÿ∫ÿ±ÿ®", "broken-letters", "لمغرب"), ("Ø§Ù„Ù…ØºØ±Ø¨", "broken-letters", "المغرب"),
    ("âµ£âµ¢", "broken-letters", "ⵣⵢ"), ("ÃƒÂ©tude", "broken-letters", "étude"),
    ("caf├⌐", "broken-letters", "café"), ("caf√© and MaÃ¯s", "broken-letters", "café and Maïs"),
    ("L’Ã©tÃ© Ã\u00a0 Rabat", "broken-letters", "L’été à Rabat"),
    ("ðŸ¤ x", "broken-letters", None), ("ï¿½", "broken-letters", None),
    ("caf\ufffd", "lost-letter", None), ("a\ufeffb", "hidden-sign", "ab"),
    ("a\u200bb\u2060c", "hidden-sign", "abc"), ("a\u200db", "hidden-sign", "ab"),
    ("hy\u00adphen", "hidden-sign", "hyphen"), ("a\u3164b", "hidden-sign", "ab"),
    ("a\u200fb", "hidden-sign", "ab"), ("a\ufe0fb", "hidden-sign", "ab"),
    ("a\0b", "hidden-sign", "ab"), ("a\x1b[31mb", "hidden-sign", "a[31mb"),
    ("a\u2028b", "hidden-sign", "ab"), ("a\u202eb\u202c", "text-order", None),
    ("# \u2066x\u2069", "text-order", None), (f"a{TAGS}", "hidden-text", None),
    (f"🏴{TAGS}", "hidden-text", None), ("a\U000e0100\ufe01", "hidden-text", None),
    ("a\uf0b7b", "font-letter", None), ("\u00a0\u00a0\u00a0\u00a0code", "odd-space", "    code"),
    ("-\u00a0item", "odd-space", "- item"), ("#\u00a0Title", "odd-space", "# Title"),
    ("\u3000x", "odd-space", " x"), ("<https://www.g\u043eogle.com/>", "look-alike", None),
    ("https://\uff45xample.com/", "look-alike", None), ("M\u03bfrocco", "look-alike", None),
    ("info mailto:info@\u0430pple.com", "look-alike", None), ("M\u043erocco", "look-alike", None),
    ("<https://раураӏ.com/>", "look-alike", None), ("a &#8203; b", "hidden-sign", None),
    ("a &#x202e; b", "text-order", None), ("a &ZeroWidthSpace; b", "hidden-sign", None),
])  # fmt: skip
def test_line(line: str, rule: str, mended: str | None) -> None:
    found = said(f"first\n{line}\n".encode())
    assert [(each.rule, each.line) for each in found] == [(rule, 2)]
    assert found[0].fixed == (None if mended is None else f"first\n{mended}\n")
    assert str(found[0]).isprintable()


@pytest.mark.parametrize("line", [
    "المغرب العربي \u200f(2025)\u200f و«نص» \u061c50", "می\u200cخواهم", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵣ",
    "µg μm Δt αβ ≤ √2 x̄",
    "« non » oui\u202f? oui\u00a0: 50\u202f% l’été — “É” ‘à’ …", "À É È Ç OÙ Œ Æ « À\u00a0» : É…",
    "👩\u200d🔬 👨\u200d👩\u200d👧\u200d👦 🧑🏽\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥 ☁️ ⚖️ ✍️ ™️ ↔️ 1️⃣ 🇲🇦",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "„Äpfel“ Größe Ångström MAÇÃ",
    "Zażółć gęślą jaźń", "ḥ ṭ ā ʿayn Fās Ṭanja", "Москва СССР", "https://ar.wikipedia.org/wiki/المغرب",
    "<https://انرت.المغرب/>", "a\tb", "final   ", "5 °C • 3 · 4 – 5", "word\u00a0word",
    "`&#8203;`", "&eacute;",
])  # fmt: skip
def test_good_line(line: str) -> None:
    assert said(f"\ufeff{line}\r\nnext\r\n".encode()) == []


@pytest.mark.parametrize(("raw", "rule", "line", "mended"), [
    ("é\nx\n".encode("utf-16"), "not-utf-8", 1, "é\nx\n"),
    ("é and more\nx\n".encode("utf-16-le"), "not-utf-8", 1, "é and more\nx\n"),
    ("é\nx\n".encode("utf-32"), "not-utf-8", 1, "é\nx\n"),
    (b"a\ncaf\xe9 \xab x \xbb\n", "not-utf-8", 2, "a\ncafé « x »\n"),
    ("été\n".encode() + b"l\x92\xe9t\xe9\n", "not-utf-8", 2, "été\nl’été\n"),
    (b"a\rb\rcaf\x8e\r", "not-utf-8", 3, "a\nb\ncafé\n"),
    (b"\x1f\x8b\x08\0\xff\xfe", "not-utf-8", 1, None),
    (b"a\rb\rc", "line-ends", 1, "a\nb\nc"), (b"a\r\nb\rc\r\n", "line-ends", 2, "a\nb\nc\n"),
])  # fmt: skip
def test_bytes(raw: bytes, rule: str, line: int, mended: str | None) -> None:
    assert [(each.rule, each.line, each.fixed) for each in said(raw)] == [(rule, line, mended)]


@pytest.mark.parametrize("head", [
    'description: "Road \\u202esafety"', "title: |\n  Two\u200b lines", 'tags: ["a\\U000E0041"]',
    'title: "A\\x00B"', 'title: "A &#x202e; B"',
])  # fmt: skip
def test_front_matter_is_decoded(head: str) -> None:
    assert said(f"---\n{head}\n---\n# A\n".encode())


@pytest.mark.parametrize("block", ["chart", "quiz"])
def test_blocks_are_decoded(block: str) -> None:
    text = f'# A\n\n``` {block}\nnote: "a \\u202e b"\n```\n'
    assert [(each.rule, each.line) for each in said(text.encode())] == [("text-order", 4)]
    assert said(text.replace(f" {block}", " python").encode()) == []
