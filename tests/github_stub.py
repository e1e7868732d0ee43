"""A stand-in for GitHub's API on this machine, which answers what a test wants, also what GitHub never would."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Stub:
    """What to answer: by path a status, headers, a body, and seconds to wait before the body and between its halves."""

    address: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes, float]] = field(default_factory=dict)
    asked: list[tuple[str, str, str | None, Any]] = field(default_factory=list)

    def answer(self, path: str, body: Any, status: int = 200, headers: dict[str, str] | None = None, wait: float = 0) -> None:
        """Set the answer of a path: bytes as they are, anything else as JSON."""
        self.answers[path] = (status, headers or {}, body if isinstance(body, bytes) else json.dumps(body).encode(), wait)

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a job whose GitHub is this stub."""
        return {"GITHUB_REPOSITORY": "amina/ml-dl-morocco", "GITHUB_TOKEN": "secret-token", "GITHUB_GRAPHQL_URL": f"{self.address}/graphql",
                "GITHUB_API_URL": self.address}


@contextmanager
def github_stub() -> Iterator[Stub]:
    """Run the stub on a free port."""
    stub, leaving = Stub(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            stub.asked.append((self.command, self.path, self.headers.get("Authorization"), json.loads(sent) if sent else None))
            status, headers, body, wait = stub.answers.get(self.path, (404, {}, b'{"message": "Not Found"}', 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for piece in ([body] if not wait else [body[:1], *(body[at : at + 1] for at in range(1, len(body)))]):
                    leaving.wait(wait)
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                pass  # the program has given up, as it should

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output readable."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield stub
    finally:
        leaving.set()
        server.shutdown()
        server.server_close()
