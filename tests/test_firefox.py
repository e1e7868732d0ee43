"""A reader's way through a day in the system's own Firefox, by WebDriver BiDi (a W3C standard).

Playwright drives a Firefox of its own only, which it would have to download.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from challenge_site import ANSWER
from test_runner import needs_whole

Js = Callable[[str], None]
pytestmark = pytest.mark.firefox
TOOLS = """const all = (name) => [...document.querySelectorAll(name)], one = (name) => all(name)[0];
const until = async (good) => { while (!good()) await new Promise((go) => setTimeout(go, 20)); };
const says = (text) => until(() => one(".challenge__status")?.textContent.includes(text));
const named = (name) => all("button").find((button) => button.textContent === name);
const press = async (name) => { await until(() => named(name)); named(name).click(); };
const run = (code) => { one(".editor__field").value = code; return press("Run and check"); };"""


def ask(socket: ClientConnection, method: str, **params: Any) -> Any:
    """Send a command; return its result when it comes, past all events."""
    socket.send(json.dumps({"id": 1, "method": method, "params": params}))
    while (answer := json.loads(socket.recv(timeout=60))).get("id") != 1:
        pass
    assert answer["type"] == "success", answer
    return answer["result"]


@pytest.fixture(scope="module")
def js(tmp_path_factory: pytest.TempPathFactory, challenge_site: str) -> Iterator[Js]:
    """A function that runs JavaScript on the page, in a new Firefox. Without one: a skip."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No Firefox found: install it.")
    profile = str(tmp_path_factory.mktemp("profile"))
    command = [path, "--headless", "--remote-debugging-port", "0", "--profile", profile]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as started:
        try:
            line = next(row for row in started.stderr or () if "BiDi listening on" in row)
            with connect(line.split()[-1] + "/session", max_size=None) as socket:
                ask(socket, "session.new", capabilities={})
                tab = ask(socket, "browsingContext.create", type="tab")["context"]
                page = {"context": tab, "url": challenge_site, "wait": "complete"}
                ask(socket, "browsingContext.navigate", **page)

                def run(code: str) -> None:
                    asked = {"target": {"context": tab}, "awaitPromise": True}
                    asked["expression"] = f"(async () => {{ {TOOLS}; {code} }})()"
                    found = ask(socket, "script.evaluate", **asked)
                    assert found["type"] == "success", found

                yield run
        finally:
            started.kill()


def test_firefox_passes_fails_and_stops(js: Js) -> None:
    js("one('#todays-challenge').scrollIntoView(); await until(() => one('.editor__field'))")
    js(f"await run({json.dumps(ANSWER)}); await says('All 4 checks passed, and 50')")
    js(f"await run({json.dumps(ANSWER.replace('-n:', ':n'))}); await says('Look at check')")
    js("await run('print(1)\\nwhile True: pass')")
    js("await until(() => one('.challenge__printed')?.textContent.trim() === '1')")
    js("await press('Stop'); await says('Stopped.')")


@needs_whole
def test_firefox_lets_the_whole_python_decide(js: Js) -> None:
    unsure = "from statistics import quantiles\n" + ANSWER
    js(f"await run({json.dumps(unsure)}); await says('cannot run this code')")
    js("all('.challenge__offer button')[0].click(); await says('All 4 checks passed')")
    js("await run('while True: pass'); await press('Stop'); await says('Stopped.')")
    js(f"await run({json.dumps(ANSWER)}); await says('All 4 checks passed')")


def test_firefox_runs_blocks_draws_and_keeps_a_quiz(js: Js) -> None:
    js("one('.highlight.run').scrollIntoView(); await until(() => all('.run__button').length > 1)")
    js("for (const button of all('.run__button').slice(0, 2)) button.click()")
    js("await until(() => one('.block-run .challenge__printed')?.textContent.trim() === 'rain 47')")
    js("await until(() => one('figure > svg[role=img] path.dot'))")
    js("one('.quiz').scrollIntoView(); one('#quiz-1-b').click()")
    js("await until(() => localStorage['/progress']?.includes('quiz-1'))")
