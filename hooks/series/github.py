"""Ask GitHub about a repository and believe nothing of the answer before it has been checked. Standard library only.

Sources: GitHub Docs, "Using the GraphQL API for Discussions" and "Rate limits and query limits for the GraphQL API".
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 256 * 1024  # 25 categories take about 5,000
PATIENCE = 15.0  # seconds for a whole answer
QUERY = """query($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id isPrivate hasDiscussionsEnabled discussionCategories(first: 25) { nodes { id name slug } }
  }
}"""


class NoAnswer(Exception):
    """GitHub gave nothing that can be used. Its text says why and what to do; `status` is the HTTP status, or 0."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: Any, **named: Any) -> None:
        """Follow nothing: a token must not travel to an address that nobody here chose."""


def _reason(status: int, limited: bool = False, token: str = "some") -> str:
    if status == 429 or (status == 403 and limited):
        wait = "run it again in an hour" if token else "set GITHUB_TOKEN, or run it again in an hour"
        return f"GitHub's limit of requests is used up: {wait}"
    if status == 401:
        return "GitHub does not accept the token: in the workflow give the step `GITHUB_TOKEN: ${{ github.token }}`, elsewhere make a new one"
    if status == 403:
        return "GitHub refuses: give the job the permission `discussions: read`"
    if status == 404:
        return "GitHub knows no such repository, or does not show it to this token"
    if 300 <= status < 400:
        return "the repository has moved: use its new name"
    if status >= 500:
        return f"GitHub has a fault of its own (status {status}): see https://www.githubstatus.com and run it again later"
    return f"GitHub answered with status {status}"


def ask(address: str, token: str, query: Mapping[str, Any] | None = None, patience: float = PATIENCE) -> Any:
    """Return GitHub's answer, as JSON. With `query` it is posted, else the address is read.

    Raises NoAnswer, and nothing else, whatever comes back: a refusal, a redirect, a page, too much, too late, nothing.
    """
    if not address.startswith("https://") and not address.startswith("http://127.0.0.1:"):
        raise NoAnswer("the address of GitHub's API must begin with https://")
    headers = {"Accept": "application/json", "User-Agent": "ml-dl-morocco-challenges"} | ({"Authorization": f"Bearer {token}"} if token else {})
    body = None if query is None else json.dumps(query).encode()
    until = time.monotonic() + patience
    try:
        request = urllib.request.Request(address, body, headers)
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=patience) as response:
            read = bytearray()
            while piece := response.read1(65536):
                read += piece
                if len(read) > MOST_BYTES:
                    raise NoAnswer("GitHub's answer is too long to be one")
                if time.monotonic() > until:
                    raise TimeoutError
        return json.loads(read)
    except urllib.error.HTTPError as error:
        with error:
            limited = error.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in error.headers
            raise NoAnswer(_reason(error.code, limited, token), error.code) from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise NoAnswer("GitHub's answer is no JSON: see https://www.githubstatus.com and run it again later") from None
    except (OSError, http.client.HTTPException):  # no network, no such host, no certificate, a timeout, an answer cut short
        raise NoAnswer("GitHub could not be reached: run it again later") from None
    except ValueError:  # a token with a line break, a number with thousands of digits
        raise NoAnswer("the token or GitHub's answer has a form that is not possible") from None


@dataclass(frozen=True)
class Category:
    """A category of discussions."""

    id: str
    name: str
    slug: str


@dataclass(frozen=True)
class Repository:
    """A repository as GraphQL tells it."""

    id: str
    private: bool
    discussions: bool
    categories: tuple[Category, ...]


def read_repository(answer: Any) -> Repository:
    """Check GitHub's answer to QUERY. Raises NoAnswer when it is an error, or has not exactly the form that is documented."""
    if not isinstance(answer, dict):
        raise NoAnswer("GitHub's answer has an unknown form")
    errors = answer.get("errors")
    kinds = {str(error.get("type")) for error in errors if isinstance(error, dict)} if isinstance(errors, list) else set()
    if kinds & {"RATE_LIMITED", "RATE_LIMIT"}:
        raise NoAnswer(_reason(429), 429)
    if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        raise NoAnswer(_reason(403), 403)
    if "NOT_FOUND" in kinds:
        raise NoAnswer(_reason(404), 404)
    if errors:
        raise NoAnswer("GitHub answered with an error")
    try:
        found = answer["data"]["repository"]
        nodes = [node for node in found["discussionCategories"]["nodes"] if node is not None]
        categories = tuple(Category(node["id"], node["name"], node["slug"]) for node in nodes)
        repository = Repository(found["id"], found["isPrivate"], found["hasDiscussionsEnabled"], categories)
    except (TypeError, KeyError):
        raise NoAnswer("GitHub's answer has an unknown form") from None
    texts = [repository.id, *(text for each in categories for text in (each.id, each.name, each.slug))]
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(each, bool) for each in (repository.private, repository.discussions)):
        raise NoAnswer("GitHub's answer has an unknown form")
    return repository


def ask_repository(repository: str, token: str, environment: Mapping[str, str], patience: float = PATIENCE) -> Repository:
    """Return what GraphQL says of `repository` (OWNER/NAME). Raises NoAnswer."""
    owner, name = repository.split("/")
    address = environment.get("GITHUB_GRAPHQL_URL") or "https://api.github.com/graphql"
    return read_repository(ask(address, token, {"query": QUERY, "variables": {"owner": owner, "name": name}}, patience))


def plain(text: str) -> str:
    """Return a name from outside so that it cannot end a line or fill one."""
    return "".join(character if character.isprintable() else "?" for character in text)[:60]
