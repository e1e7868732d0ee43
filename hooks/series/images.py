"""What is inside an image: the bytes of its type, a size that a phone can show, and in a drawing nothing but shapes."""

from __future__ import annotations

import re
import struct
from xml.parsers import expat

from series.findings import Finding, show

MOST_PIXELS = 4000  # a side; a small file can hold a picture that fills the memory of a phone
LFS = b"version https://git-lfs.github.com/spec/"
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"%PDF", "pdf"), (b"PK\x03\x04", "zip"), (b"MZ", "exe"),
    (b"\x7fELF", "exe"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
)
SHAPES = frozenset("svg g path circle rect line polyline polygon ellipse text tspan title desc defs linearGradient radialGradient stop clipPath mask "
                   "pattern use symbol marker filter feGaussianBlur feOffset feMerge feMergeNode feColorMatrix feBlend feFlood feComposite metadata".split())
LINKS = ("href", "xlink:href", "src")


def kind(data: bytes) -> str:
    """Return the type that the first bytes tell: png, jpg, webp, svg, html or another, or an empty text."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        return data[8:12].decode()
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            return name
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<script", b"<body")):
        return "html"
    bare = re.sub(rb"<!--.*?-->|<\?.*?\?>|<!doctype svg[^>]*>|\s+", b"", head, flags=re.DOTALL)
    return "svg" if bare.startswith(b"<svg") else ""


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, JPEG or WebP, or None when they cannot be found. Never fails."""
    try:
        if data.startswith(b"\x89PNG"):
            return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" else None
        if data[:4] == b"RIFF":
            if data[12:16] == b"VP8X":
                return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
            if data[12:16] == b"VP8L":
                bits = int.from_bytes(data[21:25], "little")
                return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
        at = 2
        while at + 9 < len(data) and data[at] == 0xFF:
            if data[at + 1] in (0xC0, 0xC1, 0xC2):
                height, width = struct.unpack(">HH", data[at + 5 : at + 9])
                return width, height
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    except (struct.error, IndexError):
        return None
    return None


def whole(data: bytes, suffix: str) -> bool:
    """Whether an image ends where its type says that it ends, with nothing cut off and nothing hung on."""
    if suffix == "png":
        return data.rstrip(b"\0").endswith(b"IEND\xaeB`\x82")
    if suffix == "webp":
        return int.from_bytes(data[4:8], "little") + 8 - len(data) in (0, 1, -1)
    return data.rstrip(b"\0\r\n").endswith(b"\xff\xd9")


def place_of_photo(data: bytes) -> bool:
    """Whether a JPEG tells where it was taken: its first directory of EXIF data points to GPS data."""
    at = data.find(b"Exif\0\0", 0, 4096)
    if at < 0:
        return False
    start = at + 6
    order = "little" if data[start : start + 2] == b"II" else "big"
    first = start + int.from_bytes(data[start + 4 : start + 8], order)  # type: ignore[arg-type]
    count = min(int.from_bytes(data[first : first + 2], order), 200)  # type: ignore[arg-type]
    return any(int.from_bytes(data[first + 2 + 12 * n : first + 4 + 12 * n], order) == 0x8825 for n in range(count))  # type: ignore[arg-type]


def check_image(path: str, data: bytes) -> list[Finding]:
    """Check an image that is no drawing."""
    suffix = path.rsplit(".", 1)[-1].replace("jpeg", "jpg")
    real = kind(data)
    if real != suffix:
        what = f"its bytes are those of {real}" if real else "its bytes are no image"
        return [Finding(path, 1, 1, "image-type", f"the name ends in .{suffix}, but {what}.", "Save it anew as .png, .jpg or .webp with an image program.")]
    size = dimensions(data)
    if size is None or not all(size) or not whole(data, suffix):
        return [Finding(path, 1, 1, "image-broken", "the image is cut off, or something hangs on its end.", "Save it anew with an image program.")]
    if max(size) > MOST_PIXELS:
        return [Finding(path, 1, 1, "image-pixels", f"the image has {size[0]:,} by {size[1]:,} pixels.", f"Make each side {MOST_PIXELS:,} at most; 1,200 are enough.")]
    if suffix == "jpg" and place_of_photo(data):
        return [Finding(path, 1, 1, "image-place", "the photo tells where it was taken (EXIF, GPS).", "Save it without its data: a screenshot of it is enough.")]
    return []


def check_drawing(path: str, data: bytes) -> list[Finding]:
    """Check an SVG: shapes, text and colours, and nothing that runs, loads or links. Says which line."""
    found: list[Finding] = []
    if kind(data) not in ("svg", ""):
        return [Finding(path, 1, 1, "image-type", f"the name ends in .svg, but its bytes are those of {kind(data)}.", "Save it anew with a drawing program.")]
    parser = expat.ParserCreate()

    def refuse(what: str) -> None:
        found.append(Finding(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, "image-drawing", f"the drawing holds {what}.",
                             "Save it as a plain SVG: shapes, text and colours only."))

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in SHAPES and not (":" in name and name.split(":")[0] in ("rdf", "cc", "dc", "sodipodi", "inkscape")):
            refuse(f"an element {show(name)}")
        for key, value in attributes.items():
            bare = "".join(value.split()).lower()
            if key.lower().startswith("on"):
                refuse(f"a script in {show(key)}")
            elif key in LINKS and not bare.startswith("#"):
                refuse(f"a link to {show(value)}")
            elif "javascript:" in bare or re.search(r"url\((?![\"']?#)|@import|expression\(", bare):
                refuse(f"something to load in {show(key)}")

    def doctype(name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            refuse("definitions of its own (a DOCTYPE with entities)")

    def instruction(target: str, words: str) -> None:
        refuse(f"an instruction {show(target)}")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data if b"<!ENTITY" not in data.upper() else data[: data.upper().index(b"<!ENTITY")], True)
    except (expat.ExpatError, ValueError) as error:
        if b"<!ENTITY" in data.upper():
            refuse("definitions of its own (a DOCTYPE with entities)")
        else:
            line = getattr(error, "lineno", 1)
            found.append(Finding(path, line, 1, "image-drawing", f"the drawing is no well-formed SVG: {str(error)[:80]}.", "Save it anew with a drawing program."))
    if not found and kind(data) != "svg":
        found.append(Finding(path, 1, 1, "image-type", "the name ends in .svg, but this is no SVG.", "Save it anew with a drawing program."))
    return found[:20]


def check_pointer(path: str, data: bytes) -> list[Finding]:
    """Check that the file itself was committed, and not the note that git LFS leaves in its place."""
    if data.startswith(LFS):
        return [Finding(path, 1, 1, "file-lfs-pointer", "this is a pointer of git LFS, not the file.", "Commit the file itself: `git lfs untrack`, then add it again.")]
    return []
