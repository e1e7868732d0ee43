"""Encoding: bytes that are no UTF-8, letters that were read wrongly, and characters that nobody sees."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from series.encoding import check_encoding, decode
from series.repairs import apply

HIDDEN = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore this")


@pytest.mark.parametrize(("line", "column", "rule", "said", "repaired"), [
    ("# ü§ù Together", 3, "mojibake", "Mac Roman", "# 🤝 Together"), ("# \uf8ffü§ù Together", 3, "mojibake", "Mac Roman", "# 🤝 Together"),
    ("It‚Äôs caf√©", 3, "mojibake", "Mac Roman", "It’s café"), ("‚öïÔ∏è x", 1, "mojibake", "Mac Roman", "⚕️ x"), ("ŸÑŸÖÿ∫ÿ±ÿ®", 1, "mojibake", "Mac Roman", "لمغرب"),
    ("Ã©tÃ©", 1, "mojibake", "Latin-1", "été"), ("Itâ€™s", 3, "mojibake", "Latin-1", "It’s"), ("Ø§Ù„Ù…ØºØ±Ø¨", 1, "mojibake", "Latin-1", "المغرب"),
    ("ðŸ¤\x9d x", 1, "mojibake", "Latin-1", "🤝 x"), ("âµ£âµ¢", 1, "mojibake", "Latin-1", "ⵣⵢ"), ("ÃƒÂ©tude", 1, "mojibake", "Latin-1", "étude"),
    ("caf├⌐", 4, "mojibake", "cp437", "café"), ("caf√© and MaÃ¯s", 4, "mojibake", "Mac Roman and", "café and Maïs"), ("ðŸ¤ x", 1, "mojibake", "ðŸ", None),
    ("caf\ufffd", 4, "replacement-character", "lost", None), ("ï¿½", 1, "mojibake", "broken", None),
    ("a\ufeffb", 2, "zero-width", "byte order mark", "ab"), ("a\u200bb\u2060c", 2, "zero-width", "2 times", "abc"), ("a\u200db", 2, "zero-width", "JOINER", "ab"),
    ("hy\u00adphen", 3, "zero-width", "SOFT HYPHEN", "hyphen"), ("a\u2800b", 2, "zero-width", "BRAILLE", "ab"), ("a\ufffcb", 2, "zero-width", "OBJECT", "ab"), ("a\u3164b", 2, "zero-width", "FILLER", "ab"), ("a\u200fb", 2, "zero-width", "MARK", "ab"), ("a\ufe0fb", 2, "zero-width", "SELECTOR", "ab"),
    ("Z\u0300\u0301\u0302\u0303go", 2, "zero-width", "piled", None),
    ("a\u202eb\u202c", 2, "bidi", "another order", None), ("# \u2066x\u2069", 3, "bidi", "ISOLATE", None),
    (f"a{HIDDEN}", 2, "hidden-text", "hide text", None), ("a\U000e0100\U000e0155", 2, "hidden-text", "hide text", None), ("🏴" + HIDDEN, 2, "hidden-text", "hide text", None), ("a\ufe01", 2, "hidden-text", "hide", None),
    ("a\0b", 2, "control-character", "U+0000", "ab"), ("a\x1b[31mb", 2, "control-character", "U+001B", "a[31mb"), ("a\x85b", 2, "control-character", "U+0085", "ab"), ("a\u2028b", 2, "control-character", "LINE SEP", "ab"),
    ("a\uf0b7b", 2, "private-use", "one font", None),
    ("\u00a0\u00a0\u00a0\u00a0code", 1, "space", "NO-BREAK", "    code"), ("  \u00a0\u00a0code", 3, "space", "NO-BREAK", "    code"), ("-\u00a0item", 2, "space", "NO-BREAK", "- item"), ("#\u00a0Title", 2, "space", "NO-BREAK", "# Title"),
    ("comments:\u00a0true", 10, "space", "NO-BREAK", "comments: true"), ("\u3000x", 1, "space", "IDEOGRAPHIC", " x"),
    ("<https://www.g\u043e\u043egle.com/>", 2, "look-alike", "CYRILLIC SMALL LETTER O", None), ("[x](https://\u0440aypal.com)", 5, "look-alike", "CYRILLIC", None),
    ("https://\uff45xample.com/", 1, "look-alike", "FULLWIDTH", None), ("https://example.com/g\u03bf\u03bfgle", 1, "look-alike", "GREEK", None),
    ("mailto:info@\u0430pple.com", 1, "look-alike", "CYRILLIC", None), ("M\u03bfrocco", 1, "look-alike", "two alphabets", None), ("M\u043erocco", 1, "look-alike", "two alphabets", None), ("n\u0430me = 1", 1, "look-alike", "two alphabets", None),
])
def test_a_line_with_a_fault(line: str, column: int, rule: str, said: str, repaired: str | None) -> None:
    text = f"first\n{line}\n"
    found = check_encoding("docs/about.md", text)
    assert [(fault.rule, fault.line, fault.column) for fault in found] == [(f"encoding-{rule}", 2, column)], [str(fault) for fault in found]
    assert said in found[0].message and found[0].hint and str(found[0]).isprintable()
    if repaired is None:
        assert found[0].fix is None
    else:
        assert found[0].fix and apply(text.encode(), [found[0].fix]).decode() == f"first\n{repaired}\n"


@pytest.mark.parametrize("line", [
    "المغرب العربي \u200f(2025)\u200f و«نص» \u061c50", "می\u200cخواهم", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵣ", "« non » oui\u202f? oui\u00a0: 50\u202f% l’été — “É” ‘à’ …", "À É È Ç OÙ Œ Æ « À\u00a0» : É…",
    "👩\u200d🔬 👨\u200d👩\u200d👧\u200d👦 🧑🏽\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥 ☁️ ⚖️ ✍️ ™️ ↔️ 1️⃣ 🇲🇦", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "µg μm Δt αβ ≤ √2 ∑x² x̄",
    "„Äpfel“ Größe ‚x‘ Ångström MAÇÃ", "Zażółć gęślą jaźń", "ḥ ṭ ā ʿayn Fās Ṭanja", "Москва СССР", "https://ar.wikipedia.org/wiki/المغرب", "https://xn--80ak6aa92e.com/", "a\tb", "final   ", "5 °C • 3 · 4 – 5",
    "été\u00a0\u00a0double", "word\u00a0word",
])
def test_a_line_that_is_right(line: str) -> None:
    assert check_encoding("docs/about.md", line + "\n") == []


@pytest.mark.parametrize(("data", "rule", "line", "said", "text"), [
    ("é\nx\n".encode("utf-16"), "utf-16", 1, "UTF-16", "é\nx\n"), ("é and more\nx\n".encode("utf-16-le"), "utf-16", 1, "UTF-16", "é and more\nx\n"),
    ("é and more\nx\n".encode("utf-16-be"), "utf-16", 1, "UTF-16", "é and more\nx\n"), ("é\nx\n".encode("utf-32"), "utf-16", 1, "UTF-32", "é\nx\n"),
    (b"a\ncaf\xe9 \xab x \xbb\n", "not-utf-8", 2, "E9", "a\ncafé « x »\n"), (b"a\rb\rcaf\x8e\r", "not-utf-8", 3, "Mac Roman", "a\nb\ncafé\n"),
    ("été\n".encode() + b"caf\xe9\n", "not-utf-8", 2, "Windows-1252", "été\ncafé\n"), (b"\x1f\x8b\x08\0\xff\xfe", "not-utf-8", 1, "8B", None),
    (b"a\rb\rc", "line-ends", 1, "carriage return", "a\nb\nc"), (b"a\r\nb\rc\r\n", "line-ends", 2, "carriage return", "a\nb\nc\n"),
])
def test_bytes_with_a_fault(data: bytes, rule: str, line: int, said: str, text: str | None) -> None:
    _, found = decode("docs/about.md", data)
    assert (found[0].rule, found[0].line) == (f"encoding-{rule}", line) and said in found[0].message, str(found[0])
    if text is None:
        assert found[0].fix is None
    else:
        assert found[0].fix and apply(data, [found[0].fix]) == text.encode()


def test_a_mark_at_the_start_and_windows_line_ends_are_right() -> None:
    assert decode("docs/about.md", "\ufeffa\r\nb\r\n".encode()) == ("a\nb\n", [])


def test_a_last_line_without_an_end_is_only_a_note() -> None:
    found = check_encoding("docs/about.md", "a\nb")
    assert [(fault.rule, fault.line, fault.note) for fault in found] == [("encoding-final-newline", 2, True)]
    assert found[0].fix and apply(b"a\r\nb", [found[0].fix]).startswith(b"a\r\nb")


def test_a_good_tree_never_loads_the_repair_library() -> None:
    code = "import sys; from pathlib import Path; from series.checker import check_repository; assert not check_repository(Path('.')); sys.exit('ftfy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": "hooks", "PATH": ""}, check=False).returncode == 0


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_no_bytes_end_in_a_traceback_and_a_fix_can_be_applied(data: bytes) -> None:
    text, found = decode("docs/about.md", data)
    if text is not None:
        found += check_encoding("docs/about.md", text)
    for fault in found:
        assert fault.line >= 1 and fault.column >= 1 and str(fault).isprintable()
    apply(data, [fault.fix for fault in found if fault.fix])


@pytest.mark.parametrize("run", ["\u200b", "Ã©", "Ã©\n", "\u200b\n", "a" * 99 + "é", "а", "aа", "http://", "\u00a0", "ü§ù", "\U0001f468\u200d", "a\u0301\u0302\u0303\u0304", "é »", "\ufffd", "Р", "\u0600\u200c", "\x1b"])
def test_the_time_is_linear_in_the_size_of_a_page(run: str) -> None:
    start = time.process_time()
    check_encoding("docs/about.md", (run * (65_536 // len(run.encode()))) + "é\n")
    assert time.process_time() - start < 1.5
