"""What may lie in the repository: its place, its size, and what an image holds."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import warnings
from collections.abc import Iterator

from PIL import Image, ImageFile, IptcImagePlugin

from checks.finding import Finding, data, printable
from checks.page import LONGEST_LINE, MOST_BYTES, MOST_LINES, TEMPLATE, Page
from checks.site import LAST, Site, theme

MOST_PIXELS = 4000  # a side; a small file can hold a picture that fills the memory of a phone
LFS = b"version https://git-lfs.github.com/spec/"
ACCEPTED = "checks/data/accepted.toml"
PLACE_OF_PHOTO = re.compile(rb"GPSL|photoshop:City|LocationCreated|Iptc4xmpCore:Location", re.I)
IPTC_PLACES = {(2, 90), (2, 92), (2, 95), (2, 100), (2, 101)}  # city, place, state, country


def check_file(page: Page, site: Site) -> Iterator[Finding]:
    """Check the place, the name and the size of any file, and the pixels of an image."""
    if kind := site.strange.get(page.path):
        said = f"This is {kind}, which a build would follow or wait for. Delete it"
        yield _stop(page, "file-strange", f"{said}, and put the file itself here.")
        return
    place = next((p for p in data("places")["place"] if re.fullmatch(p["path"], page.path)), None)
    if place is None or _replaces_theme(page.path):
        yield _misplaced(page, site)
        return
    if page.size > place["limit"]:
        said = f"The file has {page.size:,} bytes; {place['what']} may have {place['limit']:,}."
        yield _stop(
            page, "file-size", f"{said} Make it smaller: an image 1,200 pixels wide is enough."
        )
    elif page.raw.startswith(LFS):
        said = "This is a note of git LFS, not the file. Run `git lfs untrack`, and add the file."
        yield _stop(page, "file-lfs", said)
    elif not page.size and not page.is_markdown and page.path.startswith("docs/"):
        yield page.on(1, "file-empty", "The file is empty. Fill it, or delete it.")
    elif place.get("accepted") and (fault := _not_accepted(page, site)):
        yield fault
    elif place["what"] == "an image":
        yield from _check_image(page)
    elif page.too_large:
        said = (
            f"Keep it below {MOST_LINES:,} lines of {LONGEST_LINE:,} letters, {MOST_BYTES:,} bytes"
        )
        yield _stop(page, "file-size", f"The file is too long to be read. {said}.")
    yield from _check_twins(page, site)


def _stop(page: Page, rule: str, message: str) -> Finding:
    return Finding(page.path, 1, 1, rule, message, stopping=True)


def _replaces_theme(path: str) -> bool:
    """Tell whether MkDocs would publish this file in the place of one of the theme."""
    return path.startswith("docs/assets/") and (theme() / path[5:].lower()).is_file()


def _misplaced(page: Page, site: Site) -> Finding:
    """Say where a file goes that is not in its place."""
    path = unicodedata.normalize("NFKD", page.path).encode("ascii", "ignore").decode().lower()
    stem, dot, suffix = path.rpartition("/")[2].partition(".")
    name = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "name"
    number = re.search(r"\d+", stem)
    words = [word for word in re.findall(r"[a-z]+", stem) if word not in ("day", "dia", "jour")]
    advice = next(each for each in data("places")["advice"] if re.search(each["path"], page.path))
    said = advice["say"].format(
        name=name,
        suffix=dot + suffix,
        day=f"{int(number[0][:4]):02}" if number and int(number[0][:4]) else "NN",
        subject="-".join(words[:4]) or "subject",
    )
    if page.path.startswith("docs/assets/") and _replaces_theme(page.path):
        said = "It would replace a file of the theme on every page. Give it another name."
    return _stop(page, "file-place", f"This file is not in a place for files. {said}")


def _check_image(page: Page) -> Iterator[Finding]:
    """Decode an image as a browser would, and look for the place where a photo was taken."""
    suffix = page.path.rpartition(".")[2].replace("jpg", "jpeg").upper()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS**2
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(page.raw)) as image:
            if image.format != suffix:
                said = f"The bytes are those of {image.format}, the name says {suffix}."
                yield page.on(1, "image-type", f"{said} Save it again with an image program.")
            elif max(image.size) > MOST_PIXELS:
                said = f"The image has {image.width:,} by {image.height:,} pixels."
                yield page.on(1, "image-pixels", f"{said} Make it 1,200 pixels wide.")
            else:
                image.load()
                if _tells_place(image):
                    said = "The photo tells where it was taken. Save it without its data"
                    yield page.on(1, "image-place", f"{said}: a screenshot of it is enough.")
    except Exception:  # noqa: BLE001 - Pillow raises a dozen kinds for bytes that are not an image
        said = f"This is not a whole {suffix} image. Save it again with an image program"
        yield page.on(1, "image-broken", f"{said}, at most {MOST_PIXELS:,} pixels a side.")


def _tells_place(image: ImageFile.ImageFile) -> bool:
    """Tell whether EXIF, XMP, IPTC or a text of an image may hold a place."""
    texts = [value for value in image.info.values() if isinstance(value, (bytes, str))]
    raw = [text if isinstance(text, bytes) else text.encode("utf-8", "replace") for text in texts]
    iptc = IptcImagePlugin.getiptcinfo(image) or {}
    gps = image.getexif().get_ifd(0x8825)
    return bool(gps or IPTC_PLACES & set(iptc) or any(map(PLACE_OF_PHOTO.search, raw)))


def _check_twins(page: Page, site: Site) -> Iterator[Finding]:
    """Check that no other path is this one for a computer that ignores case, nor for its day."""
    twins = site.cache.setdefault("twins", {})
    if not twins:
        in_order = sorted(site.pages, key=lambda path: (site.nav_line(path), path))
        for path in in_order:
            plain = unicodedata.normalize("NFKC", path).casefold()
            twins.setdefault(plain, path)
            if (other := site.pages[path]).day:
                twins.setdefault(other.day, path)
    first = twins[unicodedata.normalize("NFKC", page.path).casefold()]
    if first != page.path:
        said = f"Windows and macOS take this name for {printable(first)}. Keep one of the two."
        yield page.on(1, "file-twin", said)
    if page.day and twins[page.day] != page.path:
        said = f"Day {page.day} has the page {twins[page.day]} already."
        yield page.on(1, "file-twin", f"{said} Keep one, or correct the number in the name.")


# --- What only maintainers change: told by a digest, and accepted by one command ------------------


def accepted(site: Site) -> str:
    """Return the text of accepted.toml for the site as it is."""
    rows = []
    for path, page in sorted(site.pages.items()):
        places = [p for p in data("places")["place"] if re.fullmatch(p["path"], path)]
        if path == "mkdocs.yml" or (places and places[0].get("accepted")):
            rows.append(f'"{path}" = "{_digest(page, site)}"\n')
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
    if page.path == "mkdocs.yml":
        said = "Something beside `nav` has changed: take it back. It is the maintainers'"
    else:
        said = "Only maintainers add or change such a file. Take it back, or use a PNG, JPG or WebP"
    command = "python3 dev.py check --accept"
    return _stop(page, "not-accepted", f"{said}; a maintainer who means it runs: {command}")


# --- Navigation -----------------------------------------------------------------------------------


def check_navigation(page: Page, site: Site) -> Iterator[Finding]:
    """Check that `nav` names each page once, the days in order; and the rest of mkdocs.yml."""
    if page.path == "mkdocs.yml":
        if not site.nav:
            said = "The navigation cannot be read. Take mkdocs.yml from the main branch"
            yield page.on(1, "nav", f"{said}, and add your lines below `nav:` with spaces.")
        elif fault := _not_accepted(page, site):
            yield fault
        yield from _check_entries(page, site)
    elif (
        page.is_markdown and page.path != TEMPLATE and site.nav and site.nav_line(page.path) == LAST
    ):
        earlier = [
            line
            for entry, line in site.nav
            if page.day and (other := site.pages.get(entry)) and other.day and other.day < page.day
        ]
        where = f"after line {max(earlier)}" if earlier else f"below line {site.nav_lines[0]}"
        said = f"Add `- {page.path[5:]}` to `nav` in mkdocs.yml, {where}."
        yield page.on(1, "nav", f"The page is not in the navigation. {said}")


def _check_entries(page: Page, site: Site) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    latest = 0
    for entry, line in site.nav:
        found = site.pages.get(entry)
        if entry in seen:
            said = f"{entry[5:]} is on line {seen[entry]} already. Take one of the two lines out."
            yield page.on(line, "nav", said)
        elif entry == TEMPLATE or not entry.endswith(".md"):
            said = "Write the path of a page alone, as seen from docs/, such as `- about.md`"
            yield page.on(line, "nav", f"{said}; its title is written in the page.")
        elif found is None and entry not in site.strange:
            twin = [path for path in site.pages if _same_page(path, entry)]
            said = (
                f"Write `- {twin[0][5:]}`." if twin else "Correct the path, or take the line out."
            )
            yield page.on(line, "nav", f"There is no page {entry}. {said}")
        elif found and found.day and found.day < latest:
            yield page.on(line, "nav", f"Day {found.day} stands after day {latest}. Move it up.")
        seen.setdefault(entry, line)
        latest = max(latest, (found.day or 0) if found else 0)


def _same_page(path: str, entry: str) -> bool:
    """Tell whether two paths name one page but for case, `./` or the words after a day's number."""
    if path == TEMPLATE or not path.endswith(".md"):
        return False
    day = re.compile(r"docs/days/day-0*(\d+)\b")
    one, other = day.match(path), day.match(entry)
    if one or other:
        return bool(one and other and one[1] == other[1])
    return path.lower() == re.sub(r"/(\./)+", "/", entry).lower()
