"""One commit gives one site: the same bytes from any clone, folder, day and Python, and addresses that fit any base."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import broken_links
from conftest import ROOT, built_folder, clean_clone, run_mkdocs

import dev


def committed_at(root: Path) -> str:
    return subprocess.check_output(
        ["git", "log", "-1", "--format=%ct"], cwd=root, text=True
    ).strip()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A clone, the site that it gives, and the digest of that site: what all others are compared with."""
    folder = tmp_path_factory.mktemp("first")
    clone = clean_clone(folder / "one")
    ran = run_mkdocs(clone, folder / "site", "--strict", SOURCE_DATE_EPOCH=committed_at(clone))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return clone, folder / "site", dev.digest_of(str(folder / "site"))


def test_another_clone_in_another_folder_gives_the_same_bytes(
    first: tuple[Path, Path, str], tmp_path: Path
) -> None:
    clone = tmp_path / "a much longer name with spaces" / "é"
    clone.parent.mkdir()
    subprocess.run(["git", "clone", "-q", f"file://{first[0]}", str(clone)], check=True)
    ran = run_mkdocs(
        clone,
        tmp_path / "site",
        "--strict",
        SOURCE_DATE_EPOCH=committed_at(clone),
        LC_ALL="C",
        TZ="Asia/Tokyo",
        PYTHONHASHSEED="7",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert dev.digest_of(str(tmp_path / "site")) == first[2]


def test_another_day_gives_the_same_bytes_and_only_with_the_date_of_the_commit(
    first: tuple[Path, Path, str], tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import time_machine\ntime_machine.travel('2031-05-06T07:08:09Z', tick=True).start()\n"
    )
    moved = {"PYTHONPATH": str(tmp_path)}
    today = subprocess.check_output(
        [
            sys.executable,
            "-c",
            "import datetime, time; print(datetime.date.today(), time.strftime('%Y'))",
        ],
        env=os.environ | moved,
        text=True,
    )
    assert today.split() == ["2031-05-06", "2031"]
    for name, epoch in (("same", {"SOURCE_DATE_EPOCH": committed_at(first[0])}), ("other", {})):
        ran = run_mkdocs(first[0], tmp_path / name, "--strict", **moved, **epoch)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert dev.digest_of(str(tmp_path / "same")) == first[2]
    assert dev.digest_of(str(tmp_path / "other")) != first[2] and "2031-05-06" in (
        tmp_path / "other/sitemap.xml"
    ).read_text(encoding="utf-8")


def test_the_digest_sees_a_changed_byte_and_a_renamed_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = dev.digest_of(tmp_path)
    (tmp_path / "a").write_text("2")
    second = dev.digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, dev.digest_of(tmp_path)}) == 3


@pytest.mark.parametrize(
    ("given", "digest", "words"),
    [
        ("no-such-folder", "", "holds no site"),
        ("", "", "holds no site"),
        ("tests", "", "holds no site"),
        ("{site}", "0" * 64, "not SITE_DIGEST"),
    ],
)
def test_a_folder_that_is_not_the_built_site_is_no_site_to_test(
    first: tuple[Path, Path, str], given: str, digest: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        built_folder(given.format(site=first[1]), digest)
    assert built_folder(str(first[1]), first[2]) == first[1]


def test_what_is_published_holds_no_link_and_no_hidden_file(site: Path) -> None:
    """GitHub's own action leaves hidden files out and follows links: the bytes would not be those that were tested."""
    odd = [path for path in site.rglob("*") if path.is_symlink() or path.name.startswith(".")]
    assert odd == []


VOCABULARIES = (
    "https://schema.org",
    "https://creativecommons.org/",
    "http://www.w3.org/",
)  # names, not places


@pytest.mark.parametrize(
    ("repository", "address", "base"),
    [
        ("amina/ml-dl-morocco", "", "https://amina.github.io/ml-dl-morocco/"),
        ("Amina/Amina.github.io", "", "https://amina.github.io/"),
        ("amina/ml-dl-morocco", "https://days.example/", "https://days.example/"),
        ("amina/ml-dl-morocco", "https://days.example/fr/serie", "https://days.example/fr/serie/"),
    ],
)
def test_a_fork_is_right_in_a_folder_at_the_root_and_on_a_domain(
    tmp_path: Path, repository: str, address: str, base: str
) -> None:
    site = tmp_path / "site"
    ran = run_mkdocs(
        ROOT,
        site,
        "--strict",
        GITHUB_REPOSITORY=repository,
        SITE_URL=address,
        GITHUB_REF_NAME="trunk",
        GITHUB_REF_TYPE="branch",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert broken_links(site, base) == []
    pages = sorted(site.rglob("*.html"))
    edited = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(site).as_posix().removesuffix("index.html")
        head = text[: text.index("</head>")]
        if name != "404.html":
            assert f'<link rel="canonical" href="{base}{name}">' in head
        strange = [
            found
            for found in re.findall(r"https?://[^\s\"'<>]+", head)
            if not found.startswith((base, *VOCABULARIES))
        ]
        assert strange == [], name
        assert "127.0.0.1" not in text and "localhost" not in text
        if (ROOT / f"docs/{name.rstrip('/')}.md").is_file() and name != "tags/":
            assert (
                f'href="https://github.com/{repository}/edit/trunk/docs/{name.rstrip("/")}.md"'
                in text
            )
            edited += 1
    assert edited >= 14  # twelve days, the glossary, about
    places = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(places) == sorted(
        base + page.relative_to(site).as_posix().removesuffix("index.html")
        for page in pages
        if page.name != "404.html"
    )
    assert f'href="https://github.com/{repository}/discussions' in (
        site / "days/day-12-collaboration/index.html"
    ).read_text(encoding="utf-8")
