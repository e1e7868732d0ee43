"""Small pages for the tests of the rules: one snippet a page, all of them checked in one run."""

from __future__ import annotations

from pathlib import Path

from series.findings import Finding
from series.limits import check_limits
from series.source import Source
from series.text_rules import check_text

BEFORE = "# A page\n\nWords before.\n\n"
LINE = BEFORE.count("\n") + 1  # where a snippet begins
CSS = ".days { gap: 1rem }"


def check_snippets(folder: Path, snippets: dict[str, str]) -> dict[str, list[Finding]]:
    """Return the findings for each snippet, by its name. They stand in docs/days/, beside a few files to link to."""
    docs = folder / "docs"
    for name, text in {
        "assets/stylesheets/series.css": CSS, "assets/images/map.svg": "<svg/>", "challenges/day_05.py": "", "data/day-05.csv": "",
        "glossary.md": "# Glossary\n\nWords.\n\nrecall\n:   The share found.\n", "index.md": "# Home\n\nWords.\n", "days/_template.md": "# Day\n\nWords.\n",
        "days/day-06-finance.md": "# Day 6\n\nWords.\n\n## Morocco today\n\nWords.\n\n## Its limits { #limits }\n\nWords.\n",
    }.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    for name, snippet in snippets.items():
        (docs / "days" / f"{name}.md").write_text(BEFORE + snippet + "\n", encoding="utf-8")
    pages = [Source(f"docs/{path.relative_to(docs).as_posix()}", path.read_text(encoding="utf-8")) for path in sorted(docs.rglob("*.md"))]
    found = [finding for page in pages for finding in check_limits(page)]
    files = [path.relative_to(folder).as_posix() for path in docs.rglob("*") if path.is_file()]
    found += check_text(docs, [page for page in pages if page.path not in {finding.path for finding in found}], files, {"docs/assets/stylesheets/series.css": CSS})
    assert not [finding for finding in found if finding.rule == "linter-not-run"]
    return {name: [finding for finding in found if finding.path == f"docs/days/{name}.md"] for name in snippets}


def assert_told(found: list[Finding], rule: str, hint: str, offset: int = 0) -> None:
    """Fail unless `found` has a finding of `rule`, whose first one stands `offset` lines into the snippet and says `hint`."""
    said = [finding for finding in found if finding.rule == rule]
    assert said, [str(finding) for finding in found]
    assert said[0].line == LINE + offset, str(said[0])
    assert hint in said[0].hint or hint in said[0].message
