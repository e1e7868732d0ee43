"""One commit gives one site: the same bytes from two clones in two folders, and addresses that fit any base."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from built_site import broken_links
from conftest import ROOT, run_mkdocs

import dev

EPOCH = "1750000000"  # 15 June 2025


def test_two_clones_in_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "another-folder"):
        subprocess.run(["git", "clone", "-q", f"file://{ROOT}", str(tmp_path / name)], check=True)
        ran = run_mkdocs(tmp_path / name, tmp_path / f"{name}-site", "--strict", SOURCE_DATE_EPOCH=EPOCH)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        sites.append(tmp_path / f"{name}-site")
    assert dev.digest_of(sites[0]) == dev.digest_of(sites[1])
    # The day of the build stands in the sitemap alone, and there it is the one that was asked for.
    assert "2025-06-15" in (sites[0] / "sitemap.xml").read_text(encoding="utf-8")


def test_the_digest_sees_a_changed_byte_and_a_renamed_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = dev.digest_of(tmp_path)
    (tmp_path / "a").write_text("2")
    second = dev.digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, dev.digest_of(tmp_path)}) == 3


@pytest.mark.parametrize(("repository", "address", "base"), [
    ("amina/ml-dl-morocco", "", "https://amina.github.io/ml-dl-morocco/"),
    ("amina/amina.github.io", "", "https://amina.github.io/"),
    ("amina/ml-dl-morocco", "https://days.example/", "https://days.example/"),
])
def test_links_hold_under_a_folder_at_the_root_and_on_a_domain(tmp_path: Path, repository: str, address: str, base: str) -> None:
    ran = run_mkdocs(ROOT, tmp_path / "site", "--strict", GITHUB_REPOSITORY=repository, SITE_URL=address)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert broken_links(tmp_path / "site", base) == []
    assert f'<link rel="canonical" href="{base}about/">' in (tmp_path / "site/about/index.html").read_text(encoding="utf-8")
