"""How a program of a workflow speaks: to the log, to later steps, to the summary of the run, and to GitHub's API."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MAX_ANSWER = 2_000_000  # bytes; a page of the API has far fewer
TRIES = 3


class Refused(Exception):
    """Why nothing is published or written; its text is a sentence that says what to do."""


class NotFound(Exception):
    """The API has no such thing: what was asked for is switched off, or never was."""


def escaped(text: str) -> str:
    """Return `text` as one line of a workflow command. Source: GitHub Docs, "Workflow commands for GitHub Actions"."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def notice(text: str) -> None:
    """Show a sentence in the log and at the head of the run."""
    print(f"::notice::{escaped(text)}")


def failure(text: str) -> int:
    """Show why the step fails, and return its exit status."""
    print(f"::error::{escaped(text)}")
    return 1


def hand_on(environment: Mapping[str, str], file: str, **values: str) -> None:
    """Add `name=value` lines to GITHUB_OUTPUT or GITHUB_ENV. Raises Refused for a value that would add a line of its own."""
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise Refused(f"The value of {name} has more than one line, so it was not handed on.")
    with Path(environment[file]).open("a", encoding="utf-8") as output:
        output.writelines(f"{name}={value}\n" for name, value in values.items())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token is never sent to where an answer points."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def ask(environment: Mapping[str, str], path: str, method: str = "GET", body: dict[str, Any] | None = None, *, timeout: float = 20, pause: float = 2) -> Any:
    """Return what GitHub's API answers to `path`, for example `/repos/amina/ml/pages`.

    A question is asked up to three times when the answer is a server's fault or does not come. A change is asked for once.
    Raises NotFound for 404 and 410, Refused for everything else that is no answer.
    """
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise Refused("The step was given no token: set GITHUB_TOKEN to `github.token` in its `env`.")
    request = urllib.request.Request(
        environment.get("GITHUB_API_URL", "https://api.github.com").rstrip("/") + path, method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
                 "User-Agent": "ml-dl-morocco-challenges"},
    )
    what = f"GitHub's API at {path.split('?')[0]}"
    tries = TRIES if method == "GET" else 1
    for left in reversed(range(tries)):
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout) as answer:
                return json.loads(answer.read(MAX_ANSWER).decode("utf-8"))
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                raise NotFound(f"{what} answered {error.code}.") from None
            if error.code < 500 or not left:
                raise Refused(f"{what} answered {error.code}: {'look at the permissions of the job' if error.code in (401, 403) else 'run the job again later'}.") from None
        except ValueError:
            raise Refused(f"{what} answered something that is not JSON: run the job again later.") from None
        except OSError as error:
            if not left:
                raise Refused(f"{what} did not answer ({type(error).__name__}): run the job again later.") from None
        time.sleep(pause)
    raise AssertionError("unreachable: the last try returns or raises")


def main_of(run: Any) -> int:
    """Run `run(os.environ)`; turn Refused into a sentence. Returns the exit status."""
    try:
        run(os.environ)
    except Refused as reason:
        return failure(str(reason))
    return 0
