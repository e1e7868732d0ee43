"""The same tree built by MkDocs, by its fork ProperDocs, and by Zensical, the successor that Material names; and what differs.

    python tests/engines.py    print, as Markdown, what would change on the day of the move to Zensical

The list of differences is in .github/ENGINES.md, in words; here each of them is a rule that takes it out of the pages. What
remains after all rules have to be the same pages.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(ROOT / "tests")]

from built_site import broken_links, third_party_loads  # noqa: E402
from conftest import clean_clone  # noqa: E402
from series.settings import owner_settings  # noqa: E402

OWNER = {"GITHUB_REPOSITORY": "amina/ml", "GISCUS_REPO_ID": "R_kgDOtest", "GISCUS_CATEGORY": "Announcements", "GISCUS_CATEGORY_ID": "DIC_kwDOtest"}
BASE = "https://amina.github.io/ml/"


Pattern = tuple[str, str | Callable[[re.Match[str]], str]]  # what to look for, and what to put in its place


@dataclass(frozen=True)
class Rule:
    """One difference between the pages of MkDocs and those of Zensical: what to take out of the HTML of each."""

    name: str
    mkdocs: tuple[Pattern, ...] = ()
    zensical: tuple[Pattern, ...] = ()


def in_order(found: re.Match[str]) -> str:
    """Return the list of the days under a technique in one order, whichever the engine chose."""
    return found[1] + "".join(sorted(re.findall(r"<li>.*?</li>", found[2], re.DOTALL)))


TAGS = ((r'<nav class="md-tags".*?</nav>', ""),)
STYLES = ((r'<link rel="stylesheet" href="[^"]*assets/stylesheets/(?:modern/)?(?:main|palette)\.\w+\.min\.css">', ""),)
HEAD = (Rule("Files of the theme", STYLES, STYLES),)
ARTICLE = (
    Rule("Tooltips of the glossary", ((r'<a class="term"[^>]*>(.*?)</a>', r"\1"), (r'<dt id="term-[\w-]+">', "<dt>"))),
    Rule("Date of the last change", ((r'<aside class="md-source-file">.*?</aside>', ""),)),
    Rule("Parts that the search leaves out", ((r" data-search-exclude", ""),)),
    Rule("Place of the techniques", TAGS, TAGS),
    Rule("Permanent links to techniques", ((r'<a class="headerlink" href="#tag:[^>]*>.*?</a>', ""),)),
    Rule("Order of the days under a technique", *[((r'(<h2 id="tag:[^>]*>.*?<ul>)(.*?)(?=</ul>)', in_order),)] * 2),
    Rule("Target of the skip link", (), ((r'<a id="__skip"[^>]*></a>', ""),)),
)
FILES = {
    "Files of the theme": re.compile(r"assets/.*"),
    "Search index": re.compile(r"search/search_index\.json|search\.json"),
    "Compressed list of pages": re.compile(r"sitemap\.xml\.gz"),
}
# These are seen otherwise than by taking something out of a page; tests/test_engines.py has a test for each.
OTHERS = ("Design of the frame", "Days in the list of pages", "Rules for pages", "Owner of a fork", "Python beside the site")
NAMES = list(dict.fromkeys([rule.name for rule in HEAD + ARTICLE] + [*FILES, *OTHERS]))


def build(engine: str, root: Path, environment: Mapping[str, str], *, strict: bool = True) -> subprocess.CompletedProcess[str]:
    """Build the clone `root` into `root/site-ENGINE`, with no variable of the surrounding CI but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GISCUS_", "REPO_", "SITE_", "EDIT_"))}
    target = root / f"site-{engine}"
    command = [sys.executable, "-m", engine, "build"] + ["--strict"] * strict
    command += ["--clean"] if engine == "zensical" else ["--site-dir", str(target)]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False,
                         env=clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks", "SOURCE_DATE_EPOCH": "1750000000"} | environment)
    if engine == "zensical" and (root / "site").is_dir():
        (root / "site").rename(target)  # it has no option for another folder
    return ran


class _Tokens(HTMLParser):
    """The tags and words of a piece of HTML, one a line: attributes in order, addresses as seen from the root, white space made one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.base, self.lines, self.json = urljoin(BASE, page), [""], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = [tag]
        for name, value in sorted((name, value or "") for name, value in attrs):
            is_address = name in ("href", "src", "data-base")
            words.append(f"{name}={(urljoin(self.base, value).rstrip('/') if is_address else value)!r}")
        self.lines.append(f"<{' '.join(words)}>")
        self.json = ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = json.dumps(json.loads(data), sort_keys=True) if self.json and data.strip() else " ".join(data.split())
        if words:
            self.lines.append(words)


@cache
def tokens(text: str, page: str) -> list[str]:
    """Return a piece of the page `page` as lines that can be compared. Comments are left out."""
    parser = _Tokens(page)
    parser.feed(text)
    return parser.lines


@dataclass
class Comparison:
    """What differs: how many pages or files need each rule, and the lines that no rule explains."""

    needed: dict[str, int] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def page(self, name: str, rules: tuple[Rule, ...], mkdocs: str, zensical: str) -> None:
        """Compare one part of a page. A rule is needed when the two sides differ without it and with all others."""
        page = name.removesuffix("index.html")
        self.rest += [f"{name}: {line[:300]}" for line in changes(rules, mkdocs, zensical, page)]
        for rule in rules:
            others = tuple(other for other in rules if other is not rule)
            touched = (take(rule.mkdocs, mkdocs), take(rule.zensical, zensical)) != (mkdocs, zensical)
            self.needed[rule.name] = self.needed.get(rule.name, 0) + (touched and changes(others, mkdocs, zensical, page) != changes(rules, mkdocs, zensical, page))


def take(patterns: tuple[Pattern, ...], text: str) -> str:
    """Apply the patterns of a rule to one side."""
    for pattern, put in patterns:
        text = re.sub(pattern, put, text, flags=re.DOTALL)
    return text


def changes(rules: tuple[Rule, ...], mkdocs: str, zensical: str, page: str) -> list[str]:
    """Return the lines that differ between the two sides once the rules are applied."""
    for rule in rules:
        mkdocs, zensical = take(rule.mkdocs, mkdocs), take(rule.zensical, zensical)
    found = difflib.unified_diff(tokens(mkdocs, page), tokens(zensical, page), lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def head(text: str) -> str:
    """Return the head of a page."""
    return text[: text.index("</head>")]


def article(text: str) -> str:
    """Return the article of a page: what the author wrote, the comments, and what the theme puts around them."""
    found = re.search(r"<article.*?</article>", text, re.DOTALL)
    return found[0] if found else ""


def files(site: Path) -> set[str]:
    """Return the paths of the files of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def compare(mkdocs: Path, zensical: Path) -> Comparison:
    """Compare two builds of one tree."""
    result = Comparison()
    one, other = files(mkdocs), files(zensical)
    for name in sorted(one ^ other):
        ours = (ROOT / "docs" / name).is_file()
        rule = next((rule for rule, pattern in FILES.items() if pattern.fullmatch(name) and not ours), None)
        if rule:
            result.needed[rule] = result.needed.get(rule, 0) + 1
        else:
            result.rest.append(f"only {'MkDocs' if name in one else 'Zensical'} writes {name}")
    for name in sorted(one & other):
        left, right = (mkdocs / name).read_text("utf-8", "replace"), (zensical / name).read_text("utf-8", "replace")
        if name.endswith(".html"):
            result.page(name, HEAD, head(left), head(right))
            result.page(name, ARTICLE, article(left), article(right))
        elif left != right and name != "sitemap.xml" and ((ROOT / "docs" / name).is_file() or not name.startswith("assets/")):
            result.rest.append(f"{name} differs")
    return result


def main() -> int:
    """Print what would change on the day of the move. Returns 0 when the list in .github/ENGINES.md says it all, else 1."""
    with tempfile.TemporaryDirectory() as folder:
        root = clean_clone(Path(folder) / "clone")
        owner = OWNER | owner_settings(OWNER)
        builds = {engine: build(engine, root, owner) for engine in ("mkdocs", "zensical")}
        version = subprocess.run([sys.executable, "-m", "zensical", "--version"], capture_output=True, text=True, check=False).stdout.strip()
        print(f"### The same tree with Zensical ({version})\n")
        for engine, ran in builds.items():
            if ran.returncode:
                print(f"{engine} does not build the tree:\n\n```\n{(ran.stdout + ran.stderr)[-5000:]}\n```")
                return 1
        site = root / "site-zensical"
        result = compare(root / "site-mkdocs", site)
        faults = broken_links(site, BASE) + third_party_loads(site, BASE)
    for name, count in result.needed.items():
        print(f"- {name}: {f'{count} pages or files' if count else '**no difference any more: take it off the list**'}")
    gone = [name for name, count in result.needed.items() if not count]
    for title, lines in (("Not on the list", result.rest), ("Links that lead nowhere, files from elsewhere", faults)):
        if lines:
            print(f"\n{title}: {len(lines)}\n\n```\n" + "\n".join(lines[:100]) + "\n```")
    return 1 if gone or result.rest or faults else 0


if __name__ == "__main__":
    sys.exit(main())
