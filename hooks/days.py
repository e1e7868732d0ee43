"""Lists of the days, drawn from their front matter: the welcome page's, and the one by technique.

Both are fenced blocks, which each engine draws: ```` ``` days ```` and ```` ``` techniques ````.
"""

from __future__ import annotations

from html import escape
from typing import Any

from markdown import Markdown

from hooks.pages import Day, address, read_days


def _link(md: Markdown, day: Day) -> str:
    title = escape(str(day.meta.get("title", f"Day {day.number}")))
    return f'<a href="{escape(address(md, day.path))}">{title}</a>'


def _tags(day: Day) -> list[str]:
    tags = day.meta.get("tags")
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _facts(day: Day) -> str:
    """Return the last line of a day's card: minutes, method, techniques, as far as it has them."""
    method = day.meta.get("method")
    facts = [f"{day.meta.get('minutes', '')} minutes"] if "minutes" in day.meta else []
    facts += [f"Method: {method}"] if method else []
    facts += [", ".join(_tags(day))] if _tags(day) else []
    return escape(" · ".join(facts))


def cards(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **other: Any
) -> str:
    """Draw ```` ``` days ````: a card a day, in order. The block itself is empty."""
    items = "".join(
        f"<li><p>{escape(day.sign)} <strong>{_link(md, day)}</strong></p>"
        f"<p>{escape(str(day.meta.get('description', '')))}</p><p>{_facts(day)}</p></li>"
        for day in read_days()
    )
    return f'<div class="days"><ol>{items}</ol></div>'


def techniques(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **other: Any
) -> str:
    """Draw ```` ``` techniques ````: each tag with its days, in the order of their numbers."""
    by_tag: dict[str, list[str]] = {}
    for day in read_days():
        for tag in _tags(day):
            by_tag.setdefault(tag, []).append(f"<li>{_link(md, day)}</li>")
    return "".join(
        f'<h2 id="{escape(anchor(tag))}">{escape(tag)}</h2><ul>{"".join(days)}</ul>'
        for tag, days in sorted(by_tag.items(), key=lambda item: item[0].casefold())
    )


def anchor(tag: str) -> str:
    """Return the id of a technique's list. overrides/partials/tags.html writes the same."""
    return "tag:" + tag.lower().replace(" ", "-")
