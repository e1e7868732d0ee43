"""What a fork's pages say about their owner comes from the variables of GitHub Actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.owner import owner_settings
from repository import ROOT, run_mkdocs

BAD_ADDRESSES = """days.example.org|nonsense|/days|javascript:alert(1)|ftp://days.example/|https://
https:///x|https://a b.example/|https://days.example/?draft=1|https://days.example/#top
https://amina:pass@days.example/|https://days.example/"><script>|https://[days.example/
https://days.example:port/|https://days.example/../x/""".replace("\n", "|").split("|")


@pytest.mark.parametrize(("repository", "address"), [
    ("Amina/ML-Maroc", "https://amina.github.io/ML-Maroc/"),
    ("amina/Amina.github.io", "https://amina.github.io/"),
])  # fmt: skip
def test_owner_address_of_pages(repository: str, address: str) -> None:
    found = owner_settings({"GITHUB_REPOSITORY": repository})
    assert found["SITE_URL"] == address
    assert found["REPO_URL"] == f"https://github.com/{repository}"


@pytest.mark.parametrize("given", [
    "https://d.example/", "https://d.example", " https://d.example/ ", "http://[::1]:8000/a",
    "http://localhost:8000/", "https://مثال.example/أيام/", "https://a.example/~amina/x.y/",
])  # fmt: skip
def test_owner_explicit_value_wins(given: str) -> None:
    found = owner_settings({"GITHUB_REPOSITORY": "a/b", "SITE_URL": given})
    assert found["SITE_URL"] == given.strip().rstrip("/") + "/"


def test_owner_unknown_at_home() -> None:
    assert owner_settings({}) == {}
    # A variable that GitHub does not know is empty.
    assert owner_settings({"SITE_URL": "", "GITHUB_REPOSITORY": " ", "REPO_URL": ""}) == {}


@pytest.mark.parametrize(
    ("environment", "branch"),
    [
        ({}, "HEAD"),
        ({"GITHUB_REF_NAME": "trunk", "GITHUB_REF_TYPE": "branch"}, "trunk"),
        ({"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"}, "HEAD"),
        ({"GITHUB_REF_NAME": "7/merge", "GITHUB_BASE_REF": "trunk"}, "trunk"),
        ({"GITHUB_REF_NAME": "a#b c", "GITHUB_REF_TYPE": "branch"}, "a%23b%20c"),
    ],
)
def test_owner_branch_of_an_edit(environment: dict[str, str], branch: str) -> None:
    found = owner_settings({"GITHUB_REPOSITORY": "a/b"} | environment)
    assert found["EDIT_URI"] == f"edit/{branch}/docs/"


@pytest.mark.parametrize(
    "value", "nonsense|a/b/c|a/b\nX=1|../x|a/..|-a/b|a-/b|a /b|a/b?x".split("|")
)
def test_owner_bad_repository(value: str) -> None:
    with pytest.raises(ValueError, match="OWNER/NAME"):
        owner_settings({"GITHUB_REPOSITORY": value})


@pytest.mark.parametrize("value", [*BAD_ADDRESSES, "https://days.example/\nX=1"])
def test_owner_bad_address(value: str) -> None:
    for name in ("SITE_URL", "REPO_URL"):
        with pytest.raises(ValueError, match=f"{name} is .* https://"):
            owner_settings({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("EDIT_URI", 'edit/"><script>/'), ("REPO_NAME", "a b"), ("HANDOUT_MB", "0"),
     ("HANDOUT_MB", "2.5"), ("HANDOUT_MB", "1234")],
)  # fmt: skip
def test_owner_bad_value(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} is "):
        owner_settings({name: value})


def test_owner_bad_value_ends_a_build_in_words(tmp_path: Path) -> None:
    ran = run_mkdocs(ROOT, tmp_path / "site", GITHUB_REPOSITORY="nonsense")
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1 and "GITHUB_REPOSITORY" in said and "Traceback" not in said
    assert not (tmp_path / "site").exists()
