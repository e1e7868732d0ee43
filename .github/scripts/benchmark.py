"""Print how the build grows: what 12, 120 and 1,200 days cost, beside plain Material with dates.

    .venv/bin/python .github/scripts/benchmark.py [DAYS ...]

Each tree is a clone of this repository with more days, made from those that are there, and a commit
for every ten. CPU seconds are those of the build and of what it starts, the second of two runs.
`zensical` is built with what is installed, without our hooks: it has no dates.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMIT = "git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false commit -qm Days"
PLAIN = """
site_name: plain
theme: {name: material, font: false}
plugins: [search, tags, git-revision-date-localized]
"""
BUILDS = {
    "ours": "mkdocs build --strict -q",
    "plain": "mkdocs build -q -f plain.yml",
    "zensical": "zensical build",
}


def grow(tree: Path, days: int) -> None:
    """Make a tree with so many days: copies of the pages, tables, challenges that are there."""
    subprocess.run(["git", "clone", "-q", ROOT, tree], check=True)
    docs = tree / "docs"
    real = sorted(docs.glob("days/day-*.md"))
    nav = [path.name for path in real[:days]]
    for day in range(len(real) + 1, days + 1):
        source = real[day % len(real)]
        old, subject = source.stem.split("-", 2)[1:]
        text = re.sub(rf"\bDay {int(old)}:", f"Day {day}:", source.read_text(encoding="utf-8"))
        text = re.sub(r"(?m)^day: .*", f"day: {day}", text).replace(f"day_{old}", f"day_{day}")
        text = text.replace(f"data: day-{old}-", f"data: day-{day}-")
        nav.append(f"day-{day}-{subject}.md")
        (source.parent / nav[-1]).write_text(text, encoding="utf-8")
        for path in (*docs.glob(f"data/day-{old}-*"), *docs.glob(f"challenges/day_{old}[._]*")):
            shutil.copy(path, path.with_name(path.name.replace(old, str(day), 1)))
        if day % 10 == 0:
            subprocess.run("git add -A && " + COMMIT, cwd=tree, shell=True, check=True)
    listed = "".join(f"      - days/{name}\n" for name in nav)
    config = (tree / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"(?m)^(  - Days:\n)(?:      - .*\n)+", rf"\g<1>{listed}", config)
    (tree / "mkdocs.yml").write_text(config, encoding="utf-8")
    extensions = config[config.index("\nmarkdown_extensions:") : config.index("\n# --- Rules")]
    kept = re.sub(r"(?m)^      custom_fences:\n(?:        .*\n)+", "", extensions)
    plain = PLAIN + kept + config[config.index("\nnav:") :]
    (tree / "plain.yml").write_text(plain, encoding="utf-8")


def cost(tree: Path, command: str) -> float:
    """Build a tree twice. Return the CPU seconds of the second time."""
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    if command.startswith("zensical"):
        env |= {"MARKDOWN_EXTENSION": "hooks.extension", "PYTHONPATH": str(tree)}
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        words = [sys.executable, "-m", *command.split()]
        subprocess.run(words, cwd=tree, check=True, env=env, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: list[str]) -> None:
    """Print a row for each number of days and each way to build."""
    print("| days | build | CPU s | ms a page | site MB | search index MB |")
    print("|---|---|---|---|---|---|", flush=True)
    for days in map(int, arguments or ["12", "120", "1200"]):
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch) / "tree"
            grow(tree, days)
            for name, command in BUILDS.items():
                seconds, site = cost(tree, command), tree / "site"
                size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
                index = next(site.glob("search*.json"), site / "search/search_index.json")
                row = f"| {days} | {name} | {seconds:.1f} | {1000 * seconds / days:.0f} "
                row += f"| {size:.0f} | {index.stat().st_size / 1e6:.1f} |"
                print(row, flush=True)
                shutil.rmtree(site)


if __name__ == "__main__":
    main(sys.argv[1:])
