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
NOTE = (
    "# What maintainers have accepted. After a change that is meant: python3 dev.py check --accept"
)
PLACE_OF_PHOTO = re.compile(rb"GPSL|photoshop:City|LocationCreated|Iptc4xmpCore:Location", re.I)
IPTC_PLACES = {(2, 90), (2, 92), (2, 95), (2, 100), (2, 101)}  # city, place, state, country


def check_file(page: Page, site: Site) -> Iterator[Finding]:
    """Check the place, the name and the size of any file, and the pixels of an image."""
    place = _place(page.path)
    image = page.path.startswith("docs/assets/images/") and not page.path.endswith(".svg")
    # MkDocs would publish it in the place of a file of the theme.
    theirs = page.path.startswith("docs/assets/") and (theme() / page.path[5:].lower()).is_file()
    if page.strange:
        yield _stop(page, "file-strange", f"This is {page.strange}. Put the file itself here.")
    elif not place or theirs:
        said = "It would replace a file of the theme. Rename it" if theirs else _where(page.path)
        yield _stop(page, "file-place", f"This file is not in a place for files. {said}.")
    elif page.size > place.get("limit", MOST_BYTES) or page.too_large and not image:
        said = f"The file is too large. Make it smaller: at most {place.get('limit', MOST_BYTES):,}"
        most = f"bytes, as text {MOST_LINES:,} lines of {LONGEST_LINE:,} letters"
        yield _stop(page, "file-size", f"{said} {most}; 1,200 pixels are enough for an image.")
    elif place.get("accepted"):
        yield from _check_accepted(page, site)
    elif image:
        yield from _check_image(page)


def _stop(page: Page, rule: str, message: str) -> Finding:
    return Finding(page.path, 1, 1, rule, message, stopping=True)


def _place(path: str) -> dict[str, Any] | None:
    return next((row for row in data("places")["place"] if re.fullmatch(row["path"], path)), None)


def _where(path: str) -> str:
    """Say where a file of this kind goes."""
    stem, _, suffix = path.lower().rpartition("/")[2].partition(".")
    name = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "name"
    for row in data("places")["place"]:
        if suffix in row.get("takes", "").split():
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
    paths = sorted(path for path in site.pages if (_place(path) or {}).get("accepted"))
    rows = [_row(site.pages[path], site) for path in paths]
    digests, names = ([row for row in rows if (" " in row) == whole] for whole in (True, False))
    return "\n".join([NOTE, *digests, 'by_name = """', *names, '"""\n'])


def _row(page: Page, site: Site) -> str:
    """Return what accepts a file: a digest, or of a script or style sheet only its name."""
    if page.path.endswith((".js", ".css", ".py", ".json")):
        return page.path.removeprefix("docs/assets/")
    raw = page.raw
    if page.path == "mkdocs.yml":  # without `nav`, which is for everybody, comments, empty lines
        lines = [line.rstrip() for at, line in enumerate(page.lines, 1) if at not in site.nav_lines]
        raw = "\n".join(line for line in lines if line and line.lstrip()[0] != "#").encode()
    return f'"{page.path}" = "{hashlib.sha256(raw).hexdigest()[:16]}"'


def _check_accepted(page: Page, site: Site) -> Iterator[Finding]:
    ledger = site.pages.get(ACCEPTED) or Page(ACCEPTED)
    if _row(page, site) not in {*ledger.lines, *ledger.text.split()}:
        said = (
            "Only maintainers change this (of mkdocs.yml all but `nav`). Take it back, or use a PNG"
        )
        yield _stop(page, "not-accepted", f"{said}. They run: python3 dev.py check --accept")


def check_navigation(page: Page, site: Site) -> Iterator[Finding]:
    """Check that `nav` in mkdocs.yml names each page once, the days in order."""
    if site.nav and page.is_markdown and page.path not in {TEMPLATE, *site.nav.values()}:
        said = f"Add `- {page.path[5:]}` to `nav` in mkdocs.yml, in the order of the days."
        yield page.on(1, "nav", f"The page is not in the navigation. {said}")
    if page is not site.settings:
        return
    if not site.nav:
        said = (
            "The navigation cannot be read. Start each line below `nav:` with as many spaces as the"
        )
        yield page.on(min(site.nav_lines, default=1), "nav", f"{said} line above it, then `- `.")
    latest, seen = 0, set[str]()
    for line, path in site.nav.items():
        found = site.pages.get(path) or Page("")
        if path == TEMPLATE or not found.is_markdown:
            said = f"{path[5:] or 'This'} is not a page of docs/. Write its path alone, such as"
            yield page.on(line, "nav", f"{said} `- about.md`, or take the line out.")
        elif path in seen or found.day and found.day <= latest:
            said = f"{path[5:]} stands here twice, or after a later day or another page of its day."
            yield page.on(line, "nav", f"{said} Name each page once, the days in order.")
        seen.add(path)
        latest = max(latest, found.day or 0)
