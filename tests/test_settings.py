"""What a fork's pages say about their owner comes from the variables of GitHub Actions."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, run_mkdocs
from series.settings import owner_settings

BAD_ADDRESSES = [
    "days.example.org", "nonsense", "/days", "javascript:alert(1)", "ftp://days.example/", "https://", "https:///x", "https://a b.example/",
    "https://days.example/?draft=1", "https://days.example/#top", "https://amina:pass@days.example/", 'https://days.example/"><script>',
    "https://[days.example/", "https://days.example:port/", "https://days.example/\nX=1", "https://days.example/../x/",
]


def test_a_project_site_is_published_under_its_name() -> None:
    found = owner_settings({"GITHUB_REPOSITORY": "Amina/ML-Maroc", "GITHUB_SERVER_URL": "https://github.com"})
    assert found["SITE_URL"] == "https://amina.github.io/ML-Maroc/"
    assert found["REPO_URL"] == "https://github.com/Amina/ML-Maroc" and found["GISCUS_REPO"] == "Amina/ML-Maroc"


def test_a_user_site_is_published_at_the_root() -> None:
    assert owner_settings({"GITHUB_REPOSITORY": "amina/Amina.github.io"})["SITE_URL"] == "https://amina.github.io/"


@pytest.mark.parametrize("address", ["https://days.example/", "https://days.example", " https://days.example/ "])
def test_a_value_set_by_hand_wins_and_ends_in_a_slash(address: str) -> None:
    assert owner_settings({"GITHUB_REPOSITORY": "a/b", "SITE_URL": address})["SITE_URL"] == "https://days.example/"


def test_on_somebodys_own_machine_nothing_is_known() -> None:
    assert owner_settings({}) == {}
    assert owner_settings({"SITE_URL": "", "GITHUB_REPOSITORY": " ", "REPO_URL": ""}) == {}  # a variable that GitHub does not know is empty


@pytest.mark.parametrize(("environment", "branch"), [
    ({}, "main"),
    ({"GITHUB_REF_NAME": "trunk", "GITHUB_REF_TYPE": "branch"}, "trunk"),
    ({"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"}, "main"),
    ({"GITHUB_REF_NAME": "7/merge", "GITHUB_REF_TYPE": "branch", "GITHUB_BASE_REF": "trunk"}, "trunk"),
    ({"GITHUB_REF_NAME": "fix/a#b c", "GITHUB_REF_TYPE": "branch"}, "fix/a%23b%20c"),
])
def test_an_edit_goes_to_the_branch_that_was_built(environment: dict[str, str], branch: str) -> None:
    assert owner_settings({"GITHUB_REPOSITORY": "a/b"} | environment)["EDIT_URI"] == f"edit/{branch}/docs/"


@pytest.mark.parametrize("value", ["nonsense", "a/b/c", "a/b\nX=1", "../x", "a/..", "a/.", "-a/b", "a-/b", "a /b", "a/b?x", "https://github.com/a/b"])
def test_a_strange_repository_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(ValueError, match="OWNER/NAME"):
        owner_settings({"GITHUB_REPOSITORY": value})


@pytest.mark.parametrize("value", BAD_ADDRESSES)
def test_a_strange_address_is_refused_with_what_to_write(value: str) -> None:
    for name, base in (("SITE_URL", {}), ("REPO_URL", {}), ("GITHUB_SERVER_URL", {"GITHUB_REPOSITORY": "a/b"})):
        with pytest.raises(ValueError, match=f"{name} is .* write an address such as https://"):
            owner_settings(base | {name: value})


@pytest.mark.parametrize(("name", "value"), [
    ("GITHUB_REPOSITORY", "nonsense"), ("SITE_URL", "days.example.org"), ("SITE_URL", "https://a b.example/"), ("SITE_URL", "javascript:alert(1)"),
    ("SITE_URL", "https://days.example/?draft=1"), ("REPO_URL", "nonsense"), ("EDIT_URI", 'edit/"><script>/'),
])
def test_a_build_with_a_strange_value_ends_in_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    ran = run_mkdocs(ROOT, tmp_path / "site", **{name: value})
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1 and name in said.upper() and "Traceback" not in said, said
    assert not (tmp_path / "site").exists()
