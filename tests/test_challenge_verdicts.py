"""What a page says about a program: it passes, it fails, or no Python reads it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from challenge_site import ANSWER, TEXT, WRONG, attempt, part, press


def test_a_pass_says_what_was_learnt_and_leads_on(challenge: Page) -> None:
    said = attempt(challenge, ANSWER, "All 4 checks passed, and 50 more inputs")
    assert "A mean forgets the order of its values." in said
    expect(challenge.get_by_role("link", name="Next: Day 100: more")).to_be_visible()
    expect(challenge.locator("h1 [data-day=day-99][data-state=done]")).to_have_text("✓")


def test_a_fault_is_shown_once_and_its_line_is_a_press_away(challenge: Page) -> None:
    attempt(challenge, "x = 1\n" + WRONG.replace("sum(", "1 / 0 + sum("), "2 of 4 checks passed")
    expect(challenge.locator(".challenge__failed:visible")).to_have_count(1)
    expect(challenge.locator(".editor__wrong")).to_have_count(1)
    challenge.locator(".challenge__failed:visible .challenge__line").click()
    field = challenge.locator(".editor__field")
    expect(field).to_be_focused()
    chosen = field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert "1 / 0" in chosen
    for name in ("Show: A hint", "Forget my code"):
        field.focus()  # what appears with the keyboard may not move a button while it is pressed
        press(challenge, name)
    expect(challenge.locator("details.tip")).to_have_attribute("open", "")
    expect(field).to_have_value(part(TEXT, "starter").rstrip())


def test_one_more_input_that_differs_is_shown_in_full(desk: Page) -> None:
    code = ANSWER.replace("return", "return 0.0 if len(values) == 5 else")
    said = attempt(desk, code, "All 4 checks pass, but")
    assert re.search(r"last_mean\(\[[\d., ]+\], \d\)", said) and "0.0" in said


TRUE_SENTENCES = {
    "prompt": (">>> x = 1", ">>>"),
    "notebook": ("!pip install numpy", "notebook"),
    "HTML": ("x = 1 &lt; 2", "HTML"),
    "numbers of lines": ("1 x = 1\n2 y = 2\n3 z = 3", "number"),
    "Arabic digits": ("x = ٣", "0 to 9"),
    "curly quotes": ("x = “a”", "201C"),
    "special space": ("x =\u00a01", "00A0"),
    "open bracket": ("x = [1,\n  (2)\ny = 3", "line 1"),
    "tabs and spaces": ("def f():\n    x = 1\n\treturn x", "tabs"),
}


@pytest.mark.parametrize("name", TRUE_SENTENCES)
def test_what_no_python_reads_gets_a_sentence_of_its_own(desk: Page, name: str) -> None:
    code, word = TRUE_SENTENCES[name]
    assert word in attempt(desk, code, "cannot be run")


@pytest.mark.parametrize("code", ["x = '“«٣('  # >>> — ٣ (", "x = [\n\t1,\n    2]", "x = 1 # &lt;"])
def test_the_same_signs_in_texts_are_fine(desk: Page, code: str) -> None:
    attempt(desk, code + "\n" + ANSWER, "All 4 checks passed")


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_package_that_no_python_here_has_is_for_home(desk: Page, indent: str) -> None:
    head, _, rest = ANSWER.partition("\n")
    code = f"{head}\n    import numpy\n{rest}" if indent else f"import numpy as np\n{ANSWER}"
    assert "at home" in attempt(desk, code, "stopped before|0 of 4")
    expect(desk.locator(".challenge__offer")).to_have_count(0)
