"""Which of the two Pythons decides about a program, and how the page offers the whole one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from challenge_site import ANSWER, UNSURE, WHOLE, WRONG, attempt, press, run_block


def test_the_small_python_decides_only_what_it_is_sure_of(desk: Page) -> None:
    said = attempt(desk, UNSURE, "cannot run this code")
    assert "MB" in said and desk.locator(".challenge__failed").count() == 0
    said = attempt(desk, "from statistics import mean\n" + WRONG, "Not decided yet")
    assert "statistics" in said
    assert "whole Python" not in attempt(desk, WRONG, "of 4 checks passed")


WASTE = "for _ in range(60_000): [0] * 1000\n" + ANSWER  # 240 MB, and 4 kB at a time


@pytest.mark.skipif(not WHOLE, reason="Pyodide is not there")
def test_the_whole_python_decides_once_it_is_asked(challenge: Page) -> None:
    said = attempt(challenge, WASTE, "ran out of memory")
    assert "not a mistake of yours" in said and challenge.locator(".challenge__failed").count() == 0
    challenge.get_by_role("button", name="Ask the whole Python").click()
    expect(challenge.locator(".challenge__status")).to_contain_text("All 4 checks", timeout=60_000)
    said = attempt(challenge, WRONG.replace("n):", "n)", 1), "stopped before")
    assert "expected ':'" in said
    place = run_block(challenge, 2)  # from now on it comes without a question
    expect(place.locator(".challenge__printed")).to_have_text("3 quarters")
    challenge.route("**/pyodide.asm.wasm", lambda route: route.abort())  # it was seen at work
    challenge.reload()
    challenge.locator("#todays-challenge").scroll_into_view_if_needed()
    with challenge.expect_request("**/pyodide.asm.wasm"):
        press(challenge, "Run and check")


def test_a_site_without_the_whole_python_says_so(challenge: Page) -> None:
    challenge.route("**/pyodide/**", lambda route: route.fulfill(status=404))
    assert "at home" in attempt(challenge, UNSURE, "cannot run this code")
    expect(challenge.get_by_role("button", name="Ask the whole Python")).to_have_count(0)
