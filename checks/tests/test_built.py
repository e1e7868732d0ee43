"""The last look: what nh3 leaves of an article, and what is said of the rest."""

import re
import time

import pytest
from markdown import markdown

from checks.built import clean
from checks.page import Page
from checks.tests import small_site

PAGE = Page("docs/about.md", b"# A\n\n<script>x</script> onclick [a](javascript:x) <b\n")
KEPT = """<h2 id="x">A &lt;b&gt;<a class="headerlink" href="#x" title="Link">¶</a></h2>
<ul>
<li class="">x<br>y</li>
</ul><hr><details class="note" open=""><summary>x</summary></details>
<fieldset class="quiz" id="quiz-1"><legend>Q <code>x</code></legend><div class="quiz__option">
<input type="radio" name="quiz-1" id="quiz-1-a"><label for="quiz-1-a">A</label>
<div class="quiz__reason quiz__reason--right" aria-live="polite" data-search-exclude="">
<p><strong>Right.</strong> x</p></div></div></fieldset>
<figure class="chart"><svg class="c1 hi" viewBox="0 0 10 10" role="img" aria-label="x">
<defs><clipPath id="clip-1"><rect x="0" y="0" width="1" height="1"></rect></clipPath></defs>
<g class="grid" clip-path="url(#clip-1)"><path class="c2" d="M0,0h1"></path><text x="1" y="2"
 text-anchor="middle"><tspan dy="1em">5</tspan></text><title>x</title></g></svg>
<figcaption>x</figcaption></figure><table><thead><tr><th align="right" scope="col">x</th></tr>
</thead><tbody><tr><td align="right">1</td></tr></tbody></table>
<img alt="A map" height="2" loading="lazy" src="../assets/images/map.png" width="3">
<sup id="fnref:k"><a class="footnote-ref" href="#fn:k">1</a></sup>
<div class="highlight"><pre><span></span><code><span class="n">x</span></code></pre></div>
<a class="md-button md-button--primary" href="https://www.hcp.ma/?a=1&amp;b=2">the HCP</a>
<a href="mailto:a@example.org">a@example.org</a><span dir="rtl" lang="ar">المغرب</span>"""


def tags(html: str) -> list[tuple[str, list[str]]]:
    """Return the tags and texts of some HTML, whatever the order of its attributes."""
    return [(part.split(" ")[0], sorted(re.findall(r'[\w:-]+(?:="[^"]*")?', part)))
            for part in re.split(r"(?=<)|(?<=>)", html) if part]  # fmt: skip


def test_what_we_make_survives() -> None:
    html, found = clean(KEPT, PAGE)
    assert tags(html) == tags(KEPT) and [str(each) for each in found] == []


@pytest.mark.parametrize(("built", "gone"), [
    ("<p><script>alert(1)</script></p>", "alert"), ("<p>x<img src=x onerror=y></p>", "onerror"),
    ('<a href="x" onclick="y">zz</a>', "onclick"), ('<p style="position: fixed">x</p>', "style"),
    ("<p>x<!-- <script> --></p>", "script"), ('<a href="java&#115;cript:x">zz</a>', "script"),
    ('<a href=" java&#10;script:x">zz</a>', "script"), ('<a href="//evil.example">zz</a>', "evil"),
    ('<a href="\\\\evil.example">zz</a>', "evil"), ('<a href="data:text/html,x">zz</a>', "data:"),
    ('<img alt="" src="https://evil.example/x.png">', "evil"), ("<form>x</form>", "form"),
    ('<img src="//evil.example/x">', "evil"), ("<style>p {}</style>", "{}"),
    ("<svg><foreignObject><p>x</p></foreignObject></svg>", "foreign"),
    ('<svg><a xlink:href="javascript:x">y</a></svg>', "javascript"),
    ('<svg><use href="#x"></use></svg>', "use"), ("<iframe src=x></iframe>", "iframe"),
    ('<svg><image href="//e/x"></image></svg>', "image"), ("<p>x <y and z></y></p>", "<y"),
    ('<rect fill="url(https://evil.example/x)"></rect>', "evil"), ("<p>x <gone y", "<gone"),
    ('<meta http-equiv="refresh">', "meta"), ('<p id="__config">{}</p>', "__config"),
    ('<p data-md-component="search">x</p>', "data-md"), ("<svg><script>x</script></svg>", "script"),
    ("<math><mtext><style><img src onerror=x></style></mtext></math>", "onerror"),
    ('<base href="https://evil.example/">', "base"), ('<span class="md-overlay">y</span>', "md-o"),
    ('<span tilte="x">y</span>', "tilte"), ("<p>x &#8238; y</p>", None), ("<p>&zwnj;</p>", None),
    ("<p>x &ZeroWidthSpace; y</p>", None), ('<p title="&#x202E y">x</p>', None),
])  # fmt: skip
def test_what_may_not_be_published(built: str, gone: str | None) -> None:
    html, found = clean(built, PAGE)
    assert found and all(each.rule == "built-html" and str(each).isprintable() for each in found)
    assert gone is None or gone not in html


def test_what_is_made_harmless_in_silence() -> None:
    assert "password" not in clean('<input type="password" name="p">', PAGE)[0]
    assert "md-overlay" not in clean('<span class="md-overlay x">y</span>', PAGE)[0]


def test_the_line_is_named() -> None:
    assert clean("<p><script>x</script></p>", PAGE)[1][0].line == 3


@pytest.mark.parametrize("piece", [
    "<b><svg><i>&amp;", "<a href=x>a.ma", "<!--", "&#", '<p title="', '<p title=">', "<!-- > ",
    "</x", "<?>", '<a href="x">',
])  # fmt: skip
def test_cost(piece: str) -> None:
    def look(size: int) -> float:
        start = time.process_time()
        clean(piece * (size // len(piece)), Page("docs/x.md", b"x"))
        return time.process_time() - start

    large = look(60_000)
    assert large < 0.3 or large / look(15_000) < 10


EXTENSIONS = """admonition attr_list def_list footnotes md_in_html tables pymdownx.details
    pymdownx.superfences""".split()


def built(text: str) -> tuple[str, list[str]]:
    """Return what is left of a text as Markdown makes it, and the rules that speak."""
    configs = {"tables": {"use_align_attribute": True}}
    html = markdown(text, extensions=EXTENSIONS, extension_configs=configs)
    cleaned, found = clean(html, Page("docs/about.md", f"x\n{text}".encode()))
    return cleaned, [f"{each.line}: {each.rule}" for each in found]


@pytest.mark.parametrize("link", [
    "[rabat.ma/horaires](https://phish.example/rabat.ma)",
    "[Sign in: bank.ma](https://bank.ma.evil.example/)", "[www.hcp.ma](https://evil.example/)",
    "[https://www.hcp.ma/](https://evil.example/)", "[hcp.ma](https://evil.example/hcp)",
    "[https://www.hcp.ma/](glossary.md)", "[bank@cih.ma](mailto:thief@evil.example)",
    "[tangermed․ma](https://evil.example/)", "[tangermed&#8203;.ma](https://evil.example/)",
    "[Log in at www.hcp.ma now](https://evil.example/)", "[hcp.gov.ma](https://other.gov.ma/)",
    "[`le360.ma`](https://evil.example/)", '[le360.ma](https://evil.example/ "a > b")',
    "[*hcp.ma*](https://evil.example){ .x }", "![hcp.ma](a.png) [hcp.ma](https://evil.example)",
    "[hcp.ma][k]\n\n[k]: https://evil.example", "[hcp.ma][]\n\n[hcp.ma]: https://evil.example",
    "- [x [hcp.ma] y](https://evil.example)", "Words[^a]\n\n[^a]: [hcp.ma](https://evil.example)",
])  # fmt: skip
def test_words_of_a_link_that_show_another_address(link: str) -> None:
    rules = built(link)[1]
    assert rules and {each[3:] for each in rules} == {"built-html"} and rules[0][0] in "124"


def test_good_edits_lose_nothing() -> None:
    edits = [edit for _, edit in small_site.rows("good_edits.md")]
    assert [edit for edit in edits if built(edit)[1]] == []
