"""Eight clients who send the worst that the site takes, all the time, and a ninth who reads
and asks for a session: through nginx, for a minute."""

import http.client
import io
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from threading import Event, Thread
from urllib.parse import quote

from PIL import Image

from tests.process_tree import descendants
from tests.slow.storm.visitors import NoAnswer, Visitor

from ..servers import Server, behind_nginx
from ..site import fresh_site
from ..table import print_table

SECONDS, PAUSE = 60, 0.2
TOKEN = "a" * 32
LYING = Path(__file__).parents[2] / "data/lying.avif"
READ = ["/", "/relief/neck/", "/guide/", "/search/?q=neck", "/book/", "/relief/?cold"]


def run() -> None:
    with fresh_site() as site, behind_nginx(site) as front:
        editor = {
            "Cookie": f"{site.ask('sign_in')}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        workers = set(descendants(front.processes[1]))
        answers, over = Counter(), Event()
        crowd = [
            Thread(target=send_on, args=(front, name, *post, answers, over))
            for name, post in worst(editor).items()
        ]
        for each in crowd:
            each.start()
        try:
            took = read_and_ask(front, answers)
        finally:
            over.set()
            for each in crowd:
                each.join()
        gone = len(workers - set(descendants(front.processes[1])))
    rows = [
        [what, f"{len(each)}", f"{median(each):.3f}", f"{max(each):.3f}"]
        for what, each in took.items()
    ]
    print_table(["the ninth", "times", "median s", "longest s"], rows)
    answered = [[f"{name}: {status}", f"{n}"] for (name, status), n in answers.items()]
    print_table(["answered", "times"], sorted(answered))
    print(f"workers gone: {gone}")


def worst(editor: dict[str, str]) -> dict[str, tuple]:
    """Path, headers and body of what each of the eight sends."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    marks = f"note={quote('e' + chr(0x301) + chr(0x323))}"
    bomb = io.BytesIO()
    Image.new("RGBA", (6300, 6300)).save(bomb, "PNG")
    scans = io.BytesIO()
    Image.effect_noise((6000, 6000), 50).save(scans, "JPEG", progressive=True)
    return {
        "note of marks": ("/book/", form, (marks * 4500)[:99_000].encode()),
        "note of 1.2 MB": ("/book/", form, b"note=" + b"x" * 1_200_000),
        "long Origin": ("/book/", form | {"Origin": "a" * 7000}, b"name=a"),
        "lying picture": upload(editor, LYING.read_bytes()),
        "large picture": upload(editor, bomb.getvalue()),
        "long picture": upload(editor, scans.getvalue()),
        "tables": preview(editor, "{relief-table}\n" * 3400),
        "brackets": preview(editor, "![" * 25_000),
    }


def upload(editor: dict[str, str], picture: bytes) -> tuple[str, dict, bytes]:
    mark = b"--between-the-parts"
    head = b'Content-Disposition: form-data; name="image"; filename="a"'
    body = b"\r\n".join([mark, head, b"", picture, mark + b"--", b""])
    kind = f"multipart/form-data; boundary={mark[2:].decode()}"
    return "/markdownx/upload/", editor | {"Content-Type": kind}, body


def preview(editor: dict[str, str], text: str) -> tuple[str, dict, bytes]:
    headers = editor | {"Content-Type": "application/x-www-form-urlencoded"}
    return "/markdownx/markdownify/", headers, f"content={quote(text)}".encode()


def send_on(
    front: Server,
    name: str,
    path: str,
    headers: dict,
    body: bytes,
    answers: Counter,
    over: Event,
) -> None:
    while not over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)
        try:
            connection.request("POST", path, body, headers)
            status = str(connection.getresponse().status)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        finally:
            connection.close()
        answers[name, status] += 1


def read_and_ask(front: Server, answers: Counter) -> dict[str, list[float]]:
    """How long the ninth waited for each answer, in seconds."""
    took = {what: [] for what in [*READ, "a request"]}
    begin = time.monotonic()
    number = 0
    while time.monotonic() < begin + SECONDS:
        for path in READ:
            took[path].append(seconds(lambda path=path: front.get(path)))
        visitor = Visitor(front.port, number := number + 1)
        visitor.open_form()
        try:
            took["a request"].append(seconds(visitor.send))
        except NoAnswer as error:
            answers["the ninth’s request", str(error)] += 1
        time.sleep(PAUSE)
    return took


def seconds(act: Callable) -> float:
    begin = time.monotonic()
    act()
    return time.monotonic() - begin
