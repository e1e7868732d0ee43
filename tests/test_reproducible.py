"""One commit gives one site: the same bytes from any clone, folder, day and locale."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pytest

from built_site import broken_links
from repository import add_pythons, git, run_mkdocs, small_site, time_of


def digest(site: Path) -> str:
    """Return one SHA-256 for the paths and bytes of a site."""
    total = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def test_reproducible_in_another_folder_on_another_day(
    tmp_path: Path, clone: Path, local_site: Path
) -> None:
    """With the time of the commit; without it one packed file alone tells the other day."""
    two = tmp_path / "a much longer name with spaces" / "é"
    two.parent.mkdir()
    git(tmp_path, "clone", "-q", f"file://{clone}", str(two))
    add_pythons(two)
    travel = "import time_machine\ntime_machine.travel('2031-05-06T07:08:09Z', tick=True).start()\n"
    (tmp_path / "sitecustomize.py").write_text(travel)
    other = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "PYTHONPATH": str(tmp_path)}
    when = {"SOURCE_DATE_EPOCH": time_of(clone)}
    ran = run_mkdocs(two, tmp_path / "second", **when, **other)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert digest(tmp_path / "second") == digest(local_site)
    ran = run_mkdocs(small_site(tmp_path / "tree"), tmp_path / "third", **other)
    packed = int.from_bytes((tmp_path / "third/sitemap.xml.gz").read_bytes()[4:8], "little")
    assert time.gmtime(packed).tm_year == 2031, ran.stderr


VOCABULARIES = ("https://schema.org", "https://creativecommons.org/", "http://www.w3.org/")


@pytest.mark.parametrize(
    ("repository", "address", "base"),
    [
        ("Amina/Amina.github.io", "", "https://amina.github.io/"),
        ("amina/ml", "https://days.example/fr/serie", "https://days.example/fr/serie/"),
    ],
)
def test_fork_is_right_at_a_root_and_in_a_folder(
    tmp_path: Path, repository: str, address: str, base: str
) -> None:
    """Names are not places: vocabularies may stand in the head."""
    site = tmp_path / "site"
    owner = {"GITHUB_REF_NAME": "trunk", "GITHUB_REF_TYPE": "branch", "SITE_URL": address}
    ran = run_mkdocs(small_site(tmp_path / "tree"), site, GITHUB_REPOSITORY=repository, **owner)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert broken_links(site, base) == []
    pages = sorted(site.rglob("index.html"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(site).as_posix().removesuffix("index.html")
        head = text[: text.index("</head>")]
        assert f'<link rel="canonical" href="{base}{name}">' in head
        found = re.findall(r"https?://[^\s\"'<>]+", head)
        assert [one for one in found if not one.startswith((base, *VOCABULARIES))] == [], name
        assert "127.0.0.1" not in text and f"github.com/{repository}/edit/trunk/docs/" in text
    places = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    names = [page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]
    assert sorted(places) == sorted(base + name for name in names)
