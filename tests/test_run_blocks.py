"""Blocks that a reader can run: the page runs them, and they print what stands below them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from challenge_site import WHOLE, run_block
from checks import run_blocks
from checks.page import Page
from checks.site import load
from repository import ROOT

SITE = load(ROOT)
PAGES = [page for page in SITE.pages.values() if page.day and any(run_blocks.blocks(page))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_blocks_print_what_stands_below_them(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_blocks, "LIMIT", 120.0)  # other tests run beside this one
    assert [str(found) for found in run_blocks.write_outputs(page, SITE)] == []


def test_a_block_runs_and_replaces_its_output(desk: Tab) -> None:
    expect(run_block(desk, 0).locator(".challenge__printed")).to_have_text("rain 47")
    expect(desk.locator(".output")).to_be_hidden()


def test_a_block_draws_pictures_that_can_be_read(desk: Tab) -> None:
    pictures = run_block(desk, 1).locator("figure > svg[role=img]")
    expect(pictures).to_have_count(2)
    for picture, paths, words in zip(
        pictures.all(), ("path.dot", "path.bar"), ("rain", "Safi"), strict=True
    ):
        assert picture.evaluate("one => one instanceof SVGSVGElement")
        expect(picture.locator(paths).first).to_be_visible()
        expect(picture).to_have_attribute("aria-label", re.compile(words))
    expect(pictures.first.locator("path.line")).to_be_visible()


def test_a_block_that_needs_the_whole_python_is_offered_it(desk: Tab) -> None:
    place = run_block(desk, 2)
    expect(place).to_contain_text("quantiles")
    expect(place).to_contain_text("MB" if WHOLE else "at home")
