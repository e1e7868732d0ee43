"""The commands of README.md on every kind of machine, with a stand-in for MkDocs, offline."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import dev
from repository import ROOT, git
from workflow import put_program

TELL = """import os, sys
print("RAN", *sys.argv[1:])
print("SEES", *sorted(os.environ))
"""


class Machine:
    """A copy of what dev.py needs, and a machine whose only package is a stand-in for MkDocs."""

    def __init__(self, folder: Path) -> None:
        self.root, self.wheels, self.programs = folder / "copy", folder / "wheels", folder / "bin"
        for path in (self.root / "checks", self.root / "hooks", self.root / "site", self.wheels):
            path.mkdir(parents=True)
        for name in ("dev.py", "hooks/node.py", "hooks/package.json", "hooks/package-lock.json"):
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "checks/__main__.py").write_text(TELL)
        (self.root / "site/index.html").write_text("<p>")
        wheel = self.wheels / "mkdocs-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as file:
            file.writestr("mkdocs/__main__.py", TELL)
            about = "mkdocs-1.0.dist-info/"
            metadata = "Metadata-Version: 2.1\nName: mkdocs\nVersion: 1.0\n"
            file.writestr(about + "METADATA", metadata)
            file.writestr(about + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            file.writestr(about + "RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.root / "requirements.txt").write_text(f"mkdocs==1.0 --hash=sha256:{digest}\n")
        self.program("npm", "exit 1")  # its registry is down

    def program(self, name: str, text: str) -> None:
        """Put a program of this name before those of the machine."""
        self.programs.mkdir(exist_ok=True)
        put_program(self.programs / name, text)

    def run(self, *words: str, **more: str) -> tuple[int, str]:
        """Run `python3 dev.py WORDS` in the copy. Return its exit status and what it printed."""
        kept = {"HOME": str(Path.home())}
        kept["PATH"] = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        kept |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        kept["PIP_CONFIG_FILE"] = os.devnull
        python = sys._base_executable  # type: ignore[attr-defined]
        ran = subprocess.run(
            [python, "dev.py", *words], cwd=self.root, env=kept | more, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert "Traceback" not in ran.stdout, ran.stdout
        return ran.returncode, ran.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A copy of dev.py's folder for this process, with a pip that needs no time."""
    machine = Machine(tmp_path)
    ask = dev.ask

    def quickly(*command: str) -> tuple[bool, str]:
        if "venv" in command:
            venv.create(command[-1], clear=True, with_pip=False)
        return (True, "") if {"venv", "pip"} & set(command) else ask(*command)

    monkeypatch.setattr(dev, "ask", quickly)
    settle(machine, monkeypatch)
    return machine


def settle(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ROOT", machine.root)
    monkeypatch.setattr(dev, "ENVIRONMENT", machine.root / ".venv")


def link(path: Path, target: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(target)


def copy(path: Path, old: Path) -> None:
    shutil.move(path, old)
    shutil.copytree(old, path, symlinks=True)


SPOILS: dict[str, Callable[[Machine, Path], object]] = {
    "no pip": lambda machine, env: venv.create(env, clear=True, with_pip=False),
    "gone": lambda machine, env: shutil.rmtree(env),
    "a link": lambda machine, env: link(env, machine.wheels),
    "a file": lambda machine, env: (shutil.rmtree(env), env.touch()),
    "a copy": lambda machine, env: copy(env, machine.root / "old"),
    "moved": lambda machine, env: (
        shutil.move(machine.root, machine.root.with_name("moved")),
        setattr(machine, "root", machine.root.with_name("moved")),
    ),
    "new lock": lambda machine, env: (machine.root / "requirements.txt").open("a").write("\n"),
}


@pytest.mark.parametrize("name", SPOILS)
def test_environment_heals(
    fresh: Machine, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for step, installs in ((0, 1), (1, 0), (2, 1), (3, 0)):
        if step == 2:
            SPOILS[name](fresh, fresh.root / ".venv")
            settle(fresh, monkeypatch)
        python = dev.set_up([fresh.root / "requirements.txt"])
        assert capsys.readouterr().out.count("- installing") == installs, step
        assert Path(python).is_file() and not (fresh.root / ".venv").is_symlink()
    assert [path.suffix for path in fresh.wheels.iterdir()] == [".whl"]


def test_environment_is_made_once(machine: Machine) -> None:
    """With Python's own venv and pip, as on a bare machine."""
    for says in ("- installing", "RAN a --fix"):
        code, said = machine.run("check", "a", "--fix")
        assert code == 0 and "RAN a --fix" in said and said.startswith(says), said


HOSTILE = ("shlex", "subprocess", "socket", "runpy", "sitecustomize")


def test_the_command_of_the_dev_container(machine: Machine) -> None:
    settings = json.loads((ROOT / ".devcontainer.json").read_text())
    python, program, *words = settings["postCreateCommand"].split()
    status, said = machine.run(*words)
    assert (python, program, status) == ("python3", "dev.py", 0) and "RAN" in said
    assert settings["forwardPorts"] == [8000]  # the first that `serve` takes


def test_nothing_of_the_folder_is_run(machine: Machine, tmp_path: Path) -> None:
    machine.run("check")
    for name in HOSTILE:
        for folder in (machine.root, tmp_path):
            (folder / f"{name}.py").write_text(f"print('HOSTILE {name}')")
    code, said = machine.run("check")
    assert code == 0 and "HOSTILE" not in said
    (tmp_path / "sitecustomize.py").unlink()  # Python itself runs that one, before any program
    python = {"PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": "x", "PYTHONHASHSEED": "1"}
    code, said = machine.run("check", **python)
    assert code == 0 and "HOSTILE" not in said and " PYTHON" not in said
    for name in HOSTILE:
        (machine.root / f"{name}.py").unlink()


def test_secrets_and_git_settings_stay_out(machine: Machine) -> None:
    unsafe = ("GITHUB_TOKEN", "MY_SECRET", "GITHUB_ENV", "GIT_DIR", "PIP_TARGET", "VIRTUAL_ENV")
    code, said = machine.run("check", **dict.fromkeys(unsafe, "/nowhere"), SITE_URL="https://a.ma/")
    seen = said.partition("SEES ")[2].split()
    assert code == 0 and "SITE_URL" in seen and not set(unsafe) & set(seen)
    environment = dict(zip(seen, seen, strict=True)) | dev.SAFE
    assert environment["GIT_CONFIG_KEY_0"] == "log.showSignature"


def test_committed_programs_are_refused(machine: Machine) -> None:
    machine.run("check")
    git(machine.root, "init", "-q")
    git(machine.root, "add", "-f", ".venv/pyvenv.cfg")
    code, said = machine.run("check")
    shutil.rmtree(machine.root / ".git")
    assert code == 1 and "RAN" not in said and len(said.splitlines()) == 1


@pytest.mark.parametrize(("settings", "words"), [
    (["--index-url", "http://127.0.0.1:1/", "--retries=1"], "online"),
    (["--no-index", "--find-links", os.devnull], "Alpine"),
])  # fmt: skip
def test_packages_that_do_not_come(machine: Machine, settings: list[str], words: str) -> None:
    machine.run("check")
    pip = [machine.root / ".venv/bin/python", "-Im", "pip", "install", "mkdocs==2", *settings]
    ran = subprocess.run(
        pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    said = dev.why_not_installed(ran.stdout)
    assert ran.returncode == 1 and words in said and "\n" not in said


def test_a_failed_installation_is_no_environment(
    fresh: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = dev.ask
    failing = lambda *command: (False, "onnection") if "pip" in command else ask(*command)  # noqa: E731
    monkeypatch.setattr(dev, "ask", failing)
    for _ in range(2):
        with pytest.raises(SystemExit, match="online"):
            dev.set_up([fresh.root / "requirements.txt"])


def test_build_shows_the_digest_and_how_to_take_it(machine: Machine) -> None:
    code, said = machine.run("build")
    digest, command = re.findall("site/: ([0-9a-f]{64}), by: (.*)", said)[0]
    taken = subprocess.check_output(["bash", "-c", command], cwd=machine.root / "site", text=True)
    assert code == 0 and taken.split()[0] == digest == dev.digest_of(machine.root / "site")
    assert "RAN build --strict\n" in said and said.count("RAN") == 1  # and no check of its own
    assert "Node.js" in said or "npm" in said  # a registry that is down does not stop a build


def test_npm_brings_what_is_served(machine: Machine) -> None:
    served = json.loads((ROOT / "hooks/package.json").read_text(encoding="utf-8"))["served"]
    place = "mkdir -p node_modules/{}; echo {} > node_modules/{}"
    makes = [place.format(Path(path).parent, path, path) for path in served]
    machine.program("npm", "\n".join([*makes, "echo once >> ../npm.log"]))
    for _ in range(2):
        assert machine.run("build")[0] == 0
    machine.program("npm", "exit 1")
    for path, folder in served.items():
        assert (machine.root / folder / Path(path).name).read_text().strip() == path
    assert (machine.root / "npm.log").read_text() == "once\n"  # and not again


def test_serve_takes_the_next_port(machine: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for words in (["-a", f"127.0.0.1:{port}"], [f"--dev-addr=127.0.0.1:{port}"]):
            code, said = machine.run("serve", *words)
            assert code == 0 and f"127.0.0.1:{port} is in use" in said
            shown = re.findall(r"RAN serve .*-a 127\.0\.0\.1:(\d+)\n", said)
            assert port < int(shown[0]) < port + 20
    for wrong in ("8000", "a:b", "256.1.1.1:80", "127.0.0.1:99999"):
        code, said = machine.run("serve", "-a", wrong)
        assert code == 1 and said.splitlines()[-1].startswith("Write an address")


def test_another_users_folder(machine: Machine) -> None:
    machine.program("git", "echo fatal: detected dubious ownership in repository; exit 128")
    code, said = machine.run("build")
    (machine.programs / "git").unlink()
    assert code == 1 and "safe.directory" in said and len(said.splitlines()) == 1


def test_old_pythons_read_the_file() -> None:
    source = (ROOT / "dev.py").read_text(encoding="ascii")
    ast.parse(source, feature_version=(3, 5))
    for python in Path.home().glob(".pyenv/versions/*/bin/python"):
        asked = [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        if subprocess.run(asked, check=False).returncode:
            ran = subprocess.run([str(python), ROOT / "dev.py"], capture_output=True, check=False)
            assert ran.returncode == 1 and b"3.11" in ran.stderr and ran.stderr.count(b"\n") == 1


def test_usage(machine: Machine) -> None:
    for words in ([], ["verify"], ["--help"]):
        code, said = machine.run(*words)
        assert code == 1 and "dev.py serve" in said
