"""The search: which page answers, on an index of the tests' own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

ENTRIES = [  # as the build writes them: techniques stand at each section of a day
    {"location": "", "title": "Welcome", "text": "Bees, dams, schools: a page on each."},
    {
        "location": "bees/",
        "title": "Day 5: Bees",
        "text": "",
        "tags": ["sums", "pollinator", "abeille", "النحلة"],
    },
    {
        "location": "bees/#hives",
        "title": "Hives",
        "text": "<p>Naïve keepers open a hive.</p>",
        "tags": ["sums"],
    },
    {
        "location": "dams/",
        "title": "Day 6: Dams",
        "text": "L’eau of Souss‑Massa.",
        "tags": ["maps", "barrage", "canal", "أنهر"],
    },
    {
        "location": "dams/#heat",
        "title": "Heat",
        "text": "Vaccination of cattle near open water; hydropower.",
        "tags": ["maps"],
    },
    {
        "location": "schools/",
        "title": "Schools",
        "text": "Open data of schools, 5 to a town, à jour; who is in power.",
        "tags": ["votes", "pupil", "médecin"],
    },
    {
        "location": "schools/#more",
        "title": "More",
        "text": "Data, open or closed; a wasp.",
        "tags": ["votes"],
    },
    {
        "location": "terms/",
        "title": "Terms",
        "text": "hive: a box; keeper: whoever has it; data: what is open",
        "tags": ["meaning"],
    },
]


@pytest.fixture(scope="module")
def found(browser: Browser, small_origin: str) -> Any:
    """Return what gives the pages that answer a query, best first."""
    page = browser.new_page()
    page.goto(small_origin + "/about/")
    ask = """async ([entries, query]) => {
      const { prepare, rank } = await import("/assets/javascripts/find.js");
      return rank(prepare(entries), query).map(({ best }) => best.location); }"""
    yield lambda query: page.evaluate(ask, [ENTRIES, query])
    page.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hiving", "bees/#hives"),  # another ending
        ("pollin", "bees/"),  # a word begun
        ("barage", "dams/"),  # a letter too few
        ("pupli", "schools/"),  # two letters exchanged
        ("vaccine", "dams/#heat"),  # a relative of what is said
        ("beehive", "bees/#hives"),  # of two words the last
        ("naive", "bees/#hives"),  # without the accent
        ("l'eau", "dams/"),  # a straight apostrophe
        ("souss-massa", "dams/"),  # a plain hyphen
        ("day5", "bees/"),  # no space
        ("what is the hive of a bee", "bees/"),  # idle words; a subject before its term
        ("open data", "schools/"),  # words side by side
        ("cattle of unheardof", "dams/#heat"),  # a word that nobody knows
        ("data cattle", "dams/#heat"),  # the rare word of two
        ("polinattor", "bees/"),  # two slips in a long word
        ("hydro power", "dams/#heat"),  # one word that is typed as two
        ("télémédecine", "schools/"),  # of two words the last, with another ending
        ("canaux", "dams/"),  # plurals in French
        ("eaux", "dams/"),
        ("jour 5", "bees/"),  # a day in French
        ("نحل", "bees/"),  # without the article and the ending
        ("انهر", "dams/"),  # without the sign on a letter
        ("n7la", "bees/"),  # Arabic as it is typed in Latin letters and figures
        ("ennahla", "bees/"),
        ("keeper", "bees/#hives"),  # a day before a page that is not one
        ("meaning of a hive", "terms/"),  # unless the word is that page's own
    ],
)
def test_search_finds(found: Any, query: str, first: str) -> None:
    assert found(query)[0] == first


@pytest.mark.parametrize("query", ["", "  ?", "zzzzz", "rail", "beer garden", "vacation", "nila"])
def test_search_finds_nothing_where_nothing_is(found: Any, query: str) -> None:
    assert found(query) == []


def test_search_shows_what_it_found(browser: Browser, small_origin: str) -> None:
    page = browser.new_page()
    page.goto(small_origin + "/about/")
    page.locator(".bar__search").click()
    page.locator(".find input").fill("amodel")  # a slip: the excerpt has the word that is meant
    expect(page.locator(".find a mark").first).to_have_text(re.compile("model", re.IGNORECASE))
    page.close()
