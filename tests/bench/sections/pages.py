"""A guide page as gunicorn and nginx serve it, beside the least that each can serve."""

import gzip
import itertools
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.nginx import NGINX

from .. import bare
from ..load import Target, interleaved
from ..servers import BARE, HELLO, SITE, Server, behind_nginx, gunicorn
from ..site import Site, fresh_site
from ..table import print_figures

PAGE = "/guide/ease-a-knot-now/"
OF_THE_SERVER = {"Server", "Date", "Connection"}
COMPRESSED = {"Accept-Encoding": "gzip"}
NEW_PAGE = itertools.count(time.time_ns())


def run() -> None:
    with ExitStack() as stack:
        site = stack.enter_context(fresh_site())
        hello = stack.enter_context(gunicorn(site, HELLO))
        served = stack.enter_context(gunicorn(site, SITE))
        same = stack.enter_context(sending_the_same(site, served))
        targets = {
            "hello world": Target(hello, "/"),
            "the page's headers and bytes": Target(same, PAGE),
        } | of_gunicorn(served)
        limits = dict.fromkeys(targets, "hello world")
        if NGINX:
            front = stack.enter_context(behind_nginx(site))
            fronted = of_nginx(front, site, served.get(PAGE).content)
            limits |= dict.fromkeys(fronted, "nginx: the page as a file")
            targets |= fronted
        else:
            print("There is no nginx here: what is behind one is left out.")
        print_figures("page", interleaved(targets), limits)


@contextmanager
def sending_the_same(site: Site, served: Server) -> Iterator[Server]:
    """A server whose application knows nothing but the page's answer."""
    answer, file = served.get(PAGE, COMPRESSED), site.folder.with_name("answer")
    headers = [each for each in answer.getheaders() if each[0] not in OF_THE_SERVER]
    bare.store(file, headers, answer.content)
    with gunicorn(site, BARE, ANSWER=str(file)) as server:
        yield server


def of_gunicorn(served: Server) -> dict[str, Target]:
    answer = served.get(PAGE, COMPRESSED)
    stylesheet = re.search(rb'href="(/static/[^"]+\.css)"', served.get(PAGE).content)
    targets = {
        "the page": Target(served, PAGE),
        "the page, uncompressed": Target(served, PAGE, headers=()),
        "the page, cold": cold(served),
        "a static file": Target(served, stylesheet[1].decode()),
    }
    if etag := answer.headers["ETag"]:
        headers = ("Accept-Encoding: gzip", f"If-None-Match: {etag}")
        targets["the page, not modified"] = Target(served, PAGE, headers)
    else:
        print("The page has no ETag: nothing answers 304.")
    return targets


def cold(served: Server) -> Target:
    """The page, each time at an address that nobody asked for before: nothing that is
    kept answers it, and all that making a page takes is done."""
    return Target(
        served, PAGE, script="cold.lua", arguments=lambda: [str(next(NEW_PAGE))]
    )


def of_nginx(front: Server, site: Site, page: bytes) -> dict[str, Target]:
    """The page as the site has it, and the same bytes as a file that nginx knows."""
    file = site.folder / "static" / "page.0123456789ab.html"
    file.write_bytes(page)
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(page, 9))
    return {
        "nginx: the page as a file": Target(front, f"/static/{file.name}"),
        "nginx: the page of the site": Target(front, PAGE),
    }
