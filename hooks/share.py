"""What is written once the pages are built: cards for shared links, and what works offline."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from PIL import __version__

from hooks import cards
from hooks.days import glimpse, name_of
from hooks.pages import read_days

ASIDE = re.compile(
    r"(assets/cards/|sitemap|feed|robots|offline|404)|.*/screenshot\.png"
)  # no page shows it
LATER = "assets/pyodide/"  # kept when it is asked for; offline-worker.js says so too
KEPT = cards.ROOT / ".cache/cards"
ARTIST = (Path(cards.__file__), cards.FACE, cards.MARK, cards.STYLE)  # what every card depends on


def draw(site: Path, name: str, pages: Iterable[Any]) -> None:
    """Write a card for each page of MkDocs, below the folder of the site.

    The template knows where: assets/cards/ and the name of the page's file.
    """
    days = {day.path: day for day in read_days()}
    artist = b"".join(path.read_bytes() for path in ARTIST)
    made = set()
    for page in pages:
        day = days.get(page.file.src_uri)
        title = name_of(day) if day else unescape(str(page.title)) if page.url else name
        figure, fact = glimpse(day) if day else ("", page.meta.get("description", ""))
        shown = (name, day.number if day else None, title, unescape(str(fact)), figure)
        key = hashlib.sha256(artist + repr((__version__, shown)).encode()).hexdigest()
        made.add(_put(site / f"assets/cards/{page.file.name}.png", KEPT / f"{key}.png", *shown))
    for old in set(KEPT.glob("*.png")) - made:
        old.unlink()


def offer_offline(site: Path) -> None:
    """Write what keeps the whole site in a browser: its worker, and how many bytes that takes.

    The worker lies at the root, since it serves the pages beside and below itself alone.
    """
    worker = site / "assets/javascripts/offline-worker.js"
    digests, size = {}, 0  # one file at a time: a large site does not fit into memory
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path != worker):
        name = path.relative_to(site).as_posix()
        if ASIDE.match(name):
            continue
        data = path.read_bytes()
        digests[name] = hashlib.sha256(data).hexdigest()
        if not name.startswith(LATER):
            size += len(zlib.compress(data, 1))  # hardly more than it takes, in a third of the time
    files = json.dumps(digests)
    deploy = hashlib.sha256(files.encode()).hexdigest()[:12]
    code = f'const deploy = "{deploy}";\nconst files = {files};\n{worker.read_text("utf-8")}'
    (site / "offline.js").write_text(code, encoding="utf-8")
    worker.unlink()
    (site / "offline.json").write_text(json.dumps({"bytes": size}), encoding="utf-8")


def _put(path: Path, kept: Path, *shown: Any) -> Path:
    """Write a card, drawn now or kept from an earlier build; return where it is kept."""
    if not kept.is_file():
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(cards.png(cards.card(*shown)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(kept.read_bytes())
    return kept
