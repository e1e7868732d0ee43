"""See, check, build and test the site on a fresh machine. There is nothing to install first.

python3 dev.py serve            show the site and follow your changes; -a HOST:PORT: somewhere else
python3 dev.py check [FILES]    check every page, or these files; --fix repairs what a program can
python3 dev.py build            build the site strictly into site/
python3 dev.py test [OPTIONS]   run all tests, or what you tell pytest; SITE_DIR=site tests a build
"""

# /// script
# requires-python = ">=3.11"
# ///
import sys  # an old Python has to read this file to the end: no f-strings, no annotations

if sys.version_info < (3, 11):  # mkdocs-material, Markdown and Pillow ask for it
    sys.exit(
        "This is Python %d.%d; the site needs 3.11. On Ubuntu 22.04: sudo apt install "
        "python3.11-venv, then python3.11 dev.py. macOS, Windows: install Python from python.org. "
        "Anywhere: install uv (docs.astral.sh/uv), then uv run dev.py." % sys.version_info[:2]
    )
if __name__ == "__main__" and not sys.flags.isolated:
    # Neither a file beside this one nor PYTHONPATH is to stand in for a module of Python.
    sys.path = [folder for folder in sys.path[1:] if folder.startswith(sys.base_prefix)]
    import os

    again = [sys._base_executable, "-Iu", os.path.abspath(__file__)] + sys.argv[1:]
    if os.name == "posix":
        os.execv(again[0], again)
    import subprocess

    sys.exit(subprocess.call(again))

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
# Variables that no program started here sees: they change what Python, git and pip do, or give away
# a secret or a file of GitHub Actions to a program that a contributor wrote.
UNSAFE = "PYTHON|GIT_|PIP_(PREFIX|TARGET|USER)|.*(TOKEN|SECRET|PASSWORD|PRIVATE_KEY)"
UNSAFE += "|VIRTUAL_ENV|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$"
SAFE = {"GIT_PYTHON_REFRESH": "quiet", "LANGUAGE": "C", "NO_MKDOCS_2_WARNING": "1"}
SAFE.update(GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="log.showSignature", GIT_CONFIG_VALUE_0="no")
# `checks` is looked for in this folder, but only after everything that came with Python.
CHECKS = "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
CHECKS += "runpy.run_module('checks', alter_sys=True, run_name='__main__')"


def ask(*command):
    """Run a command quietly. Return whether it succeeded, and all that it printed."""
    try:
        ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        return False, str(error)
    return ran.returncode == 0, ran.stdout.decode("utf-8", "replace").strip()


def ask_git(*words):
    """Return what git answers; nothing outside a repository or without git."""
    done, said = ask("git", *words)
    if "dubious ownership" in said:
        trust = 'git config --global --add safe.directory "%s"' % ROOT
        sys.exit("Another user owns this folder, so git is silent. If you trust it: " + trust)
    return said if done else ""


def note_of(lock):
    """Return the file that notes that this Python installed `lock` to the end in this .venv."""
    place = ENVIRONMENT.is_dir() and ENVIRONMENT.stat().st_ino  # so that nobody can commit the note
    state = repr((sys.version, str(ROOT), place, lock.read_bytes())).encode()
    return ENVIRONMENT / ("installed-" + hashlib.sha256(state).hexdigest())


def set_up(locks):
    """Install exactly what `locks` name into .venv, which is made anew if it is not ours."""
    if ask_git("ls-files", "--", ".venv", "node_modules"):
        sys.exit("Somebody committed programs as .venv or node_modules: do not run this copy.")
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for lock in locks:
        if note_of(lock).is_file():
            continue
        print("- installing what %s names into .venv" % lock.relative_to(ROOT))
        if lock == locks[0]:
            if ENVIRONMENT.is_symlink() or ENVIRONMENT.is_file():
                ENVIRONMENT.unlink()  # not what a link leads to
            if not ask(sys.executable, "-I", "-m", "venv", "--clear", str(ENVIRONMENT))[0]:
                sys.exit("Python cannot make .venv. Debian: sudo apt install python3-venv.")
        options = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        done, said = ask(python, "-I", "-m", "pip", "install", "-r", lock, *options)
        if not done:
            sys.exit(why_not_installed(said))
        note_of(lock).touch()
    return str(python)


def why_not_installed(said):
    """Return what to do about what pip said."""
    if "onnection" in said:
        return "The packages cannot be fetched: is this machine online?"
    if "No matching distribution" not in said:
        return "The packages cannot be installed. " + said[-500:]
    return (
        "A package is not ready-made for %s. Alpine Linux: take an image of Debian. Windows on "
        "ARM: install the 64-bit Python for Intel and AMD." % sysconfig.get_platform()
    )


def digest_of(folder):
    """Return one SHA-256 of a built site. In a shell in the folder:

    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
    """
    lines = []
    for path in Path(folder).rglob("*"):
        if path.is_file():
            name = b"  ./" + os.fsencode(path.relative_to(folder).as_posix()) + b"\n"
            lines.append((name, hashlib.sha256(path.read_bytes()).hexdigest().encode()))
    return hashlib.sha256(b"".join(content + name for name, content in sorted(lines))).hexdigest()


def check(python, rest):
    """Check the pages and mkdocs.yml; return 0 when there is nothing to say."""
    return subprocess.call([python, "-I", "-c", CHECKS, str(ROOT)] + rest)


def stop_if_misconfigured(python):
    """Stop and say what is wrong with mkdocs.yml, where MkDocs would print a traceback."""
    right, said = ask(python, "-I", "-c", CHECKS, str(ROOT), str(ROOT / "mkdocs.yml"))
    if not right:
        sys.exit(said)


def serve(python, rest):
    """Show the site, at the next port if one is taken, and follow changes. MkDocs says where."""
    stop_if_misconfigured(python)
    words = " ".join(rest + ["-a", "127.0.0.1:8000"])
    host, _, first = re.search("(?:-a|--dev-addr)[ =]*([^ ]*)", words).group(1).rpartition(":")
    for port in range(int(first), int(first) + 20) if host and first.isdecimal() else []:
        try:
            socket.create_server((host, port)).close()
            break
        except (OSError, OverflowError):
            print("- %s:%d is in use, or is not of this machine." % (host, port))
    else:
        sys.exit("Write an address of this machine, such as: serve -a 127.0.0.1:8000")
    words = ["serve"] + rest + ["-a", "%s:%d" % (host, port)]
    return subprocess.call([python, "-I", "-m", "mkdocs"] + words, cwd=ROOT)


def build(python, rest):
    """Build strictly, with the checks, dated by the last commit; print the digest."""
    when = ask_git("log", "-1", "--format=%ct")
    if when:
        os.environ.setdefault("SOURCE_DATE_EPOCH", when)
    code = subprocess.call([python, "-I", "-m", "mkdocs", "build", "--strict"] + rest, cwd=ROOT)
    if code:
        stop_if_misconfigured(python)
    elif not rest:
        command = digest_of.__doc__.split("\n")[2].strip()
        print("- SHA-256 of site/: %s, by: %s" % (digest_of(ROOT / "site"), command))
    return code


def test(python, rest):
    """Run the tests: all of them on every core, or what `rest` tells pytest."""
    if not shutil.which("git"):
        sys.exit("The tests need git: install it from git-scm.com.")
    rest = rest or ["-n", "auto", "--dist", "loadfile"]
    return subprocess.call([python, "-I", "-m", "pytest"] + rest, cwd=ROOT)


def main(arguments):
    """Run one command and return its exit status. What is missing ends in one sentence."""
    commands = {"serve": serve, "check": check, "build": build, "test": test}
    if not arguments or arguments[0] not in commands:
        sys.exit(__doc__)
    name, rest = arguments[0], arguments[1:]
    for variable in [name for name in os.environ if re.match(UNSAFE, name)]:
        del os.environ[variable]
    os.environ.update(SAFE)
    locks = [ROOT / "requirements.txt", ROOT / "tests/requirements.txt"]
    try:
        python = set_up(locks if name == "test" else locks[:1])
        if name != "check" and not any(word.startswith("checks") for word in rest):
            subprocess.call([python, "-I", str(ROOT / "hooks/node.py")])
            if name == "test":
                subprocess.call([python, "-I", str(ROOT / "tests/browser.py")])
        return commands[name](python, rest)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
