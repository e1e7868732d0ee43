"""What goes wrong on the way to a Python, and in it, is said in words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from challenge_site import ANSWER, FAULTS, arrive, attempt, opened, press, write


def cut(route: Route) -> None:
    route.fulfill(body=b"\0asm\1\0\0\0\1", content_type="application/wasm")


FAILURES = {
    "cut": cut,
    "gone": lambda route: route.fulfill(status=404),
    "another page": lambda route: route.fulfill(body="<html>", content_type="text/html"),
    "refused": lambda route: route.abort(),
}


@pytest.mark.parametrize("name", FAILURES)
def test_python_that_does_not_arrive_ends_in_words(challenge: Page, name: str) -> None:
    arrives = False
    challenge.route(
        "**/micropython.wasm",
        lambda route: route.continue_() if arrives else FAILURES[name](route),
    )
    attempt(challenge, ANSWER, "could not be loaded|gave up")
    arrives = True
    status = challenge.locator(".challenge__status")
    for _ in range(3):  # what was on its way before may still fail
        press(challenge, "Run and check")
        expect(status).to_have_text(re.compile("could not be loaded|gave up|passed"))
        if "passed" in status.inner_text():
            break
    expect(status).to_contain_text("All 4 checks passed")


DRAWS = "from plot import points, show\npoints([1], [2])\nshow()\n" + ANSWER
MIXED = {  # files of another deploy, as changes of today's text, or gone: None
    "a task is missing": ("harness.py", ("TASKS[name](*rest)", "TASKS['no ' + name]")),
    "answers look otherwise": ("harness.py", ("dumps(TASKS[name](*rest))", "'[]'")),
    "no answers": ("check.py", ("def attempt(", "def other(")),
    "a script lacks a name": ("small.js", ("export async function compile", "function other")),
    "the list of names is gone": ("known.json", None),
    "pictures are gone": ("picture.js", None),
    "what draws is gone": ("plot.py", None),
}


IN_SHORT = ("answers look otherwise", "a script lacks a name", "what draws is gone")
CASES = [
    pytest.param(name, marks=[] if name in IN_SHORT else [pytest.mark.weekly]) for name in MIXED
]


@pytest.mark.parametrize("name", CASES)
def test_files_of_another_deploy_end_in_words(challenge: Page, name: str) -> None:
    file, change = MIXED[name]

    def other(route: Route) -> None:
        answer = route.fetch()
        assert change is None or change[0] in answer.text()
        text = answer.text().replace(*change) if change else ""
        route.fulfill(response=answer, body=text, status=200 if change else 404)

    challenge.route(f"**/{file}", other)  # from now on the site is another one
    unsure = "1 / 0" if file == "known.json" else DRAWS
    said = attempt(challenge, unsure, "could not be|gave up|do not fit together|cannot run")
    assert "Not yet" not in said and challenge.locator(".challenge[data-passed]").count() == 0
    challenge.unroute_all(behavior="wait")
    challenge.reload()
    challenge.locator("#todays-challenge").scroll_into_view_if_needed()
    attempt(challenge, DRAWS, "All 4 checks passed")
    FAULTS.clear()  # what does not fit together is said, and thrown for who looks into the console


def test_python_that_never_answers_is_given_up(phone: BrowserContext, challenge_site: str) -> None:
    phone.route("**/micropython.wasm", lambda route: None)
    page = phone.new_page()
    page.clock.install()
    arrive(page, challenge_site)
    with phone.expect_event("request", lambda one: one.url.endswith("micropython.wasm")):
        press(page, "Run and check")
    status = page.locator(".challenge__status")
    expect(status).to_contain_text("Getting Python ready")
    for _ in range(100):  # news of what arrived before may still be on its way: it waits anew
        page.clock.fast_forward(31_000)
        if "has sent nothing" in status.inner_text():
            break
    expect(status).to_contain_text("has sent nothing")


def test_a_loop_is_neither_lost_nor_accused(phone: BrowserContext, challenge_site: str) -> None:
    page = phone.new_page()
    page.clock.install()
    arrive(page, challenge_site)
    write(page, "print('before', end='')\nwhile True: pass")
    press(page, "Run and check")
    expect(page.locator(".challenge__status")).to_have_text("Running…")
    page.clock.fast_forward(10_100)
    expect(page.locator(".challenge__status")).to_contain_text("Still running")
    expect(page.locator(".challenge__verdict")).to_contain_text("is slow")  # and what is faster
    page.clock.fast_forward(60_000)
    expect(page.locator(".challenge__status")).to_contain_text("It may be slow, or in a loop")
    expect(page.locator(".challenge__offer")).to_have_count(1)
    expect(page.locator(".challenge__printed")).to_have_text("before")


@pytest.mark.parametrize("script", [
    "delete window.WebAssembly",
    "delete window.Worker",
    "window.Worker = class { constructor() { throw new Error(); } }",
])  # fmt: skip
def test_a_browser_without_workers_is_told_so(
    phone: BrowserContext, challenge_site: str, script: str
) -> None:
    phone.add_init_script(script)
    page = opened(phone, challenge_site)
    assert "at home" in attempt(page, ANSWER, "does not let the page run Python")


def test_a_script_that_does_not_arrive_leaves_the_starter(
    phone: BrowserContext, challenge_site: str
) -> None:
    phone.route("**/editor.js", lambda route: route.abort())
    page = phone.new_page()
    page.goto(challenge_site)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.get_by_text("could not be loaded").first).to_be_visible()
    expect(page.locator(".challenge-starter")).to_be_visible()
