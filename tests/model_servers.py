"""A small server with the interface of chat completions, on this machine, that answers as told."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """A question as it arrived."""

    path: str
    headers: dict
    body: dict

    @property
    def text(self):
        return self.body["messages"][-1]["content"]


@dataclass
class ModelServer:
    """Answers questions by its replies, in order; the last one again and again.

    A reply is a function of (handler, question), or what a model says: text or JSON.
    """

    replies: list
    asked: list = field(default_factory=list)
    # Set at the first question: whoever has given up waiting may be ahead of it.
    heard: threading.Event = field(default_factory=threading.Event)
    # Set at the end: a server that keeps silent waits for it.
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def reply(self, handler, question):
        self.asked.append(question)
        self.heard.set()
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if callable(reply):
            reply(handler, question)
        else:
            says(reply)(handler, question)


def send(handler, status, body=b"", **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def says(content):
    """Answer as a model that says this."""
    return in_message(content if isinstance(content, str) else json.dumps(content))


def in_message(content):
    """Answer with a message that holds this as it is."""
    message = {"role": "assistant", "content": content}
    body = json.dumps({"choices": [{"message": message}]}).encode()
    return lambda handler, _: send(handler, 200, body, Content_Type="application/json")


def status(code, body=b"{}", **headers):
    """Answer with a status."""
    return lambda handler, _: send(handler, code, body, **headers)


@contextmanager
def serving(*replies):
    server = ModelServer(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            # whoever asked may have left: that is what a deadline is for
            with suppress(BrokenPipeError, ConnectionResetError):
                server.reply(self, Asked(self.path, dict(self.headers), body))

        do_GET = do_POST  # noqa: N815 - a redirect that is followed arrives as GET

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        server.over.set()
        http.shutdown()
        thread.join()
        http.server_close()
