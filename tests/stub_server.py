"""A small web server that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    when: float


@dataclass
class Answer:
    """What the server sends back, after `wait` seconds; a `body` that is not bytes, as JSON."""

    status: int = 200
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0


@dataclass
class Stub:
    """A running server: its origin, and what it was asked so far."""

    origin: str
    asked: list[Asked]


@contextmanager
def answering(answer: Callable[[Asked], Answer]) -> Iterator[Stub]:
    """Run a server on a free port that answers each request with `answer(request)`."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Asked(
                self.command,
                self.path,
                dict(self.headers),
                json.loads(text) if text else None,
                time.monotonic(),
            )
            asked.append(request)
            given = answer(request)
            time.sleep(given.wait)
            body = given.body if isinstance(given.body, bytes) else json.dumps(given.body).encode()
            try:
                self.send_response(given.status)
                for name, value in given.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)
            except OSError:
                pass  # whoever asked has given up waiting

        do_GET = do_HEAD = do_POST = do_PATCH = reply

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output readable."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Stub(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
