"""How the programs of the workflows talk: to the log, to later steps, and to GitHub's API."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

TRIES, PAUSE, TIMEOUT = 3, 2.0, 20.0  # seconds
LONGEST_ANSWER = 2_000_000  # bytes; a page of the API has far fewer


class Refused(Exception):
    """Why nothing is published or written; the message says what to do."""


class NotFound(Refused):
    """The API answered 404 or 410: the thing does not exist, or its feature is off."""


def notice(text: str, kind: str = "notice") -> None:
    """Show a sentence in the log and on the page of the run (GitHub Docs, "Workflow commands")."""
    print(f"::{kind}::" + text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def hand_on(environment: Mapping[str, str], file: str, **values: str) -> None:
    """Add `name=value` lines to GITHUB_OUTPUT. Raises Refused for a value of several lines."""
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise Refused(f"The value of {name} has more than one line, so it is not handed on.")
    with Path(environment[file]).open("a", encoding="utf-8") as output:
        output.writelines(f"{name}={value}\n" for name, value in values.items())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Do not follow redirects: the token must stay with GitHub."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def ask(
    environment: Mapping[str, str],
    path: str,
    method: str = "GET",
    body: dict[str, Any] | None = None,
) -> Any:
    """Return what GitHub's API answers to `path`, such as `/repos/amina/ml/pages`.

    A GET is tried three times if the server fails. Raises NotFound for 404 and 410, Refused for
    every other answer that is of no use.
    """
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise Refused("The step has no token: set GITHUB_TOKEN to `github.token` in its `env`.")
    request = urllib.request.Request(
        environment.get("GITHUB_API_URL", "https://api.github.com").rstrip("/") + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"},
        method=method,
    )
    for left in reversed(range(TRIES if method == "GET" else 1)):
        advice = "run the job again later"
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                return json.loads(answer.read(LONGEST_ANSWER).decode())
        except urllib.error.HTTPError as error:
            problem, again = f"answered {error.code}", error.code >= 500
            error.close()
            if error.code in (404, 410):
                raise NotFound(f"GitHub's API has no {path}.") from None
            if error.code in (401, 403):
                advice = "look at the permissions of the job"
        except ValueError:
            problem, again = "did not answer JSON", False
        except OSError as error:
            problem, again = f"did not answer ({type(error).__name__})", True
        if not again or not left:
            break
        time.sleep(PAUSE)
    raise Refused(f"GitHub's API {problem} at {path.partition('?')[0]}: {advice}.")


def main_of(run: Callable[[Mapping[str, str]], None]) -> int:
    """Run `run(os.environ)`; show what goes wrong as a sentence. Return the exit status."""
    try:
        run(os.environ)
        return 0
    except Refused as reason:
        notice(str(reason), "error")
    except (KeyError, TypeError, ValueError) as error:
        notice(f"GitHub answered something unknown ({error!r}): run the job again later.", "error")
    return 1
