"""One commit gives one site: the same bytes from any clone, folder, day and locale."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from built_site import broken_links
from conftest import clean_clone, git, run_mkdocs, small_site


def digest(site: Path) -> str:
    """Return one SHA-256 for the paths and bytes of a site."""
    total = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A clone, the time of its last commit, and the digest of the site that it gives."""
    folder = tmp_path_factory.mktemp("first")
    clone = clean_clone(folder / "one")
    when = git(clone, "log", "-1", "--format=%ct").strip()
    ran = run_mkdocs(clone, folder / "site", SOURCE_DATE_EPOCH=when)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return clone, when, digest(folder / "site")


def test_reproducible_in_another_folder(first: tuple[Path, str, str], tmp_path: Path) -> None:
    clone = tmp_path / "a much longer name with spaces" / "é"
    clone.parent.mkdir()
    git(tmp_path, "clone", "-q", f"file://{first[0]}", str(clone))
    other = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    ran = run_mkdocs(clone, tmp_path / "site", SOURCE_DATE_EPOCH=first[1], **other)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert digest(tmp_path / "site") == first[2]


def test_reproducible_on_another_day(first: tuple[Path, str, str], tmp_path: Path) -> None:
    """With the time of the commit; without it the list of pages alone names the other day."""
    travel = "import time_machine\ntime_machine.travel('2031-05-06T07:08:09Z', tick=True).start()\n"
    (tmp_path / "sitecustomize.py").write_text(travel)
    for name, epoch in (("same", {"SOURCE_DATE_EPOCH": first[1]}), ("other", {})):
        ran = run_mkdocs(first[0], tmp_path / name, PYTHONPATH=str(tmp_path), **epoch)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert digest(tmp_path / "same") == first[2]
    assert "2031-05-06" in (tmp_path / "other/sitemap.xml").read_text(encoding="utf-8")


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
