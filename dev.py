"""See, check, build and test the site on a fresh machine. Plain Python, nothing to install first.

    python dev.py serve    set up, then show the site at http://127.0.0.1:8000/ and follow your changes
    python dev.py build    set up, then build the site strictly into site/
    python dev.py check    set up, then check every page and mkdocs.yml; --fix mends what a machine can, and shows it
    python dev.py test     set up, then run every test (what follows goes to pytest); SITE_DIR=site tests what `build` made
    python dev.py verify   build a commit again, in a clean clone, and compare with a digest: verify DIGEST [COMMIT] [NAME=VALUE ...]
    python dev.py doctor OWNER/NAME    say what comments still need in a repository on GitHub, and where to click
    python dev.py comment-ids          in the workflow: ask GitHub for the ids of the comments
"""
# No type hints or newer syntax before the version check: an old Python must be able to read this file and say so.

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
RUNTIME = "docs/assets/micropython"  # not in git: copied from the package that package.json names
FLOOR = (3, 11, 5)  # pymdown-extensions 13 asks for it


class Missing(Exception):
    """Something that this machine lacks; its text says what to do."""


def say(text):
    """Tell the person at the terminal what is going on."""
    print("- " + text, flush=True)


def version_problem(version):
    """Return a sentence when `version` (three numbers) is too old for the site, else None."""
    if tuple(version) >= FLOOR:
        return None
    return "This is Python %s; the site needs %s or newer. Install it from python.org and run this command with it." % (
        ".".join(map(str, version)), ".".join(map(str, FLOOR)))


def python_of(environment):
    """Return the path of the Python inside a virtual environment, on Windows as elsewhere."""
    return os.path.join(environment, "Scripts", "python.exe") if os.name == "nt" else os.path.join(environment, "bin", "python")


def fingerprint(paths):
    """Return a digest of the files, so that a second run knows that nothing has changed."""
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def run(command, problem):
    """Run a command. Raises Missing with the sentence `problem` when it is not there or fails."""
    try:
        code = subprocess.call(command, cwd=ROOT)
    except OSError:
        code = 1
    if code != 0:
        raise Missing(problem)


def set_up(locks):
    """Make the virtual environment and install exactly what the lock files name; return its Python."""
    python = python_of(ENVIRONMENT)
    if not os.path.exists(python):
        say("making a virtual environment in .venv")
        run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
            "Python could not make a virtual environment: install the package python3-venv (Debian, Ubuntu), or Python from python.org.")
    for lock in locks:
        path = os.path.join(ROOT, *lock.split("/"))
        stamp = os.path.join(ENVIRONMENT, lock.replace("/", "-") + ".installed")
        wanted = fingerprint([path])
        if os.path.exists(stamp) and open(stamp).read() == wanted:
            continue
        say("installing what %s names" % lock)
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", path],
            "The packages of %s could not be installed: check the connection to the Internet, and run the command again." % lock)
        with open(stamp, "w") as file:
            file.write(wanted)
    return python


def set_up_node():
    """Install what package.json names and copy the runtime of the challenges to where the site serves it.

    Without Node the site is complete all the same: a day then shows how to check its challenge at home.
    """
    npm = shutil.which("npm")
    if npm is None:
        say("npm was not found: challenges cannot be run in the page. Install Node.js from nodejs.org for that; the rest works without it.")
        return
    modules = os.path.join(ROOT, "node_modules")
    stamp = os.path.join(modules, ".installed")
    wanted = fingerprint([os.path.join(ROOT, "package-lock.json")])
    if not os.path.exists(stamp) or open(stamp).read() != wanted:
        say("installing what package.json names")
        run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            "The packages of package.json could not be installed: check the connection to the Internet, and run the command again.")
        with open(stamp, "w") as file:
            file.write(wanted)
    package = os.path.join(modules, "@micropython", "micropython-webassembly-pyscript")
    served = os.path.join(ROOT, *RUNTIME.split("/"))
    os.makedirs(served, exist_ok=True)
    for name in ("micropython.mjs", "micropython.wasm"):
        source, target = os.path.join(package, name), os.path.join(served, name)
        if not os.path.exists(target) or fingerprint([source]) != fingerprint([target]):
            shutil.copyfile(source, target)


def find_browser():
    """Return the path of a Chromium, Chrome or Edge, or None. The variable CHROMIUM wins."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"]
    places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        os.path.join(os.environ.get("PROGRAMFILES", ""), "Google", "Chrome", "Application", "chrome.exe"),
        os.path.join(os.environ.get("PROGRAMFILES(X86)", ""), "Microsoft", "Edge", "Application", "msedge.exe"),
    ]
    found = [os.environ.get("CHROMIUM")] + [shutil.which(name) for name in names] + [place for place in places if os.path.isfile(place)]
    return next((path for path in found if path), None)


def install_browser(python):
    """Install a Chromium: from the system's packages where that needs no password, else through Playwright."""
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        say("installing Chromium from the system's packages")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:
            subprocess.call(prefix + ["apt-get", "update"], **quiet)
            if subprocess.call(prefix + ["apt-get", "install", "-y", "--no-install-recommends", "chromium"], **quiet) == 0 and find_browser():
                return
        except OSError:
            pass
    say("installing Chromium through Playwright")
    run([python, "-m", "playwright", "install", "chromium"],
        "No browser was found and none could be installed: install Chromium or Chrome, or set CHROMIUM to its path.")


def ask_git(*words):
    """Return what git answers, or None outside a repository or without git."""
    try:
        return subprocess.check_output(["git"] + list(words), cwd=ROOT, stderr=subprocess.DEVNULL).decode().strip() or None
    except (OSError, subprocess.CalledProcessError):
        return None


def digest_of(folder):
    """Return one SHA-256 for a built site, which needs no Python to be taken again. In the folder:

    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
    """
    lines = []
    for directory, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(directory, name)
            with open(path, "rb") as file:
                content = hashlib.sha256(file.read()).hexdigest()
            shown = os.path.relpath(path, folder).replace(os.sep, "/").encode()
            lines.append((b"./" + shown, content.encode() + b"  ./" + shown + b"\n"))
    return hashlib.sha256(b"".join(line for _, line in sorted(lines))).hexdigest()


def recipe_names():
    """Return the variables that a build depends on: those that mkdocs.yml reads."""
    with open(os.path.join(ROOT, "mkdocs.yml"), encoding="utf-8") as file:
        return re.findall(r"!ENV \[([A-Z_]+)", file.read())


def know_owner():
    """Set the variables that mkdocs.yml reads, as far as GitHub Actions tells them. Raises Missing for a value that cannot be meant."""
    sys.path.insert(0, os.path.join(ROOT, "hooks"))
    from series.settings import owner_settings  # not above: an old Python cannot read it
    try:
        os.environ.update(owner_settings(os.environ))
    except ValueError as problem:
        raise Missing(str(problem)) from None


def check(python, rest):
    """Check every page and mkdocs.yml; `rest` is --fix, and the files to report on."""
    environment = dict(os.environ, PYTHONPATH=os.path.join(ROOT, "hooks"), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.call([python, "-m", "series"] + rest, env=environment)


def serve(python, rest):
    """Show the site and follow changes until Ctrl+C. MkDocs reads mkdocs.yml before it can call our rules, so they come first."""
    if not rest and check(python, [os.path.join(ROOT, "mkdocs.yml"), os.path.join(ROOT, "overrides")]) != 0:
        return 1
    say("the site is at http://127.0.0.1:8000/ - stop with Ctrl+C")
    return subprocess.call([python, "-m", "mkdocs", "serve"] + rest, cwd=ROOT)


def build(python, rest):
    """Check, build strictly into site/, with the date of the last commit; print the digest, and the command that verifies it."""
    know_owner()
    code = check(python, [])
    if code != 0:
        return code
    when = ask_git("log", "-1", "--format=%ct")
    if when:
        os.environ.setdefault("SOURCE_DATE_EPOCH", when)
    code = subprocess.call([python, "-m", "mkdocs", "build", "--strict"] + rest, cwd=ROOT)
    if code == 0 and not rest:
        digest = digest_of(os.path.join(ROOT, "site"))
        say("SHA-256 of the site: " + digest)
        if ask_git("status", "--porcelain"):
            say("it holds changes that are not committed, so nobody else can build it")
            return code
        recipe = [name + "=" + os.environ[name] for name in recipe_names() if os.environ.get(name)]
        command = " ".join(map(shlex.quote, ["python", "dev.py", "verify", digest, ask_git("rev-parse", "HEAD") or "HEAD"] + recipe))
        say("to build it again and compare: " + command)
        if os.environ.get("GITHUB_OUTPUT") and "\n" not in command:  # the deployment shows it; a second line would be an output of its own
            with open(os.environ["GITHUB_OUTPUT"], "a") as file:
                file.write("verify=%s\n" % command)
    return code


def verify(_, rest):
    """Build a commit in a clean clone and compare with a digest, or with the folder of a downloaded site.

    rest: the digest or folder, then, in any order, a commit (HEAD if none is named) and the NAME=VALUE pairs that `build`
    printed. Returns 0 for the same bytes, 1 for others. Raises Missing for a request that cannot be meant.
    """
    pairs = dict(word.split("=", 1) for word in rest[1:] if "=" in word)
    names = [word for word in rest[1:] if "=" not in word] or ["HEAD"]
    unknown = sorted(set(pairs) - set(recipe_names()))
    if not rest or len(names) > 1 or unknown or not (os.path.isdir(rest[0]) or re.fullmatch("[0-9a-f]{64}", rest[0])):
        raise Missing("Write: python dev.py verify DIGEST [COMMIT] [NAME=VALUE ...], with the 64 digits that `build` printed, or the folder "
                      "of a site, and these names only: %s." % ", ".join(recipe_names()))
    commit = None if names[0].startswith("-") else ask_git("rev-parse", "--verify", "--quiet", names[0] + "^{commit}")
    if commit is None:
        raise Missing("%r is no commit of this clone: run `git fetch`, or look at the name." % names[0])
    if ask_git("rev-parse", "--is-shallow-repository") == "true":
        raise Missing("This clone lacks its history, from which pages have their dates: run `git fetch --unshallow` first.")
    wanted = digest_of(rest[0]) if os.path.isdir(rest[0]) else rest[0]
    with tempfile.TemporaryDirectory() as folder:
        clone = os.path.join(folder, "clone")
        run(["git", "clone", "--quiet", "--no-checkout", ROOT, clone], "The repository could not be cloned.")
        run(["git", "-C", clone, "checkout", "--quiet", "--detach", commit], "The commit could not be checked out.")
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith(("GITHUB_", "GISCUS_")) and name not in recipe_names() + ["SOURCE_DATE_EPOCH", "SITE_DIR"]}
        clean.update(pairs)
        if subprocess.call([sys.executable, "dev.py", "build"], cwd=clone, env=clean) != 0:
            raise Missing("The commit does not build.")
        site = os.path.join(clone, "site")
        found = digest_of(site)
        if os.path.isdir(rest[0]):
            print_differences(rest[0], site)
    say("the same bytes: " + found if found == wanted else "other bytes: %s was expected, this is %s" % (wanted, found))
    return 0 if found == wanted else 1


def print_differences(one, other):
    """Print the path of each file that differs between two folders, or that only one of them has."""
    paths = {os.path.relpath(os.path.join(directory, name), folder)
             for folder in (one, other) for directory, _, files in os.walk(folder) for name in files}
    for path in sorted(paths):
        sides = [os.path.join(folder, path) for folder in (one, other)]
        if not all(map(os.path.isfile, sides)) or fingerprint(sides[:1]) != fingerprint(sides[1:]):
            say("differs: " + path)


def test(python, rest):
    """Run the tests; `rest` goes to pytest."""
    if shutil.which("git") is None:
        raise Missing("git was not found: install it from git-scm.com; the tests build copies of the repository.")
    if find_browser() is None:
        install_browser(python)
    return subprocess.call([python, "-m", "pytest"] + rest, cwd=ROOT)


def about_comments(module, rest):
    """Run a program of hooks/series that needs no set-up; return its exit status."""
    environment = dict(os.environ, PYTHONPATH=os.path.join(ROOT, "hooks"), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.call([sys.executable, "-m", "series." + module] + rest, cwd=ROOT, env=environment)


def main(arguments):
    """Run one command. Returns its exit status; says in one sentence what is missing."""
    commands = {"serve": serve, "check": check, "build": build, "test": test, "verify": verify}
    without_set_up = {"doctor": "doctor", "comment-ids": "comment_ids"}
    problem = version_problem(sys.version_info[:3])
    if problem:
        print(problem)
        return 2
    if arguments and arguments[0] in without_set_up:
        return about_comments(without_set_up[arguments[0]], arguments[1:])
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # without it a machine with no git gets a traceback, not a site
    try:
        if arguments[0] == "verify":  # the clone sets itself up
            return verify(None, arguments[1:])
        locks = ["requirements.txt"] + (["tests/requirements.txt"] if arguments[0] == "test" else [])
        python = set_up(locks)
        if arguments[0] != "check":
            set_up_node()
        return commands[arguments[0]](python, arguments[1:])
    except Missing as missing:
        print(missing)
        return 2
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
