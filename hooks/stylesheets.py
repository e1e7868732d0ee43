"""The style of the first screen inside each page, so that its first paint waits for no other file.

A step on what was built: it reads the HTML and CSS of any generator, and knows nothing of the one
that made them. The first style sheet of a page goes into the page, and its hash into the policy;
what stands there below a line `HOME` goes into the pages `WHOLE` alone. That, down to a line
`ALONE`, and the other sheets become one file. A browser paints what stands before its link while
it waits for it, so the link stands at the end of the first screen: before the first section.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from functools import cache
from pathlib import Path

import rcssmin

HOME = "/* === Here begins what no first screen but that of the welcome page shows === */"
ALONE = "/* === From here on, the welcome page alone === */"
WHOLE = ("index.html", "404.html")  # both begin with a button
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
POLICY = "style-src 'self'"
IDLE = re.compile(r'</(?:li|t[dhr])>|(?<=<pre>)<span></span>| xmlns="http://www.w3.org/2000/svg"')
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
        if rest := small("".join([later, *texts[1:]])):
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
    lines.
    """
    html = IDLE.sub("", html).replace("></path>", "/>")
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    parts[::2] = [re.sub(r"\n[ \t\n]+", "\n", part) for part in parts[::2]]
    return "".join(parts)


@cache  # most pages have the same one
def small(css: str) -> str:
    """Return a style sheet minified. A property that is empty keeps a space: older browsers ask."""
    short = re.sub(r"(?<=[\s:,(/-])0(?=\.\d)", "", str(rcssmin.cssmin(css)))
    return re.sub(r"(--\w+:)(?=[;}])", r"\1 ", short)


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
