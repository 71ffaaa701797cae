"""A guide page as gunicorn and nginx serve it, beside the least that each can serve."""

import gzip
import itertools
import re
import time
from contextlib import ExitStack
from pathlib import Path

from ..load import Target, interleaved
from ..servers import HELLO, NGINX, SITE, Server, gunicorn, nginx
from ..site import Site, fresh_site
from ..table import print_figures

PAGE = "/guide/ease-a-knot-now/"
COMPRESSED = {"Accept-Encoding": "gzip"}
NEW_PAGE = itertools.count(time.time_ns())


def run() -> None:
    with ExitStack() as stack:
        site = stack.enter_context(fresh_site())
        hello = stack.enter_context(gunicorn(site, HELLO))
        served = stack.enter_context(gunicorn(site, SITE))
        targets = {"hello world": Target(hello, "/")} | of_gunicorn(served)
        limits = dict.fromkeys(targets, "hello world")
        if NGINX:
            fronted = of_nginx(stack.enter_context(behind_nginx(served, site)))
            limits |= dict.fromkeys(fronted, "nginx: the page as a file")
            targets |= fronted
        else:
            print("There is no nginx here: what is behind one is left out.")
        print_figures("page", interleaved(targets), limits)


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
    """The page, each time at an address that nobody asked for before: a cache has no
    answer to it, and all that making one takes is done."""
    return Target(
        served, PAGE, script="cold.lua", arguments=lambda: [str(next(NEW_PAGE))]
    )


def behind_nginx(served: Server, site: Site):
    """nginx in front of the site, which also has the page as files of its own."""
    folder = site.folder.with_name("nginx")
    files = folder / "files"
    files.mkdir(parents=True)
    page = served.get(PAGE).content
    Path(files, "page.html").write_bytes(page)
    Path(files, "page.html.gz").write_bytes(gzip.compress(page, 9))
    return nginx(served, folder)


def of_nginx(front: Server) -> dict[str, Target]:
    return {
        "nginx: the page as a file": Target(front, "/files/page.html"),
        "nginx: the page of the site": Target(front, PAGE),
    }
