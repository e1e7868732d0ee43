"""What may lie under `docs/` and `overrides/`: one list of places, types and sizes, checked before any file is read.

MkDocs publishes every file that it finds, and follows symbolic links: one to the environment of a process would publish
the secrets of the machine that builds. So the walk here follows nothing, opens nothing, and hands on only what is sound.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from series.findings import Finding, did_you_mean, printable, show

# The maintainers' lists: a script or a style sheet acts on every page, so each is named here.
SCRIPTS = ("challenge.js", "comments.js", "progress.js")  # mkdocs.yml loads each of them on every page
PARTS: tuple[str, ...] = ("challenge-harness.js", "challenge-worker.js", "theme-mends.js")  # scripts that overrides/main.html loads, or one of those when it is needed
STYLES = ("challenge.css", "charts.css", "comments.css", "series.css")
RUNTIME = ("micropython.mjs", "micropython.wasm")  # copied by dev.py, not in git

KB = 1024
MAX_PAGE = 64 * KB  # a page of the series has about 15,000 bytes, and the parser's time grows faster than its text
DAY_FILE = re.compile(r"docs/days/day-(\d\d)-[a-z]+(?:-[a-z]+){0,2}\.md")
TEMPLATE = "docs/days/_template.md"
MOST_FILES, DEEPEST, LONGEST_NAME = 2000, 8, 80
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")  # Microsoft Learn: "Naming Files, Paths, and Namespaces"
# Left by file managers and editors while one works; MkDocs never publishes a name that begins with a dot.
LEFT_BEHIND = re.compile(r"\.DS_Store|\.#.*|\.[^/]*\.sw[a-p]")


@dataclass(frozen=True)
class Place:
    """One kind of file: which paths it may have, how large it may be, and what to tell somebody who strays from it."""

    path: re.Pattern[str]
    limit: int
    what: str


PLACES = (
    Place(re.compile(r"docs/[a-z][a-z0-9-]*\.md"), MAX_PAGE, "a page"),
    Place(re.compile(rf"{DAY_FILE.pattern}|{re.escape(TEMPLATE)}"), MAX_PAGE, "the page of a day"),
    Place(re.compile(r"docs/data/[a-z0-9][a-z0-9-]*\.csv"), 64 * KB, "a table"),
    Place(re.compile(r"docs/challenges/(plot|day_(0[1-9]|1[0-2])(_solution)?)\.py"), 32 * KB, "a challenge"),
    Place(re.compile(r"docs/assets/images/[a-z0-9][a-z0-9-]*\.(png|jpe?g|webp)"), 300 * KB, "an image"),
    Place(re.compile(r"docs/assets/images/[a-z0-9][a-z0-9-]*\.svg"), 64 * KB, "a drawing"),
    Place(re.compile(rf"docs/assets/javascripts/({'|'.join(map(re.escape, SCRIPTS + PARTS))})"), 64 * KB, "a script"),
    Place(re.compile(rf"docs/assets/stylesheets/({'|'.join(map(re.escape, STYLES))})"), 64 * KB, "a style sheet"),
    Place(re.compile(rf"docs/assets/micropython/({'|'.join(map(re.escape, RUNTIME))})"), 2048 * KB, "the runtime of the challenges"),
    Place(re.compile(r"overrides/([a-z0-9-]+/)*[a-z0-9-]+\.html"), 64 * KB, "a template"),
)
ALLOWED = ("Allowed are pages (docs/*.md, docs/days/day-NN-subject.md), tables (docs/data/*.csv), challenges (docs/challenges/day_NN.py) and "
           "images (docs/assets/images/*.png, .jpg, .webp, .svg), in names of small letters, digits and hyphens.")
HARMFUL_NAMES = {
    "cname": "it would move the site to another address. The owner sets a domain under Settings > Pages.",
    "robots.txt": "it tells search engines what to leave out.",
    "ads.txt": "it says who may sell space on the site.",
    "_headers": "it configures a web server.",
    "_redirects": "it configures a web server.",
    "sitemap.xml": "MkDocs writes the map of the site.",
    "404.html": "the theme draws this page.",
}
HARMFUL_TYPES = {
    ".html": "raw HTML is published as it is, with every script in it. Write a page in Markdown.",
    ".htm": "raw HTML is published as it is, with every script in it. Write a page in Markdown.",
    ".js": "a script runs for every reader. Scripts are listed by name in hooks/series/files.py; ask the maintainers in your pull request.",
    ".mjs": "a script runs for every reader. Scripts are listed by name in hooks/series/files.py; ask the maintainers in your pull request.",
    ".css": "a style sheet acts on every page. They are listed by name in hooks/series/files.py; ask the maintainers in your pull request.",
    ".json": "it could hold settings or keys. Figures belong into a table in docs/data/.",
    ".md": "a page has its place.",
    ".csv": "a table has its place.",
    ".py": "a challenge has its place.",
    ".xlsx": "save the sheet as a CSV file in docs/data/.",
    ".gif": "save the image as .png, .jpg or .webp.",
    ".bmp": "save the image as .png, .jpg or .webp.",
    ".heic": "save the image as .png, .jpg or .webp.",
}
OWNERSHIP = re.compile(r"google[0-9a-f]{8,}\.html|bingsiteauth\.xml|yandex_[0-9a-f]+\.html|pinterest-.*\.html|baidu_verify.*|naver.*\.html|y_key_.*")
PAGE_SUFFIXES = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")


@dataclass(frozen=True)
class File:
    """A regular file: its path as the contributor knows it, where it is, and its size in bytes."""

    name: str
    path: Path
    size: int


class Unreadable(Exception):
    """A file could not be read; its text says why."""


def read(file: File) -> bytes:
    """Return the bytes of a file. Raises Unreadable. Never follows a link, waits for a pipe, or reads more than was announced."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(file.path, flags)
        with os.fdopen(handle, "rb") as opened:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Unreadable("it is no ordinary file")
            return opened.read(file.size)
    except OSError as error:
        raise Unreadable(error.strerror or "it cannot be opened") from error


def _kind(mode: int) -> str:
    for test, name in ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISBLK, "a device"), (stat.S_ISCHR, "a device")):
        if test(mode):
            return name
    return "no ordinary file"


def walk(root: Path, folder: str) -> tuple[dict[str, File], list[Finding]]:
    """List the regular files below `root/folder` by name, with a finding for everything else. Opens no file, follows no link."""
    files: dict[str, File] = {}
    found: list[Finding] = []
    waiting = [(root / folder, folder, 0)]
    while waiting:
        path, name, depth = waiting.pop()
        try:
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode) or getattr(path, "is_junction", bool)():
                if not LEFT_BEHIND.fullmatch(path.name):
                    found.append(Finding(name, 1, 1, "path-symlink", "this is a symbolic link: it could publish any file of the machine that builds.",
                                         "Delete it, and put the file itself here."))
            elif stat.S_ISREG(status.st_mode):
                if not LEFT_BEHIND.fullmatch(path.name):
                    files[name] = File(name, path, status.st_size)
            elif not stat.S_ISDIR(status.st_mode):
                found.append(Finding(name, 1, 1, "path-special", f"this is {_kind(status.st_mode)}, and a build would wait for it.", "Delete it."))
            elif depth >= DEEPEST:
                found.append(Finding(name, 1, 1, "path-too-many", f"there are folders in folders, more than {DEEPEST} deep.", ALLOWED))
            elif path.name != "__pycache__":
                below = [(Path(entry.path), f"{name}/{os.fsencode(entry.name).decode('utf-8', 'backslashreplace')}", depth + 1) for entry in os.scandir(path)]
                waiting += sorted(below, reverse=True)
        except OSError as error:
            found.append(Finding(name, 1, 1, "path-unreadable", f"this cannot be read: {error.strerror}.", "Delete it, or give yourself the right to read it."))
        if len(files) > MOST_FILES:
            found.append(Finding(folder, 1, 1, "path-too-many", f"there are more than {MOST_FILES:,} files.", "Keep large collections elsewhere."))
            break
    return files, found


@cache
def theme() -> Path | None:
    """Return the folder of the theme's templates, or None when the theme is not installed."""
    spec = find_spec("material")
    return Path(spec.submodule_search_locations[0]) / "templates" if spec and spec.submodule_search_locations else None


def theme_file(name: str) -> bool:
    """Whether the theme has a file that `name` (relative to docs/, small letters) would replace in the built site."""
    folder = theme()
    return bool(re.fullmatch(r"assets/javascripts/(bundle|workers/|lunr/).*|assets/stylesheets/(main|palette)\..*", name)) or (
        folder is not None and "\\" not in name and (folder / name).is_file())


def allowed(name: str) -> bool:
    """Whether a path is one of a place on the list."""
    return any(place.path.fullmatch(name) for place in PLACES)


def check_name(name: str) -> list[Finding]:
    """Check one path against the list of places. Returns at most one finding."""
    base = name.rsplit("/", 1)[-1]
    low, suffix = base.lower(), os.path.splitext(base)[1].lower()
    if any(RESERVED.fullmatch(part) or part.endswith((".", " ")) or re.search(r'[<>:"|?*\\\x00-\x1f]', part) for part in name.split("/")):
        return [Finding(name, 1, 1, "path-windows", f"Windows cannot store the name {show(base)}.", "Use small letters, digits and hyphens.")]
    if len(base) > LONGEST_NAME:
        return [Finding(name, 1, 1, "path-name", f"the name has {len(base)} characters.", f"Keep it under {LONGEST_NAME}.")]
    if low == "readme.md" and name.startswith("docs/"):
        return [Finding(name, 1, 1, "path-readme", "MkDocs takes README.md for index.md, and one of the two gets lost.", "Give the page another name, or put its text into index.md.")]
    if name.startswith("docs/") and theme_file(name.partition("/")[2].lower()):
        return [Finding(name, 1, 1, "path-replaces-theme", "this would replace a file of the theme on the whole site.", "Delete it.")]
    if allowed(name):
        day = DAY_FILE.fullmatch(name)
        if day and not 1 <= int(day[1]) <= 12:
            return [Finding(name, 1, 1, "path-day-name", f"there is no day {int(day[1])}.", "Number the page from 01 to 12.")]
        return []
    if OWNERSHIP.fullmatch(low):
        return [Finding(name, 1, 1, "path-type", "this file tells a search engine that somebody owns the site.", "Delete it: only the owner adds such a file.")]
    if low in HARMFUL_NAMES:
        return [Finding(name, 1, 1, "path-type", f"this file has no place here: {HARMFUL_NAMES[low]}", "Delete it.")]
    if suffix in PAGE_SUFFIXES:
        return [Finding(name, 1, 1, "path-type", f"a page ends in .md, not in {suffix}.", f"Name it {printable(base[: -len(suffix)])}.md.")]
    if name.startswith("docs/days/") and suffix == ".md":
        return [Finding(name, 1, 1, "path-day-name", f"{show(base)} is no name for a day.", _day_name_hint(base))]
    if name.startswith("overrides/"):
        return [Finding(name, 1, 1, "path-type", "overrides/ holds templates (.html) and nothing else.", "Delete it; scripts, styles and images belong to docs/assets/.")]
    plain = re.sub(r"[^a-z0-9./]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()).strip("-")
    if plain != name and plain.endswith(suffix or "?") and allowed(plain):
        return [Finding(name, 1, 1, "path-name", "a name has small letters, digits and hyphens only: other letters make an address that is hard to share.",
                        f"Name it {plain.rsplit('/', 1)[-1]}.")]
    reason = HARMFUL_TYPES.get(suffix)
    if reason is None and suffix not in (".svg", ".png", ".jpg", ".jpeg", ".webp"):
        reason = f"files of the type {show(suffix)} are not published." if suffix else "a file without a type is not published."
    return [Finding(name, 1, 1, "path-type", f"this file has no place here{f': {reason}' if reason else '.'}", ALLOWED)]


def _day_name_hint(base: str) -> str:
    """Say how a page of a day is named, with the contributor's own words where there are some."""
    plain = unicodedata.normalize("NFKD", base.rsplit(".", 1)[0]).encode("ascii", "ignore").decode().lower()
    number = next((int(digits) for digits in re.findall(r"\d{1,4}", plain)), 0)
    words = "-".join([word for word in re.findall(r"[a-z]+", plain) if word not in ("day", "dia", "jour")][:3]) or "subject"
    rule = "Name it day-NN-subject.md, NN from 01 to 12, small letters, at most three words"
    return f"{rule}, for example day-{number:02}-{words}.md." if 1 <= number <= 12 else f"{rule}, for example day-05-transportation.md."


def check_sizes(files: Iterable[File]) -> list[Finding]:
    """Check the size of each file in its place."""
    found: list[Finding] = []
    for file in files:
        place = next((place for place in PLACES if place.path.fullmatch(file.name)), None)
        if place and not file.size and "page" not in place.what:
            found.append(Finding(file.name, 1, 1, "file-empty", "the file is empty.", "Fill it, or delete it."))
        if place and file.size > place.limit:
            hint = "Make it smaller: 1,200 pixels wide are enough." if place.what == "an image" else "Split it, or take something out."
            found.append(Finding(file.name, 1, 1, "path-size", f"the file has {file.size:,} bytes; {place.what} may have {place.limit:,}.", hint))
    return found


def check_twins(names: Iterable[str]) -> list[Finding]:
    """Check that no two paths are one on a computer that ignores case or writes accents in another way, and that no day has two pages."""
    found: list[Finding] = []
    first: dict[str, str] = {}
    days: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (not allowed(name), name)):  # so that the odd one of two is blamed
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            known = first.setdefault(unicodedata.normalize("NFKC", path).casefold(), path)
            if known != path:
                found.append(Finding(name, 1, 1, "path-twins", f"on Windows and macOS this is the same name as {printable(known)}.", "Keep one, or give it another name."))
                break
        if (day := DAY_FILE.fullmatch(name)) and days.setdefault(day[1], name) != name:
            found.append(Finding(name, 1, 1, "path-two-pages-for-a-day", f"day {int(day[1])} has the page {days[day[1]]} already.",
                                 "Keep one of the two, or correct the number in the name."))
    return found


def check_files(files: dict[str, File]) -> tuple[dict[str, File], list[Finding]]:
    """Check names, places, sizes and twins. Returns the files that are worth reading, and what is wrong with the others."""
    found = [fault for name in files for fault in check_name(name)] + check_sizes(files.values())
    bad = {fault.path for fault in found}
    found += check_twins(files)
    return {name: file for name, file in files.items() if name not in bad}, found


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `Did you mean …?` for a path that does not exist, or an empty text."""
    close = did_you_mean(name, names)
    return f"Did you mean `{close}`?" if close else ""
