"""Links and references: one small page for each way to get them wrong, and the many right ones that must not be blamed."""

from __future__ import annotations

import pytest
from conftest import ROOT
from pages import LINE, check_snippets
from series.findings import Finding
from series.links import PLAIN_HTTP, Site, check_links
from series.source import Source

# snippet, rule, words of the hint; the fault is on the first line unless an offset is given
CASES: list[tuple[str, str, str] | tuple[str, str, str, int]] = [
    ("See [that day](day-07-finance.md).", "link-missing", "Did you mean day-06-finance.md?"),
    ("See [that day](nowhere-at-all.md).", "link-missing", "correct the path"),
    ("Words.\n\nSee [a page](../glosary.md).", "link-missing", "Did you mean ../glossary.md?", 2),
    ("See [that part](day-06-finance.md#marocco-today).", "link-anchor", "#morocco-today"),
    ("See [that part](#nowhere).", "link-anchor", "small letters"),
    ("See [recall](../glossary.md#term-recal).", "link-anchor", "#term-recall"),
    ("See [that day](../day-06-finance/).", "link-built-path", "day-06-finance.md"),
    ("See [that day](day-06-finance/index.html).", "link-built-path", "day-06-finance.md"),
    ("See [that day](day-06-finance).", "link-built-path", "day-06-finance.md"),
    ("See [that day](/days/day-06-finance.md).", "link-absolute", "day-06-finance.md"),
    ("See [the glossary](/glossary/).", "link-absolute", "../glossary.md"),
    ("See [that day](Day-06-Finance.md).", "link-case", "day-06-finance.md"),
    ("![A map of Morocco](../assets/Images/map.svg)", "link-case", "../assets/images/map.svg"),
    ("See [the settings](../../mkdocs.yml).", "link-outside", "https://"),
    ("See [a file](../../../etc/passwd).", "link-outside", "under docs/"),
    ("See [a file](%2e%2e/%2e%2e/README.md).", "link-outside", "under docs/"),
    ("See [the template](_template.md).", "link-unpublished", "a page that is"),
    ("![A map of Morocco](../assets/images/mapp.svg)", "link-missing", "../assets/images/map.svg"),
    ("![A map of Morocco](../data/day-05.csv)", "image-kind", "SVG"),
    ("See [that file](..\\challenges\\day_05.py).", "link-malformed", "../challenges/day_05.py"),
    ("See [the *data*][source].", "link-undefined", "[text](address)"),
    ("See [data][].", "link-undefined", "[text](address)"),
    ("See [the data][sorce].\n\n[source]: https://data.gov.ma/", "link-undefined", "Did you mean [source]?"),
    ("See [the data][source].\n\n[source]: missing.md", "link-missing", "Add the file", 2),
    ("See [the data][source].\n\n[source]: JavaScript:alert(1)", "link-scheme", "run a program", 2),
    ("Words.\n\n[source]: https://data.gov.ma/", "link-unused", "take it out", 2),
    ("See [the data][s].\n\n[s]: https://data.gov.ma/\n[s]: https://www.hcp.ma/", "link-defined-twice", "Keep one", 3),
    ("Words.[^nobody]", "reference-undefined", "[^nobody]: …"),
    ("Words.[^nobdy] More.[^nobody]\n\n[^nobody]: *Title*. <https://www.hcp.ma/>", "reference-undefined", "Did you mean [^nobody]?"),
    ("Words.\n\n[^key]: *Title*. <https://www.hcp.ma/>", "source-unused", "take it out", 2),
    ("Words.[^key]\n\n[^key]: A.\n[^key]: B.", "reference-twice", "Keep one", 3),
    ("Words.[^a key]", "reference-form", "without blanks"),
    ("See (the plan)[https://www.hcp.ma/].", "link-reversed", "[text](address)"),
    ("See (the plan)[../glossary.md].", "link-reversed", "[text](address)"),
    ("See [the plan] (https://www.hcp.ma/).", "link-space", "no blank"),
    ("See [the plan] (../glossary.md).", "link-space", "no blank"),
    ("See [the plan]().", "link-empty", "round brackets"),
    ("See [the plan](#).", "link-empty", "id of a heading"),
    ("See [](https://www.hcp.ma/).", "link-text-empty", "what it leads to"),
    ("See [the plan](https://www.hcp.ma/", "link-unclosed", "one line"),
    ("See [the plan](insert-your-link).", "placeholder", "real"),
    ("See [insert your article or proposal link](https://www.hcp.ma/).", "placeholder", "real text"),
    ("See [the plan](URL).", "placeholder", "real address"),
    ("See [the plan](your-link-here).", "placeholder", "real address"),
    ("See [the plan](https://…).", "placeholder", "real address"),
    ("TODO: write more.", "placeholder", "real text"),
    ("Lorem ipsum dolor sit amet.", "placeholder", "real text"),
    ("A figure (TBD).", "placeholder", "real text"),
    ("- 🔹 **A first reason.** One or two sentences.", "placeholder", "your own"),
    ("[x y](javascript:alert(1))", "link-scheme", "run a program"),
    ("[x y](JaVaScRiPt:alert(1))", "link-scheme", "run a program"),
    ("[x y](java&#x73;cript:alert(1))", "link-scheme", "run a program"),
    ("[x y](javascript&colon;alert(1))", "link-scheme", "run a program"),
    ("[x y](java&Tab;script:alert(1))", "link-scheme", "run a program"),
    ("[x y](java\u200bscript:alert(1))", "link-scheme", "run a program"),
    ("[x y]( javascript:alert(1))", "link-scheme", "run a program"),
    ("[x y](<javascript:alert(1)>)", "link-scheme", "run a program"),
    ("[x y](javascript%3Aalert(1))", "link-scheme", "run a program"),
    ("[x y](vbscript:msgbox)", "link-scheme", "run a program"),
    ("[x y](data:text/html;base64,PHNjcmlwdD4=)", "link-scheme", "run a program"),
    ("![x y](data:image/svg+xml,abc)", "link-scheme", "path of a file"),
    ("[x y](file:///etc/passwd)", "link-scheme", "path of a file"),
    ("<javascript:alert(1)>", "link-scheme", "run a program"),
    ("[x y](ftp://ftp.example.org/x)", "link-scheme", "https://"),
    ("[x y](//www.hcp.ma/)", "link-scheme", "https://www.hcp.ma/"),
    ("[x y](\\\\\\\\www.hcp.ma/)", "link-scheme", "https:"),
    ("[the HCP](http://www.hcp.ma/)", "link-http", "https://www.hcp.ma/"),
    ("<http://www.hcp.ma/>", "link-http", "https://www.hcp.ma/"),
    ("![A map of Morocco](https://www.hcp.ma/map.png)", "image-hot-linked", "docs/assets/images"),
    ("![A map of Morocco][m]\n\n[m]: https://www.hcp.ma/map.png", "image-hot-linked", "docs/assets/images", 2),
    ("[https://www.hcp.ma/](https://evil.example/)", "link-text-address", "name what"),
    ("[www.hcp.ma](https://evil.example/)", "link-text-address", "name what"),
    ("[hcp.ma](https://evil.example/hcp)", "link-text-address", "name what"),
    ("[**https://www.hcp.ma**][e]\n\n[e]: https://evil.example/", "link-text-address", "name what"),
    ("[https://www.hcp.ma/](../glossary.md)", "link-text-address", "name what"),
    ("[ministry@finances.gov.ma](mailto:thief@evil.example)", "link-text-address", "the same"),
    ("Click [here](https://www.hcp.ma/).", "link-text", "name of what"),
    ("[Click here!](https://www.hcp.ma/)", "link-text", "name of what"),
    ("See [this link](https://www.hcp.ma/).", "link-text", "name of what"),
    ("[Cliquez ici](https://www.hcp.ma/)", "link-text", "name of what"),
    ("[**ici**](https://www.hcp.ma/)", "link-text", "name of what"),
    ("[here][h]\n\n[h]: https://www.hcp.ma/", "link-text", "name of what"),
    ("[Click here to read the plan](https://www.hcp.ma/)", "link-text", "name of what"),
    ("[Read more here](https://www.hcp.ma/)", "link-text", "name of what"),
    ("[➡️](https://www.hcp.ma/)", "link-text", "name of what"),
    ("[the law](https://bit.ly/x)", "link-shortened", "ends at"),
    ("[the law](https://www.hcp.ma/%00)", "link-malformed", "Copy it again"),
    ("[the law](?x=1)", "link-malformed", "file's name"),
    ("Words.[^k]\n\n[^k]:\n", "source-empty", "*Title*", 2),
    ("Words.[^a\"onclick=x]", "reference-form", "letters, digits"),
    ("![IMG_2034](../assets/images/map.svg)", "image-alt", "picture shows"),
    ("TBA and TKTK", "placeholder", "real text"),
    ("See https://www.hcp.ma/ for more.", "bare-address", "<https://…>"),
    ("See www.hcp.ma for more.", "bare-address", "[what it leads to]"),
    ("Write to me@example.org soon.", "bare-address", "[what it leads to]"),
    ("[x y](https://user:pass@www.hcp.ma/)", "link-credentials", "https://www.hcp.ma/"),
    ("[x y](https://www.hcp.ma@evil.example/)", "link-credentials", "https://evil.example/"),
    ("[x y](https://192.168.1.1/admin)", "link-ip-address", "name of the site"),
    ("[x y](https://3232235777/)", "link-ip-address", "name of the site"),
    ("[x y](https://[::1]/)", "link-ip-address", "name of the site"),
    ("[x y](https://xn--80ak6aa92e.com/)", "link-look-alike", "plain letters"),
    ("[x y](https://www.hсp.ma/)", "link-look-alike", "plain letters"),
    ("[x y](https://localhost:8000/)", "link-malformed", "https://www.hcp.ma/"),
    ("[x y](https://)", "link-malformed", "whole address"),
    ("[x y](https://[bad/)", "link-malformed", "browser"),
    ("[x y](https://www.hcp.ma/a b)", "link-malformed", "%20"),
    ("[x y](mailto:nobody)", "link-malformed", "mailto:name@example.org"),
    ("![](../assets/images/map.svg)", "image-alt", "what it shows"),
    ("![map.svg](../assets/images/map.svg)", "image-alt", "what the picture shows"),
    ("![map](../assets/images/map.svg)", "image-alt", "the picture shows"),
    ("![image](../assets/images/map.svg)", "image-alt", "few words"),
    ("![A map of Morocco]", "link-unclosed", "![what it shows](file.png)"),
    ("- A list\n\n    See [that day](missing.md).", "link-missing", "Add the file", 2),
    ("> See [that day](missing.md).", "link-missing", "Add the file"),
    ("!!! note\n    See [that day](missing.md).", "link-missing", "Add the file", 1),
    ("| a | b |\n|---|---|\n| [x y](missing.md) | c |", "link-missing", "Add the file", 2),
    ("Words.[^k]\n\n[^k]: *Title*. [x y](javascript:1)", "link-scheme", "run a program", 2),
    ("Words.[^k]\n\n[^k]: *Title*. <http://www.hcp.ma/>", "link-http", "https://www.hcp.ma/", 2),
    ("[![A map of Morocco](missing.svg)](../glossary.md)", "link-missing", "correct the path"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return check_snippets(tmp_path_factory.mktemp("links"), {f"case-{number}": case[0] for number, case in enumerate(CASES)})


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0].splitlines()[0][:40] for case in CASES])
def test_one_fault_has_one_finding_with_its_line_and_what_to_write(found: dict[str, list[Finding]], number: int) -> None:
    _, rule, hint, *offset = CASES[number]
    said = found[f"case-{number}"]
    assert [(finding.rule, finding.line) for finding in said] == [(rule, LINE + (offset[0] if offset else 0))], [str(finding) for finding in said]
    assert hint in said[0].hint


GOOD = {
    "parentheses": "[A page](https://fr.wikipedia.org/wiki/Maroc_(pays)) and [one](https://a.org/x_(y)_(z) \"A (good) title\").",
    "page": "[That day](day-06-finance.md), [a part](day-06-finance.md#morocco-today), [another](day-06-finance.md#limits), [here above](#a-page).",
    "term": "[The share found](../glossary.md#term-recall) and [the table](../data/day-05.csv) and [code](../challenges/day_05.py).",
    "image": "![Morocco's twelve regions](../assets/images/map.svg)",
    "reference": "[The plan][plan], [plan] and [plan][].\n\n[plan]: https://www.hcp.ma/ \"The plan\"",
    "source": "A figure.[^key-2025]\n\n[^key-2025]: *Title*. Publisher, 2025. <https://www.hcp.ma/>",
    "brackets": "An interval [0, 1], a list `[1, 2](3)`, an array a[i] (j) and [sic].",
    "code": "Write `[text](missing.md)` or `<https://x>` or `http://www.hcp.ma`.\n\n``` text\n[x](javascript:alert(1)) TODO http://x.org [^nobody]\n```",
    "double": "Write ``a `[b](c.md)` d`` as code.",
    "mail": "<name@example.org> and [the team](mailto:name@example.org).",
    "same": "[www.hcp.ma](https://www.hcp.ma/statistics) and [README.md](https://github.com/a/b/blob/main/README.md) and [day_05.py](../challenges/day_05.py).",
    "arabic": "[المندوبية السامية للتخطيط](https://www.hcp.ma/) and [ⵜⴰⵎⴰⵣⵉⵖⵜ](https://www.ircam.ma/) and [l’État](https://www.hcp.ma/).",
    "accents": "[A decree](https://www.sgg.gov.ma/décret-été) and [another](https://fr.wikipedia.org/wiki/F%C3%A8s).",
    "nested": "[![A map of Morocco's regions](../assets/images/map.svg)](../glossary.md)",
    "two": "(see [the plan](https://www.hcp.ma/)) [and](https://www.hcp.ma/a) (this)[^k]\n\n[^k]: *T*. <https://www.hcp.ma/>",
    "words": "The method, here called *todo lists*, is at home here. The click rate is 3%. To-do.",
    "escaped": "An array a\\[0\\](no link) and \\[text\\].",
    "numbers": "It was 10:30:45, ratio 3:2, and 16:9.",
}


def test_what_is_right_is_not_blamed(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = check_snippets(tmp_path_factory.mktemp("good-links"), GOOD)
    assert {name: [str(finding) for finding in said] for name, said in found.items() if said} == {}


def test_each_site_without_encryption_is_still_quoted() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [host for host in sorted(PLAIN_HTTP) if f"http://{host}/" not in pages] == []


def test_a_technique_on_the_page_of_tags_can_be_linked_to() -> None:
    page = Source("docs/days/day-01-x.md", "---\ntags: [time series, privacy]\n---\n# A\n\n[One](../tags.md#tag:time-series), [two](../tags.md#tag:speech).\n")
    site = Site(frozenset({"tags.md"}), {"days/day-01-x.md": page, "tags.md": Source("docs/tags.md", "# T\n")})
    assert [(finding.rule, finding.line) for finding in check_links(page, site)] == [("link-anchor", 6)]
