"""The card of a page, which a shared link shows. hooks/share.py keeps it for the next build."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
FACE = ROOT / "docs/assets/fonts/readex-pro.woff2"
MARK = ROOT / "docs/assets/images/icon.png"
STYLE = ROOT / "docs/assets/stylesheets/series.css"
WIDE, TALL, EDGE, FINER = 1200, 630, 64, 3  # px; drawings are made so much larger, and reduced
NAMED = dict(re.findall(r"--(\w+): (?:var\(--l, )?(#\w{6})", STYLE.read_text(encoding="utf-8")))
PAPER, INK, SOFT, TILE, BRICK, PLUM, AMBER, HONEY = (
    NAMED[name] for name in "bg ink soft tile brick plum amber honey".split()
)
TONES = {"c2": BRICK, "c3": PLUM, "c4": AMBER, "hi": HONEY}  # as charts.css has it
STEPS = {INK: (2, 4, 6, 8), TILE: (2, 4, 6, 8), SOFT: (4, 8), HONEY: (4, 8)}  # edges without teeth
STEPS |= {BRICK: (8,), PLUM: (8,), AMBER: (8,), PAPER: (8,)}
BOX = re.compile(r'viewBox="([^"]*)"')
PATH = re.compile(r'<path class="([^"]*)" d="([^"]*)"')
Place = tuple[float, ...]


def lines_of(d: str) -> list[list[Place]]:
    """Return the lines of a path as hooks/days.py writes it. A closed one ends where it began."""
    lines: list[list[Place]] = []
    for letter, rest in re.findall(r"([MHVz])([^A-Za-z]*)", d):
        numbers = [float(number) for number in rest.split()]
        if letter == "M":
            lines.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
        else:
            x, y = lines[-1][-1]
            ends = {"H": (*numbers, y), "V": (x, *numbers), "z": lines[-1][0]}
            lines[-1].append(ends[letter])
    return lines


def mixed(colour: str, depth: int) -> list[int]:
    """Return a colour on paper as red, green, blue. depth: from 0, which is paper, to 8."""
    both = zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True)
    return [(paper * (8 - depth) + ink * depth) // 8 for paper, ink in both]


def drawing(spark: str, wide: int, tall: int) -> Image.Image:
    """Return the spark of a day, stretched to so many px."""
    picture = Image.new("RGB", (wide * FINER, tall * FINER), PAPER)
    pen, box = ImageDraw.Draw(picture), BOX.findall(spark)[0].split()
    left, top, across, down = map(float, box)
    across, down = wide * FINER / across, tall * FINER / down
    for names, d in PATH.findall(spark):
        tone = next((TONES[word] for word in names.split() if word in TONES), TILE)
        thick = FINER * (24 if "hi" in names else 18 if "dot" in names else 6)
        for line in lines_of(d):
            places = [((x - left) * across, (y - top) * down) for x, y in line]
            if "bar" in names:
                pen.polygon(places, tone)
                continue
            pen.line(places, tone, thick, "curve")
            for x, y in (places[0], places[-1]):
                pen.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], tone)
    return picture.reduce(FINER)


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    """Return the face of the headings; its plain layout is the same on every machine."""
    return ImageFont.truetype(FACE, size, layout_engine=ImageFont.Layout.BASIC)


def legible(text: str) -> str:
    """Return a text in the letters that the face has: an accent goes before its letter does."""
    plain = unicodedata.normalize("NFC", text)
    tried = (letter + unicodedata.normalize("NFD", letter)[0] for letter in plain)
    known = (
        [one for one in pair if one == " " or face(20).getmask(one).getbbox()] for pair in tried
    )
    return " ".join("".join(letters[0] for letters in known if letters).split())


def fitted(text: str, width: int, most: int, sizes: range) -> tuple[list[str], int]:
    """Return a text in at most `most` lines, and its size: few lines first, then large; or cut."""
    for count, size in itertools.product(range(1, most + 1), sizes):
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            lines = [*lines[:-1], longer] if _fits(longer, size, width) else [*lines, word]
        if len(lines) <= count and all(_fits(line, size, width) for line in lines):
            return lines, size
    last = lines[most - 1] if len(lines) >= most else lines[-1]
    while not _fits(last + "…", size, width):
        last = last[:-1]
    return [*lines[: most - 1], last + "…"], size


def _fits(text: str, size: int, width: int) -> bool:
    return face(size).getlength(text) <= width


def card(site: str, number: int | None, title: str, fact: str, svg: str) -> Image.Image:
    """Return the card of a page: its number, if it is a day, title, a fact and the day's figure."""
    picture = Image.new("RGB", (WIDE, TALL), PAPER)
    pen, room = ImageDraw.Draw(picture), WIDE - 2 * EDGE
    pen.rectangle((0, 0, WIDE, 14), TILE)
    with Image.open(MARK) as mark:  # a seventh of it, all around, is room for a phone to cut away
        picture.paste(mark.convert("RGB").resize((102, 102)), (EDGE - 15, 37))
    above = f"Day {number} · {legible(site)}" if number else legible(site)
    pen.text(
        (EDGE + 92, 88), fitted(above, room - 92, 1, range(34, 33, -1))[0][0], SOFT, face(34), "lm"
    )
    lines, size = fitted(legible(title), room, 2, range(92, 63, -4))
    y = 150
    for line in lines:
        pen.text((EDGE, y), line, INK, face(size))
        y += size * 5 // 4
    y += 14
    lines, size = fitted(legible(fact), room, 2 if svg else 4, range(40, 33, -2))
    for line in lines:
        pen.text((EDGE, y), line, TILE, face(size))
        y += size * 4 // 3
    if svg:
        picture.paste(drawing(svg, room, TALL - y - 80), (EDGE, y + 36))
    return picture


def png(picture: Image.Image) -> bytes:
    """Return a picture as PNG in few colours, by a way to pack that knows no kind of processor."""
    few = Image.new("P", (1, 1))
    few.putpalette([part for ink in STEPS for depth in STEPS[ink] for part in mixed(ink, depth)])
    data = BytesIO()
    picture.quantize(palette=few, dither=Image.Dither.NONE).save(data, "PNG", compress_type=3)
    return data.getvalue()
