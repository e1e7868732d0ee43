"""What a fork's pages say about their owner comes from the variables of GitHub Actions."""

from __future__ import annotations

import pytest
from series.settings import owner_settings


def test_a_project_site_is_published_under_its_name() -> None:
    found = owner_settings({"GITHUB_REPOSITORY": "Amina/ML-Maroc", "GITHUB_SERVER_URL": "https://github.com"})
    assert found["SITE_URL"] == "https://amina.github.io/ML-Maroc/"
    assert found["REPO_URL"] == "https://github.com/Amina/ML-Maroc" and found["GISCUS_REPO"] == "Amina/ML-Maroc"


def test_a_user_site_is_published_at_the_root() -> None:
    assert owner_settings({"GITHUB_REPOSITORY": "amina/Amina.github.io"})["SITE_URL"] == "https://amina.github.io/"


def test_a_value_set_by_hand_wins() -> None:
    assert owner_settings({"GITHUB_REPOSITORY": "a/b", "SITE_URL": "https://days.example/"})["SITE_URL"] == "https://days.example/"


def test_on_somebodys_own_machine_nothing_is_known() -> None:
    assert owner_settings({}) == {}


@pytest.mark.parametrize("value", ["nonsense", "a/b/c", "a/b\nX=1", "../x"])
def test_a_strange_repository_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(ValueError, match="OWNER/NAME"):
        owner_settings({"GITHUB_REPOSITORY": value})
