"""A page with one challenge for the tests: a site of its own, not one of the days."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import serving
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


@pytest.fixture(scope="session")
def challenge_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served. Without Node: a skip that says so; in CI a failure."""
    if not (ROOT / "docs/assets/micropython/micropython.wasm").is_file():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The Python of the pages is not there: install Node.js and run `python dev.py test`.")
    with serving(build(tmp_path_factory.mktemp("challenge"))) as origin:
        yield origin + "/day/"


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
