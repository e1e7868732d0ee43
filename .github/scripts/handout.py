"""Make one PDF of the days of a built site, to print: tagged, with bookmarks and page numbers.

python3 .github/scripts/handout.py SITE PDF    CHROMIUM: a browser that is not found by its name
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Route, sync_playwright

# Lets a page get ready for paper and returns its article. Each id gets the number of the day, so
# that it is there once; other links are written in full.
ARTICLE = """(day) => {
  dispatchEvent(new Event("beforeprint"));
  const article = document.querySelector("article");
  for (const node of article.querySelectorAll("[id]")) node.id = `${day}-${node.id}`;
  for (const link of article.querySelectorAll("a[href]")) {
    const here = link.getAttribute("href").startsWith("#");
    link.href = here ? `#${day}-${link.getAttribute("href").slice(1)}` : link.href;
  }
  article.querySelector("h1 .unseen")?.classList.remove("unseen"); // "Day 8:", for the bookmarks
  article.style.breakBefore = "page";
  return article.outerHTML;
}"""
TITLE = "() => { document.title = document.querySelector('[property=\"og:site_name\"]').content; }"
FOOT = '<p class="pageNumber" style="width: 100%; text-align: center; font-size: 8pt">'
EDGE = "15mm"


def make(site: Path, target: Path, browser: Browser) -> None:
    """Write the PDF of the days, in the order of their numbers. Nothing comes from the network."""
    welcome = (site / "index.html").read_text(encoding="utf-8")
    root = re.findall('rel="canonical" href="(.*?)"', welcome)[0]

    def answer(route: Route) -> None:
        file = site / route.request.url.removeprefix(root).partition("?")[0]
        file = file / "index.html" if file.is_dir() else file
        route.fulfill(path=file) if file.is_file() else route.abort()

    folders = site.glob("days/day-*")
    days = {int(folder.name.split("-")[1]): folder.name for folder in folders}
    page, articles = browser.new_page(), ""
    page.route("**", answer)
    for number, name in sorted(days.items(), reverse=True):  # the first comes last, and stays
        page.goto(f"{root}days/{name}/")
        page.locator(".bar__palette").wait_for()  # by the script that makes ready for paper
        articles = page.evaluate(ARTICLE, f"day-{number}") + articles
    first = (site / "days" / name / "index.html").read_text(encoding="utf-8")
    paper = browser.new_page(java_script_enabled=False, bypass_csp=True)
    paper.route("**", answer)
    paper.goto(page.url)
    paper.emulate_media(media="print")  # before: what is asked for while printing comes too late
    whole = re.sub("(?s)<article.*</article>", lambda _: articles, first)
    paper.set_content(whole, wait_until="load")
    paper.evaluate(TITLE)
    paper.pdf(
        path=target, format="A4", print_background=True, tagged=True, outline=True,
        margin={"top": EDGE, "right": EDGE, "bottom": EDGE, "left": EDGE},
        display_header_footer=True, header_template="<p>", footer_template=FOOT,
    )  # fmt: skip
    page.close()
    paper.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    from browser import find

    with sync_playwright() as player:
        chrome = player.chromium.launch(executable_path=find(whole=True), args=["--no-sandbox"])
        make(Path(sys.argv[1]), Path(sys.argv[2]), chrome)
        chrome.close()
