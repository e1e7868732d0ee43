"""Print one HTML file with the pages that a pull request changes: a look without a download.

    python3 .github/scripts/preview.py BASE    BASE: the commit before; `site/` holds the build

In it: text, charts and style. Not in it: images, navigation, search, comments, code that runs.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HEAD = """<!doctype html><html lang="en" dir="ltr"><title>Preview</title><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; style-src 'unsafe-inline'">"""


def changed_pages(root: Path, base: str) -> list[Path]:
    """Return the pages that differ from `base`, or that name a file of docs/ which does."""
    command = ["git", "diff", "--name-only", "-z", f"{base}..HEAD", "--", "docs"]
    changed = subprocess.check_output(command, cwd=root, text=True).split("\0")[:-1]
    found = []
    for page in sorted((root / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8", errors="replace")
        path = page.relative_to(root)
        if path.as_posix() in changed or any(Path(name).name in text for name in changed):
            found.append(path)
    return found


def preview(site: Path, pages: list[Path]) -> str:
    """Return the articles of the pages of a built site as one document that loads nothing."""
    parts: list[str] = []
    styles: list[str] = []
    for page in pages:
        name = page.relative_to("docs").with_suffix("")
        file = site / (name.parent if name.name == "index" else name) / "index.html"
        html = file.read_text(encoding="utf-8") if file.is_file() else ""
        parts += re.findall("<article.*</article>", html, flags=re.DOTALL)
        styles = styles or re.findall("<style>(.*?)</style>", html, flags=re.DOTALL)
    sheets = [sheet.read_text(encoding="utf-8") for sheet in site.glob("assets/stylesheets/*.css")]
    parts.insert(0, f"{HEAD}<style>{''.join(styles + sheets)}</style><body>")
    return re.sub("<script.*?</script>", "", "\n".join(parts), flags=re.DOTALL)


if __name__ == "__main__":
    print(preview(Path("site"), changed_pages(Path(), sys.argv[1])))
