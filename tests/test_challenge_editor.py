"""The editor of a challenge: its keys, its buttons, its colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from challenge_site import press, write

KEYS: dict[str, tuple[str, list[str], str]] = {
    "indent after a colon with a comment": ("if x:  # why", ["Enter"], "if x:  # why\n    "),
    "back after return": ("    return 1", ["Enter"], "    return 1\n"),
    "stay inside brackets": ("    return [", ["Enter"], "    return [\n    "),
    "a hash in a text": ("x = '#:'", ["Enter"], "x = '#:'\n"),
    "backspace by a level": ("        ", ["Backspace"], "    "),
    "backspace in a word": ("    ab", ["Backspace"], "    a"),
    "tab": ("ab", ["x", "Tab"], "abx "),
    "shift tab": ("    ab", ["x", "Shift+Tab"], "abx"),
    "comment and back": ("  a\nb", ["Control+a", "Control+/"], "  # a\n# b"),
    "undo": ("ab", ["x", "Tab", "Control+z"], "abx"),
    "curly quote": ("x = ", ["“", "a", "”"], 'x = "a"'),
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_of_the_editor(desk: Page, name: str) -> None:
    before, keys, after = KEYS[name]
    field = desk.locator(".editor__field")
    write(desk, before)
    field.focus()
    field.evaluate("one => one.setSelectionRange(one.value.length, one.value.length)")
    for key in keys:
        if len(key) == 1:
            desk.keyboard.insert_text(key)
        else:
            desk.keyboard.press(key)
    expect(field).to_have_value(after)


def test_a_tap_on_a_line_and_a_click_put_the_caret_there(desk: Page) -> None:
    field = desk.locator(".editor__field")
    write(desk, "a\nb\nc")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    row = float(field.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)"))
    for press_at, line in ((desk.mouse.click, 0), (desk.touchscreen.tap, 1)):
        press_at(box["x"] + box["width"] / 2, box["y"] + (line + 0.8) * row)
        desk.keyboard.type("!")
    expect(field).to_have_value("a!\nb!\nc")


def test_the_keyboard_can_leave_and_the_bar_indents(desk: Page) -> None:
    field = desk.locator(".editor__field")
    write(desk, "ab")
    field.focus()
    desk.keyboard.press("Home")
    press(desk, "Indent")
    expect(field).to_have_value("    ab")
    expect(field).to_be_focused()
    press(desk, "Round brackets")
    expect(field).to_have_value("    ()ab")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Run and check")).to_be_focused()


def test_the_keyboard_is_not_lost_when_the_editor_comes(
    phone: BrowserContext, challenge_site: str
) -> None:
    waiting: list[Route] = []
    page = phone.new_page()
    page.route("**/editor.js", lambda route: waiting.append(route))
    with page.expect_request("**/editor.js"):  # it may come before the page has loaded
        page.goto(challenge_site)
        page.locator("#todays-challenge").scroll_into_view_if_needed()
    page.locator(".challenge-starter pre").evaluate("one => { one.tabIndex = 0; one.focus(); }")
    waiting[0].continue_()
    expect(page.locator(".editor__field")).to_be_focused()


def test_colours_lie_exactly_under_the_letters(desk: Page) -> None:
    write(desk, "def f(x):\n    return '" + "long " * 40 + "'  # (é)\n")
    field, back = (
        desk.locator(name).bounding_box() for name in (".editor__field", ".editor__back")
    )
    assert field == back
    assert (
        desk.locator(".editor__back").inner_text().split()
        == desk.locator(".editor__field").input_value().split()
    )
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_line_of_a_fault_holds_nobody(challenge: Page) -> None:
    challenge.locator(".editor__field").fill("x = (1\n")
    press(challenge, "Run and check")
    press(challenge, "line 1")
    challenge.keyboard.press("Tab")
    expect(challenge.locator(".editor__field")).not_to_be_focused()
    expect(challenge.locator(".editor__field")).to_have_value("x = (1\n")
