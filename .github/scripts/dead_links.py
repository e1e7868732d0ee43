"""Ask every address that a page links to whether it still answers, and keep one issue that lists those that do not.

    python .github/scripts/dead_links.py look report.json    ask, politely, and write down what is dead
    python .github/scripts/dead_links.py tell report.json    open, update or close the issue (needs GITHUB_TOKEN)

Dead is what a reader cannot get past: no such page (404, 410), no such host, nobody listening, redirects without an end.
A server that refuses programs (401, 403, 429), is busy (5xx) or slow may well serve a reader: that is unknown, not dead.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import ssl
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from actions import NotFound, Refused, ask, main_of, notice

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from series.fences import fences  # noqa: E402

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|]+")
RESERVED = re.compile(r"(.*\.)?(example(\.(com|net|org))?|invalid|test|localhost)|127\.[\d.]+|\[?::1\]?")  # RFC 2606, RFC 6761
LABEL = "dead links"
MARK = "<!-- kept by .github/scripts/dead_links.py -->"
MAX_BODY = 60_000  # GitHub takes 65,536 characters
REDIRECTS = 6
AT_ONCE = 8  # hosts; one host is asked one thing at a time


@dataclass(frozen=True)
class Link:
    """An address, and where it is written."""

    path: str
    line: int
    address: str


@dataclass(frozen=True)
class Answer:
    """What came of asking: `state` is alive, dead or unknown; `reason` is a few words for a person."""

    state: str
    reason: str


def links_of(path: str, text: str) -> Iterator[Link]:
    """Yield the external links of a Markdown file, line by line. Code is no link, and an example's address is nobody's."""
    code = {at for block in fences(text) for at in range(block.line, block.line + block.body.count("\n") + 3)}
    for number, line in enumerate(text.splitlines(), 1):
        if number in code:
            continue
        for match in ADDRESS.finditer(re.sub(r"`[^`]*`", "", line)):
            address = match[0].rstrip(".,;:!?*_")
            while address.endswith((")", "]")) and address.count(address[-1]) > address.count("(" if address[-1] == ")" else "["):
                address = address[:-1].rstrip(".,;:!?*_")
            try:
                host = urlsplit(address).hostname or ""
            except ValueError:
                host = ""
            if host and not RESERVED.fullmatch(host):
                yield Link(path, number, address)


def all_links(root: Path) -> list[Link]:
    """Return the external links of every page, of README.md and of the guides for contributors, in reading order."""
    files = [*sorted((root / "docs").rglob("*.md")), root / "README.md", *sorted((root / ".github").glob("*.md"))]
    return [link for file in files if file.is_file() and file.name != "_template.md"
            for link in links_of(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8", errors="replace"))]


def _request(method: str, address: str, timeout: float) -> tuple[int, str]:
    """Send one request. Returns the status and the address of a redirect. Raises OSError, HTTPException or ValueError."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(host, parts.port, timeout=timeout)
    try:
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + ("?" + quote(parts.query, safe="/%:@!$&'()*+,;=?~-._") if parts.query else "")
        connection.request(method, target, headers={"User-Agent": "Mozilla/5.0 (compatible; link check of ml-dl-morocco-challenges)", "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def _follow(method: str, address: str, timeout: float) -> Answer:
    """Send a request and follow its redirects."""
    for _ in range(REDIRECTS):
        status, target = _request(method, address, timeout)
        if status not in (301, 302, 303, 307, 308):
            break
        address = urljoin(address, target)
        if not target or urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            return Answer("dead", f"{status}, which leads nowhere")
    else:
        return Answer("dead", f"more than {REDIRECTS - 1} redirects")
    if 200 <= status < 300:
        return Answer("alive", str(status))
    return Answer("dead" if status in (404, 410) else "unknown", str(status))


def check(address: str, *, timeout: float = 20, tries: int = 3, pause: float = 2) -> Answer:
    """Ask one address: HEAD first, GET when that does not succeed, and again when nothing comes. Raises nothing."""
    answer = Answer("unknown", "not asked")
    for left in reversed(range(tries)):
        try:
            answer = _follow("HEAD", address, timeout)
            if answer.state != "alive":
                answer = _follow("GET", address, timeout)
            if not answer.reason.startswith("5"):
                return answer
        except ssl.SSLError:
            return Answer("unknown", "the certificate is not accepted")  # browsers mend a missing link of a chain
        except socket.gaierror as error:
            answer = Answer("unknown" if error.errno == socket.EAI_AGAIN else "dead", "no such host")
        except ConnectionRefusedError:
            answer = Answer("dead", "nobody is listening")
        except (OSError, http.client.HTTPException) as error:
            answer = Answer("unknown", f"no answer ({type(error).__name__})")
        except ValueError:  # UnicodeError of a host name that cannot be one, a port out of range
            return Answer("dead", "not an address")
        if left:
            time.sleep(pause)
    return answer


def check_all(addresses: Iterable[str], *, at_once: int = AT_ONCE, gap: float = 1, **asking: Any) -> dict[str, Answer]:
    """Ask each address once: several hosts at a time, one host one question at a time with `gap` seconds between."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        hosts.setdefault((urlsplit(address).hostname or "").lower(), []).append(address)

    def ask_host(mine: list[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        silent: dict[tuple[str, str], Answer] = {}  # a place that did not answer is not asked again
        for address in mine:
            place = urlsplit(address)[:2]
            if place not in silent:
                if found:
                    time.sleep(gap)
                found[address] = check(address.partition("#")[0], **asking)
                if not found[address].reason[:1].isdigit():
                    silent[place] = found[address]
            found.setdefault(address, silent.get(place, Answer("unknown", "not asked")))
        return found

    with ThreadPoolExecutor(at_once) as pool:
        return {address: answer for part in pool.map(ask_host, hosts.values()) for address, answer in part.items()}


def look(root: Path, report: Path, **asking: Any) -> None:
    """Ask every address and write the report. Raises Refused when not one answered: then the fault is on our side."""
    links = all_links(root)
    answers = check_all((link.address for link in links), **asking)
    if answers and not any(answer.reason[:1].isdigit() for answer in answers.values()):
        raise Refused("Not one address answered, so this machine has no way out: nothing was concluded.")
    rows = [asdict(link) | asdict(answers[link.address]) for link in links]
    report.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    count = {state: sum(answer.state == state for answer in answers.values()) for state in ("alive", "unknown", "dead")}
    notice(f"{len(answers)} addresses: {count['alive']} alive, {count['unknown']} unknown, {count['dead']} dead.")


def _code(text: str) -> str:
    """Return `text` as inline code: nothing in it can become markup, a mention or a new line."""
    return "`" + re.sub(r"[`\s]", " ", text) + "`"


def issue_text(rows: list[dict[str, Any]], blob: str) -> str:
    """Return the text of the issue: each dead link with its page, its line and the reason. `blob` is where GitHub shows files."""
    items = [f"- [{row['path']}, line {int(row['line'])}]({blob}/{quote(row['path'])}?plain=1#L{int(row['line'])}): {_code(row['address'])} ({_code(row['reason'])})"
             for row in rows if row["state"] == "dead"]
    foot = "\nMend or replace each link, or take its sentence out. This text is renewed every week, and the issue is closed when no link is dead.\n"
    head = f"{MARK}\nThese links led nowhere when they were last asked:\n"
    shown: list[str] = []
    room = MAX_BODY - len(head) - len(foot) - 100
    for item in items:
        if room < len(item) + 1:
            shown.append(f"- and {len(items) - len(shown)} more")
            break
        shown.append(item)
        room -= len(item) + 1
    return "\n".join([head, *shown, foot])


def tell(environment: Mapping[str, str], report: Path, *, timeout: float = 20, pause: float = 2) -> None:
    """Open, update or close the one issue. Raises Refused for a report or an answer that makes no sense."""
    try:
        rows = json.loads(report.read_text(encoding="utf-8"))
        dead = [row for row in rows if row["state"] == "dead"]
        text = issue_text(rows, f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}/blob/{environment['GITHUB_SHA']}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"The report {report.name} cannot be read ({type(error).__name__}): run `look` first.") from None
    issues = f"/repos/{environment['GITHUB_REPOSITORY']}/issues"
    try:
        listed = ask(environment, f"{issues}?state=open&labels={quote(LABEL)}&per_page=100", timeout=timeout, pause=pause)
    except NotFound:
        notice("Issues are switched off here, so none was written: open Settings > General > Features and tick Issues.")
        return
    if not isinstance(listed, list) or not all(isinstance(issue, dict) and isinstance(issue.get("number"), int) for issue in listed):
        raise Refused("GitHub's API answered something that lists no issues: run the job again later.")
    mine = next((issue["number"] for issue in listed if MARK in (issue.get("body") or "") and "pull_request" not in issue), None)
    if dead and mine is None:
        ask(environment, issues, "POST", {"title": "Links that lead nowhere", "body": text, "labels": [LABEL]}, timeout=timeout, pause=pause)
    elif dead:
        ask(environment, f"{issues}/{mine}", "PATCH", {"body": text}, timeout=timeout, pause=pause)
    elif mine is not None:
        ask(environment, f"{issues}/{mine}", "PATCH", {"state": "closed", "body": f"{MARK}\nNo link is dead any more.\n"}, timeout=timeout, pause=pause)
    notice(f"{len(dead)} dead links; " + ("the issue was opened." if dead and mine is None else "the issue is up to date." if mine else "no issue is needed."))


def main(arguments: list[str]) -> int:
    """Run `look` or `tell`. Returns the exit status."""
    if len(arguments) != 2 or arguments[0] not in ("look", "tell"):
        print(__doc__)
        return 2
    report = Path(arguments[1])
    return main_of(lambda _: look(ROOT, report) if arguments[0] == "look" else tell(os.environ, report))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
