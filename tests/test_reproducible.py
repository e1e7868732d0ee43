"""One commit gives one site: the same bytes from any clone, folder, day and Python, and addresses that fit any base."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import broken_links
from conftest import MKDOCS, ROOT, built_folder, clean_clone, run_mkdocs

import dev


def committed_at(root: Path) -> str:
    return subprocess.check_output(["git", "log", "-1", "--format=%ct"], cwd=root, text=True).strip()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A clone, the site that it gives, and the digest of that site: what all others are compared with."""
    folder = tmp_path_factory.mktemp("first")
    clone = clean_clone(folder / "one")
    ran = run_mkdocs(clone, folder / "site", "--strict", SOURCE_DATE_EPOCH=committed_at(clone))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return clone, folder / "site", dev.digest_of(str(folder / "site"))


def test_another_clone_in_another_folder_gives_the_same_bytes(first: tuple[Path, Path, str], tmp_path: Path) -> None:
    clone = tmp_path / "a much longer name with spaces" / "é"
    clone.parent.mkdir()
    subprocess.run(["git", "clone", "-q", f"file://{first[0]}", str(clone)], check=True)
    ran = run_mkdocs(clone, tmp_path / "site", "--strict", SOURCE_DATE_EPOCH=committed_at(clone), LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert dev.digest_of(str(tmp_path / "site")) == first[2]


def test_another_day_gives_the_same_bytes_and_only_with_the_date_of_the_commit(first: tuple[Path, Path, str], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import time_machine\ntime_machine.travel('2031-05-06T07:08:09Z', tick=True).start()\n")
    moved = {"PYTHONPATH": str(tmp_path)}
    today = subprocess.check_output([sys.executable, "-c", "import datetime, time; print(datetime.date.today(), time.strftime('%Y'))"], env=os.environ | moved, text=True)
    assert today.split() == ["2031-05-06", "2031"]
    for name, epoch in (("same", {"SOURCE_DATE_EPOCH": committed_at(first[0])}), ("other", {})):
        ran = run_mkdocs(first[0], tmp_path / name, "--strict", **moved, **epoch)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert dev.digest_of(str(tmp_path / "same")) == first[2]
    assert dev.digest_of(str(tmp_path / "other")) != first[2] and "2031-05-06" in (tmp_path / "other/sitemap.xml").read_text(encoding="utf-8")


def other_python() -> str | None:
    """Return a Python of another minor version that is new enough for the site, or None."""
    places = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    places += sorted((Path.home() / ".pyenv/versions").glob("*/bin")) + sorted(Path(os.environ.get("RUNNER_TOOL_CACHE", "/nowhere")).glob("Python/*/*/bin"))
    for place in places:
        for path in sorted(place.glob("python3.[0-9][0-9]")):
            asked = subprocess.run([path, "-c", "import sys, venv, ensurepip; print(*sys.version_info[:3])"], capture_output=True, text=True, check=False)
            version = tuple(map(int, asked.stdout.split()))
            if version and version >= dev.FLOOR and version[:2] != sys.version_info[:2]:
                return str(path)
    return None


def test_another_python_gives_the_same_bytes(first: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = other_python()
    if found is None:
        pytest.skip("There is one Python of 3.11.5 or newer on this machine: install a second one to compare their bytes.")
    # Kept from one run to the next, since it takes longer to install than to build.
    monkeypatch.setattr(dev, "ENVIRONMENT", str(ROOT / ".cache" / f"tests-{Path(found).name}"))
    monkeypatch.setattr(dev.sys, "executable", found)
    python = dev.set_up(["requirements.txt"])
    version = subprocess.check_output([python, "--version"], text=True)
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}." not in version
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "SITE_"))}
    ran = subprocess.run([python, *MKDOCS[1:], "build", "--strict", "--site-dir", str(tmp_path / "site")], cwd=first[0], capture_output=True, text=True,
                         env=environment | {"SOURCE_DATE_EPOCH": committed_at(first[0])}, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert dev.digest_of(str(tmp_path / "site")) == first[2], version


def test_the_digest_sees_a_changed_byte_and_a_renamed_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = dev.digest_of(tmp_path)
    (tmp_path / "a").write_text("2")
    second = dev.digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, dev.digest_of(tmp_path)}) == 3


def test_the_digest_can_be_taken_without_python(first: tuple[Path, Path, str]) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("This machine has no sha256sum: install coreutils to compare with it.")
    said = dev.digest_of.__doc__.splitlines()[2].strip()
    assert subprocess.check_output(["bash", "-c", said], cwd=first[1], text=True).split()[0] == first[2]


def test_a_build_takes_the_date_of_the_last_commit_and_the_owner_from_github(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, dict[str, str]] = {}

    def note(command: list[str], **_: object) -> int:
        seen[command[2]] = dict(os.environ)
        return 1 if command[2] == "mkdocs" else 0

    monkeypatch.setattr(dev.os, "environ", {"PATH": os.environ["PATH"], "GITHUB_REPOSITORY": "amina/ml"})
    monkeypatch.setattr(dev.subprocess, "call", note)
    assert dev.build("python", []) == 1
    assert seen["mkdocs"]["SOURCE_DATE_EPOCH"] == committed_at(ROOT) and seen["mkdocs"]["SITE_URL"] == "https://amina.github.io/ml/"
    seen.clear()
    os.environ["SITE_URL"] = "nonsense"
    with pytest.raises(dev.Missing, match="SITE_URL is 'nonsense'"):
        dev.build("python", [])
    assert not seen


def test_a_build_hands_on_the_command_that_verifies_it_in_one_line_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(dev.subprocess, "call", lambda *_, **__: 0)
    monkeypatch.setattr(dev, "digest_of", lambda folder: "d" * 64)
    for category, changes in (("General; rm -rf /", None), ("A\nX=1", None), ("A", " M dev.py")):
        answers = {"log": "1750000000", "rev-parse": "c" * 40, "status": changes}
        monkeypatch.setattr(dev, "ask_git", lambda *words, answers=answers: answers[words[0]])
        monkeypatch.setattr(dev.os, "environ", {"GITHUB_OUTPUT": str(tmp_path / "output"), "GISCUS_CATEGORY": category})
        assert dev.build("python", []) == 0
    assert (tmp_path / "output").read_text() == f"verify=python dev.py verify {'d' * 64} {'c' * 40} 'GISCUS_CATEGORY=General; rm -rf /'\n"
    assert "not committed" in capsys.readouterr().out


@pytest.mark.parametrize(("given", "digest", "words"), [
    ("no-such-folder", "", "holds no site"), ("", "", "holds no site"), ("tests", "", "holds no site"), ("{site}", "0" * 64, "not SITE_DIGEST"),
])
def test_a_folder_that_is_not_the_built_site_is_no_site_to_test(first: tuple[Path, Path, str], given: str, digest: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        built_folder(given.format(site=first[1]), digest)
    assert built_folder(str(first[1]), first[2]) == first[1]


def test_what_is_published_holds_no_link_and_no_hidden_file(site: Path) -> None:
    """GitHub's own action leaves hidden files out and follows links: the bytes would not be those that were tested."""
    odd = [path for path in site.rglob("*") if path.is_symlink() or path.name.startswith(".")]
    assert odd == []


VOCABULARIES = ("https://schema.org", "https://creativecommons.org/", "http://www.w3.org/")  # names, not places


@pytest.mark.parametrize(("repository", "address", "base"), [
    ("amina/ml-dl-morocco", "", "https://amina.github.io/ml-dl-morocco/"),
    ("Amina/Amina.github.io", "", "https://amina.github.io/"),
    ("amina/ml-dl-morocco", "https://days.example/", "https://days.example/"),
    ("amina/ml-dl-morocco", "https://days.example/fr/serie", "https://days.example/fr/serie/"),
])
def test_a_fork_is_right_in_a_folder_at_the_root_and_on_a_domain(tmp_path: Path, repository: str, address: str, base: str) -> None:
    site = tmp_path / "site"
    ran = run_mkdocs(ROOT, site, "--strict", GITHUB_REPOSITORY=repository, SITE_URL=address, GITHUB_REF_NAME="trunk", GITHUB_REF_TYPE="branch")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert broken_links(site, base) == []
    pages = sorted(site.rglob("*.html"))
    edited = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(site).as_posix().removesuffix("index.html")
        head = text[: text.index("</head>")]
        if name != "404.html":
            assert f'<link rel="canonical" href="{base}{name}">' in head
        strange = [found for found in re.findall(r"https?://[^\s\"'<>]+", head) if not found.startswith((base, *VOCABULARIES))]
        assert strange == [], name
        assert "127.0.0.1" not in text and "localhost" not in text
        if (ROOT / f"docs/{name.rstrip('/')}.md").is_file() and name != "tags/":
            assert f'href="https://github.com/{repository}/edit/trunk/docs/{name.rstrip("/")}.md"' in text
            edited += 1
    assert edited >= 14  # twelve days, the glossary, about
    places = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(places) == sorted(base + page.relative_to(site).as_posix().removesuffix("index.html") for page in pages if page.name != "404.html")
    assert f'href="https://github.com/{repository}/discussions' in (site / "days/day-12-collaboration/index.html").read_text(encoding="utf-8")


def verify(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "dev.py", "verify", *words], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("words", "said"), [
    ([], "Write: python dev.py verify"), (["abc"], "Write: python dev.py verify"), (["no-such-folder"], "Write: python dev.py verify"),
    (["0" * 64, "HEAD", "main"], "Write: python dev.py verify"), (["0" * 64, "PATH=/tmp"], "Write: python dev.py verify"),
    (["0" * 64, "no-such-tag"], "'no-such-tag' is no commit"), (["0" * 64, "--help"], "'--help' is no commit"), (["0" * 64, "$(id)"], "is no commit"),
])
def test_a_request_to_verify_that_makes_no_sense_ends_in_a_sentence(words: list[str], said: str) -> None:
    ran = verify(*words)
    assert ran.returncode == 2 and said in ran.stdout and "Traceback" not in ran.stderr, ran.stdout + ran.stderr


def test_a_clone_without_its_history_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ask_git", lambda *words: "true" if "--is-shallow-repository" in words else "c" * 40)
    with pytest.raises(dev.Missing, match="git fetch --unshallow"):
        dev.verify(None, ["0" * 64])


def test_files_that_differ_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for side, files in (("one", {"a": "1", "b": "1", "same": "1"}), ("two", {"a": "2", "c": "1", "same": "1"})):
        (tmp_path / side).mkdir()
        for name, text in files.items():
            (tmp_path / side / name).write_text(text)
    dev.print_differences(str(tmp_path / "one"), str(tmp_path / "two"))
    assert capsys.readouterr().out.split() == "- differs: a - differs: b - differs: c".split()
