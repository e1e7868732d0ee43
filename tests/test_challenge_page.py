# ruff: noqa: F401, F811 - a fixture is imported where it is used
"""The challenge in a page, in a real Chromium: what a reader does, sees and keeps."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from challenge_site import ANSWER, ROOT, TEXT, build, challenge_site, part
from conftest import until

AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCRIPTS = ROOT / "docs/assets/javascripts"
WRONG = ANSWER.replace("values[-n:]", "values[:n]")
UNSURE = "from statistics import quantiles\n" + ANSWER  # the small Python has no such name
WHOLE = (ROOT / "docs/assets/pyodide/pyodide.asm.wasm").is_file()
FAULTS: list[str] = []  # what a page threw


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    FAULTS.clear()
    yield context
    context.close()
    assert FAULTS == []


@pytest.fixture(scope="module")
def reader(browser: Browser, challenge_site: str) -> Iterator[BrowserContext]:
    """One reader for all tests that leave nothing behind but storage, which is much cheaper."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.new_page().goto(challenge_site.replace("/day/", "/challenges/check.py"))
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext, challenge_site: str) -> Iterator[Page]:
    FAULTS.clear()
    page = opened(reader, challenge_site)
    yield page
    page.close()
    reader.pages[0].evaluate("localStorage.clear()")
    assert FAULTS == []


@pytest.fixture(scope="module")
def desk(reader: BrowserContext, challenge_site: str) -> Iterator[Page]:
    """A page for tests that begin by writing all of the code anew."""
    page = opened(reader, challenge_site)
    yield page
    page.close()
    reader.pages[0].evaluate("localStorage.clear()")


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: FAULTS.append(str(error.stack)))
    page.goto(address)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.locator(".editor__field")).to_be_visible()
    return page


def write(page: Page, code: str) -> None:
    script = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')); }"
    page.locator(".editor__field").evaluate(script, code)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def attempt(page: Page, code: str, says: str) -> str:
    """Run a program; wait for the status to say something; return all that stands below it."""
    write(page, code)
    press(page, "Run and check")
    expect(page.locator(".challenge__status")).to_have_text(re.compile(says))
    expect(page.get_by_role("button", name="Run and check")).to_be_visible()
    return page.locator(".challenge__foot").inner_text()


# --- A run --------------------------------------------------------------------------------------
def test_a_pass_says_what_was_learnt_and_leads_on(page: Page) -> None:
    said = attempt(page, ANSWER, "All 4 checks passed, and 50 more inputs")
    assert "A mean forgets the order of its values." in said
    expect(page.get_by_role("link", name="Next: Day 100: more")).to_be_visible()
    expect(page.locator("h1 [data-day=day-99][data-state=done]")).to_have_text("✓")


def test_a_fault_is_shown_once_and_its_line_is_a_press_away(page: Page) -> None:
    attempt(page, "x = 1\n" + WRONG.replace("sum(", "1 / 0 + sum("), "2 of 4 checks passed")
    expect(page.locator(".challenge__failed:visible")).to_have_count(1)
    expect(page.locator(".editor__wrong")).to_have_count(1)
    page.locator(".challenge__failed:visible .challenge__line").click()
    field = page.locator(".editor__field")
    expect(field).to_be_focused()
    chosen = field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert "1 / 0" in chosen
    for name in ("Show: A hint", "Forget my code"):
        field.focus()  # what appears with the keyboard may not move a button while it is pressed
        press(page, name)
    expect(page.locator("details.tip")).to_have_attribute("open", "")
    expect(field).to_have_value(part(TEXT, "starter").rstrip())


def test_one_more_input_that_differs_is_shown_in_full(page: Page) -> None:
    code = ANSWER.replace("return", "return 0.0 if len(values) == 5 else")
    said = attempt(page, code, "All 4 checks pass, but")
    assert re.search(r"last_mean\(\[[\d., ]+\], \d\)", said) and "0.0" in said


TRUE_SENTENCES = {
    "prompt": (">>> x = 1", ">>>"),
    "notebook": ("!pip install numpy", "notebook"),
    "HTML": ("x = 1 &lt; 2", "HTML"),
    "numbers of lines": ("1 x = 1\n2 y = 2\n3 z = 3", "number"),
    "Arabic digits": ("x = ٣", "0 to 9"),
    "curly quotes": ("x = “a”", "201C"),
    "special space": ("x =\u00a01", "00A0"),
    "tabs and spaces": ("def f():\n    x = 1\n\treturn x", "tabs"),
}


@pytest.mark.parametrize("name", TRUE_SENTENCES)
def test_what_no_python_reads_gets_a_sentence_of_its_own(desk: Page, name: str) -> None:
    code, word = TRUE_SENTENCES[name]
    assert word in attempt(desk, code, "cannot be run")


@pytest.mark.parametrize("code", ["x = '“«٣'  # >>> — ٣", "x = [\n\t1,\n    2]", "x = 1 # &lt;"])
def test_the_same_signs_in_texts_are_fine(desk: Page, code: str) -> None:
    attempt(desk, code + "\n" + ANSWER, "All 4 checks passed")


# --- Who decides --------------------------------------------------------------------------------
def test_the_small_python_decides_only_what_it_is_sure_of(page: Page) -> None:
    said = attempt(page, UNSURE, "cannot run this code")
    assert "MB" in said and page.locator(".challenge__failed").count() == 0
    said = attempt(page, "from statistics import mean\n" + WRONG, "Not decided yet")
    assert "statistics" in said
    assert "whole Python" not in attempt(page, WRONG, "of 4 checks passed")


WASTE = "for _ in range(60_000): [0] * 1000\n" + ANSWER  # 240 MB, and 4 kB at a time


@pytest.mark.skipif(not WHOLE, reason="Pyodide is not there")
def test_the_whole_python_decides_once_it_is_asked(page: Page) -> None:
    said = attempt(page, WASTE, "ran out of memory")
    assert "not a mistake of yours" in said and page.locator(".challenge__failed").count() == 0
    page.get_by_role("button", name="Ask the whole Python").click()
    expect(page.locator(".challenge__status")).to_contain_text("All 4 checks", timeout=60_000)
    said = attempt(page, WRONG.replace("n):", "n)", 1), "stopped before")
    assert "expected ':'" in said
    place = run_block(page, 2)  # from now on it comes without a question
    expect(place.locator(".challenge__printed")).to_have_text("3 quarters")
    page.reload()
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    with page.expect_request("**/pyodide.asm.wasm"):
        press(page, "Run and check")


def test_a_site_without_the_whole_python_says_so(page: Page) -> None:
    page.route("**/pyodide/**", lambda route: route.fulfill(status=404))
    assert "at home" in attempt(page, UNSURE, "cannot run this code")
    expect(page.get_by_role("button", name="Ask the whole Python")).to_have_count(0)


# --- What goes wrong on the way -----------------------------------------------------------------
def cut(route: Route) -> None:
    route.fulfill(body=b"\0asm\1\0\0\0\1", content_type="application/wasm")


FAILURES = {
    "cut": cut,
    "gone": lambda route: route.fulfill(status=404),
    "another page": lambda route: route.fulfill(body="<html>", content_type="text/html"),
    "refused": lambda route: route.abort(),
}


@pytest.mark.parametrize("name", FAILURES)
def test_python_that_does_not_arrive_ends_in_words(page: Page, name: str) -> None:
    page.route("**/micropython.wasm", FAILURES[name])
    attempt(page, ANSWER, "could not be loaded|gave up")
    page.unroute("**/micropython.wasm")
    attempt(page, ANSWER, "All 4 checks passed")


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
def test_files_of_another_deploy_end_in_words(
    context: BrowserContext, challenge_site: str, name: str
) -> None:
    file, change = MIXED[name]

    def other(route: Route) -> None:
        answer = route.fetch()
        assert change is None or change[0] in answer.text()
        text = answer.text().replace(*change) if change else ""
        route.fulfill(response=answer, body=text, status=200 if change else 404)

    page = context.new_page()
    page.goto(challenge_site)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.locator(".editor__field")).to_be_visible()
    page.route(f"**/{file}", other)  # from now on the site is another one
    unsure = "1 / 0" if file == "known.json" else DRAWS
    said = attempt(page, unsure, "could not be|gave up|do not fit together|cannot run")
    assert "Not yet" not in said and page.locator(".challenge[data-passed]").count() == 0
    page.unroute_all(behavior="wait")
    page.reload()
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    attempt(page, DRAWS, "All 4 checks passed")


def test_a_page_opened_from_a_file_says_what_works(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(build(tmp_path).as_uri() + "/day/index.html")
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("the site only")
    expect(page.locator(".challenge-starter")).to_be_visible()
    expect(page.get_by_role("button", name="Run")).to_have_count(0)
    page.close()


def test_python_that_never_answers_is_given_up(
    context: BrowserContext, challenge_site: str
) -> None:
    context.route("**/micropython.wasm", lambda route: None)
    page = context.new_page()
    page.clock.install()
    page.goto(challenge_site)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    with context.expect_event("request", lambda one: one.url.endswith("micropython.wasm")):
        press(page, "Run and check")
    status = page.locator(".challenge__status")
    expect(status).to_contain_text("Getting Python ready")
    for _ in range(100):  # news of what arrived before may still be on its way: it waits anew
        page.clock.fast_forward(31_000)
        if "has sent nothing" in status.inner_text():
            break
    expect(status).to_contain_text("has sent nothing")


def test_a_loop_is_neither_lost_nor_accused(context: BrowserContext, challenge_site: str) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(challenge_site)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
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


@pytest.mark.parametrize(
    "script",
    [
        "delete window.WebAssembly",
        "delete window.Worker",
        "window.Worker = class { constructor() { throw new Error(); } }",
    ],
)
def test_a_browser_without_workers_is_told_so(
    context: BrowserContext, challenge_site: str, script: str
) -> None:
    context.add_init_script(script)
    page = opened(context, challenge_site)
    assert "at home" in attempt(page, ANSWER, "does not let the page run Python")


def test_a_script_that_does_not_arrive_leaves_the_starter(
    context: BrowserContext, challenge_site: str
) -> None:
    context.route("**/editor.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(challenge_site)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.get_by_text("could not be loaded").first).to_be_visible()
    expect(page.locator(".challenge-starter")).to_be_visible()


# --- The editor ---------------------------------------------------------------------------------
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


def test_a_tap_on_a_line_and_a_click_put_the_caret_there(page: Page) -> None:
    field = page.locator(".editor__field")
    write(page, "a\nb\nc")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    row = float(field.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)"))
    for press_at, line in ((page.mouse.click, 0), (page.touchscreen.tap, 1)):
        press_at(box["x"] + box["width"] / 2, box["y"] + (line + 0.8) * row)
        page.keyboard.type("!")
    expect(field).to_have_value("a!\nb!\nc")


def test_the_keyboard_can_leave_and_the_bar_indents(page: Page) -> None:
    field = page.locator(".editor__field")
    write(page, "ab")
    field.focus()
    page.keyboard.press("Home")
    press(page, "Indent")
    expect(field).to_have_value("    ab")
    expect(field).to_be_focused()
    press(page, "Round brackets")
    expect(field).to_have_value("    ()ab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Run and check")).to_be_focused()


def test_the_keyboard_is_not_lost_when_the_editor_comes(
    context: BrowserContext, challenge_site: str
) -> None:
    waiting: list[Route] = []
    page = context.new_page()
    page.route("**/editor.js", lambda route: waiting.append(route))
    with page.expect_request("**/editor.js"):  # it may come before the page has loaded
        page.goto(challenge_site)
        page.locator("#todays-challenge").scroll_into_view_if_needed()
    page.locator(".challenge-starter pre").evaluate("one => { one.tabIndex = 0; one.focus(); }")
    waiting[0].continue_()
    expect(page.locator(".editor__field")).to_be_focused()


def test_colours_lie_exactly_under_the_letters(page: Page) -> None:
    write(page, "def f(x):\n    return '" + "long " * 40 + "'  # (é)\n")
    field, back = (
        page.locator(name).bounding_box() for name in (".editor__field", ".editor__back")
    )
    assert field == back
    assert (
        page.locator(".editor__back").inner_text().split()
        == page.locator(".editor__field").input_value().split()
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# --- What is kept -------------------------------------------------------------------------------
def test_code_is_kept_offered_after_a_change_and_forgotten(page: Page) -> None:
    write(page, "# mine")
    until(page, "Object.values(localStorage).includes('# mine')")
    page.reload()
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.locator(".editor__field")).to_have_value("# mine")
    press(page, "Reset")
    page.get_by_text("Undo", exact=True).click()
    expect(page.locator(".editor__field")).to_have_value("# mine")
    page.evaluate("localStorage.setItem('/challenge.day-99.older', '# of before')")
    page.reload()
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    press(page, "Show it")
    expect(page.locator(".editor__field")).to_have_value("# of before")
    press(page, "Forget my code")
    expect(page.locator(".editor__field")).to_have_value(part(TEXT, "starter").rstrip())
    assert "challenge" not in page.evaluate("Object.keys(localStorage).join()")


def test_two_tabs_keep_both_codes(page: Page, reader: BrowserContext, challenge_site: str) -> None:
    other = opened(reader, challenge_site)
    write(page, "# one")
    until(page, "Object.values(localStorage).includes('# one')")
    expect(other.locator(".challenge__status")).to_contain_text("another tab")
    write(other, "# two")
    until(other, "Object.values(localStorage).includes('# two')")
    expect(page.locator(".editor__field")).to_have_value("# one")
    until(page, "['# one', '# two'].every((code) => Object.values(localStorage).includes(code))")


@pytest.mark.parametrize("script", [
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
])  # fmt: skip
def test_blocked_or_full_storage_is_said(
    context: BrowserContext, challenge_site: str, script: str
) -> None:
    context.add_init_script(script)
    page = opened(context, challenge_site)
    attempt(page, ANSWER, "All 4 checks passed")
    expect(page.locator(".challenge__kept")).to_contain_text("keeps nothing")


def test_the_code_can_be_taken_home_and_a_fault_reported(page: Page) -> None:
    write(page, "# mine")
    with page.expect_download() as download:
        press(page, "Download my code")
    assert Path(download.value.path()).read_text() == "# mine\n"
    attempt(page, WRONG, "checks passed")
    page.route("https://github.example/**", lambda route: route.fulfill(body="the form"))
    page.get_by_role("link", name="Something is wrong").click()
    page.wait_for_url("https://github.example/**")
    assert re.search(r"Day\+99%2C\+check\+1.*Mozilla", page.url) and "last_mean" not in page.url


# --- For everybody ------------------------------------------------------------------------------
def test_without_javascript_all_is_there_to_copy(browser: Browser, challenge_site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(challenge_site)
    expect(page.locator(".challenge-starter")).to_be_visible()
    page.close()


def test_in_print_the_starter_is_there(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".challenge-starter")).to_be_visible()
    expect(page.locator(".editor__field")).to_be_hidden()


def test_axe_finds_nothing(browser: Browser, challenge_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = opened(context, challenge_site)
    for code, says in ((WRONG, "checks passed"), (UNSURE, "cannot run"), (ANSWER, "All 4")):
        attempt(page, "print('x' * 400)\n" + code, says)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.add_script_tag(path=AXE)
        found = page.evaluate(
            "axe.run('.challenge').then(all => all.violations.map(one => one.nodes[0].html))"
        )
        assert found == []
    context.close()


def run_block(page: Page, number: int) -> Locator:
    """Run a block of the page; return the place of its result."""
    page.get_by_role("button", name="Run", exact=True).nth(number).click()
    return page.locator(".block-run")


def test_a_block_runs_and_replaces_its_output(page: Page) -> None:
    expect(run_block(page, 0).locator(".challenge__printed")).to_have_text("rain 47")
    expect(page.locator(".output")).to_be_hidden()


def test_a_block_draws_pictures_that_can_be_read(page: Page) -> None:
    pictures = run_block(page, 1).locator("figure > svg[role=img]")
    expect(pictures).to_have_count(2)
    for picture, paths, words in zip(
        pictures.all(), ("path.dot", "path.bar"), ("rain", "Safi"), strict=True
    ):
        assert picture.evaluate("one => one instanceof SVGSVGElement")
        expect(picture.locator(paths).first).to_be_visible()
        expect(picture).to_have_attribute("aria-label", re.compile(words))
    expect(pictures.first.locator("path.line")).to_be_visible()


def test_a_block_that_needs_the_whole_python_is_offered_it(page: Page) -> None:
    place = run_block(page, 2)
    expect(place).to_contain_text("quantiles")
    expect(place).to_contain_text("MB" if WHOLE else "at home")


def test_the_mark_of_a_quiz_is_kept(page: Page) -> None:
    page.locator(".quiz").scroll_into_view_if_needed()
    page.get_by_label("That").check()
    until(page, "localStorage['/progress']?.includes('quiz-1')")
    page.reload()
    page.locator(".quiz").scroll_into_view_if_needed()
    expect(page.get_by_label("That")).to_be_checked()


def test_a_page_asks_for_little_before_the_reader_acts(
    context: BrowserContext, challenge_site: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 100})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("window.IntersectionObserver = class { observe() {} disconnect() {} }")
    page.goto(challenge_site)
    page.wait_for_load_state("networkidle")
    scripts = [url.rpartition("/")[2] for url in asked if url.endswith(".js")]
    assert scripts == ["loader.js"] and not [url for url in asked if "python" in url]
    assert len(gzip.compress((SCRIPTS / "loader.js").read_bytes(), 9)) <= 1536
