"""The colours of programs: which parts have one, and that no letter is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import STANDARD_TYPES

from hooks.colours import Python, lexer


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("def mean(rows):", {"def": "k", "mean": "nf"}),
        ("x.print = print(len(x))  # all", {"print": "nb", "len": "nb", "# all": "c"}),
        ("sum = 0x1F + 1_000.5e-3 - y2", {"0x1F": "m", "1_000.5e-3": "m"}),
        ("f'a\\'b' + r\"c\" + \"open", {"f'a\\'b'": "s", 'r"c"': "s", '"open': "s"}),
        ('"""two\n# lines""" not None', {'"""two\n# lines"""': "s", "not": "k", "None": "k"}),
        ("raise ValueError", {"raise": "k", "ValueError": "nf"}),
        ("classic = ifs", {}),
    ],
)
def test_kinds(code: str, kinds: dict[str, str]) -> None:
    found = [
        (text, STANDARD_TYPES[kind]) for _, kind, text in Python().get_tokens_unprocessed(code)
    ]
    assert {text: kind for text, kind in found if kind} == kinds


@given(st.text(alphabet="abf 1.#'\"\\\n=(Error"))
def test_no_letter_is_lost(code: str) -> None:
    found = [*Python().get_tokens_unprocessed(code)]
    assert "".join(text for _, _, text in found) == code
    assert all(code[at : at + len(text)] == text for at, _, text in found)


def test_other_languages_are_those_of_pygments() -> None:
    assert isinstance(lexer("python", stripnl=False), Python)
    assert lexer("json").name == "JSON"
