"""The challenge in the page, in a real Chromium: MicroPython gives the verdicts of CPython, and no program of a reader does harm."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, copy_of_repository, run_mkdocs, serving
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from series.challenges import sections
from test_challenges import DAYS, WRONG, outcomes, solution, source

RUNTIME = ROOT / "docs/assets/micropython"
DAY = "12"
TOTAL = len(outcomes(DAY, solution(DAY)))
SOLVED = f"All {TOTAL} checks passed"
INLINE = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*json)[^>]*>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="session", autouse=True)
def runtime() -> None:
    """Without Node there is no Python for the page: a skip that says so; in CI a failure."""
    if not (RUNTIME / "micropython.wasm").is_file():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The runtime of the challenges is not there: install Node.js and run `python dev.py test`.")


def address(site: Path, day: str) -> str:
    return f"/days/{next(site.glob(f'days/day-{day}-*')).name}/"


def strict(route: Route) -> None:
    """Give a page that has none the strictest policy under which this site can work."""
    answer = route.fetch()
    text = answer.text()
    if "Content-Security-Policy" not in text:
        hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in INLINE.findall(text))
        policy = f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'"
        text = text.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">')
    route.fulfill(response=answer, body=text)


class Reader:
    """A page of one day, with what it asked for and complained about."""

    def __init__(self, context: BrowserContext, site: Path, origin: str, day: str = DAY, clock: bool = False) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        if clock:
            self.page.clock.install()
        self.page.goto(origin + address(site, day))

    @property
    def editor(self) -> Locator:
        return self.page.locator(".challenge__code")

    @property
    def status(self) -> Locator:
        return self.page.locator(".challenge__status")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def write(self, code: str) -> None:
        """Replace the text of the field, as fast for a megabyte as for a line."""
        self.editor.evaluate("(field, text) => { field.value = text; field.dispatchEvent(new Event('input')); }", code)

    def run(self, code: str, ends: str = r"checks passed|could not|Stopped|too long") -> str:
        """Run a program and return all that the page says about it."""
        self.write(code)
        self.press("Run and check")
        expect(self.status).to_have_text(re.compile(ends), timeout=15_000)
        return self.status.inner_text() + "\n" + self.page.locator(".challenge__results").inner_text()

    def has_no_worker(self) -> None:
        """Wait until the browser has ended the Worker, which takes it a moment."""
        for _ in range(30):
            if not [worker for worker in self.page.workers if "challenge-worker" in worker.url]:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the Worker lives on")

    def verdicts(self) -> list[bool]:
        return [name == "challenge__passed" for name in self.page.locator(".challenge__cases > li").evaluate_all("all => all.map(one => one.className)")]

    def answers(self) -> list[str | None]:
        """For each check: what the page says the code gave, if it says so."""
        return self.page.locator(".challenge__cases > li").evaluate_all(
            "all => all.map(one => [...one.querySelectorAll('dt')].find(name => name.textContent === 'Your code gave')?.nextSibling.querySelector('code').textContent ?? null)")


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One context for the tests that need no fresh storage."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/days/**", strict)
    yield context
    context.close()


@pytest.fixture(scope="module")
def reader(context: BrowserContext, site: Path, origin: str) -> Reader:
    return Reader(context, site, origin)


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A context with nothing stored."""
    context = browser.new_context(viewport={"width": 360, "height": 700})
    context.route("**/days/**", strict)
    yield context
    context.close()


# --- The same verdicts as in CPython -----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_every_answer_gets_the_verdicts_of_cpython(context: BrowserContext, site: Path, origin: str, day: str) -> None:
    reader = Reader(context, site, origin, day)
    wrong = [path.read_text(encoding="utf-8") for path in WRONG if path.stem[4:6] == day]
    for code in [sections(source(day))["starter"], *wrong, solution(day)]:
        expected = outcomes(day, code)
        said = reader.run(code, "checks passed")
        assert reader.verdicts() == [passed for passed, _ in expected], said
        for (_, value), shown in zip(expected, reader.answers(), strict=True):
            assert shown is None or ast.literal_eval(shown) == value, said
    assert all(reader.verdicts()) and reader.complaints == []
    assert {url for url in reader.asked if not url.startswith(origin)} == set()
    reader.page.close()


LIKE_CPYTHON = '''
rows = [(1, "a"), (1, "b"), (0, "c"), (1, "d"), (0, "e"), (1, "f")]
ordered = rows[:]
ordered.sort(key=lambda row: row[0])
print(ordered, sorted(rows, key=lambda row: -row[0], reverse=True))
counts = {}
for word in "darija french english zebra ait".split():
    counts[word] = len(word)
del counts["english"]
counts["english"] = 0
print(counts, {n: n for n in (5, 3, 9, 1)}, dict(z=1, a=2), max(counts, key=lambda word: 1))
print([round(x, d) for x, d in ((2.675, 2), (1.115, 2), (0.5, 0), (-2.5, 0), (85.4, 1), (1e300, 2), (1234.0, -2), (0.1 + 0.2, 20))], round(2.5), round(7, 1))
print(0.1 + 0.2, 85.4, 1 / 3, 1e-7, [1.1 * 3], f"{2 / 3:.3f}", {"é": "ⵣ", "ع": None})
'''


def test_order_and_rounding_are_those_of_cpython(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    exec(LIKE_CPYTHON, {})
    reader.run(LIKE_CPYTHON)
    assert reader.page.locator(".challenge__printed").first.inner_text().split() == capsys.readouterr().out.split()


# --- Programs that go wrong, by mistake or on purpose ---------------------------------------------------------------------

FUNCTION = "def fed_avg(updates):\n"
WEB = "\u00a0"
HOSTILE: dict[str, tuple[str, str]] = {
    "syntax error": ("def fed_avg(updates)\n    return 1", r"SyntaxError.*See line 1 of your code"),
    "syntax error further down": ("x = 1\n\ny = = 2", r"SyntaxError.*See line 3 of your code"),
    "exception while reading": ("x = 1\nprint('before')\ny = x / 0", r"ZeroDivisionError: divide by zero\. See line 3"),
    "exception in a call": (FUNCTION + "    total = 0\n    return 1 / total", r"ZeroDivisionError.*See line 3"),
    "exception below a helper": ("def half(n):\n    return n / 0\n" + FUNCTION + "    return half(1)", r"See line 2 of"),
    "no function": ("x = 1", r"NameError: name 'fed_avg' isn't defined"),
    "nothing at all": ("", r"NameError"),
    "wrong number of arguments": ("def fed_avg():\n    return 1", r"TypeError: .*takes 0 positional"),
    "no return": (FUNCTION + "    updates", r"nothing \(None\): is a return missing\?"),
    "wrong type": (FUNCTION + "    return tuple([1.75, 3.0])", r"This is a tuple\. What is expected is a list"),
    "the function itself": (FUNCTION + "    return fed_avg", r"a function: are the brackets of a call missing"),
    "a generator": (FUNCTION + "    return (x for x in [1])", r"a generator: put list"),
    "deep recursion": (FUNCTION + "    return fed_avg(updates)", r"recursion.*without end"),
    "recursion while reading": ("def f(n):\n    return f(n + 1)\nf(0)", r"could not be checked[^#]*recursion.*See line 2"),
    "huge list": (FUNCTION + "    return [0] * 10 ** 9", r"MemoryError: the code asked for more memory than the 32 MB"),
    "memory eaten bit by bit": ("x = []\nwhile True:\n    x.append('a' * 100000 + str(len(x)))", r"MemoryError|gave up"),
    "memory eaten and kept": ("x = []\ntry:\n    while True:\n        x.append([0] * 1000)\nexcept MemoryError:\n    pass", r"MemoryError|gave up|NameError"),
    "a list in itself": (FUNCTION + "    a = []\n    a.append(a)\n    return a", r"cannot be shown: RuntimeError"),
    "a very long answer": (FUNCTION + "    return 'a' * 100000", r"a{100,}\.\.\.|Expected"),
    "asks a question": (FUNCTION + "    return input('?')", r"input\(\) can ask nobody here"),
    "exit": (FUNCTION + "    exit()", r"asked Python to stop"),
    "SystemExit while reading": ("raise SystemExit(3)", r"asked Python to stop"),
    "sys.exit": ("import sys\nsys.exit()", r"no module named 'sys'\. The small Python of this page has: array"),
    "unknown module": ("import numpy as np", r"no module named 'numpy'.* math,.*See line 1"),
    "unknown method": (FUNCTION + "    return 'a'.casefold()", r"AttributeError.*the small Python of this page lacks it"),
    "too new a syntax": ("match 1:\n    case 1:\n        pass", r"SyntaxError.*lacks it"),
    "tabs and spaces": (FUNCTION + "    total = 0\n\treturn total", r"Line 3 is indented with a tab and line 2 with spaces"),
    "no-break space": (FUNCTION + f"    return{WEB}1", r"no-break space.*\(U\+00A0\).*See line 2"),
    "curly quotes": (FUNCTION + "    return “yes”", r"quotation mark.*\(U\+201C\)"),
    "long dash": (FUNCTION + "    return 3 − 1", r"a long dash: type - instead"),
    "invisible character": ("x\u200b = 1", r"cannot be seen.*U\+200B"),
    "1 MB of code": ("x = 1\n" * 170_000, r"too long to run here: 50000 characters"),
    "long and flat": ("x = 1\n" * 8_000, r"NameError"),
    "deeply nested": ("x = " + "(" * 20_000 + ")" * 20_000, r"SyntaxError|RuntimeError|gave up|NameError"),
    "equal to everything": ("class All:\n    def __eq__(self, other):\n        raise ValueError('no')\n" + FUNCTION + "    return All()", r"ValueError: no"),
    "an answer that cannot be shown": ("class Odd:\n    def __repr__(self):\n        raise ValueError()\n" + FUNCTION + "    return Odd()", r"cannot be shown: ValueError"),
    "an error that cannot be told": ("class Odd(Exception):\n    def __str__(self):\n        raise Odd()\n" + FUNCTION + "    raise Odd()", r"Error\W+Odd"),
    "writes its own checks": ("CHECKS = []\ncases = []\ndef run(n): return '{}'\n", f"0 of {TOTAL}"),
    "overwrites what decides": ("eval = isinstance = bool = type = repr = len = None\n" + FUNCTION + "    return [9.9]", f"[0-3] of {TOTAL}"),
    "markup": (FUNCTION + "    print('<img src=x onerror=alert(1)>')\n    return '<script>1</script>'", r"<img src=x"),
    "writes a file": ("open('js.py', 'w')", r"there are no files here"),
    "prints for a while": ("for i in range(100000): print(i)", r"cut here: too much was printed"),
    "one endless line": ("for i in range(100000): print('ab', end='')", r"(ab){5000,}"),
    "control characters": ("print('\\x00\\x1b[31m\\r\\n\\u202e')", r"NameError"),
    "half a letter": ("print('\\ud800', b'\\xff\\xfe')", r"NameError|Error"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_program_that_goes_wrong_gets_a_sentence_and_leaves_a_working_page(reader: Reader, name: str) -> None:
    code, sentence = HOSTILE[name]
    heading = reader.page.locator("h1").inner_text().split(" ✓")[0].removesuffix("¶")
    said = reader.run(code)
    assert re.search(sentence, said), said[:3000]
    assert "PythonError" not in said and "Traceback" not in said and len(said) < 200_000
    assert SOLVED in reader.run(solution(DAY))
    assert reader.page.locator("h1").inner_text().startswith(heading)
    assert reader.page.locator(".challenge img, .challenge script").count() == 0


def test_the_line_of_an_error_leads_to_the_code(reader: Reader) -> None:
    reader.run("x = 1\ny = 2 / 0\nz = 3")
    reader.press("line 2 of your code")
    assert reader.editor.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "y = 2 / 0"
    expect(reader.editor).to_be_focused()


def test_arabic_and_tifinagh_are_welcome_in_texts_and_names(reader: Reader) -> None:
    said = reader.run(solution(DAY) + "\nالمجموع = 'سلام'\nⴰⵣⵓⵍ = f'{المجموع} ⵜⴰⵏⵎⵎⵉⵔⵜ\u00a0!'\nprint(ⴰⵣⵓⵍ)")
    assert SOLVED in said and "سلام ⵜⴰⵏⵎⵎⵉⵔⵜ" in said


def test_lines_that_end_as_on_windows_are_fine(reader: Reader) -> None:
    assert SOLVED in reader.run(solution(DAY).replace("\n", "\r\n"))


def test_a_long_text_that_is_pasted_fits_or_is_refused_with_a_sentence(reader: Reader, context: BrowserContext, origin: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    for lines, sentence in ((170_000, "That is too long: 50000 characters is the most that fits here."), (8_000, "")):
        reader.run("x = 1")
        reader.page.evaluate("lines => navigator.clipboard.writeText('x = 1\\n'.repeat(lines))", lines)
        reader.editor.focus()
        reader.page.keyboard.press("Control+a")
        reader.page.keyboard.press("Control+v")
        if sentence:
            expect(reader.status).to_have_text(sentence)
        assert len(reader.editor.input_value()) == (5 if sentence else 48_000)
        assert reader.page.locator(".challenge__numbers").inner_text().split("\n")[-1] == ("1" if sentence else "8001")
    assert SOLVED in reader.run(solution(DAY))


def test_an_endless_loop_is_stopped_after_ten_seconds_and_what_it_printed_is_shown(context: BrowserContext, site: Path, origin: str) -> None:
    reader = Reader(context, site, origin)
    reader.run(solution(DAY))
    said = reader.run("print('here')\n" + FUNCTION + "    while True: pass", "Stopped")  # the one test that waits
    assert f"Stopped after 10 seconds, in check 1 of {TOTAL}. Is there a loop that never ends?" in said and "here" in said
    assert SOLVED in reader.run(solution(DAY))
    reader.page.close()


@pytest.mark.parametrize("code", ["while True: pass", "while True: print('x' * 50)", "while True: print('y', end='')", "2 ** 10 ** 8",
                                  "x = ['a'] * 10 ** 6\nwhile True: x.sort()", "import time\ntime.sleep(1000)"])
def test_a_program_without_end_leaves_the_page_responsive_and_can_be_stopped(context: BrowserContext, site: Path, origin: str, code: str) -> None:
    reader = Reader(context, site, origin, clock=True)
    reader.run(solution(DAY))
    reader.editor.fill(code)
    reader.press("Run and check")
    expect(reader.status).to_have_text("Running…")
    for _ in range(5):
        took = reader.page.evaluate("new Promise(done => { const from = performance.timeOrigin; requestAnimationFrame(() => done(from)); })")
        assert took is not None
    reader.page.wait_for_timeout(300)
    reader.page.clock.fast_forward(10_100)
    expect(reader.status).to_contain_text("Stopped after 10 seconds, before the first check")
    assert len(reader.page.locator(".challenge__results").inner_text()) < 25_000
    reader.press("Run and check")
    reader.press("Stop")
    expect(reader.status).to_have_text("Stopped.")
    assert SOLVED in reader.run(solution(DAY))
    reader.page.close()


# --- No way out of the Worker --------------------------------------------------------------------------------------------

ESCAPES = [
    "import js", "import jsffi", "from js import fetch", "__import__('js')", "exec('import js')", "eval('__import__(\"js\")')",
    "import sys\ndel sys.modules['js']\nimport js", "import builtins\ndel builtins.__import__\nimport js", "import uctypes", "import os", "import vfs",
    "import asyncio", "import micropython", "import gc", "import __main__", "import inspect", "from . import js", "import js as math", "import json.js",
    "__import__.__globals__['builtins']", "sorted.__globals__['sys']", "round.__globals__['builtins']", "list.sort.__globals__['__import__']('js')",
    "input.__globals__['uctypes']", "(lambda: 0).__globals__['js']", "globals()['__builtins__']", "execfile('js')", "open('/dev/tty', 'w')",
    "exec('import js', {})", "exec('import js', {'__import__': None})", "type(lambda: 0)((lambda: 0).__code__, {})()\nimport js",
    "import time, datetime\ndatetime.sys", "import functools\nfunctools.reduce.__globals__['sys']", "help('modules')\nimport js",
    "class A:\n    def __getattr__(self, name): import js\nA().x", "raise __import__('jsffi').JsException()", "print.__self__", "import collections\ncollections.sys",
]


def test_python_has_no_way_to_the_browser(reader: Reader) -> None:
    reader.run("x = 1")
    asked = len(reader.asked)
    for code in ESCAPES:
        said = reader.run(code)
        assert re.search(r"could not be checked[^#]*(Import|Key|Attribute|OS|Name|NotImplemented|Type)Error", said), code + said
    assert reader.asked[asked:] == []


def test_no_module_of_the_list_leads_to_another(reader: Reader) -> None:
    """Follow every attribute of every module, and every function's globals, and print the modules that are reached."""
    code = '''
names = "array cmath collections copy datetime functools heapq itertools json math operator random re string struct time".split()
module = type(__import__("math"))
todo, seen = [(name, __import__(name)) for name in names], []
while todo:
    name, thing = todo.pop()
    if any(thing is other for other in seen): continue
    seen.append(thing)
    if isinstance(thing, module): print("module", str(thing).split("'")[1])
    if isinstance(thing, dict):
        for key in thing: todo.append((name + "." + str(key), thing[key]))
    for key in dir(thing):
        try: value = getattr(thing, key)
        except Exception: continue
        if isinstance(value, (module, dict)) or callable(value): todo.append((name + "." + key, value))
'''
    reader.run(code)
    reached = set(re.findall(r"module (\w+)", reader.page.locator(".challenge__results").inner_text()))
    allowed = set("array cmath collections copy datetime functools heapq itertools json math operator random re string struct time".split())
    assert "math" in reached and reached <= allowed


PROBE = """
const left = [], tried = [];
const made = (maker) => { if (typeof maker("1") !== "function") throw new Error("no program was made"); };
for (let owner = globalThis; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) left.push(...Object.getOwnPropertyNames(owner));
const attempts = {
  fetch: () => fetch("/leak"), request: () => new XMLHttpRequest(), socket: () => new WebSocket("ws://localhost"), events: () => new EventSource("/leak"),
  transport: () => new WebTransport("https://localhost"), scripts: () => importScripts("/leak"), beacon: () => navigator.sendBeacon("/leak"),
  font: () => new FontFace("a", "url(/leak)").load(), worker: () => new Worker("/leak"), shared: () => new SharedWorker("/leak"),
  database: () => indexedDB.open("a"), caches: () => caches.open("a"), channel: () => new BroadcastChannel("a"), files: () => navigator.storage.getDirectory(),
  service: () => navigator.serviceWorker.register("/leak"), locks: () => navigator.locks.request("a", () => {}), notify: () => new Notification("a"),
  eval: () => eval("1"), maker: () => Function("1"), later: () => setTimeout("1"), post: () => postMessage("forged"), self: () => self.postMessage("forged"),
  byObject: () => made(({}).constructor.constructor), byFunction: () => made((() => 0).constructor), byAsync: () => made((async () => 0).constructor),
  byGenerator: () => made((function* () {}).constructor), byAsyncGenerator: () => made((async function* () {}).constructor),
  byClass: () => made((class {}).constructor), byMethod: () => made([].map.constructor), byBound: () => made((() => 0).bind().constructor),
  byProxy: () => made(new Proxy(() => 0, {}).constructor), byReflect: () => made(Reflect.get(Object, "constructor")),
};
for (const [name, attempt] of Object.entries(attempts)) { try { attempt(); tried.push(name); } catch {} }
post({ probe: { left, tried, bridge: Object.keys(proxy_js_ref[0]) } });
"""


def test_javascript_in_the_worker_has_no_way_out_either(fresh: BrowserContext, site: Path, origin: str) -> None:
    """Should Python ever reach JavaScript, there is nothing to call: no request, no storage, no eval."""
    def probed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + PROBE)

    fresh.route("**/challenge-worker.js", probed)
    fresh.add_init_script("const Real = Worker; Worker = class extends Real { constructor(...all) { super(...all);"
                          " this.addEventListener('message', ({ data }) => data.probe && (window.probe = data.probe)); } };")
    reader = Reader(fresh, site, origin)
    reader.run(solution(DAY))
    probe: dict[str, Any] = reader.page.evaluate("window.probe")
    assert probe["tried"] == [] and probe["bridge"] == []
    unexpected = {name for name in probe["left"] if not re.fullmatch(r"[A-Z]\w*(Error|Array)|Array|proxy_js_\w+", name)} - set(
        "globalThis undefined NaN Infinity Object Number String Boolean Symbol BigInt Math JSON Date Promise Proxy Reflect Map Set WeakMap WeakSet WeakRef "
        "FinalizationRegistry Error ArrayBuffer DataView isFinite isNaN parseFloat parseInt WebAssembly TextDecoder Module pyProxyFinalizationRegistry "
        "performance crypto "
        "TEMPORARY PERSISTENT".split())  # two numbers of an old file interface, which Chromium lets nobody delete
    assert unexpected == set()
    assert not any("leak" in url for url in reader.asked)


def test_a_run_asks_nobody_and_touches_only_its_own_storage(fresh: BrowserContext, site: Path, origin: str) -> None:
    reader = Reader(fresh, site, origin)
    reader.page.wait_for_timeout(500)
    assert not [url for url in reader.asked if "challenge-worker" in url or "micropython" in url], "downloaded before the reader asked"
    asked = len(reader.asked)
    reader.editor.focus()
    reader.run(solution(DAY))
    assert {url.removeprefix(origin + "/assets/") for url in reader.asked[asked:] if not url.endswith(".svg")} == {
        "javascripts/challenge-worker.js", "javascripts/challenge-harness.js", "micropython/micropython.mjs", "micropython/micropython.wasm"}
    kept = [name for name in reader.page.evaluate("Object.keys(localStorage)") if "palette" not in name]
    assert len(kept) == 2 and kept[0] != kept[1] and all(name.startswith(("/challenge.day-12.", "/progress")) for name in kept)
    assert reader.page.evaluate("document.cookie") == "" and reader.complaints == []
    assert sum("challenge-worker" in worker.url for worker in reader.page.workers) == 1


def test_without_the_files_of_python_a_sentence_says_so(fresh: BrowserContext, site: Path, origin: str) -> None:
    fresh.route("**/micropython.wasm", lambda route: route.abort())
    reader = Reader(fresh, site, origin)
    assert "Python could not be loaded" in reader.run("x = 1", "could not be loaded")
    fresh.unroute("**/micropython.wasm")
    assert SOLVED in reader.run(solution(DAY))


def test_leaving_ends_the_run_and_coming_back_works(fresh: BrowserContext, site: Path, origin: str) -> None:
    reader = Reader(fresh, site, origin)
    reader.editor.fill("while True: pass")
    reader.press("Run and check")
    expect(reader.status).to_have_text("Running…")
    reader.page.goto(origin + "/about/")
    reader.has_no_worker()
    reader.page.go_back()
    expect(reader.editor).to_have_value("while True: pass")
    assert SOLVED in reader.run(solution(DAY))


def test_with_instant_navigation_on_the_editor_comes_goes_and_ends_its_worker(fresh: BrowserContext, tmp_path: Path) -> None:
    root, built = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    shutil.copytree(RUNTIME, root / "docs/assets/micropython")
    built.mkdir()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  features:\n", "  features:\n    - navigation.instant\n"), encoding="utf-8")
    fresh.unroute("**/days/**")
    with serving(built) as origin:
        ran = run_mkdocs(root, built, "--strict", SITE_URL=f"{origin}/")
        assert ran.returncode == 0, ran.stdout + ran.stderr
        fresh.new_page().goto(origin + "/about/")
        reader = Reader(fresh, built, origin)
        reader.page.evaluate("window.sameDocument = true")
        reader.editor.fill("while True: pass")
        reader.press("Run and check")
        expect(reader.status).to_have_text("Running…")
        reader.page.get_by_role("link", name="Next: Techniques").click()
        expect(reader.page.locator("h1")).to_contain_text("technique")
        reader.has_no_worker()
        reader.page.go_back()
        expect(reader.editor).to_have_count(1)
        assert SOLVED in reader.run(solution(DAY))
        expect(reader.page.locator("h1 .progress__tick")).to_have_count(1)
        assert reader.page.evaluate("window.sameDocument") is True, "the pages were loaded anew: the test would prove nothing"


# --- What is kept ---------------------------------------------------------------------------------------------------------


def test_code_is_kept_for_this_version_of_the_challenge_and_can_be_forgotten(fresh: BrowserContext, site: Path, origin: str) -> None:
    reader = Reader(fresh, site, origin)
    starter = reader.editor.input_value()
    expect(reader.page.get_by_role("button", name="Forget my code")).to_be_hidden()
    reader.editor.fill("# mine")
    reader.page.wait_for_timeout(400)
    other = fresh.new_page()
    other.goto(reader.page.url)
    expect(other.locator(".challenge__code")).to_have_value("# mine")
    other.locator(".challenge__code").fill("# from the other tab")
    expect(reader.editor).to_have_value("# from the other tab")
    reader.press("Reset")
    expect(reader.editor).to_have_value(starter)
    reader.press("Undo the reset")
    expect(reader.editor).to_have_value("# from the other tab")
    reader.page.evaluate("localStorage.setItem('/challenge.day-12.older', '# of an older version')")
    reader.press("Forget my code")
    expect(reader.status).to_have_text("Your code is no longer kept in this browser.")
    expect(reader.editor).to_have_value(starter)
    assert reader.page.evaluate("Object.keys(localStorage).filter(name => name.includes('challenge'))") == []
    reader.page.reload()
    expect(reader.editor).to_have_value(starter)


@pytest.mark.parametrize("broken", [
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } })",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
])
def test_forbidden_or_full_storage_changes_nothing_else(fresh: BrowserContext, site: Path, origin: str, broken: str) -> None:
    fresh.add_init_script(broken)
    reader = Reader(fresh, site, origin)
    ours: list[str] = []
    reader.page.on("pageerror", lambda error: ours.append(error.stack or "") if "challenge" in (error.stack or "") else None)
    assert SOLVED in reader.run(solution(DAY))
    expect(reader.page.locator("h1 .progress__tick")).to_have_count(1)
    assert ours == []


# --- For everybody ----------------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_leads_from_the_heading_to_the_result(fresh: BrowserContext, site: Path, origin: str) -> None:
    reader = Reader(fresh, site, origin)
    keyboard = reader.page.keyboard
    reader.page.locator("#todays-challenge .headerlink").focus()
    for _ in range(12):
        keyboard.press("Tab")
        if reader.editor.evaluate("field => field === document.activeElement"):
            break
    expect(reader.editor).to_be_focused()
    keyboard.press("Tab")  # nothing typed yet: the field lets go
    expect(reader.editor).not_to_be_focused()
    keyboard.press("Shift+Tab")
    keyboard.press("Control+a")
    keyboard.type("def fed_avg(updates):\nif not updates:\nraise ValueError()")
    assert reader.editor.input_value() == "def fed_avg(updates):\n    if not updates:\n        raise ValueError()"
    keyboard.press("Shift+Tab")
    assert reader.editor.input_value().endswith("\n    raise ValueError()")
    keyboard.press("Tab")
    assert reader.editor.input_value().endswith("\n    raise ValueError()    ")
    keyboard.press("Control+a")
    keyboard.press("Tab")
    assert reader.editor.input_value().startswith("    def fed_avg")
    keyboard.press("Control+z")
    assert reader.editor.input_value().startswith("def fed_avg")
    keyboard.press("Control+a")
    keyboard.insert_text(solution(DAY))
    keyboard.press("Escape")
    expect(reader.page.get_by_role("button", name="Run and check")).to_be_focused()
    keyboard.press("Enter")
    expect(reader.page.get_by_role("status").filter(has_text=SOLVED)).to_be_visible()
    expect(reader.page.get_by_role("button", name="Run and check")).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(reader.editor).to_be_focused()
    keyboard.press("Control+Enter")
    expect(reader.status).to_contain_text(SOLVED)
    expect(reader.editor).to_be_focused()
    assert reader.editor.evaluate("field => document.getElementById(field.getAttribute('aria-describedby')).textContent").find("Escape leaves") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Browser, site: Path, origin: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]
    reader = Reader(context, site, origin)
    wide = "print('x' * 400)\n" + FUNCTION + "    print('y' * 400)\n    return ['z' * 300, 1 / len(updates)]  # " + "long " * 60
    for code in (wide, "print('x' * 400)\ny = 1 / 0"):
        reader.run(code)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360
        reader.page.add_script_tag(path=ROOT / "node_modules/axe-core/axe.min.js")
        found = reader.page.evaluate("axe.run('.challenge').then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html)))")
        assert found == []
    assert reader.editor.evaluate("field => parseFloat(getComputedStyle(field).fontSize)") >= 16, "a smaller field makes phones zoom in"
    context.close()


def without_editor(page: Page) -> None:
    expect(page.locator(".challenge__code")).to_have_count(0)
    expect(page.locator(".challenge-starter")).to_be_visible()
    expect(page.locator(".challenge-starter")).to_contain_text("def fed_avg")
    expect(page.get_by_role("link", name="day_12.py")).to_be_visible()
    expect(page.locator("code", has_text="python day_12.py")).to_be_visible()


def test_without_javascript_and_in_print_the_starter_is_there_to_copy(browser: Browser, reader: Reader, site: Path, origin: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(origin + address(site, DAY))
    without_editor(page)
    page.close()
    reader.page.emulate_media(media="print")
    expect(reader.editor).to_be_hidden()
    expect(reader.page.locator(".challenge-starter")).to_be_visible()
    reader.page.emulate_media(media="screen")


def test_built_without_the_runtime_the_page_offers_no_editor_and_asks_for_no_file(fresh: BrowserContext, tmp_path: Path) -> None:
    root, built = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    ran = run_mkdocs(root, built, "--strict", CHALLENGE_RUNTIME="")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with serving(built) as origin:
        page = fresh.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(origin + address(built, DAY))
        without_editor(page)
        page.goto(origin + "/")
        expect(page.locator(".progress")).to_have_count(0)
        assert not [url for url in asked if "micropython" in url or "worker.js" in url and "challenge" in url]


def test_where_hooks_do_not_run_the_environment_says_that_the_runtime_is_there(tmp_path: Path) -> None:
    root, built = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    without, count = re.subn(r"\nhooks:\n(?: +- .*\n)+", "\n", text)
    assert count == 1
    settings.write_text(without, encoding="utf-8")
    for value, expected in (("true", True), ("false", False)):
        ran = run_mkdocs(root, built, CHALLENGE_RUNTIME=value)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert ('name="challenge-runtime"' in (built / "index.html").read_text(encoding="utf-8")) is expected
