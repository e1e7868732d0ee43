"""The style of the first screen inside each page, so that its first paint waits for no other file.

A step on what was built: it reads the HTML and CSS of any generator, and knows nothing of the one
that made them. The first style sheet of a page goes into the page, and its hash into the policy;
what stands there below a line `HOME` goes into the pages `WHOLE` alone. That, down to a line
`ALONE`, and the other sheets become one file. A browser paints what stands before its link while
it waits for it, so the link stands at the end of the first screen: before the first section.

Sheets are written to be read, and made small here: custom properties are called a, b, c, and most
logical properties get their older, shorter names. Those mean the same, since no text of ours runs
from top to bottom; what a language turns round, left and right, stays logical.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from functools import cache
from pathlib import Path
from string import ascii_letters

import rcssmin

HOME = "/* === Here begins what no first screen but that of the welcome page shows === */"
ALONE = "/* === From here on, the welcome page alone === */"
WHOLE = ("index.html", "404.html")  # both begin with a button
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
POLICY = "style-src 'self'"
NAME = re.compile(r"(?<![\w-])--([a-z][\w-]*)")
SHORT = {  # what the pattern finds, and what says the same
    r"(?<=[\s:,(/-])0(?=\.\d)": "",
    r"(?<![\w-])((?:min|max)-)?inline-size(?=:)": r"\1width",
    r"(?<![\w-])((?:min|max)-)?block-size(?=:)": r"\1height",
    r"(?<![\w-])inset-block-start(?=:)": "top",
    r"(?<![\w-])(margin|padding|scroll-padding|border)-block-start(?=:)": r"\1-top",
    r"(?<![\w-])(margin|padding|border)-block-end(?=:)": r"\1-bottom",
    r"::(?=(?:before|after)\b)": ":",
    r"@media (?=\()": "@media",
    r" \+ (?=[^{};]*\{)": "+",  # of selectors; calc() needs the spaces
}
IDLE = re.compile(r'</(?:li|t[dhr])>|(?<=<pre>)<span></span>| xmlns="http://www.w3.org/2000/svg"')
BLOCK = (  # what begins a line of its own, or is not drawn
    "article|blockquote|body|d[dlt]|details|div|fieldset|figcaption|figure|footer|h[1-6]|head"
    "|header|html|legend|li|link|main|meta|nav|ol|p|pre|script|section|style|summary|t[dhr]|table"
    "|tbody|thead|title|ul"
)
BREAK = re.compile(rf"\n(?=</?(?:{BLOCK})\b)|(</?(?:{BLOCK})\b[^<>]*>)\n")
END = re.compile(r"(<article.*?)(?=<h2|</article>)", re.DOTALL)  # of the first screen


def divide(site: Path) -> dict[str, int]:
    """Give the pages of a built site their styles. Returns the bytes of each sheet."""
    sizes, used = {}, set()
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        links = LINK.findall(html)
        sheets = [sheet for link in links if (sheet := file_of(link, site))]
        if not sheets or len(sheets) < len(links):
            continue
        texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
        every, _, later = texts[0].partition(HOME)
        home = path.relative_to(site).as_posix() in WHOLE
        first = small(rebased(texts[0] if home else every, links[0]))
        digest = base64.b64encode(hashlib.sha256(first.encode()).digest()).decode()
        html = html.replace(POLICY, f"{POLICY} 'sha256-{digest}'", 1)
        before, after = LINK.split(html, maxsplit=1)[::2]
        html = f"{before}\n<style>{first}</style>{LINK.sub('', after)}"
        sizes["in the welcome page" if home else "in any other page"] = len(first.encode())
        later = later.partition(ALONE)[0]
        if rest := small("".join([later, *texts[1:]]), texts[0]):
            name = f"all.{hashlib.sha256(rest.encode()).hexdigest()[:8]}.css"
            if name not in sizes:
                (sheets[0].parent / name).write_text(rest, encoding="utf-8")
            link = f'<link rel="stylesheet" href="{posixpath.dirname(links[0])}/{name}">\n'
            html = END.sub(rf"\1{link}", html, count=1)
            sizes[name] = len(rest.encode())
        path.write_text(lighter(html), encoding="utf-8")
        used.update(sheets)
    for sheet in used:
        sheet.unlink()
    return sizes


def lighter(html: str) -> str:
    """Return a page without what a browser does without.

    That is the ends of items, cells and paths, what language a drawing is in, the spaces between
    lines, and the ends of lines where a block begins or ends.
    """
    html = IDLE.sub("", html).replace("></path>", "/>")
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    parts[::2] = [BREAK.sub(r"\1", re.sub(r"\n[ \t\n]+", "\n", part)) for part in parts[::2]]
    return "".join(parts)


@cache  # most pages have the same one
def small(css: str, before: str = "") -> str:
    """Return a style sheet in fewer letters. `before`: what a page has before it.

    A custom property is called by its place among those that are named in both, from the first on:
    a, b, c, and after 52 of them aa.
    """
    names = {name: letters(at) for at, name in enumerate(dict.fromkeys(NAME.findall(before + css)))}
    made = str(rcssmin.cssmin(css))
    for pattern, shorter in SHORT.items():
        made = re.sub(pattern, shorter, made)
    return NAME.sub(lambda found: f"--{names[found[1]]}", made)


def letters(number: int) -> str:
    """Return the name of a place: a for 0, Z for 51, aa for 52."""
    return (letters(number // 52 - 1) if number > 51 else "") + ascii_letters[number % 52]


def file_of(link: str, site: Path) -> Path | None:
    """Return the style sheet that a page names as seen from itself, or from the root of a host."""
    parts = [part for part in link.split("?")[0].split("/") if part.strip(".")]
    tails = (site.joinpath(*parts[at:]) for at in range(len(parts)))
    return next((tail for tail in tails if tail.is_file()), None)


def rebased(css: str, link: str) -> str:
    """Return a style sheet whose addresses are right in the page that names it as `link`."""

    def way(found: re.Match[str]) -> str:
        return f"url({posixpath.normpath(posixpath.join(posixpath.dirname(link), found[1]))})"

    return re.sub(r"url\([\"']?(?![\"']?(?:data:|https?:|/|#))([^)\"']+)[\"']?\)", way, css)
