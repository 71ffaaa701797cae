"""Which of gunicorn's workers serve best: a hello world, and the guide page as it is made,
with nothing kept."""

from contextlib import ExitStack

from ..load import Target, interleaved
from ..servers import HELLO, SITE, gunicorn
from ..site import fresh_site
from ..table import print_figures
from .pages import PAGE, cold

THREADS = [1, 2, 4, 8, 16]
ROUNDS = 3
KINDS = {"sync": ["--worker-class", "sync", "--threads", "1"]} | {
    f"gthread, {threads}": ["--worker-class", "gthread", "--threads", str(threads)]
    for threads in THREADS
}


def run() -> None:
    with fresh_site() as site:
        for what, application in (("hello world", HELLO), ("the page", SITE)):
            with ExitStack() as stack:
                servers = {
                    name: stack.enter_context(gunicorn(site, application, *options))
                    for name, options in KINDS.items()
                }
                targets = {
                    name: Target(server, "/" if application == HELLO else PAGE)
                    for name, server in servers.items()
                }
                if application == SITE:
                    targets |= {
                        f"{name}, cold": cold(server)
                        for name, server in servers.items()
                    }
                limits = {
                    name: "sync, cold" if name.endswith("cold") else "sync"
                    for name in targets
                }
                print_figures(what, interleaved(targets, ROUNDS), limits)
                print()
