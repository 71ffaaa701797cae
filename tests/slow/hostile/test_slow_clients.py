"""Behind nginx the slow keep nobody waiting. Gunicorn alone serves as many slow clients
as it has threads, and nobody else meanwhile: the reason why the site needs nginx."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from .conftest import THREADS
from .wire import HOST, form, request, send, statuses

CROWD = 200  # nginx's tests allow for 512 connections, of which some are its own
READER = request(b"GET /search/?q=neck HTTP/1.1")  # never kept: the site itself answers
HEADS = b"GET / HTTP/1.1\r\n" + HOST + b"A: b"
COOKIE = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"
BODIES = b"POST /book/ HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n" + COOKIE
slow_senders = pytest.mark.parametrize(
    "begun", [HEADS, BODIES + b"\r\n"], ids=["heads", "bodies"]
)


@contextmanager
def crowd(port: int, count: int, begun: bytes):
    """Clients that began to send this, and go on a byte at a time."""
    with ExitStack() as stack:
        clients = [connect(stack, port) for _ in range(count)]
        for client in clients:
            client.sendall(begun)
        is_over = threading.Event()
        dribble = threading.Thread(target=go_on, args=(clients, is_over))
        dribble.start()
        yield
        is_over.set()
        dribble.join()


def connect(stack: ExitStack, port: int) -> socket.socket:
    return stack.enter_context(socket.create_connection(("127.0.0.1", port), 30))


def go_on(clients: list[socket.socket], is_over: threading.Event) -> None:
    while not is_over.wait(0.2):
        for client in clients:
            client.send(b"a")


def assert_readers_are_served(port: int) -> None:
    for _ in range(5):
        assert statuses(send(port, READER)) == [200]


@slow_senders
def test_behind_nginx_a_crowd_of_slow_senders_keeps_nobody_waiting(front, begun):
    with crowd(front, CROWD, begun):
        assert_readers_are_served(front)


@slow_senders
def test_of_a_request_that_is_not_whole_the_site_behind_nginx_hears_nothing(
    upstream, begun
):
    upstream.asked.clear()

    with crowd(upstream.port, 50, begun):
        send(upstream.port, request(b"GET /whole HTTP/1.1"))
        assert {path for _, path, _ in upstream.asked} == {"/whole"}


def test_behind_nginx_slow_readers_of_a_big_page_keep_nobody_waiting(front):
    with ExitStack() as stack:
        for _ in range(50):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            client.connect(("127.0.0.1", front))
            client.sendall(request(b"GET /knotcare-guide.html HTTP/1.1"))

        assert_readers_are_served(front)


def test_behind_nginx_nobody_waits_for_anothers_answer(upstream):
    asked = request(b"GET /two-at-once/ HTTP/1.1")

    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(send, [upstream.port] * 2, [asked] * 2)

    assert [statuses(answer) for answer in answers] == [[200], [200]]


def test_gunicorn_alone_serves_while_a_thread_is_left(alone):
    with crowd(alone, THREADS - 1, HEADS):
        assert_readers_are_served(alone)


@slow_senders
def test_gunicorn_alone_serves_nobody_while_the_slow_hold_every_thread(alone, begun):
    """What docs/deploy.md says of it. Should this ever fail, it can promise more."""
    with crowd(alone, THREADS, begun), pytest.raises(TimeoutError):
        send(alone, READER, seconds=2)

    assert statuses(send(alone, READER)) == [200]


def test_gunicorn_alone_gives_those_who_say_nothing_five_seconds(alone):
    with ExitStack() as stack:
        for _ in range(THREADS):
            connect(stack, alone)

        assert statuses(send(alone, READER)) == [200]


def test_what_is_refused_unread_breaks_no_answer_of_others(front):
    """Gunicorn closes a connection of nginx with a body left unread on it."""
    length, large = b"Content-Length: 900000", b"a" * 900_000
    refused = [
        form(b"/book/", length, body=large),
        request(b"GET / HTTP/1.1", length, body=large),
    ]
    ours = form(b"/book/", b"Content-Length: 6", body=b"name=A")  # has no token

    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(send, front, each) for each in [*refused, ours] * 60]

    assert {answer.result()[9:12] for answer in sent[2::3]} == {b"403"}
