"""What may lie in the repository: its place, its size, what an image holds, and `mkdocs.yml`."""

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageFile, IptcImagePlugin

from checks.finding import Finding, data
from checks.page import LONGEST_LINE, MOST_BYTES, MOST_LINES, TEMPLATE, Page
from checks.site import Site, theme

MOST_PIXELS = 4000  # a side; a small file can hold a picture that fills the memory of a phone
KINDS = ("PNG", "JPEG", "WEBP")
ACCEPTED = "checks/data/accepted.toml"
PLACE_OF_PHOTO = re.compile(rb"GPSL|photoshop:City|LocationCreated|Iptc4xmpCore:Location", re.I)
IPTC_PLACES = {(2, 90), (2, 92), (2, 95), (2, 100), (2, 101)}  # city, place, state, country


def check_file(page: Page, site: Site) -> Iterator[Finding]:
    """Check the place, the name and the size of any file, and the pixels of an image."""
    place, theirs = _place(page.path), _replaces_theme(page.path)
    if kind := site.strange.get(page.path):
        said = f"This is {kind}, which a build would follow or wait for. Delete it"
        yield _stop(page, "file-strange", f"{said}, and put the file itself here.")
    elif not place or theirs:
        said = "It would replace a file of the theme. Rename it" if theirs else _where(page.path)
        yield _stop(page, "file-place", f"This file is not in a place for files. {said}.")
    elif page.size > place["limit"]:
        said = f"The file has {page.size:,} bytes, and may have {place['limit']:,}. Make it smaller"
        yield _stop(page, "file-size", f"{said}: an image 1,200 pixels wide is enough.")
    elif place.get("accepted") and (fault := _not_accepted(page, site)):
        yield fault
    elif page.path.startswith("docs/assets/images/") and not place.get("accepted"):
        yield from _check_image(page)
    elif page.too_large:
        most = f"{MOST_LINES:,} lines of {LONGEST_LINE:,} letters, {MOST_BYTES:,} bytes"
        yield _stop(page, "file-size", f"The file is too long to be read. Keep it below {most}.")
    other = site.days.get(page.day or 0, page)
    if other.path != page.path:
        said = f"Day {page.day} has the page {other.path} already."
        yield page.on(1, "file-twin", f"{said} Keep one, or correct the number in the name.")


def _stop(page: Page, rule: str, message: str) -> Finding:
    return Finding(page.path, 1, 1, rule, message, stopping=True)


def _place(path: str) -> dict[str, Any] | None:
    return next((row for row in data("places")["place"] if re.fullmatch(row["path"], path)), None)


def _replaces_theme(path: str) -> bool:
    """Tell whether MkDocs would publish this file in the place of one of the theme."""
    return path.startswith("docs/assets/") and (theme() / path[5:].lower()).is_file()


def _where(path: str) -> str:
    """Say where a file of this kind goes."""
    stem, _, suffix = path.lower().rpartition("/")[2].partition(".")
    name = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "name"
    for row in data("places")["place"]:
        if re.fullmatch(row.get("takes", "-"), suffix):
            return f"Move it: {row['form'].format(name=name)}"
    return "It is not published: delete it. Pages are .md, tables .csv, images .png or .jpg"


def _check_image(page: Page) -> Iterator[Finding]:
    """Decode an image as a browser would, and look for the place where a photo was taken."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS**2
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(page.raw)) as image:
            if image.format not in KINDS or max(image.size) > MOST_PIXELS:
                raise ValueError
            image.load()
            if _tells_place(image):
                said = "The photo tells where it was taken. Save it without its data"
                yield page.on(1, "image-place", f"{said}: a screenshot of it is enough.")
    except Exception:  # noqa: BLE001 - Pillow raises a dozen kinds for bytes that are not an image
        said = f"This is not a whole PNG, JPG or WebP of at most {MOST_PIXELS:,} pixels a side."
        yield page.on(1, "image-broken", f"{said} Save it again with an image program.")


def _tells_place(image: ImageFile.ImageFile) -> bool:
    """Tell whether EXIF, XMP, IPTC or a text of an image may hold a place."""
    texts = [value for value in image.info.values() if isinstance(value, (bytes, str))]
    raw = [text if isinstance(text, bytes) else text.encode("utf-8", "replace") for text in texts]
    iptc = IptcImagePlugin.getiptcinfo(image) or {}
    gps = image.getexif().get_ifd(0x8825)
    return bool(gps or IPTC_PLACES & set(iptc) or any(map(PLACE_OF_PHOTO.search, raw)))


# --- What only maintainers change: told by a digest, and accepted by one command ------------------
def accepted(site: Site) -> str:
    """Return the text of accepted.toml for the site as it is."""
    rows = [
        f'"{path}" = "{_digest(page, site)}"\n'
        for path, page in sorted(site.pages.items())
        if path == "mkdocs.yml" or (_place(path) or {}).get("accepted")
    ]
    note = "# What maintainers have accepted. After a change that is meant, write this file again:"
    return f"{note}\n# python3 dev.py check --accept\n{''.join(rows)}"


def _digest(page: Page, site: Site) -> str:
    """Return a digest of a file that must not change; of a script or style sheet only its name."""
    if page.path.endswith((".js", ".css", ".py", ".json")):
        return "any content"
    raw = page.raw
    if page.path == "mkdocs.yml":  # without `nav`, which is for everybody, comments, empty lines
        first, last = site.nav_lines
        kept = [*page.lines[: first - 1], *page.lines[last:]]
        kept = [line.rstrip() for line in kept if line.strip() and line.lstrip()[0] != "#"]
        raw = "\n".join(kept).encode()
    return hashlib.sha256(raw).hexdigest()[:16]


def _not_accepted(page: Page, site: Site) -> Finding | None:
    ledger = site.pages.get(ACCEPTED) or Page(ACCEPTED)
    if f'"{page.path}" = "{_digest(page, site)}"' in ledger.lines:
        return None
    said = "Only maintainers add or change such a file. Take it back, or use a PNG, JPG or WebP"
    if page.path == "mkdocs.yml":
        said = "Something beside `nav` has changed: take it back. It is the maintainers'"
    command = "python3 dev.py check --accept"
    return _stop(page, "not-accepted", f"{said}; a maintainer who means it runs: {command}")


def check_navigation(page: Page, site: Site) -> Iterator[Finding]:
    """Check that `nav` names each page once, the days in order; and the rest of mkdocs.yml."""
    if site.nav and page.is_markdown and page.path not in {TEMPLATE, *site.line_in_nav}:
        said = f"Add `- {page.path[5:]}` to `nav` in mkdocs.yml, in the order of the days."
        yield page.on(1, "nav", f"The page is not in the navigation. {said}")
    if page.path != "mkdocs.yml":
        return
    if not site.nav:
        said = "The navigation cannot be read. Take mkdocs.yml from the main branch"
        yield page.on(1, "nav", f"{said}, and add your lines below `nav:` with spaces.")
    elif fault := _not_accepted(page, site):
        yield fault
    latest = 0
    for entry, line in site.nav:
        found = site.pages.get(entry)
        day = (found.day or 0) if found else 0
        if site.line_in_nav[entry] != line:
            said = f"{entry[5:]} is on line {site.line_in_nav[entry]} already. Keep one of the two."
            yield page.on(line, "nav", said)
        elif entry == TEMPLATE or not entry.endswith(".md") or not found:
            said = f"{entry[5:] or 'This'} is not a page of docs/. Write its path alone, such as"
            yield page.on(line, "nav", f"{said} `- about.md`, or take the line out.")
        elif 0 < day < latest:
            yield page.on(line, "nav", f"Day {day} stands after day {latest}. Move it up.")
        latest = max(latest, day)
