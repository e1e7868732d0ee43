"""The rules in the build itself: `mkdocs build --strict` stops, with file and line, and writes nothing."""

from __future__ import annotations

from pathlib import Path

from conftest import copy_of_repository, run_mkdocs

FAULTS = {
    "docs/about.md": "See [the day](day/day-05-transportation/).",
    "docs/index.md": "<script>alert(1)</script>",
    "docs/glossary.md": "Words:\n- A list",
    "docs/days/day-05-transportation.md": "[x y](java&#115;cript:alert(1))",
    "docs/days/day-06-finance.md": "<!-- a private note -->",
    "docs/days/day-07-innovation.md": "| a | b |\n|---|---|\n| 1 |",
    "docs/days/day-08-energy.md": "[^1] " * 2000,
    "docs/days/day-09-water-and-climate.md": "``` python\nnever closed",
    "docs/days/day-10-talent.md": "See www.hcp.ma for more.",
}


def test_every_fault_of_every_page_is_named_in_one_run(tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    places = []
    for name, fault in FAULTS.items():
        text = (root / name).read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        (root / name).write_text(text + fault + "\n", encoding="utf-8")
        places.append(f"{name}:{text.count(chr(10)) + 1 + {'docs/glossary.md': 1, 'docs/days/day-07-innovation.md': 2}.get(name, 0)}:")
    result = run_mkdocs(root, tmp_path / "site", "--strict")
    said = result.stdout + result.stderr
    assert result.returncode != 0 and "Traceback" not in said and not (tmp_path / "site").exists()
    assert [place for place in places if place not in said] == []


def test_a_script_that_an_included_file_brings_is_seen_in_the_built_page(tmp_path: Path) -> None:
    """The code of a challenge is shown between two fences; a fence inside it would end the block."""
    root = copy_of_repository(tmp_path / "copy")
    file = root / "docs/challenges/day_05.py"
    text = file.read_text(encoding="utf-8")
    mark = "# --8<-- [start:starter]\n"
    assert mark in text
    file.write_text(text.replace(mark, mark + '"""\n```\n\n<script>alert(1)</script>\n\n"""\n'), encoding="utf-8")
    result = run_mkdocs(root, tmp_path / "site", "--strict")
    said = result.stdout + result.stderr
    assert result.returncode != 0 and "Traceback" not in said and not list(tmp_path.glob("site/**/*.html"))
    assert "<script>" in said and "docs/days/day-05-transportation.md:" in said
