"""Letters: bytes that are not UTF-8, text that was read wrongly, signs that nobody sees."""

from pathlib import Path

import pytest

from checks.finding import Finding
from checks.page import Page
from checks.site import Site
from checks.text import check_letters

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore this")


def said(raw: bytes) -> list[Finding]:
    return list(check_letters(Page("docs/about.md", raw), Site(Path())))


@pytest.mark.parametrize(("line", "rule", "mended"), [
    ("# ü§ù Together", "broken-letters", "# 🤝 Together"), ("Ã©tÃ©", "broken-letters", "été"),
    ("# \uf8ffü§ù Together", "broken-letters", "# 🤝 Together"),
    ("It‚Äôs caf√©", "broken-letters", "It’s café"), ("âµ£âµ¢", "broken-letters", "ⵣⵢ"),
    ("ŸÑŸÖÿ∫ÿ±ÿ®", "broken-letters", "لمغرب"), ("Ø§Ù„Ù…ØºØ±Ø¨", "broken-letters", "المغرب"),
    ("ÃƒÂ©tude", "broken-letters", "étude"), ("caf├⌐", "broken-letters", "café"),
    ("caf√© and MaÃ¯s", "broken-letters", "café and Maïs"),
    ("L'Ã©tÃ© Ã\u00a0 Rabat", "broken-letters", "L'été à Rabat"),
    ("caf\ufffd", "broken-letters", None), ("a\ufeffb", "hidden-sign", "ab"),
    ("a\u200bb\u2060c", "hidden-sign", "abc"), ("a\u200db", "hidden-sign", "ab"),
    ("hy\u00adphen", "hidden-sign", "hyphen"), ("a\u3164b", "hidden-sign", "ab"),
    ("a\u200fb", "hidden-sign", "ab"), ("a\ufe0fb", "hidden-sign", "ab"),
    ("a\0b", "hidden-sign", "ab"), ("a\x1b[31mb", "hidden-sign", "a[31mb"),
    ("a\u2028b", "hidden-sign", "ab"), ("a\u202eb\u202c", "hidden-text", None),
    ("# \u2066x\u2069", "hidden-text", None), (f"a{TAGS}", "hidden-text", None),
    (f"🏴{TAGS}", "hidden-text", None), ("a\U000e0100\ufe01", "hidden-text", None),
    ("a\uf0b7b", "broken-letters", None),
])  # fmt: skip
def test_line(line: str, rule: str, mended: str | None) -> None:
    found = said(f"first\n{line}\n".encode())
    assert [(each.rule, each.line) for each in found] == [(rule, 2)]
    assert found[0].fixed == (None if mended is None else f"first\n{mended}\n")
    assert str(found[0]).isprintable()


@pytest.mark.parametrize("line", [
    "المغرب العربي \u200f(2025)\u200f و«نص» \u061c50", "می\u200cخواهم", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵣ",
    "µg μm Δt αβ ≤ √2 x̄", "M\u043erocco",
    "« non » oui\u202f? oui\u00a0: 50\u202f% l’été — “É” ‘à’ …", "À É È Ç OÙ Œ Æ « À\u00a0» : É…",
    "👩\u200d🔬 👨\u200d👩\u200d👧\u200d👦 🧑🏽\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥 ☁️ ⚖️ ✍️ ™️ ↔️ 1️⃣ 🇲🇦",
    "„Äpfel“ Größe Ångström MAÇÃ", "Zażółć gęślą jaźń", "ḥ ṭ ā ʿayn Fās Ṭanja", "Москва СССР",
    "https://ar.wikipedia.org/wiki/المغرب", "a\tb", "final   ", "5 °C • 3 · 4 – 5",
    "word\u00a0word",
    "`&#8203;`", "&eacute;", r"`\u202e`", r"C:\u202e",
])  # fmt: skip
def test_good_line(line: str) -> None:
    assert said(f"\ufeff{line}\r\nnext\r\n".encode()) == []


@pytest.mark.parametrize(("raw", "line", "mended"), [
    ("é\nx\n".encode("utf-16"), 1, None), ("é and more\n".encode("utf-16-le"), 1, None),
    (b"a\ncaf\xe9 \xab x \xbb\n", 2, "a\ncafé « x »\n"), (b"\x1f\x8b\x08\0\xff\xfe", 1, None),
    ("« x »\n".encode() + b"l\x92\xe9t\xe9\n", 2, None), (b"a\r\nl\x92\xe9t\xe9", 2, "a\nl’été"),
])  # fmt: skip
def test_bytes(raw: bytes, line: int, mended: str | None) -> None:
    assert [(each.rule, each.line, each.fixed) for each in said(raw)] == [
        ("not-utf-8", line, mended)
    ]
