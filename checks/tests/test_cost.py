"""No text makes a rule slow: eight times the text costs eight times the time, never sixty-four.

The largest text has the bounds of `Page.too_large`. A ratio of two costs says the same on a busy
machine; a cost that is too small to be measured is left out.
"""

import random
import time

import pytest

from checks.__main__ import check_site
from checks.page import LONGEST_LINE, MOST_BYTES, MOST_LINES, Page
from checks.site import Site, load
from checks.tests.conftest import FULL, ONE, Repository

TOKENS = [
    "a", " ", "1", "1,", "9 ", "[", "]", "(", ")", "[^", "[^a]", "[a](", "![", "`", "``", "<",
    "<a ", "&", "&#8203;", "*", "**", "_", "{", "{ .", "}", "|", "\\", ":", "://", "https://a.b/",
    "- ", "> ", "'", '"', "=", "!!! ", "??? ", "$", "~", "+", "-8<-", "<!--", "-->", "é", "\u0301",
    "\u200b", "#", "20 % ", "in 2024 ", "¬†", "www.", "@", ";", ",", '""', "x\t", "%}", "{{",
    "0.1.", "A-1", "p<", "Ã©",
]  # fmt: skip
RANDOM = random.Random(5)
MIXES = [[token] for token in TOKENS] + [RANDOM.sample(TOKENS, 3) for _ in range(12)]
SCALE, BOUND, MEASURABLE = 8, 24, 0.1  # times, times, seconds


def cost(site: Site, path: str, text: str) -> float:
    """Return the CPU seconds of every rule but the linter, a program of its own, on one file."""
    site.pages[path] = Page(path, text.encode(), len(text.encode()))
    site.cache.clear()
    assert not site.pages[path].too_large
    start = time.process_time()
    found = check_site(site, [path])
    spent = time.process_time() - start
    assert "check-failed" not in {each.rule for each in found}
    return spent


def texts(mix: list[str], room: int) -> list[tuple[str, str, str]]:
    """Return a text of each shape, and two SCALE times less: in lines, in letters a line."""
    unit, shapes = "".join(mix), []
    for letters, end in ((LONGEST_LINE - 200, "\n"), (20, "\n"), (len(unit), "\n\n")):
        line = (unit * letters)[:letters]
        many = min(room // len((line + end).encode()), (MOST_LINES - 200) // len(end) // 2)
        fewer, shorter = (
            (line + end) * max(1, many // SCALE),
            (line[: letters // SCALE] + end) * many,
        )
        shapes.append(((line + end) * many, fewer, shorter))
    return shapes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return load(Repository(tmp_path_factory.mktemp("cost")).root)


PLACES = {
    ONE: lambda text: FULL.replace("## Morocco today\n", f"## Morocco today\n\n{text}\n"),
    "docs/index.md": lambda text: f"---\ntitle: {text[: MOST_BYTES // 5]}\n---\n\nx\n",
    "docs/data/a.csv": lambda text: f"a,b,unit,source\n{text}\n",
    "docs/challenges/day_01.py": lambda text: (
        f'CHECKS = [("""{text[:2000]}""", 1, "x")]\nx = {text}\n'
    ),
}


@pytest.mark.parametrize("path", PLACES)
def test_linear(site: Site, no_linter: None, path: str) -> None:
    slow = []
    for at, mix in enumerate(MIXES):
        for large, *smaller in texts(mix, Page(path).limit - 8_000)[at % 3 :: 3]:
            if cost(site, path, PLACES[path](large)) < MEASURABLE:
                continue
            base = min(cost(site, path, PLACES[path](small)) for small in smaller)
            least = min(cost(site, path, PLACES[path](large)) for _ in range(2))
            if least > max(BOUND * base, MEASURABLE):
                slow.append((mix, base, least, large[:20]))
    assert slow == []
