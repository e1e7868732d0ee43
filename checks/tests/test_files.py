"""Files, images, navigation: what may lie in the repository, and what maintainers accept."""

import struct
import zlib

import pytest
from PIL import Image

from checks import files
from checks.page import MOST_BYTES
from checks.site import load
from checks.tests.conftest import ONE, TWO, Repository, image

PNG = image()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    """Return a PNG of a few bytes that says that it has 50,000 pixels a side."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def gps(kind: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (33.0, 35.0, 0.0)
    return image(kind, exif=exif.tobytes())


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return image("jpg", exif=exif.tobytes())


XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="33,35N"/></x:xmpmeta>'
NO_PLACE = """days/day-5.md days/Day-05.md days/día-05.md days/day-05-roads.markdown CNAME .htaccess
    days/day-00-space.md days/day-005-space.md About.md my-page.mdx README.md tool.exe robots.txt
    secrets.json page.html run.py google0123456789abcdef.html sheet.xlsx data/A.csv mine.css
    assets/huge.png assets/images/a.gif assets/images/favicon.png assets/images/mine.js
    challenges/day_0.py assets/javascripts/bundle.00000000.min.js ../overrides/main.js
    ../overrides/helper.py""".split()
BAD = [  # path, content, rule
    *((f"docs/{name}".replace("docs/../", ""), b"x", "file-place") for name in NO_PLACE),
    ("docs/my page.md", b"x", "file-place"),
    ("docs/assets/images/a.svg", SVG, "not-accepted"),
    ("docs/assets/images/mark.svg", SVG, "not-accepted"),
    ("docs/page.md", b"x" * 70_000, "file-size"),
    ("docs/page.md", b"x" * 5_000, "file-size"),
    ("docs/page.md", b"\n" * 3_000, "file-size"),
    ("docs/data/a.csv", b"x" * (MOST_BYTES + 1), "file-size"),
    ("docs/assets/images/a.png", b"\0" * 400_000, "file-size"),
    ("docs/assets/images/a.png", b"hello", "image-broken"),
    ("docs/assets/images/a.png", PNG[:45], "image-broken"),
    ("docs/assets/images/a.png", PNG[:41] + b"\0\0\0\0" + PNG[45:], "image-broken"),
    ("docs/assets/images/a.png", image("gif"), "image-broken"),
    ("docs/assets/images/a.png", bomb(), "image-broken"),
    ("docs/assets/images/a.png", image(wide=4001), "image-broken"),
    ("docs/assets/images/a.jpg", gps("jpg"), "image-place"),
    ("docs/assets/images/a.webp", gps("webp"), "image-place"),
    ("docs/assets/images/a.webp", image("webp", xmp=XMP), "image-place"),
    ("docs/assets/images/a.jpg", image("jpg", xmp=XMP), "image-place"),
]  # fmt: skip


@pytest.mark.parametrize("path, raw, rule", BAD, ids=[f"{r[0]}-{r[2]}" for r in BAD])
def test_bad(repo: Repository, path: str, raw: bytes, rule: str) -> None:
    repo.write(path, raw)
    found = repo.findings()
    assert [(each.path, each.rule) for each in found] == [(path, rule)]
    assert found[0].stopping or rule[:5] == "image"


@pytest.mark.parametrize("path, raw", [
    ("docs/assets/images/a-b.jpeg", image("jpg")), ("docs/assets/images/a.jpg", turned()),
    ("docs/assets/images/a.webp", image("webp")), ("docs/days/.day-01-roads.md.swp", b"\0"),
    ("docs/.DS_Store", b"\0"), ("docs/assets/micropython/micropython.wasm", b"\0asm"),
    ("docs/challenges/check.py", b"def run(path):\n    return 0\n"),
    ("overrides/partials/x.html", b"\n"),
])  # fmt: skip
def test_good(repo: Repository, path: str, raw: bytes) -> None:
    repo.write(path, raw)
    assert repo.faults() == []


def test_a_hundredth_day_has_a_place(repo: Repository) -> None:
    for number in ("03", "99", "100", "1200"):
        repo.write(f"docs/days/day-{number}-x.md", "x")
    assert not [each for each in repo.faults() if each[2] == "file-place"]


# --- mkdocs.yml -----------------------------------------------------------------------------------
@pytest.mark.parametrize("old, new", [
    ("name: material", "\tname: material"), ("name: material", "name: readthedocs"),
    ("not_found: warn", "not_found: info"), ("validation:", "hooks: []\nvalidation:"),
    ("site_name: Small", "site_name: !!python/object/apply:os.system [id]"),
    ("- index.md", "- index.md\n  - x: !!python/name:os.system"),
    ("nav:\n", "nav: !!python/object/apply:os.system\n"),
    ("- Days:", "- Days: !!python/object/apply:os.system"),
    ("- Days:", "- !!python/name:os.system :"),
    ("    not_found: warn\n", "    not_found: warn\nnav: []\n"),
    ("site_name: Small", "site_name: Small\n? nav\n: [index.md]"),
])  # fmt: skip
def test_configuration(repo: Repository, old: str, new: str) -> None:
    repo.edit("mkdocs.yml", old, new)
    assert "mkdocs.yml" in {path for path, _, _ in repo.faults()}


def test_comments_and_empty_lines_need_no_maintainer(repo: Repository) -> None:
    repo.edit("mkdocs.yml", "theme:", "# what it looks like\n\ntheme:")
    assert repo.faults() == []
    repo.edit("mkdocs.yml", "name: material", "name: other")
    assert repo.faults() == [("mkdocs.yml", 1, "not-accepted")]
    repo.accept()
    assert repo.faults() == []
    (repo.root / files.ACCEPTED).unlink()
    assert ("mkdocs.yml", 1, "not-accepted") in repo.faults()


@pytest.mark.parametrize("old, new, path, line", [
    ("      - days/day-02-water.md\n", "", TWO, 1),
    ("01-roads.md\n", "01-roads.md\n      - index.md\n", "mkdocs.yml", 13),
    ("01-roads.md\n      - days/day-02-water.md", "02-water.md\n      - days/day-01-roads.md",
     "mkdocs.yml", 13),
    ("02-water.md", "02-rivers.md", "mkdocs.yml", 13),
    ("- index.md", "- Index.md", "mkdocs.yml", 10),
    ("- index.md", "- ../README.md", "mkdocs.yml", 10),
    ("- index.md", "- index.md\n  - Elsewhere: https://example.org", "mkdocs.yml", 11),
    ("- Days:", "- '<script>x</script>':", "mkdocs.yml", 11),
    ("- index.md", "- index.md\n  - days/_template.md", "mkdocs.yml", 11),
    ("- index.md", "- index.md\n  -", "mkdocs.yml", 11),
    ("- index.md", "- index.md\n  - !!map x", "mkdocs.yml", 11),
])  # fmt: skip
def test_navigation(repo: Repository, old: str, new: str, path: str, line: int) -> None:
    repo.edit("mkdocs.yml", old, new)
    found = [each for each in repo.findings() if each.rule == "nav" and each.path == path]
    assert [each.line for each in found][:1] == [line]
    assert not [each for each in repo.findings() if each.rule == "check-failed"]


def test_two_pages_of_one_day(repo: Repository) -> None:
    repo.write("docs/days/day-01-cars.md", repo.read(ONE))
    assert repo.faults() == [("docs/days/day-01-cars.md", 1, "nav")]
    repo.edit("mkdocs.yml", "01-roads.md\n", "01-roads.md\n      - days/day-01-cars.md\n")
    assert repo.faults() == [("mkdocs.yml", 13, "nav")]


def test_a_page_renamed_or_added_with_its_line(repo: Repository) -> None:
    repo.write("docs/days/day-01-cars.md", repo.read(ONE))
    (repo.root / ONE).unlink()
    for path in ("mkdocs.yml", "docs/index.md"):
        repo.write(path, repo.read(path).replace("day-01-roads", "day-01-cars"))
    assert repo.faults() == []
    repo.write("docs/about.md", repo.read("docs/index.md").replace("Welcome", "About"))
    repo.edit("mkdocs.yml", "- index.md\n", "- index.md\n  - about.md\n")
    assert repo.faults() == []


@pytest.mark.parametrize("text", [
    "", "- a\n", "nav: []\n", "nav:\n  - &a [*a]\n", "nav:\n  " + "[" * 2_000, "nav: x\nnav: y\n",
])  # fmt: skip
def test_no_configuration(repo: Repository, text: str) -> None:
    repo.write("mkdocs.yml", text)
    found = [each for each in repo.findings() if each.path == "mkdocs.yml"]
    assert found and not [each for each in repo.findings() if each.rule == "check-failed"]
    assert load(repo.root).tags == []
