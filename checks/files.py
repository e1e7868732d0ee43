"""What may lie in the repository: its place, its size, what an image holds, and `mkdocs.yml`."""

import hashlib
import io
import warnings
from collections.abc import Iterator

from PIL import Image

from checks.finding import Finding
from checks.page import LONGEST_LINE, MOST_LINES, Page
from checks.site import Site

MOST_PIXELS = 4000  # a side; a small file can hold a picture that fills the memory of a phone
KINDS = ("PNG", "JPEG", "WEBP")
ACCEPTED = "checks/data/accepted.toml"
NOTE = "# Accepted by maintainers. After a change that is meant: python3 dev.py check --accept"


def check_file(page: Page, site: Site) -> Iterator[Finding]:
    """Check the place, the name and the size of any file, and the pixels of an image."""
    if page.strange:
        yield page.on(1, "file-strange", page.strange)
    elif not page.kind:
        yield page.on(1, "file-place")
    elif page.size > page.limit or page.too_large and page.kind != "image":
        yield page.on(1, "file-size", f"{page.limit:,}", f"{MOST_LINES:,}", f"{LONGEST_LINE:,}")
    elif page.kind == "accepted":
        ledger = site.pages.get(ACCEPTED) or Page(ACCEPTED)
        if _row(page, site) not in ledger.lines:
            yield page.on(1, "not-accepted")
    elif page.kind == "image":
        yield from _check_image(page)


def _check_image(page: Page) -> Iterator[Finding]:
    """Decode an image as a browser would, and look for the place where a photo was taken."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS**2
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(page.raw)) as image:
            if image.format not in KINDS or max(image.size) > MOST_PIXELS:
                raise ValueError
            image.load()
            if image.getexif().get_ifd(0x8825) or "GPSL" in repr(image.info):  # Exif, or XMP
                yield page.on(1, "image-place")
    except Exception:  # noqa: BLE001 - Pillow raises a dozen kinds for bytes that are not an image
        yield page.on(1, "image-broken", f"{MOST_PIXELS:,}")


# --- What only maintainers change: told by a digest, and accepted by one command ------------------
def accepted(site: Site) -> str:
    """Return the text of accepted.toml for the site as it is."""
    pages = [page for _, page in sorted(site.pages.items()) if page.kind == "accepted"]
    return "\n".join([NOTE, *(_row(page, site) for page in pages), ""])


def _row(page: Page, site: Site) -> str:
    """Return the line that accepts a file as it is now."""
    raw = page.raw
    if page.path == "mkdocs.yml":  # without `nav`, which is for everybody, comments, empty lines
        lines = [line.rstrip() for at, line in enumerate(page.lines, 1) if at not in site.nav_lines]
        raw = "\n".join(line for line in lines if line and line.lstrip()[0] != "#").encode()
    return f'"{page.path}" = "{hashlib.sha256(raw).hexdigest()[:16]}"'


def check_navigation(page: Page, site: Site) -> Iterator[Finding]:
    """Check that `nav` in mkdocs.yml names each page once, the days in order."""
    if page.kind in ("day", "page") and page.path not in site.nav.values():
        yield page.on(1, "nav.missing", page.path[5:])
    if page is not site.settings:
        return
    latest, seen = 0, set[str]()
    for line, path in site.nav.items():
        found = site.pages.get(path) or Page("")
        if found.kind not in ("day", "page"):
            yield page.on(line, "nav.path", path[5:] or "This")
        elif path in seen or found.day and found.day <= latest:
            yield page.on(line, "nav.order", path[5:])
        seen.add(path)
        latest = max(latest, found.day or 0)
