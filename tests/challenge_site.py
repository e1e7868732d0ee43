"""A page with one challenge for the tests: a site of its own, not one of the days."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from repository import ROOT

HERE = Path(__file__).parent
SOLUTION = (HERE / "challenge/day_99_solution.py").read_text(encoding="utf-8")
TEXT = (HERE / "challenge/day_99.py").read_text(encoding="utf-8")
# Stops the program some time after it was started, or as soon as it has printed what is waited for.
RUN = """async ([kind, code, patience, wanted]) => {
  const { run } = await import("/assets/javascripts/runner.js");
  const { part } = await import("/assets/javascripts/parts.js");
  const names = ["given", "checks", "starter", "solution"];
  const parts = Object.fromEntries(names.map((name) => [name, part(name)]));
  const [stop, results] = [new AbortController(), []];
  let printed = "";
  const result = (one) => results.push(one);
  const asked = () => setTimeout(() => stop.abort(), patience);
  const on = { asked, total() {}, result, printed: (text) => {
    printed += text;
    if (wanted && printed.includes(wanted)) stop.abort();
  } };
  try {
    return { ...(await run(kind, { ...parts, code }, on, stop.signal)), printed, results };
  } catch (error) {
    return { ended: error.message, printed, results };
  }
}"""


def part(text: str, name: str) -> str:
    """Return what stands between two marks of a challenge file."""
    begin, end = f"# --8<-- [start:{name}]\n", f"# --8<-- [end:{name}]"
    return text.split(begin)[1].split(end)[0]


ANSWER = part(SOLUTION, "solution")
WRONG = ANSWER.replace("values[-n:]", "values[:n]")
UNSURE = "from statistics import quantiles\n" + ANSWER  # the small Python has no such name
WHOLE = (ROOT / "docs/assets/pyodide/pyodide.asm.wasm").is_file()
FAULTS: list[str] = []  # what a page threw


def build(folder: Path) -> Path:
    """Make the site: the page, and links to the files that the real site serves."""
    (folder / "day").mkdir()
    (folder / "assets").symlink_to(ROOT / "docs/assets")
    (folder / "challenges").symlink_to(ROOT / "docs/challenges")
    page = (HERE / "site/page.html").read_text(encoding="utf-8")
    parts = {name: part(TEXT, name) for name in ("given", "starter", "checks")}
    for name, code in (parts | {"solution": ANSWER}).items():
        page = page.replace("{" + name + "}", html.escape(code))
    (folder / "day/index.html").write_text(page, encoding="utf-8")
    (folder / "welcome.html").symlink_to(HERE / "site/welcome.html")
    return folder


def arrive(page: Page, address: str) -> None:
    """Go to the challenge and wait until its editor is there."""
    page.goto(address)
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.locator(".editor__field")).to_be_visible()


def watched(context: BrowserContext) -> Page:
    """Return a new tab. What its pages throw is noted in FAULTS."""
    page = context.new_page()
    page.on("pageerror", lambda error: FAULTS.append(str(error.stack)))
    return page


def opened(context: BrowserContext, address: str) -> Page:
    """Open the challenge in a tab of its own, which is watched."""
    page = watched(context)
    arrive(page, address)
    return page


def leave(page: Page, challenge_site: str) -> None:
    """Leave the challenge and forget all that is kept."""
    page.unroute_all()
    page.emulate_media(media="null")
    page.goto(challenge_site.replace("/day/", "/challenges/check.py"))
    page.evaluate("localStorage.clear()")
    FAULTS.clear()


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


def run_block(page: Page, number: int) -> Locator:
    """Run a block of the page; return the place of its result."""
    block = page.locator(".highlight.run").nth(number)
    block.get_by_role("button", name="Run", exact=True).click()
    return block.locator("xpath=following-sibling::*[@class='block-run'][1]")


def run(
    page: Page, code: str, kind: str = "small", patience: int = 60_000, until: str = ""
) -> dict[str, Any]:
    """Run and judge a program on a page, without its buttons.

    A call is stopped after `patience` milliseconds, or when `until` has been printed.
    """
    found: dict[str, Any] = page.evaluate(RUN, [kind, code, patience, until])
    return found


def passed(found: dict[str, Any]) -> bool:
    """Whether all checks and all further inputs passed."""
    return found.get("passed") == found.get("total") == 4 and found.get("more") == 50
