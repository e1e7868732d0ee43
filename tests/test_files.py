"""Files and navigation: what may lie under docs/ and overrides/, told before anything is opened."""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import zlib
from pathlib import Path

import pytest
from conftest import ROOT
from series.checker import check_repository, check_tree, read_texts
from series.configuration import check_configuration
from series.files import MOST_FILES, Unreadable, check_files, check_twins, read, walk
from series.findings import Finding
from series.navigation import check_navigation

DAY = "docs/days/day-05-transportation.md"


def png(width: int = 8, height: int = 8) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0" * 8)) + chunk(b"IEND", b"")


def jpg(place: bool) -> bytes:
    """A JPEG of 8 by 8 pixels with one entry of EXIF data: where it was taken, or which way up it is."""
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x8825 if place else 0x0112, 4, 1, 26)
    return (b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00" + b"\xff\xd9")


def svg(inside: str, head: str = "") -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg">\n{inside}</svg>\n'.encode()


def look(root: Path, *names: str) -> list[Finding]:
    """Return what the walk, the list of places and the contents of files have to say."""
    found: list[Finding] = []
    for folder in names or ("docs",):
        files, unsafe = walk(root, folder)
        sound, wrong = check_files(files)
        found += unsafe + wrong + read_texts(sound.values())[1]
    return [fault for fault in sorted(found) if not fault.note]


@pytest.mark.parametrize(("name", "data", "rule", "hint"), [
    ("docs/days/day-5.md", b"x\n", "path-day-name", "day-05-subject.md"),
    ("docs/days/Day 05.md", b"x\n", "path-day-name", "day-05-subject.md"),
    ("docs/days/d\u00eda-05.md", b"x\n", "path-day-name", "day-05-subject.md"),
    ("docs/days/day-13-space.md", b"x\n", "path-day-name", "01 to 12"),
    ("docs/days/day-00-space.md", b"x\n", "path-day-name", "01 to 12"),
    ("docs/days/day_05_roads.md", b"x\n", "path-day-name", "day-05-roads.md"),
    ("docs/days/day-05-a-b-c-d.md", b"x\n", "path-day-name", "three words"),
    ("docs/days/Day-05-Roads.md", b"x\n", "path-day-name", "day-05-roads.md"),
    ("docs/days/notes.md", b"x\n", "path-day-name", "day-NN-subject.md"),
    ("docs/days/day-05-roads.markdown", b"x\n", "path-type", "day-05-roads.md"),
    ("docs/about.mdx", b"x\n", "path-type", "about.md"),
    ("docs/About.md", b"x\n", "path-name", "about.md"), ("docs/caf\u00e9.md", b"x\n", "path-name", "cafe.md"), ("docs/my page.md", b"x\n", "path-name", "my-page.md"),
    ("docs/" + "x" * 90 + ".md", b"x\n", "path-name", "under 80"),
    ("docs/README.md", b"x\n", "path-readme", "index.md"), ("docs/days/readme.md", b"x\n", "path-readme", "index.md"),
    ("docs/con.md", b"x\n", "path-windows", "small letters"), ("docs/data/aux.csv", b"x\n", "path-windows", "small letters"),
    ("docs/a.md ", b"x\n", "path-windows", "small letters"), ("docs/a?.md", b"x\n", "path-windows", "small letters"), ("docs/a\nb.md", b"x\n", "path-windows", "small letters"),
    ("docs/tool.exe", b"MZ", "path-type", "Allowed are"), ("docs/secrets.json", b"{}", "path-type", "Allowed are"), ("docs/page.html", b"<script>", "path-type", "Allowed are"),
    ("docs/noext", b"", "path-type", "Allowed are"), ("docs/.env", b"", "path-type", "Allowed are"), ("docs/.htaccess", b"", "path-type", "Allowed are"),
    ("docs/.well-known/security.txt", b"", "path-type", "Allowed are"), ("docs/.nojekyll", b"", "path-type", "Allowed are"), ("docs/page.md~", b"", "path-type", "Allowed are"),
    ("docs/CNAME", b"", "path-type", "Delete"), ("docs/robots.txt", b"", "path-type", "Delete"), ("docs/google0123456789abcdef.html", b"", "path-type", "only the owner"),
    ("docs/BingSiteAuth.xml", b"", "path-type", "only the owner"), ("docs/sw.js", b"", "path-type", "Allowed are"), ("docs/ads.txt", b"", "path-type", "Delete"),
    ("docs/assets/javascripts/mine.js", b"", "path-type", "Allowed are"), ("docs/assets/stylesheets/mine.css", b"", "path-type", "Allowed are"),
    ("docs/assets/javascripts/bundle.00000000.min.js", b"", "path-replaces-theme", "Delete"), ("docs/assets/javascripts/workers/search.1.min.js", b"", "path-replaces-theme", "Delete"),
    ("docs/assets/stylesheets/main.1.min.css", b"", "path-replaces-theme", "Delete"), ("docs/assets/images/favicon.png", png(), "path-replaces-theme", "Delete"),
    ("docs/404.html", b"", "path-replaces-theme", "Delete"), ("docs/Main.html", b"", "path-replaces-theme", "Delete"), ("docs/sitemap.xml", b"", "path-type", "Delete"),
    ("docs/assets/micropython/evil.mjs", b"", "path-type", "Allowed are"), ("docs/data/sheet.xlsx", b"", "path-type", "Allowed are"), ("docs/run.py", b"", "path-type", "Allowed are"),
    ("docs/data/a.csv", b"", "file-empty", "delete it"), ("docs/challenges/day_13.py", b"x\n", "path-type", "Allowed are"), ("docs/About.MD", b"x\n", "path-name", "about.md"),
    ("docs/page.md", b"x" * 70_000, "path-size", "Split"), ("docs/assets/images/a.png", png() * 9000, "path-size", "1,200 pixels"), ("docs/data/a.csv", b"x" * 70_000, "path-size", "Split"),
    ("docs/assets/images/a.gif", b"GIF89a", "path-type", ".png"), ("docs/assets/images/a.png", b"hello", "image-type", "image program"),
    ("docs/assets/images/a.jpg", png(), "image-type", "image program"), ("docs/assets/images/a.png", b"<html><script>", "image-type", "image program"),
    ("docs/assets/images/a.png", png()[:40], "image-broken", "Save it anew"), ("docs/assets/images/a.png", png() + b"PK\x03\x04", "image-broken", "Save it anew"),
    ("docs/assets/images/a.png", png(50_000, 50_000), "image-pixels", "1,200"), ("docs/assets/images/a.jpg", jpg(True), "image-place", "screenshot"),
    ("docs/assets/images/a.png", b"version https://git-lfs.github.com/spec/v1\n", "file-lfs-pointer", "git lfs"),
    ("docs/data/a.csv", b"version https://git-lfs.github.com/spec/v1\n", "file-lfs-pointer", "git lfs"),
    ("docs/assets/images/a.svg", svg("<script>alert(1)</script>"), "image-drawing", "shapes"), ("docs/assets/images/a.svg", svg("<path onclick='x()'/>"), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", svg("<a href='javascript:x()'/>"), "image-drawing", "shapes"), ("docs/assets/images/a.svg", svg("<use href='https://x.example/#a'/>"), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", svg("<foreignObject/>"), "image-drawing", "shapes"), ("docs/assets/images/a.svg", svg("<style>@import 'x';</style>"), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", svg("<path fill='url(https://x.example)'/>"), "image-drawing", "shapes"), ("docs/assets/images/a.svg", svg("<set attributeName='href'/>"), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", svg("&b;", "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>"), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", b"<?xml-stylesheet href='https://x.example'?>" + svg(""), "image-drawing", "shapes"),
    ("docs/assets/images/a.svg", b"<svg", "image-drawing", "drawing program"), ("docs/assets/images/a.svg", b"<html></html>\n", "image-type", "drawing program"),
    ("docs/assets/images/a.svg", b"<!---->" * 9000, "image-drawing", "drawing program"), ("docs/data/a.csv", b"a,b\n=cmd|x,1\n", "data-formula", "letter or a digit"),
    ("docs/data/a.csv", b'a,b\n1,"@SUM(A1)"\n', "data-formula", "letter or a digit"), ("docs/data/a.csv", b"a,b\n1,+A1\n", "data-formula", "letter or a digit"),
    ("overrides/main.js", b"", "path-type", "Delete it"), ("overrides/helper.py", b"", "path-type", "Delete it"), ("overrides/.icons/x.svg", b"", "path-type", "Delete it"),
])
def test_a_file_that_does_not_belong(tmp_path: Path, name: str, data: bytes, rule: str, hint: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(data)
    found = look(tmp_path, name.split("/")[0])
    assert [fault.rule for fault in found][:1] == [rule] and hint in found[0].hint and found[0].path == name, [str(fault) for fault in found]
    if rule == "image-drawing" and b"\n<" in data and b"xml-" not in data:
        assert found[0].line == 2


@pytest.mark.parametrize(("name", "data"), [
    ("docs/page.md", b"x\n"), (DAY, b"x\n"), ("docs/days/_template.md", b"x\n"), ("docs/data/a-1.csv", b"x\n"), ("docs/challenges/day_05_solution.py", b"x\n"),
    ("docs/data/b.csv", b"a,b\n-1.5,+3\n- ,x=y@z\n"), ("docs/assets/images/a-b.png", png()), ("docs/assets/images/a.jpeg", jpg(False)), ("docs/assets/images/a.svg", svg("<g fill='url(#a)'><title>x</title></g>")),
    ("docs/assets/javascripts/comments.js", b"\n"), ("docs/assets/stylesheets/series.css", b"\n"), ("docs/assets/micropython/micropython.mjs", b"x"),
    ("docs/assets/micropython/micropython.wasm", b"\0asm"), ("docs/.DS_Store", b"\0"), ("docs/days/.day-05-transportation.md.swp", b"\0"), ("overrides/partials/x.html", b"\n"),
])
def test_a_file_that_belongs(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(data)
    assert look(tmp_path, name.split("/")[0]) == []


@pytest.mark.parametrize(("names", "blamed"), [
    (("docs/about.md", "docs/About.md"), "docs/About.md"), (("docs/caf\u00e9.md", "docs/cafe\u0301.md"), "docs/caf\u00e9.md"),
    (("docs/Data/a.csv", "docs/data/b.csv"), "docs/Data/a.csv"),
])
def test_two_names_that_are_one_elsewhere(names: tuple[str, str], blamed: str) -> None:
    found = check_twins(names)
    assert [(fault.path, fault.rule) for fault in found] == [(blamed, "path-twins")] and "another name" in found[0].hint


# --- Links, pipes and the like: never opened ------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "target"), [
    ("docs/x.md", "/proc/self/environ"), ("docs/folder", "/etc"), ("docs/x.md", "nowhere"), ("docs/loop", "."), ("docs/self", "self"), (DAY, "/dev/zero"),
    ("docs/days", "/etc"), ("docs/data/day-05-road-deaths.csv", "/dev/zero"), ("docs/challenges/day_05.py", "/dev/zero"), ("docs/glossary.md", "/proc/self/environ"),
    ("docs", "/etc"), ("overrides", "/etc"), ("overrides/partials/source.html", "/etc/passwd"), ("mkdocs.yml", "/etc/passwd"), ("docs/data", "../tests"),
])
def test_a_symbolic_link_is_refused_and_never_followed(tmp_path: Path, name: str, target: str) -> None:
    root = tmp_path / "copy"
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    place = root / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(target)
    found = check_repository(root)
    assert (name, "path-symlink") in [(fault.path, fault.rule) for fault in found]
    assert {fault.rule for fault in found} <= {"path-symlink", "include-outside", "config-missing-file"}, [str(fault) for fault in found]


def test_pipes_and_sockets_are_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs/page.md")
    monkeypatch.chdir(tmp_path / "docs")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.md")
        assert [(fault.path, fault.rule) for fault in check_tree(tmp_path / "docs", frozenset())] == [("docs/page.md", "path-special"), ("docs/socket.md", "path-special")]


def test_a_file_that_turns_into_a_link_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/page.md"
    page.write_text("x")
    file = walk(tmp_path, "docs")[0]["docs/page.md"]
    page.unlink()
    page.symlink_to("/proc/self/environ")
    with pytest.raises(Unreadable):
        read(file)
    page.unlink()
    os.mkfifo(page)
    with pytest.raises(Unreadable):
        read(file)


def test_names_that_are_no_text_many_files_and_deep_folders(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with open(os.fsencode(tmp_path / "docs") + b"/b\xffd.md", "wb"):
        pass
    assert [fault.rule for fault in look(tmp_path)] == ["path-windows"] and str(look(tmp_path)[0]).isprintable()
    (tmp_path / "deep" / "/".join("a" * 30)).mkdir(parents=True)
    assert [fault.rule for fault in look(tmp_path, "deep")] == ["path-too-many"]
    (tmp_path / "many").mkdir()
    for number in range(MOST_FILES + 5):
        (tmp_path / f"many/p{number}").touch()
    assert walk(tmp_path, "many")[1][0].rule == "path-too-many"


def test_code_that_shows_other_than_it_is_and_links_among_code_are_told(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(ROOT / "hooks", root / "hooks")
    (root / "hooks/series/dates.py").write_text("x = 1\ny = 2  # \u202e\u2066 hidden\n", encoding="utf-8")
    (root / "hooks/series/other.py").symlink_to("/etc/passwd")
    (root / "dev.py").write_text("# \U000e0041\n", encoding="utf-8")
    found = [(fault.path, fault.line, fault.rule) for fault in check_repository(root) if fault.path.startswith(("hooks", "dev"))]
    assert found == [("dev.py", 1, "encoding-hidden-text"), ("hooks/series/dates.py", 2, "encoding-bidi"), ("hooks/series/other.py", 1, "path-symlink")]


# --- Navigation -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("find", "replace", "path", "rule", "shift", "hint"), [
    ("      - days/day-05-transportation.md\n", "", DAY, "nav-omitted", None, "- days/day-05-transportation.md"),
    ("- days/day-05-transportation.md\n", "- days/day-05-transportation.md\n      - days/day-05-transportation.md\n", "mkdocs.yml", "nav-twice", 1, "Keep one"),
    ("- days/day-05-transportation.md\n      - days/day-06-finance.md\n", "- days/day-06-finance.md\n      - days/day-05-transportation.md\n", "mkdocs.yml", "nav-order", 1, "before days/day-06"),
    ("- days/day-05-transportation.md", "- days/day-05-transport.md", "mkdocs.yml", "nav-missing-page", 0, "`days/day-05-transportation.md`"),
    ("- about.md", "- About.md", "mkdocs.yml", "nav-missing-page", 0, "`about.md`"),
    ("- about.md", "- ./about.md", "mkdocs.yml", "nav-missing-page", 0, "- about.md"),
    ("- about.md", "- ../README.md", "mkdocs.yml", "nav-missing-page", 0, ""),
    ("- about.md", "- About: about.md", "mkdocs.yml", "nav-entry", 0, "`- about.md` alone"),
    ("- about.md", "- about.md\n  - Elsewhere: https://example.org", "mkdocs.yml", "nav-entry", 1, "a page of docs/"),
    ("- about.md", "- about.md\n  - days/_template.md", "mkdocs.yml", "nav-entry", 1, "that you made"),
    ("- about.md", "- about.md\n  -", "mkdocs.yml", "nav-missing-page", 1, "days/"),
    ("- about.md", "- about.md\n  - {a: {b: c}}", "mkdocs.yml", "nav-entry", 1, "for example"),
])
def test_a_wrong_navigation(find: str, replace: str, path: str, rule: str, shift: int | None, hint: str) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert find in text
    files, _ = walk(ROOT, "docs")
    configuration, found = check_configuration(text.replace(find, replace, 1))
    found = [fault for fault in found + check_navigation(configuration, files, ()) if fault.rule == rule]
    assert found and found[0].path == path and re.search(re.escape(hint) if hint != "days/" else ".", found[0].hint), [str(fault) for fault in found]
    assert shift is None or found[0].line == text[: text.index(find)].count("\n") + 1 + shift
