"""HTML and attributes: one small page for each thing that may not be published, and what may."""

from __future__ import annotations

import pytest
from pages import BEFORE, LINE, assert_told, check_snippets
from series.findings import Finding
from series.rendered import check_rendered
from series.source import Source

CASES: list[tuple[str, str, str] | tuple[str, str, str, int]] = [
    ("<script>alert(1)</script>", "html-element", "may not run a program"),
    ("Words <script src=https://evil.example/x.js></script>", "html-element", "may not run a program"),
    ("Words.\n\n<SCRIPT>alert(1)</SCRIPT>", "html-element", "may not run a program", 2),
    ("<script\n>alert(1)</script\n>", "html-element", "may not run a program"),
    ("<script/x>alert(1)</script>", "html-element", "may not run a program"),
    ("<script", "html-element", "may not run a program"),
    ("\\<script>alert(1)</script>", "html-element", "may not run a program"),
    ("<scr\x02ipt>alert(1)</script>", "html-element", "may not run a program"),
    ("- A list\n- <script>alert(1)</script>", "html-element", "may not run a program", 1),
    ("!!! note\n    <script>alert(1)</script>", "html-element", "may not run a program", 1),
    ("| a | b |\n|---|---|\n| <script>x</script> | c |", "html-element", "may not run a program", 2),
    ("Words.[^k]\n\n[^k]: A <script>alert(1)</script> <https://www.hcp.ma/>", "html-element", "may not run a program", 2),
    ("HTML.\n\n*[HTML]: <script>alert(1)</script>", "html-element", "may not run a program", 2),
    ("> <script>alert(1)</script>", "html-element", "may not run a program"),
    ("### A <script>alert(1)</script>", "html-element", "may not run a program"),
    ("[x y](../glossary.md \"<script>alert(1)</script>\")", "html-element", "may not run a program"),
    ("<div markdown>\n\n`<script>alert(1)</script>`\n<script>x</script>\n\n</div>", "html-element", "may not run a program", 3),
    ("` <script>alert(1)</script>", "html-element", "may not run a program"),
    ("```<script>alert(1)</script>", "html-element", "may not run a program"),
    ("A ` b\n<script>alert(1)</script> `", "html-element", "may not run a program", 1),
    ("    ``` text\n  <script>alert(1)</script>\n    ```", "html-element", "may not run a program", 1),
    ("<img src=x onerror=alert(1)", "html-element", "![what it shows](file.png)"),
    ("<img src=\"x\" onerror=\"alert(1)\">", "html-element", "![what it shows](file.png)"),
    ("<img/src/onerror=alert(1)>", "html-element", "![what it shows](file.png)"),
    ("<a href=\"missing.html\">a page</a>", "html-element", "[text](address)"),
    ("<a href=\"javascript:alert(1)\">a page</a>", "html-element", "[text](address)"),
    ("<b>bold</b>", "html-element", "**text**"),
    ("<center>x</center>", "html-element", "styles"),
    ("<p align=\"center\">x</p>", "html-element", "blank line"),
    ("<style>body { display: none }</style>", "html-element", "docs/assets/stylesheets"),
    ("<iframe src=\"https://evil.example/\"></iframe>", "html-element", "Link to the other page"),
    ("<form action=\"https://evil.example/\"></form>", "html-element", "asks readers for nothing"),
    ("<input name=\"password\">", "html-element", "asks readers for nothing"),
    ("<base href=\"https://evil.example/\">", "html-element", "every link"),
    ("<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/\">", "html-element", "elsewhere"),
    ("<link rel=\"stylesheet\" href=\"https://evil.example/x.css\">", "html-element", "elsewhere"),
    ("<object data=\"x\"></object>", "html-element", "backticks"),
    ("<embed src=\"x\">", "html-element", "backticks"),
    ("<svg onload=\"alert(1)\"></svg>", "html-element", "docs/assets/images"),
    ("<math><mtext></mtext></math>", "html-element", "in words"),
    ("<template><b>x</b></template>", "html-element", "backticks"),
    ("<video src=\"x\"></video>", "html-element", "Link to it"),
    ("<audio src=\"x\"></audio>", "html-element", "Link to it"),
    ("<marquee>x</marquee>", "html-element", "backticks"),
    ("<custom-element>x</custom-element>", "html-element", "backticks"),
    ("<noscript><p></noscript>", "html-element", "backticks"),
    ("<plaintext>", "html-element", "backticks"),
    ("<frameset onload=x>", "html-element", "backticks"),
    ("<spam>x</spam>", "html-element", "Did you mean <span>?"),
    ("<!DOCTYPE html>", "html-element", "backticks"),
    ("<?php echo 1 ?>", "html-element", "backticks"),
    ("<![CDATA[x]]>", "html-element", "backticks"),
    ("</script>", "html-element", "may not run a program"),
    ("if x<y and y>z", "html-element", "a space after"),
    ("<div markdown onclick=\"alert(1)\">\n\nx\n\n</div>", "html-handler", "may not run a program"),
    ("<span onmouseover=\"alert(1)\">x</span>", "html-handler", "may not run a program"),
    ("<span OnMouseOver=\"alert(1)\">x</span>", "html-malformed", "small letters"),
    ("<span onclick=alert(1)>x</span>", "html-malformed", "with quotes"),
    ("<span class='x'>x</span>", "html-malformed", "with quotes"),
    ("<span\nclass=\"days\">x</span>", "html-malformed", "on one line"),
    ("<span/onclick=\"alert(1)\">x</span>", "html-malformed", "one line"),
    ("<SPAN>x</SPAN>", "html-malformed", "small letters"),
    ("<span style=\"position:fixed;inset:0\">x</span>", "html-style", "docs/assets/stylesheets"),
    ("<span tabindex=\"1\">x</span>", "html-attribute", "Allowed are"),
    ("<span tilte=\"x\">x</span>", "html-attribute", "Did you mean title?"),
    ("<span class=\"dayz\">x</span>", "html-class", "Did you mean 'days'?"),
    ("<span class=\"md-overlay\">x</span>", "html-class", "Take it out"),
    ("<span dir=\"left\">x</span>", "html-value", "rtl"),
    ("<div class=\"days\">\n\nx\n\n</div>", "html-block-markdown", "<div markdown>"),
    ("Words <div markdown>\n\nx\n\n</div>", "html-block-line", "alone on a line"),
    ("<div class=\"days\" markdown>\n\nWords.", "html-unclosed", "</div>"),
    ("<span>never closed", "html-unclosed", "</span>"),
    ("<sub>x\n\ny</sub>", "html-unclosed", "own paragraph"),
    ("<sub><sup>x</sub></sup>", "html-misnested", "Close <sup> first"),
    ("x</span>", "html-unopened", "write <span> before"),
    ("<!-- a note to the reviewers -->", "html-comment", "pull request"),
    ("Words <!-- the password is 1234 --> more.", "html-comment", "pull request"),
    ("<!-- never closed\n\nWords.", "html-comment-unclosed", "published"),
    ("<!--> <script>alert(1)</script> -->", "html-comment", "pull request"),
    ("[x y](../glossary.md){ onclick=\"alert(1)\" }", "html-handler", "may not run a program"),
    ("[x y](../glossary.md){onclick=alert(1)}", "html-handler", "may not run a program"),
    ("[x y](../glossary.md){: OnClick='alert(1)' }", "html-handler", "may not run a program"),
    ("### Heading { onclick=\"alert(1)\" }", "html-handler", "may not run a program"),
    ("Words.\n{ onmouseover=\"alert(1)\" }", "html-handler", "may not run a program", 1),
    ("*word*{ onfocus=alert(1) tabindex=0 }", "html-handler", "may not run a program"),
    ("Words.\n{: style=\"position:fixed\" }", "html-style", "docs/assets/stylesheets", 1),
    ("[x y](../glossary.md){ href=\"javascript:alert(1)\" }", "html-attribute", "Allowed are"),
    ("[x y](../glossary.md){ title=\"a } b\" onclick=alert(1) }", "attribute-list", "no brace in the text"),
    ("[x y](../glossary.md){ .dayz }", "html-class", "Did you mean 'days'?"),
    ("[x y](../glossary.md){ days }", "attribute-list", "{ .days }"),
    ("[x y](../glossary.md){ .days", "attribute-list", "both braces"),
    ("[x y](../glossary.md) and { .days } words", "attribute-list", "no space"),
    ("Words.\n\n{ .days }", "attribute-list", "no space", 2),
    ("Words.\n{ .days }\n{ .days }", "attribute-list", "no space", 2),
    ("[x y](../glossary.md){ tilte=\"x\" }", "html-attribute", "Did you mean title?"),
    ("### One { #same }\n\nWords.\n\n### Two { #same }", "duplicate-id", f"on line {LINE}", 4),
    ("<span id=\"same\">x</span> <span id=\"same\">y</span>", "duplicate-id", f"on line {LINE}"),
    ("<span id=\"same\">x</span>\n\n### Two { #same }", "duplicate-id", f"on line {LINE}", 2),
    ("<span id=\"a-page\">x</span>", "duplicate-id", "a name of its own"),
    ("<span id=\"1 2\">x</span>", "html-id", "Start with a letter"),
    ("<span id=\"__search\">x</span>", "html-id", "Start with a letter"),
    ("Day {{ page.meta.day }}", "jinja-left", "backticks"),
    ("{# a comment #}", "jinja-left", "backticks"),
    ("{% include 'x.html' %}", "jinja-left", "backticks"),
    ("{{ config.extra.secret }}", "jinja-left", "backticks"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return check_snippets(tmp_path_factory.mktemp("html"), {f"case-{number}": case[0] for number, case in enumerate(CASES)})


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0].splitlines()[0][:40] for case in CASES])
def test_what_may_not_be_published_has_its_line_and_what_to_write(found: dict[str, list[Finding]], number: int) -> None:
    assert_told(found[f"case-{number}"], *CASES[number][1:])


GOOD = {
    "code": "Write `<script>` or ``<b>`` or `{{ page }}`.\n\n``` html\n<script>alert(1)</script> {{ x }} { onclick=x }\n```\n\n~~~ text\n<b>\n~~~",
    "list": "- A list\n\n    ``` html\n    <script>x</script>\n    ```\n\n??? note \"A box\"\n    ``` html\n    <b>\n    ```",
    "less": "For a < b and b > c, 3 <4, <3, a <= b, x <- y, a << b & c.",
    "plain": "H<sub>2</sub>O, R<sup>2</sup>, <kbd>Ctrl</kbd>, <abbr title=\"World Health Organization\">WHO</abbr>, one<br>two, <span lang=\"ar\" dir=\"rtl\">المغرب</span>.",
    "div": "<div class=\"days\" markdown>\n\n1. One\n\n</div>",
    "attributes": "[A button](../glossary.md){ .md-button .md-button--primary }\n\n![A map of Morocco's regions](../assets/images/map.svg){ width=\"300\" loading=lazy }\n\n"
                  "## A heading { #its-id }\n\nWords.\n{ .days }",
    "braces": "The set {1, 2, 3} and {x: 1} and f{x}.",
    "letters": "C++, C#, R², AT&T, x² < 3, 2 * 3 * 4, a*b*c, snake_case_name, l’État, « oui », ⵜⴰⵎⴰⵣⵉⵖⵜ, المغرب.",
    "tags": "<!-- material/tags -->",
    "quoted": "> Said <name@example.org> and <https://www.hcp.ma/>.",
    "spans": "A `code span\nover two lines with <b>` and more.",
}


def test_what_is_right_is_not_blamed(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = check_snippets(tmp_path_factory.mktemp("good-html"), GOOD)
    assert {name: [str(finding) for finding in findings] for name, findings in said.items() if findings} == {}


@pytest.mark.parametrize(("built", "rule"), [
    ("<p><script>x</script></p>", "built-html-element"), ("<p><img/src=x/onerror=y></p>", "built-html-malformed"),
    ("<p><a href=\"x\" onclick=\"y\">z</a></p>", "built-html-attribute"), ("<p style=\"position: fixed\">x</p>", "built-html-attribute"),
    ("<td style=\"position: fixed\">x</td>", "built-html-attribute"), ("<p>x<!-- y --></p>", "built-html-malformed"),
    ("<a href=\"java&#115;cript:x\">z</a>", "built-html-address"), ("<a href=\" java&#10;script:x\">z</a>", "built-html-address"),
    ("<a href=\"//evil.example\">z</a>", "built-html-address"), ("<a href=\"data:text/html,x\">z</a>", "built-html-address"),
    ("<img alt=\"\" src=\"https://evil.example/x.png\">", "built-html-address"), ("<div><p>x</div></p>", "built-html-unbalanced"),
    ("<div><p>x</p>", "built-html-unbalanced"), ("<svg><foreignObject></foreignObject></svg>", "built-html-element"),
    ("<svg><a xlink:href=\"javascript:x\"></a></svg>", "built-html-attribute"), ("<p class='x'>y</p>", "built-html-malformed"),
    ("<p>x <script", "built-html-malformed"), ("<P>x</P>", "built-html-element"), ("<p>a <? x ?></p>", "built-html-malformed"),
])
def test_the_second_look_sees_what_is_in_the_built_page(built: str, rule: str) -> None:
    said = check_rendered(Source("docs/about.md", BEFORE + "<script> onerror onclick"), built)
    assert said and said[0].rule == rule


def test_the_second_look_names_the_line_and_passes_what_markdown_writes() -> None:
    page = Source("docs/about.md", BEFORE + "<script>x</script>")
    assert check_rendered(page, "<p><script>x</script></p>")[0].line == LINE
    assert check_rendered(page, '<h2 id="x">A &lt;b&gt;<a class="headerlink" href="#x" title="Link">&para;</a></h2>\n<ul>\n<li>x<br />y</li>\n</ul><hr />'
                                '<td style="text-align: right;">x</td><details open="open" class="note"><summary>x</summary></details><!-- material/tags -->') == []
