"""The weekly look at external links, against a local server: what is dead, what is unknown, and the one issue about it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import dead_links
import pytest
from actions import Refused
from conftest import ROOT
from dead_links import MARK, Link, all_links, check, check_all, issue_text, links_of, look, tell
from stub_server import Answer as Reply
from stub_server import Asked, answering

FAST = {"timeout": 0.4, "tries": 2, "pause": 0.01}


def test_links_are_found_with_their_lines_and_code_and_examples_are_not() -> None:
    text = (
        "# A\n\nSee <https://a.ma/x>, [b](https://b.ma/y_(z)), (https://c.ma/w). Bare: https://d.ma/?q=1&r=é.\n"
        "`https://code.ma/` https://example.org/ http://127.0.0.1:8000/ http://days.example/ https://localhost/\n"
        "```\nhttps://fence.ma/\n```\n[^k]: *T*. P, 2025. <https://e.ma/#part>\n    ```` text\n    https://indented.ma/\n    ````\n[g]: https://g.ma https://[broken\n"
    )
    assert list(links_of("p.md", text)) == [
        Link("p.md", 3, "https://a.ma/x"), Link("p.md", 3, "https://b.ma/y_(z)"), Link("p.md", 3, "https://c.ma/w"),
        Link("p.md", 3, "https://d.ma/?q=1&r=é"), Link("p.md", 8, "https://e.ma/#part"), Link("p.md", 12, "https://g.ma"),
    ]


def test_the_links_of_the_real_pages_are_where_they_are_said_to_be() -> None:
    found = all_links(ROOT)
    assert len({link.path for link in found if link.path.startswith("docs/days/day-")}) == 12 and len(found) > 100
    for link in found:
        assert link.address in (ROOT / link.path).read_text(encoding="utf-8").splitlines()[link.line - 1]


def reply(asked: Asked) -> Reply:
    """The server of these tests: the path says what it answers."""
    name = asked.path.strip("/").split("/")[0].split("?")[0]
    if name == "no-head":
        return Reply(405 if asked.method == "HEAD" else 200)
    if name == "head-lies":
        return Reply(404 if asked.method == "HEAD" else 200)
    if name == "moved":
        return Reply(301, headers={"Location": "/200"})
    if name == "moved-to-nothing":
        return Reply(302, headers={"Location": "/404"})
    if name == "loop":
        return Reply(302, headers={"Location": "/loop"})
    if name == "to-file":
        return Reply(302, headers={"Location": "file:///etc/passwd"})
    if name == "nowhere":
        return Reply(302)
    if name == "slow":
        return Reply(200, wait=1)
    if name == "once-busy":
        return Reply(503 if sum(1 for path in SEEN if "once-busy" in path) < 3 else 200)
    return Reply(int(name) if name.isdigit() else 200)


SEEN: list[str] = []


@pytest.mark.parametrize(("path", "state", "asked"), [
    ("/200", "alive", 1), ("/204", "alive", 1), ("/404", "dead", 2), ("/410", "dead", 2), ("/no-head", "alive", 2), ("/head-lies", "alive", 2),
    ("/moved", "alive", 2), ("/moved-to-nothing", "dead", 4), ("/loop", "dead", 12), ("/to-file", "dead", 2), ("/nowhere", "dead", 2),
    ("/401", "unknown", 2), ("/403", "unknown", 2), ("/429", "unknown", 2), ("/999", "unknown", 2), ("/500", "unknown", 4), ("/503", "unknown", 4),
    ("/slow", "unknown", 2), ("/once-busy", "alive", 3), ("/é à?ü=%C3%A9", "alive", 1),
])
def test_each_answer_is_judged_as_a_reader_would_meet_it(path: str, state: str, asked: int) -> None:
    SEEN.clear()

    def note(request: Asked) -> Reply:
        SEEN.append(request.path)
        return reply(request)

    with answering(note) as stub:
        assert check(stub.origin + path, **FAST).state == state
        assert len(stub.asked) == asked


@pytest.mark.parametrize(("address", "state"), [
    ("http://127.0.0.1:1/", "dead"), ("http://nothing.invalid/", "dead"), ("http://127.0.0.1:99999/", "dead"), ("http://x..y/", "dead"),
    (f"http://{'a' * 70}.ma/", "dead"),
])
def test_no_host_nobody_listening_and_no_address_are_dead(address: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "invalid" in address:  # what a resolver says may differ from machine to machine
        def refuse(*_: object, **__: object) -> None:
            raise dead_links.socket.gaierror(dead_links.socket.EAI_NONAME, "no such host")
        monkeypatch.setattr(dead_links.socket, "getaddrinfo", refuse)
    assert check(address, **FAST).state == state


def test_a_server_that_speaks_no_tls_is_unknown() -> None:
    with answering(reply) as stub:
        assert check(stub.origin.replace("http:", "https:") + "/200", **FAST).state == "unknown"


def test_one_host_is_asked_one_thing_at_a_time_and_an_address_once() -> None:
    with answering(reply) as stub:
        addresses = [f"{stub.origin}/200/{n}" for n in range(4)]
        found = check_all(addresses * 2, gap=0.1, **FAST)
        assert list(found) == addresses and {answer.state for answer in found.values()} == {"alive"}
        times = [request.when for request in stub.asked]
        assert len(times) == 4 and all(later - sooner >= 0.1 for sooner, later in zip(times, times[1:], strict=False))


def test_several_hosts_are_asked_at_once_but_never_more_than_allowed() -> None:
    now, most = [0], [0]

    def count(request: Asked) -> Reply:
        now[0] += 1
        most[0] = max(most[0], now[0])
        time.sleep(0.1)
        now[0] -= 1
        return Reply(200)

    with answering(count) as stub:
        port = stub.origin.rsplit(":", 1)[1]
        hosts = ("127.0.0.1", "127.1", "127.0.1", "2130706433")  # four ways to write one host
        check_all([f"http://{host}:{port}/" for host in hosts], at_once=3, **FAST)
        assert len(stub.asked) == 4 and most[0] == 3


def test_a_host_that_does_not_answer_is_asked_once() -> None:
    with answering(reply) as stub:
        found = check_all([f"{stub.origin}/slow/{n}" for n in range(5)], gap=0, **FAST)
        assert {answer.state for answer in found.values()} == {"unknown"} and len(found) == 5
        assert {request.path for request in stub.asked} == {"/slow/0"}


def page(root: Path, *addresses: str) -> Path:
    (root / "docs").mkdir(parents=True)
    (root / "docs/a.md").write_text("".join(f"<{address}>\n" for address in addresses))
    (root / "docs/_template.md").write_text("<https://never.ma/>\n")
    return root


def test_a_look_writes_each_link_with_its_page_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_links, "RESERVED", dead_links.re.compile("-"))
    with answering(reply) as stub:
        look(page(tmp_path, stub.origin + "/404", stub.origin + "/200", stub.origin + "/404#x"), tmp_path / "r.json", gap=0, **FAST)
    rows = json.loads((tmp_path / "r.json").read_text())
    assert [(row["path"], row["line"], row["state"]) for row in rows] == [("docs/a.md", 1, "dead"), ("docs/a.md", 2, "alive"), ("docs/a.md", 3, "dead")]


def test_a_machine_with_no_way_out_concludes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_links, "RESERVED", dead_links.re.compile("-"))
    with pytest.raises(Refused, match="no way out"):
        look(page(tmp_path, "http://127.0.0.1:1/", "http://127.0.0.1:2/"), tmp_path / "r.json", gap=0, **FAST)
    assert not (tmp_path / "r.json").exists()


def row(address: str = "https://gone.ma/", state: str = "dead", **other: Any) -> dict[str, Any]:
    return {"path": "docs/days/day-01-x.md", "line": 7, "address": address, "state": state, "reason": "404"} | other


def test_the_text_of_the_issue_lists_page_line_and_reason_and_nothing_in_it_is_markup() -> None:
    text = issue_text([row(), row("https://alive.ma/", "alive"), row("https://x.ma/`@amina`\n# [a](javascript:1)")], "https://github.com/a/b/blob/abc")
    assert "- [docs/days/day-01-x.md, line 7](https://github.com/a/b/blob/abc/docs/days/day-01-x.md?plain=1#L7): `https://gone.ma/` (`404`)" in text
    assert "alive.ma" not in text and "\n# " not in text and text.count("`") == 8
    many = issue_text([row(f"https://gone.ma/{'x' * 300}/{n}") for n in range(1000)], "https://github.com/a/b/blob/abc")
    assert len(many) < 65_536 and "more\n" in many


class Issues:
    """GitHub's list of issues, as far as `tell` uses it."""

    def __init__(self, *issues: dict[str, Any], status: int = 200, body: Any = None) -> None:
        self.issues, self.status, self.body = list(issues), status, body

    def __call__(self, asked: Asked) -> Reply:
        if asked.method == "GET":
            assert asked.path.startswith("/repos/amina/ml/issues?state=open&labels=dead%20links")
            return Reply(self.status, self.issues if self.body is None else self.body)
        return Reply(201, {"number": 5})


def told(tmp_path: Path, issues: Issues, rows: Any, **more: str) -> list[tuple[str, str, Any]]:
    (tmp_path / "r.json").write_text(rows if isinstance(rows, str) else json.dumps(rows))
    with answering(issues) as stub:
        environment = {"GITHUB_API_URL": stub.origin, "GITHUB_TOKEN": "t", "GITHUB_REPOSITORY": "amina/ml", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_SHA": "abc"}
        try:
            tell(environment | more, tmp_path / "r.json", timeout=0.5, pause=0.01)
        finally:
            written = [(asked.method, asked.path, asked.body) for asked in stub.asked if asked.method != "GET"]
            assert all(asked.headers["Authorization"] == "Bearer t" for asked in stub.asked)
    return written


MINE = {"number": 4, "body": f"{MARK}\nold"}
OTHERS = {"number": 3, "body": "Somebody's own issue with our label"}


def test_dead_links_open_one_issue_and_update_it_and_no_dead_link_closes_it(tmp_path: Path) -> None:
    (method, path, body), = told(tmp_path, Issues(OTHERS), [row()])
    assert (method, path, body["labels"]) == ("POST", "/repos/amina/ml/issues", ["dead links"]) and "gone.ma" in body["body"] and MARK in body["body"]
    (method, path, body), = told(tmp_path, Issues(OTHERS, MINE), [row()])
    assert (method, path) == ("PATCH", "/repos/amina/ml/issues/4") and "gone.ma" in body["body"] and "state" not in body
    (method, path, body), = told(tmp_path, Issues(MINE), [row(state="unknown")])
    assert (method, path, body["state"]) == ("PATCH", "/repos/amina/ml/issues/4", "closed") and MARK in body["body"]
    assert told(tmp_path, Issues(OTHERS), [row(state="alive")]) == []


def test_a_repository_without_issues_is_told_what_to_click(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(tmp_path, Issues(status=410), [row()]) == []
    assert "Settings > General > Features" in capsys.readouterr().out


@pytest.mark.parametrize(("issues", "rows", "more", "words"), [
    (Issues(status=403), [row()], {}, "permissions"), (Issues(status=500), [row()], {}, "answered 500"), (Issues(body={"a": 1}), [row()], {}, "lists no issues"),
    (Issues(body=b"<html>"), [row()], {}, "not JSON"), (Issues(body=[1]), [row()], {}, "lists no issues"), (Issues(), "nonsense", {}, "cannot be read"),
    (Issues(), {"a": 1}, {}, "cannot be read"), (Issues(), [{}], {}, "cannot be read"), (Issues(), [row(line="x")], {}, "cannot be read"),
    (Issues(), [row()], {"GITHUB_TOKEN": " "}, "no token"),
])
def test_what_cannot_be_understood_writes_no_issue(tmp_path: Path, issues: Issues, rows: Any, more: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        told(tmp_path, issues, rows, **more)


def test_the_program_says_what_it_wants(capsys: pytest.CaptureFixture[str]) -> None:
    assert dead_links.main([]) == 2 and "look" in capsys.readouterr().out
