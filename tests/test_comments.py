"""The thread of a page, `extra.comments`, and what the template makes of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from hooks.comments import prepare, thread
from repository import ROOT

IDS = {"GISCUS_REPO_ID": "R_1_x", "GISCUS_CATEGORY": "News", "GISCUS_CATEGORY_ID": "D_1_x"}
OWNER = {"GITHUB_REPOSITORY": "amina/x"}
GIVEN = {"provider": "giscus", "load": "scroll"}
ATTACKS = ['"><script>', "' onload=x", "javascript:alert(1)", "</div>\x00", ["<b>"], {"<i>": 1}, -1]


WRONG_DAYS = ["12", 0, -1, True, 1.0, [1]]  # one could be the thread of another page
WRONG_COMMENTS = {"term": [12, None, "A", "a\n", "a" * 61], "number": ["7", 0, True, None]}


@pytest.mark.parametrize(("path", "meta", "name"), [
    ("days/day-02-x.md", {"day": 2}, "day-02"),
    ("days/day-112-x.md", {"day": 112}, "day-112"),
    ("elsewhere.md", {"day": 12, "title": "Other", "comments": True}, "day-12"),
    ("about.md", {}, "about"),
    ("index.md", {}, "welcome"),
    ("notes/index.md", {"comments": {}}, "notes"),
    ("notes/rabat.md", {}, "notes-rabat"),
    ("days/day-12-x.md", {"day": 12, "comments": {"term": "old-name"}}, "old-name"),
    ("days/day-12-x.md", {"day": 12, "comments": {"number": 7}}, 7),
    ("Étude.md", {}, None),
    *[("a.md", {"day": day}, None) for day in WRONG_DAYS],
    *[("a.md", {"comments": {k: v}}, None) for k, vs in WRONG_COMMENTS.items() for v in vs],
])  # fmt: skip
def test_the_thread_of_a_page(path: str, meta: dict[str, Any], name: str | int | None) -> None:
    assert thread(path, meta) == name


def test_the_settings_that_the_template_reads() -> None:
    ready, note = prepare(GIVEN, OWNER | IDS)
    names = {name.removeprefix("GISCUS_").lower(): value for name, value in IDS.items()}
    assert ready["giscus"] == {"repo": "amina/x"} | names
    assert ready["discussions"] == "https://github.com/amina/x/discussions" and note == ""
    ready, note = prepare(GIVEN, OWNER)
    assert "giscus" not in ready and ready["discussions"] in note
    ready, _ = prepare({"provider": "giscus"}, OWNER | IDS | {"GISCUS_REPO": "amina/talks"})
    assert (ready["giscus"]["repo"], ready["load"]) == ("amina/talks", "scroll")
    assert "discussions" not in prepare(GIVEN, IDS)[0]
    none = {"provider": "none", "load": "scroll"}
    assert prepare({"provider": "none"}, OWNER | IDS) == (none, "")


@pytest.mark.parametrize(("settings", "environment", "named"), [
    ([], {}, "provider"),
    ({}, {}, "provider"),
    (GIVEN | {"provider": "gisqus"}, {}, "provider"),
    (GIVEN | {"load": "soon"}, {}, "load"),
    (GIVEN | {"laod": "click"}, {}, "laod"),
    (GIVEN | {"giscus": {"repo": "evil/x"}}, {}, "giscus"),  # from the environment alone
    (GIVEN, {"GISCUS_REPO": "evil"}, "GISCUS_REPO"),
    (GIVEN, {"GISCUS_REPO_ID": '"><b>'}, "GISCUS_REPO_ID"),
    (GIVEN, {"GISCUS_CATEGORY": "A\nB"}, "GISCUS_CATEGORY"),
])  # fmt: skip
def test_wrong_settings_are_named(settings: Any, environment: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=rf"{re.escape(named)}\b"):
        prepare(settings, environment)


# --- The template -----------------------------------------------------------------------------


class Seen(HTMLParser):
    """What a browser sees in the section: tags, names of attributes, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def render(meta: Any, settings: Any, **config: Any) -> str:
    """Render the real template as MkDocs does: nothing is escaped for it."""
    words = type("Words", (), {"t": staticmethod(lambda key: "Comments")})
    loader = FileSystemLoader(ROOT / "overrides")
    return (
        Environment(loader=loader, autoescape=False)
        .get_template("partials/comments.html")
        .render(
            page={"meta": meta, "url": "a/", "canonical_url": config.get("canonical")},
            config={"extra": {"comments": settings}, "theme": {"language": "en"}} | config,
            lang=words,
        )
    )


HERE = {"comments": True, "thread": "a"}
READY = prepare(GIVEN, OWNER | IDS)[0]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_nothing_that_is_written_becomes_part_of_the_page(attack: Any) -> None:
    right = Seen(render(HERE, READY))
    hostile = READY | {"giscus": READY["giscus"] | {"category": attack}}
    seen = Seen(render(HERE | {"description": attack}, hostile, canonical=attack))
    assert (seen.tags, seen.names, seen.links) == (right.tags, right.names, right.links)
    for comments in ({"term": attack}, {"number": attack}):
        meta = {"comments": comments, "day": attack}
        meta["thread"] = thread("a.md", meta)
        assert not [link for link in Seen(render(meta, READY)).links if str(attack) in link]


def test_what_is_wrong_or_missing_is_left_out() -> None:
    off = ["false", "true", "yes", 1, 0, [], [True], None, {"enabled": False}, {"enabled": "true"}]
    for comments in off:
        assert render(HERE | {"comments": comments}, READY).strip() == "", comments
    for settings in (None, {}, {"provider": "none"}):
        assert render(HERE, settings).strip() == ""
    assert Seen(render(HERE, prepare(GIVEN, {})[0])).links == []
    assert "comments__place" not in render(HERE, prepare(GIVEN, OWNER)[0])
    assert Seen(render({"comments": True}, READY)).links == []


@pytest.mark.parametrize("load", ["scroll", "click"])
def test_the_sentence_is_true_for_the_setting(load: str) -> None:
    said = re.search(r'data-click="(.+?)">(.+?)<', render(HERE, READY | {"load": load}))
    assert said and (said[1] == said[2]) is (load == "click")


@pytest.mark.parametrize(("language", "spoken"), [("ar", "ar"), ("fr", "fr"), ("ja", "en")])
def test_words_and_frame_follow_the_language(language: str, spoken: str) -> None:
    text = render(HERE, READY, theme={"language": language})
    assert f'data-lang="{spoken}"' in text and (' lang="en"' in text) == (language == "ja")


def test_a_day_has_a_thread_of_its_own(small: Path) -> None:
    """The build gives the pages what this module says."""
    html = (small / "days/day-01-rivers/index.html").read_text("utf-8")
    assert re.findall(r'class="comments__place"[^>]* data-term="(.+?)"', html) == ["day-01"]
