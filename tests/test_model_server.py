"""The client of a model: one address, bounded time and size, and the key told to nobody else."""

from __future__ import annotations

import json
import socket
import sys

import pytest
from model_servers import in_message, says, serving, status

from geo.errors import InputError, ReaderError
from geo.reports.model import server as client
from geo.reports.model.server import Server

NOTHING = {"incidents": []}
MESSAGES = [{"role": "system", "content": "Do."}, {"role": "user", "content": "Text"}]
KEY = "sk-secret-of-a-person"
FORM = {"type": "object"}


def ask(server, **options):
    pauses = []
    made = Server(server.url, "small", pause=pauses.append, **options)
    try:
        return made.ask(MESSAGES, FORM), pauses
    except ReaderError as fault:
        return fault, pauses


def hang_up(handler, _):
    handler.connection.shutdown(socket.SHUT_RDWR)


def test_question_is_posted_with_the_key_in_its_header():
    with serving(NOTHING) as server:
        assert ask(server, key=KEY) == (NOTHING, [])
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(asked.body)
    assert (asked.body["model"], asked.body["temperature"]) == ("small", 0)
    assert asked.body["response_format"]["json_schema"]["schema"] == FORM
    assert [m["role"] for m in asked.body["messages"]] == ["system", "user"]


def test_no_key_no_header():
    with serving(NOTHING) as server:
        ask(server)
    assert "Authorization" not in server.asked[0].headers


def test_address_may_be_whole():
    with serving(NOTHING) as server:
        Server(f"{server.url}/chat/completions", "m").ask(MESSAGES, FORM)
        Server(f"{server.url}/", "m").ask(MESSAGES, FORM)
    assert {asked.path for asked in server.asked} == {"/v1/chat/completions"}


@pytest.mark.parametrize(
    "content",
    [
        '{"incidents": []}',
        '```json\n{"incidents": []}\n```',
        'Here it is: {"incidents": []} I hope it helps.',
        '<think>It {is} quiet.</think>\n{"incidents": []}',
    ],
)
def test_json_is_found_in_what_a_model_says(content):
    with serving(content) as server:
        assert ask(server) == (NOTHING, [])


def test_json_is_found_in_parts():
    """What a model thought is no part of what it says."""
    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": '{"incidents": 1}'}]},
        {"type": "text", "text": '{"incidents":'},
        {"type": "text", "text": " []}"},
    ]
    with serving(in_message(parts)) as server:
        assert ask(server) == (NOTHING, [])


@pytest.mark.parametrize(
    ("reply", "reason", "times"),
    [
        (in_message([{"type": "text"}]), "not of the form", 3),
        (in_message(["{}"]), "not of the form", 3),
        (says("There is no news."), "not of the form", 3),
        (says("[1, 2]"), "not of the form", 3),
        (says({"incidents": "many"}), "not of the form", 3),
        (says('{"incidents": ['), "not of the form", 3),
        (says("[" * 100_000), "not of the form", 3),
        (says('{"incidents": [' + "9" * 6_000 + "]}"), "not of the form", 3),
        (status(200, b"<html>hello</html>"), "not of the form", 3),
        (status(200, b"\xff\xfe\x00"), "not of the form", 3),
        (status(200, b'{"choices": []}'), "not of the form", 3),
        (status(200, b'{"choices": [{"message": {"content": null}}]}'), "not of the form", 3),
        (status(200, b"null"), "not of the form", 3),
        (status(429), "busy or broken", 3),
        (status(500), "busy or broken", 3),
        (status(503), "busy or broken", 3),
        (status(401), "refuses the key", 1),
        (status(403), "refuses the key", 1),
        (status(404), "does not take the question", 1),
        (hang_up, "cannot be reached", 3),
        (lambda h, _: h.wfile.write(b"220 mail ready\r\n"), "cannot be reached", 3),
        (lambda h, _: h.wfile.write(b"HTTP/1.0 200 OK\r\n" + b"A: b\r\n" * 200), "reached", 3),
        (
            lambda h, _: h.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\n{}"),
            "not of the form",
            3,
        ),
    ],
    ids=range(23),
)
def test_bad_answers_are_one_reason_after_bounded_tries(reply, reason, times):
    with serving(reply) as server:
        fault, _ = ask(server, key=KEY)
    assert isinstance(fault, ReaderError)
    assert reason in fault.what
    assert "\n" not in str(fault)
    assert KEY not in str(fault)
    assert len(server.asked) == times


def test_busy_server_is_asked_again_when_it_says():
    with serving(status(429, Retry_After="7"), status(500), says(NOTHING)) as server:
        assert ask(server) == (NOTHING, [7.0, 2.0])


@pytest.mark.parametrize("told", ["99999", "9" * 400, "Wed, 21 Oct 2026 07:28:00 GMT", "-5", "²"])
def test_no_server_makes_us_wait_long(told):
    with serving(status(429, Retry_After=told.encode().decode("latin-1")), says(NOTHING)) as server:
        got, pauses = ask(server)
    assert got == NOTHING
    assert 0.5 <= pauses[0] <= 30


def test_wishes_are_given_up_one_by_one_and_not_asked_again():
    with serving(status(400), status(400), says(NOTHING)) as server:
        made = Server(server.url, "m")
        assert made.ask(MESSAGES, FORM) == made.ask(MESSAGES, FORM) == NOTHING
    wishes = [
        ("temperature" in asked.body, "response_format" in asked.body) for asked in server.asked
    ]
    assert wishes == [(True, True), (False, True), (False, False), (False, False)]
    assert json.dumps(FORM) in server.asked[-1].body["messages"][0]["content"]


def test_text_that_a_server_does_not_take_costs_no_other_its_wishes():
    with serving(status(400), status(422), status(400), says(NOTHING)) as server:
        made = Server(server.url, "m")
        with pytest.raises(ReaderError, match="does not take the question: '400'") as raised:
            made.ask(MESSAGES, FORM)
        assert not raised.value.is_lasting
        assert made.ask(MESSAGES, FORM) == NOTHING
    assert "temperature" in server.asked[-1].body


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(code):
    with serving(NOTHING) as other, serving(status(code, Location=other.url)) as server:
        fault, _ = ask(server, key=KEY)
    assert fault.what == "the model's server points to another address"
    assert (fault.is_lasting, len(server.asked), other.asked) == (True, 1, [])


def silent(server):
    return lambda _handler, _question: server.over.wait()


def dripping(server, head):
    """Send a letter now and then: never silent for long, never done."""

    def reply(handler, _):
        handler.wfile.write(head)
        while not server.over.wait(0.02):
            handler.wfile.write(b"x")

    return reply


@pytest.mark.parametrize(
    "make",
    [
        silent,
        lambda server: dripping(server, b""),
        lambda server: dripping(server, b"HTTP/1.0 200 OK\r\nA: "),
        lambda server: dripping(server, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        lambda server: dripping(server, b"HTTP/1.0 200 OK\r\n\r\n"),
    ],
    ids=["silent", "status", "header", "body", "no length"],
)
def test_deadline_holds_for_the_whole_answer(make):
    with serving(None) as server:
        server.replies = [make(server)]
        fault, pauses = ask(server, timeout=0.3)
        assert server.heard.wait(30)
    assert (fault.what, len(server.asked), pauses) == ("the model did not answer in time", 1, [])


def test_huge_answer_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(client, "ANSWER_LIMIT_BYTES", 10_000)

    def endless(handler, _):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while not server.over.is_set():
            handler.wfile.write(b" " * 65_536)

    with serving(endless) as server:
        fault, _ = ask(server, timeout=20)
    assert fault.what == "the model's answer is too large"
    assert len(server.asked) == 1


def test_closed_port_is_a_fault():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        # bound, so that it is nobody else's, and closed, since nothing listens
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ReaderError, match="cannot be reached: 'Connection refused'"):
            Server(url, "m", pause=lambda _: None).ask(MESSAGES, FORM)


def test_tls_that_is_none_is_a_fault():
    with serving(NOTHING) as server:
        made = Server(server.url.replace("http", "https"), "m", key=KEY, pause=lambda _: None)
        with pytest.raises(ReaderError, match="cannot be reached"):
            made.ask(MESSAGES, FORM)
    assert server.asked == []


def test_https_without_its_library_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "truststore", None)
    with pytest.raises(InputError, match=r"pip install 'bordermap\[llm\]'"):
        Server("https://models.example.org/v1", "m")


def test_rate_is_kept():
    now, pauses = [100.0], []

    def pause(seconds):
        pauses.append(seconds)
        now[0] += seconds

    with serving(NOTHING) as server:
        made = Server(server.url, "m", per_minute=30, pause=pause, clock=lambda: now[0])
        for _ in range(3):
            made.ask(MESSAGES, FORM)
        now[0] += 60
        made.ask(MESSAGES, FORM)
    assert pauses == [2.0, 2.0]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("localhost:11434/v1", True),
        ("ftp://127.0.0.1/v1", True),
        ("http:///v1", True),
        ("http://127.0.0.1/v 1", True),
        ("http://127.0.0.1/v1\r\nX: y", True),
        ("http://[::1/v1", False),
        ("http://127.0.0.1:99999/v1", False),
        (f"http://me:{KEY}@127.0.0.1/v1", False),
        (f"http://127.0.0.1/v1?key={KEY}", False),
        (f"http://127.0.0.1/v1#{KEY}", False),
    ],
)
def test_addresses_that_are_none(url, shown):
    with pytest.raises(InputError) as raised:
        Server(url, "m")
    assert KEY not in str(raised.value)
    assert "\n" not in str(raised.value)
    assert (raised.value.value is not None) == shown


@pytest.mark.parametrize("key", ["two words", "line\nfeed", "schlüssel"])
def test_key_that_is_none_is_not_shown(key):
    with pytest.raises(InputError) as raised:
        Server("http://127.0.0.1/v1", "m", key=key)
    assert str(raised.value) == "BORDERMAP_LLM_KEY holds characters that no key has"


def test_key_is_not_in_the_words_for_a_server():
    assert KEY not in repr(Server("http://127.0.0.1/v1", "m", key=KEY))
