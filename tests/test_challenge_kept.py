"""What a challenge keeps in the browser, forgets, and gives out: code, a mark, a report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from challenge_site import ANSWER, TEXT, WRONG, attempt, opened, part, press, write
from conftest import until


def test_code_is_kept_offered_after_a_change_and_forgotten(challenge: Page) -> None:
    write(challenge, "# mine")
    until(challenge, "Object.values(localStorage).includes('# mine')")
    challenge.reload()
    challenge.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(challenge.locator(".editor__field")).to_have_value("# mine")
    press(challenge, "Reset")
    challenge.get_by_text("Undo", exact=True).click()
    expect(challenge.locator(".editor__field")).to_have_value("# mine")
    challenge.evaluate("localStorage.setItem('/challenge.day-99.older', '# of before')")
    challenge.reload()
    challenge.locator("#todays-challenge").scroll_into_view_if_needed()
    press(challenge, "Show it")
    expect(challenge.locator(".editor__field")).to_have_value("# of before")
    press(challenge, "Forget my code")
    expect(challenge.locator(".editor__field")).to_have_value(part(TEXT, "starter").rstrip())
    assert "challenge" not in challenge.evaluate("Object.keys(localStorage).join()")


def test_no_code_is_lost_by_another_that_takes_its_place(challenge: Page) -> None:
    field = challenge.locator(".editor__field")
    write(challenge, "# mine")
    press(challenge, "Reset")
    field.press("Control+z")
    expect(field).to_have_value("# mine")
    press(challenge, "Reset")
    field.press("x")  # now there is no Undo any more
    press(challenge, "Show it")
    expect(field).to_have_value("# mine")
    field.press("y")
    until(challenge, "Object.values(localStorage).filter((code) => code === '# mine').length === 1")
    press(challenge, "Forget my code")
    expect(field).to_have_value(part(TEXT, "starter").rstrip())
    field.press("Control+z")
    expect(field).to_have_value(re.compile("# mine"))


def test_the_code_put_aside_last_is_offered_first(challenge: Page) -> None:
    write(challenge, "# now")
    until(challenge, "Object.values(localStorage).includes('# now')")
    challenge.evaluate("""() => {
      const key = Object.keys(localStorage).find((name) => localStorage[name] === "# now");
      for (const time of [2, 5, 1, 4, 3]) localStorage.setItem(`${key}.${time}`, `# ${time}`); }""")
    challenge.reload()
    challenge.locator("#todays-challenge").scroll_into_view_if_needed()
    challenge.get_by_role("button", name="Show it").first.click()
    expect(challenge.locator(".editor__field")).to_have_value("# 5")


def test_two_tabs_keep_both_codes(challenge: Page, challenge_site: str) -> None:
    other = opened(challenge.context, challenge_site)
    write(challenge, "# one")
    until(challenge, "Object.values(localStorage).includes('# one')")
    expect(other.locator(".challenge__status")).to_contain_text("another tab")
    write(other, "# two")
    until(other, "Object.values(localStorage).includes('# two')")
    expect(challenge.locator(".editor__field")).to_have_value("# one")
    both = "['# one', '# two'].every((code) => Object.values(localStorage).includes(code))"
    until(challenge, both)
    other.close()


@pytest.mark.parametrize("script", [
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
])  # fmt: skip
def test_blocked_or_full_storage_is_said(
    phone: BrowserContext, challenge_site: str, script: str
) -> None:
    phone.add_init_script(script)
    page = opened(phone, challenge_site)
    attempt(page, ANSWER, "All 4 checks passed")
    expect(page.locator(".challenge__kept")).to_contain_text("keeps nothing")


def test_the_code_can_be_taken_home_and_a_fault_reported(challenge: Page) -> None:
    write(challenge, "# mine")
    with challenge.expect_download() as download:
        press(challenge, "Download my code")
    assert Path(download.value.path()).read_text() == "# mine\n"
    attempt(challenge, WRONG, "checks passed")
    challenge.route("https://github.example/**", lambda route: route.fulfill(body="the form"))
    challenge.get_by_role("link", name="Something is wrong").click()
    challenge.wait_for_url("https://github.example/**")
    assert re.search(r"Day\+99%2C\+check\+1.*Mozilla", challenge.url)
    assert "last_mean" not in challenge.url


def test_the_mark_of_a_quiz_is_kept(challenge: Page) -> None:
    challenge.locator(".quiz").scroll_into_view_if_needed()
    challenge.get_by_label("That").check()
    until(challenge, "localStorage['/progress']?.includes('quiz-1')")
    challenge.reload()
    challenge.locator(".quiz").scroll_into_view_if_needed()
    expect(challenge.get_by_label("That")).to_be_checked()
