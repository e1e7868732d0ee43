"""How the programs of the workflows talk: to the log, to later steps, and to GitHub's API."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ADVICE = {  # what gh prints (recorded with gh 2.23), and what helps
    "rate limit": "run this again in an hour",
    "HTTP 40[13]|GH_TOKEN|auth login": "look at GH_TOKEN and the permissions of the job, or at "
    "home run `gh auth login`",
    "Could not resolve": "compare the name of the repository",
    "FileNotFoundError": "install gh from https://cli.github.com",
    "": "run this again later, see https://githubstatus.com",
}


class Refused(Exception):
    """Why nothing is published or written; the message says what to do."""


class NotFound(Refused):
    """The API answered 404 or 410: the thing does not exist, or its feature is off."""


def notice(text: str, kind: str = "notice") -> None:
    """Show a sentence in the log and on the page of the run (GitHub Docs, "Workflow commands")."""
    print(f"::{kind}::" + text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def hand_on(environment: Mapping[str, str], **values: str) -> None:
    """Add `name=value` lines to GITHUB_OUTPUT. Raises Refused for a value of several lines."""
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise Refused(f"The value of {name} has more than one line, so it is not handed on.")
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.writelines(f"{name}={value}\n" for name, value in values.items())


def ask(path: str, method: str = "GET", body: dict[str, Any] | None = None) -> Any:
    """Return what GitHub's API answers to `path`, such as `repos/amina/ml/pages`, through gh.

    Raises NotFound for 404 and 410, Refused for every other answer that is of no use.
    """
    command = ["gh", "api", path, "--method", method, *(["--input", "-"] if body else [])]
    try:
        ran = subprocess.run(
            command, input=json.dumps(body), capture_output=True, text=True, timeout=60, check=False
        )
        said = ran.stderr.strip() or "nothing"
        if ran.returncode == 0:
            return json.loads(ran.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        said = f"{type(error).__name__}: {error}"
    if "HTTP 404" in said or "HTTP 410" in said:
        raise NotFound(f"GitHub's API has no {path}.")
    advice = next(words for sign, words in ADVICE.items() if re.search(sign, said))
    raise Refused(f"GitHub's API at {path.partition('?')[0]}: {advice}. It said: {said[:200]}")


def main_of(run: Callable[[Mapping[str, str]], None]) -> int:
    """Run `run(os.environ)`; show what goes wrong as a sentence. Return the exit status."""
    try:
        run(os.environ)
        return 0
    except Refused as reason:
        notice(str(reason), "error")
    except (KeyError, TypeError, ValueError) as error:
        notice(f"GitHub answered something unknown ({error!r}): run this again later.", "error")
    return 1
