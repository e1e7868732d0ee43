"""The commands of README.md: what is missing on a machine is said in one sentence."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import dev


def test_an_old_python_is_refused_in_a_sentence_and_a_new_one_is_not() -> None:
    said = dev.version_problem((3, 11, 4))
    assert said is not None and "3.11.5" in said and "python.org" in said
    assert dev.version_problem((3, 11, 5)) is None and dev.version_problem((3, 13, 0)) is None


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 5))


def test_without_a_command_the_commands_are_shown() -> None:
    ran = subprocess.run([sys.executable, "dev.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2 and all(f"dev.py {name}" in ran.stdout for name in ("serve", "build", "test"))


def test_a_package_that_cannot_be_installed_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.txt").write_text("nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64)
    monkeypatch.setattr(dev, "ROOT", str(tmp_path))
    monkeypatch.setattr(dev, "ENVIRONMENT", str(tmp_path / ".venv"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(dev, "python_of", lambda environment: sys.executable)
    assert dev.main(["build"]) == 2
    said = capsys.readouterr().out
    assert "check the connection" in said and "Traceback" not in said


def test_no_git_and_no_browser_end_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(dev.Missing, match="git-scm"):
        dev.test(sys.executable, [])
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(dev.os.path, "isfile", lambda path: False)
    assert dev.find_browser() is None
    with pytest.raises(dev.Missing, match="No browser"):
        dev.install_browser("no-such-python")


def test_the_stamp_changes_with_the_lock_file(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("a")
    first = dev.fingerprint([str(lock)])
    lock.write_text("b")
    assert dev.fingerprint([str(lock)]) != first


def test_direct_requirements_are_exact_explained_and_locked() -> None:
    for source, lock in (("requirements.in", "requirements.txt"), ("tests/requirements.in", "tests/requirements.txt")):
        locked = (ROOT / lock).read_text(encoding="utf-8")
        for line in (ROOT / source).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                pin, _, reason = line.partition("#")
                assert "==" in pin and len(reason.strip()) > 10, line
                assert f"\n{pin.strip().lower()} \\" in f"\n{locked.lower()}", line
