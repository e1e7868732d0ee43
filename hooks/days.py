"""Lists of the days, drawn from their front matter and their first chart.

Three fenced blocks, which each engine draws: ```` ``` start ```` (where to begin),
```` ``` days ```` (a card a day) and ```` ``` techniques ```` (the days by tag).
"""

from __future__ import annotations

import os
import re
from functools import cache
from html import escape

from markdown import Markdown

from hooks.charts import TABLES, Chart, load
from hooks.drawing import draw, picture
from hooks.owner import owner_settings
from hooks.pages import DOCS, Day, address, fenced, read_days

ALL = "days:all"  # the id of the cards, which no heading can have; ending.html links to it
CHART = re.compile(r"^``` ?chart\n(.*?)^```", re.DOTALL | re.MULTILINE)
BARS = 10  # of a small drawing: more could not be told apart
LEFT_OUT = {"grid", "axis", "track", "spot", "rim", "hole", "frame"}  # of a small drawing
PLACE = re.compile(r"([MHV ])(-?[\d.]+)(?: (-?[\d.]+))?")  # in a path of picture.py: x y, x or y


def name_of(day: Day) -> str:
    """Return the title of a day without its number, as plain text."""
    title = str(day.meta.get("title") or f"Day {day.number}")
    return re.sub(rf"^Day {day.number}: ", "", title)


def spark(chart: Chart) -> str:
    """Return a chart small and without words, as SVG; what it shows is said beside it."""
    kind, rows = chart.settings["type"], chart.rows
    drawing, _ = draw(chart.settings, rows[:BARS] if kind == "bar" else rows, bare=True)
    shapes = [shape for tag, shape, _ in drawing["elements"] if tag == "path"]
    shapes = [shape for shape in shapes if not LEFT_OUT & {*shape["class"].split()}]
    places = PLACE.findall("".join(shape["d"] for shape in shapes))
    ys = [float(y or x) for letter, x, y in places if y or letter == "V"]
    top, tall = min(ys), max(ys) - min(ys) or 1
    room = (-4, top - tall / 8, 108, tall * 5 / 4)  # for half a dot
    box = " ".join(map(picture.at, room if kind in ("line", "scatter") else (0, top, 100, tall)))
    drawn = "".join(f'<path class="{shape["class"]}" d="{shape["d"]}"/>' for shape in shapes)
    way = f'viewBox="{box}" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="plot spark" {way}>{drawn}</svg>'


@cache
def seen(path: str, changed: int) -> tuple[str, str]:
    """Return the spark of a day and the finding of its first chart as HTML; empty without one."""
    text = (DOCS / path).read_text("utf-8-sig", "replace")
    charts = (load(block, TABLES)[0] for block in CHART.findall(text))
    fine = (chart for chart in charts if chart and chart.settings["type"] != "grid")
    chart = next(fine, None)  # the first without a fault; a grid says nothing so small
    return (spark(chart), escape(chart.settings["title"])) if chart else ("", "")


def glimpse(day: Day) -> tuple[str, str]:
    """Return what a card shows of a day: its spark, and a fact as HTML."""
    path = DOCS / day.path
    drawn, fact = seen(day.path, path.stat().st_mtime_ns) if path.is_file() else ("", "")
    return drawn, fact or escape(str(day.meta.get("description", "")))


def _tags(day: Day) -> list[str]:
    tags = day.meta.get("tags")
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _facts(day: Day) -> str:
    """Return the last line of a day's card: its minutes, and its method or else a technique."""
    method = day.meta.get("method") or "".join(_tags(day)[:1])
    facts = [f"{day.meta['minutes']}\u00a0min"] if "minutes" in day.meta else []
    facts += [str(method).capitalize()[:1] + str(method)[1:]] if method else []
    return escape(": ".join(facts))  # a line may end with it, unlike a dot between the two


def _star(day: Day) -> str:
    """Return the star of a day, with the name under which a browser keeps the day's progress."""
    return f'<span class="star" data-day="day-{day.number:02}">{day.number}</span>'


def _link(day: Day, md: Markdown, before: str = "") -> str:
    """Return a link to a day, named by its title, with what stands before it."""
    return f'<a href="{escape(address(md, day.path))}">{before}{escape(name_of(day))}</a>'


def _handout(number: int) -> str:
    """Return the link to the days as a PDF; nothing where no release is known that has it."""
    known = owner_settings(os.environ)
    if not {"HANDOUT_MB", "REPO_URL"} <= known.keys():
        return ""
    link = f"{known['REPO_URL']}/releases/download/handout/handout.pdf"
    words = f'<a href="{escape(link)}">All {number} days as a PDF to print</a>'
    return f"<p>{words} ({known['HANDOUT_MB']} MB)</p>"


@fenced
def cards(source: str, md: Markdown) -> str:
    """Draw ```` ``` days ````: a card a day, in order. The block itself is empty."""
    days = read_days()
    items = ""
    for day in days:
        drawn, fact = glimpse(day)
        items += f"<li><p>{_star(day)}<strong>{_link(day, md)}</strong></p><p>{fact}</p>{drawn}"
        items += f"<p>{_facts(day)}</p></li>"
    return f'<div class="days" id="{ALL}"><ol>{items}</ol></div>{_handout(len(days))}'


@fenced
def start(source: str, md: Markdown) -> str:
    """Draw ```` ``` start ````: the button to the first day, what it costs, a star for each day."""
    days = read_days()
    if not days:
        return ""
    minutes = [day.meta["minutes"] for day in days if type(day.meta.get("minutes")) is int]
    first = f"{days[0].meta['minutes']} min" if "minutes" in days[0].meta else ""
    promises = "<strong>Free</strong> · <strong>No account</strong> · Python runs in this page"
    promises += f" · {min(minutes)} to {max(minutes)} min a day" if minutes else ""
    stars = "".join(
        f'<li><a href="{escape(address(md, day.path))}" aria-label="Day {day.number}: '
        f'{escape(name_of(day))}">{_star(day)}</a></li>'
        for day in days
    )
    return (
        f'<div class="start"><p><a class="md-button md-button--primary start__go" '
        f'href="{escape(address(md, days[0].path))}">Start with Day {days[0].number} '
        f'<span class="start__min">{escape(first)}</span></a> '
        f'<a class="start__all" href="#{ALL}">See the days</a></p>'
        f'<p class="quiet">{promises}</p></div><ol class="stars">{stars}</ol>'
    )


@fenced
def techniques(source: str, md: Markdown) -> str:
    """Draw ```` ``` techniques ````: each tag with its days, in the order of their numbers."""
    by_tag: dict[str, str] = {}
    for day in read_days():
        for tag in _tags(day):
            link = _link(day, md, f"Day {day.number}: ")
            by_tag[tag] = by_tag.get(tag, "") + f"<li>{link}</li>"
    parts = ""
    for tag, days in sorted(by_tag.items(), key=lambda item: item[0].casefold()):
        anchor = "tag:" + tag.lower().replace(" ", "-")  # as overrides/partials/tags.html does
        parts += f'<h2 id="{escape(anchor)}">{escape(tag)}</h2><ul>{days}</ul>'
    return parts
