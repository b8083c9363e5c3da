"""A server with the interface of OpenAI's chat completions: one question, one JSON object.

The standard library is enough, and keeps what matters in sight: one address and no other (no
redirect, no proxy from the environment), one deadline for all of an answer, no more of it read than
a limit, and the key in one header. For https, `truststore` checks certificates against the
system's own store, where a newsroom's or a university's authority is known.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.errors import InputError, ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    Messages = list[dict[str, str]]

KEY_NAME = "BORDERMAP_LLM_KEY"
ANSWER_LIMIT_BYTES = 4_000_000
TIMEOUT_SECONDS = 120.0
_TRIES = 3
_PLAINEST = 2
_LONGEST_PAUSE_SECONDS = 30.0
_PATH = "/chat/completions"
_EXPECTED = "an address such as http://127.0.0.1:11434/v1"
# Reasons; they are counted, so each is the same whatever the server says.
_LATE = "the model did not answer in time"
_UNREACHED = "the model's server cannot be reached"
_BUSY = "the model's server is busy or broken"
_NOT_OURS = "the model's answer is not of the form asked for"
_LARGE = "the model's answer is too large"
_REFUSED_KEY = "the model's server refuses the key"
_REDIRECT = "the model's server points to another address"
_UNWANTED = "the model's server does not take the question"
# What may be otherwise at the next try; what took all the time it had is not asked again.
_MAY_PASS = (_UNREACHED, _BUSY, _NOT_OURS)


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    retry_after: str


@dataclass
class Server:
    """A model on a server.

    Attributes
    ----------
    url
        Up to the version: ``http://127.0.0.1:11434/v1``.
    model
        The name that the server knows it by.
    key
        Sent as a bearer token, and shown nowhere.
    timeout
        Seconds for one whole answer.
    per_minute
        Most questions a minute; 0 sets no limit.
    pause, clock
        How to wait, and what time it is, in seconds.

    Raises
    ------
    InputError
        `url` is no address of http or https, holds a password or a query, or `key` is no header.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT_SECONDS
    per_minute: int = 0
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next_turn: float = 0.0
    _plainness: int = 0  # how many of the wishes in `_asked` the server did not take

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError as fault:
            raise InputError("no address of a model", expected=_EXPECTED) from fault
        secret = parts.username is not None or parts.password is not None or parts.query
        if secret or parts.fragment:
            # it may hold a key: the value is not shown
            raise InputError(
                "an address of a model with a password or a query in it",
                expected=f"{_EXPECTED}, and the key in the environment as {KEY_NAME}",
            )
        is_plain = self.url.isascii() and self.url.isprintable() and " " not in self.url
        if parts.scheme not in ("http", "https") or not parts.hostname or not is_plain:
            raise InputError("no address of a model", value=self.url, expected=_EXPECTED)
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise InputError(f"{KEY_NAME} holds characters that no key has")
        self._is_safe = parts.scheme == "https"
        self._host, self._port = parts.hostname, port
        path = parts.path.rstrip("/")
        self._path = path if path.endswith(_PATH) else path + _PATH
        if self._is_safe:
            _truststore()

    def ask(self, messages: Messages, form: dict[str, Any]) -> dict[str, Any]:
        """Ask one question.

        Parameters
        ----------
        messages
            Of `geo.reports.model.form`.
        form
            JSON schema of the answer. Sent along where the server takes it.

        Returns
        -------
        The answer, which need not have the form.

        Raises
        ------
        ReaderError
            There is no answer, or none in JSON. `is_lasting` where asking again is of no use.
        """
        fault = ReaderError(_BUSY)
        for number in range(_TRIES):
            try:
                reply = self._reply(messages, form)
                if reply.status == http.HTTPStatus.OK:
                    return _content(reply.body)
                fault = _fault(reply.status)
                wait = _seconds(reply.retry_after, 2.0**number)
            except ReaderError as raised:
                fault, wait = raised, 0.0
            if fault.what not in _MAY_PASS:
                break
            if number + 1 < _TRIES and wait:
                self.pause(wait)
        raise fault

    def _reply(self, messages: Messages, form: dict[str, Any]) -> _Reply:
        """Post a question; wish for less where the server does not take a wish."""
        before = self._plainness
        while True:
            self._wait_for_turn()
            reply = self._post(json.dumps(self._asked(messages, form)).encode("ascii"))
            if reply.status not in (400, 422):
                return reply
            if self._plainness >= _PLAINEST:
                self._plainness = before  # it was not for the wishes
                return reply
            self._plainness += 1

    def _wait_for_turn(self) -> None:
        if not self.per_minute:
            return
        wait = self._next_turn - self.clock()
        if wait > 0:
            self.pause(wait)
        self._next_turn = max(self.clock(), self._next_turn) + 60.0 / self.per_minute

    def _asked(self, messages: Messages, form: dict[str, Any]) -> dict[str, Any]:
        asked: dict[str, Any] = {"model": self.model, "messages": messages, "stream": False}
        if self._plainness < _PLAINEST:
            shape = {"name": "incidents", "strict": True, "schema": form}
            asked["response_format"] = {"type": "json_schema", "json_schema": shape}
        if self._plainness < 1:
            asked["temperature"] = 0
        if self._plainness >= _PLAINEST:
            told = f"\n\nThe JSON schema of your answer:\n{json.dumps(form)}"
            first = messages[0] | {"content": messages[0]["content"] + told}
            asked["messages"] = [first, *messages[1:]]
        return asked

    def _connection(self) -> http.client.HTTPConnection:
        if not self._is_safe:
            return http.client.HTTPConnection(self._host, self._port, timeout=self.timeout)
        context = _truststore()
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=self.timeout, context=context
        )

    def _post(self, body: bytes) -> _Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection = self._connection()
        is_late = threading.Event()
        opened: list[socket.socket] = []  # a connection forgets its socket before the body is read

        def stop() -> None:
            # a server that sends a letter now and then is never silent for long
            is_late.set()
            for one in opened:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(self.timeout, stop)
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            opened.append(connection.sock)
            connection.request("POST", self._path, body, headers)
            with connection.getresponse() as answer:
                read = answer.read(ANSWER_LIMIT_BYTES + 1)
            if is_late.is_set():
                raise ReaderError(_LATE)
            if len(read) > ANSWER_LIMIT_BYTES:
                raise ReaderError(_LARGE)
            return _Reply(answer.status, read, answer.getheader("Retry-After") or "")
        except TimeoutError as fault:
            raise ReaderError(_LATE) from fault
        except (OSError, http.client.HTTPException, ValueError) as fault:
            if is_late.is_set():
                raise ReaderError(_LATE) from fault
            why = getattr(fault, "strerror", None) or type(fault).__name__
            raise ReaderError(_UNREACHED, value=why) from fault
        finally:
            watch.cancel()
            connection.close()


def _truststore() -> Any:
    """Make a context that checks certificates against the system's store."""
    import ssl

    try:
        import truststore
    except ImportError as fault:
        raise InputError(
            "a model behind https needs one more library",
            expected="pip install 'bordermap[llm]', or a model on this machine behind http",
        ) from fault
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _fault(status: int) -> ReaderError:
    if status in (401, 403):
        return ReaderError(_REFUSED_KEY, value=status, is_lasting=True)
    if 300 <= status < 400:
        return ReaderError(_REDIRECT, value=status, is_lasting=True)
    if status in (408, 409, 425, 429) or status >= 500:
        return ReaderError(_BUSY, value=status)
    # 400 may be this one text's fault (too long for the model); an address or a model is for good
    return ReaderError(_UNWANTED, value=status, is_lasting=status in (404, 405, 410))


def _seconds(told: str, otherwise: float) -> float:
    wait = float(told) if told.isascii() and told.isdecimal() and len(told) < 9 else otherwise
    return min(max(wait, 0.5), _LONGEST_PAUSE_SECONDS)


def _content(body: bytes) -> dict[str, Any]:
    """Take the object out of an answer, also where a model wraps it in words or a fence."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
        if isinstance(content, list):  # some servers give it in parts, what was thought among them
            content = "".join(part["text"] for part in content if part["type"] == "text")
        if not isinstance(content, str):
            raise ReaderError(_NOT_OURS)
        content = content.rpartition("</think>")[2]  # models that reason aloud
        first, last = content.find("{"), content.rfind("}")
        try:
            found = json.loads(content)
        except ValueError:
            found = json.loads(content[first : last + 1] if first >= 0 else "")
    except (ValueError, TypeError, LookupError, RecursionError) as fault:
        raise ReaderError(_NOT_OURS) from fault
    if not isinstance(found, dict) or not isinstance(found.get("incidents"), list):
        raise ReaderError(_NOT_OURS)
    return found
