"""The charts of one page, for the checker, until the checks read `hooks.charts` themselves."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from hooks.charts import fence, load, read_block  # noqa: E402
from series.fences import fences  # noqa: E402
from series.findings import Finding  # noqa: E402

__all__ = ["check_charts", "fence"]


def check_charts(path: str, text: str, folder: Path) -> list[Finding]:
    """Return what is wrong with the charts of one page. `folder` is docs/data."""
    found: list[Finding] = []
    for block in fences(text):
        if block.language == "chart":
            _, in_block, in_table = load(block.body, folder)
            found += [
                Finding(path, block.line + line, 1, "chart-block", "", said)
                for line, said in in_block
            ]
            table = f"docs/data/{read_block(block.body)[0].get('data')}"
            found += [Finding(table, line, 1, "chart-data", "", said) for line, said in in_table]
    return found
