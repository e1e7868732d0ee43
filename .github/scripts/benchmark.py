"""Print how the build grows: what 12, 120 and 1,200 days cost, beside plain Material with dates.

    .venv/bin/python .github/scripts/benchmark.py [DAYS ...]

Each tree is a copy of this repository with more days, made from those that are there, and a commit
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
WHO = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
HEAD = "| days | build | CPU s | ms a page | largest MB | site MB | search index MB |"
PLAIN = """
site_name: plain
theme: {name: material, font: false}
plugins: [search, tags, git-revision-date-localized]
"""


def commit(tree: Path, day: int) -> None:
    """Commit all of a tree, at a time that the number of the day sets."""
    when = f"2026-01-{1 + day % 28:02}T12:00:00Z"
    times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for words in (["add", "-A"], [*WHO, "commit", "-qm", f"Day {day}", "--allow-empty"]):
        subprocess.run(["git", *words], cwd=tree, check=True, env=os.environ | times)


def grow(tree: Path, days: int) -> None:
    """Make a tree with so many days: copies of the pages, tables, challenges that are there."""
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    for name in filter(None, names):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    docs = tree / "docs"
    real = sorted(docs.glob("days/day-*.md"))
    commit(tree, 0)
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
            commit(tree, day)
    listed = "".join(f"      - days/{name}\n" for name in nav)
    config = (tree / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"(?m)^(  - Days:\n)(?:      - .*\n)+", rf"\g<1>{listed}", config)
    (tree / "mkdocs.yml").write_text(config, encoding="utf-8")
    extensions = re.search(r"(?s)\nmarkdown_extensions:.*?(?=\n# -)", config)
    assert extensions, "mkdocs.yml names the Markdown extensions"
    kept = re.sub(r"(?m)^      custom_fences:\n(?:        .*\n)+", "", extensions[0])
    (tree / "plain.yml").write_text(
        PLAIN + kept + config[config.index("\nnav:") :], encoding="utf-8"
    )
    commit(tree, days)


def cost(tree: Path, *words: str) -> tuple[float, float]:
    """Build a tree twice. Return the CPU seconds of the second time, and the peak memory in MB.

    The memory is the largest of all that was started until now: the smallest build comes first.
    """
    command = [sys.executable, "-m", *words]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    if words[0] == "zensical":
        env |= {"MARKDOWN_EXTENSION": "hooks.extension", "PYTHONPATH": str(tree)}
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=tree, check=True, env=env, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        after.ru_maxrss / 1e3,
    )


def size(folder: Path) -> float:
    """Return the size of all files below a folder in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main(arguments: list[str]) -> None:
    """Print a row for each number of days and each way to build."""
    print(HEAD, "|---|---|---|---|---|---|---|", sep="\n", flush=True)
    builds = {
        "ours": ["mkdocs", "build", "--strict", "-q"],
        "plain": ["mkdocs", "build", "-q", "-f", "plain.yml"],
        "zensical": ["zensical", "build"],
    }
    for days in map(int, arguments or ["12", "120", "1200"]):
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch) / "tree"
            grow(tree, days)
            for name, words in builds.items():
                seconds, memory = cost(tree, *words)
                site = tree / "site"
                index = next(site.glob("search*.json"), site / "search/search_index.json")
                row = f"| {days} | {name} | {seconds:.1f} | {1000 * seconds / days:.0f} "
                row += f"| {memory:.0f} | {size(site):.0f} | {index.stat().st_size / 1e6:.1f} |"
                print(row, flush=True)
                shutil.rmtree(site)


if __name__ == "__main__":
    main(sys.argv[1:])
