"""Which of gunicorn's workers serve best: a hello world, and the guide page as it is made,
with nothing kept."""

from contextlib import ExitStack

from ..load import Target, interleaved
from ..servers import HELLO, SITE, gunicorn
from ..site import Site, fresh_site
from ..table import print_figures
from .pages import PAGE, cold

THREADS = [1, 2, 4, 8, 16]
ROUNDS = 3
# With threads, gunicorn makes its sync workers gthread ones.
KINDS = {"sync": ["--worker-class", "sync", "--threads", "1"]} | {
    f"gthread, {threads}": ["--worker-class", "gthread", "--threads", str(threads)]
    for threads in THREADS
}


def run() -> None:
    with fresh_site() as site:
        compare(site, "hello world", HELLO, lambda server: Target(server, "/"))
        compare(site, "the page", SITE, lambda server: Target(server, PAGE))
        compare(site, "the page, cold", SITE, cold)


def compare(site: Site, what: str, application: str, target) -> None:
    """Print what each kind of worker serves; `target` makes one of its server."""
    with ExitStack() as stack:
        targets = {
            name: target(stack.enter_context(gunicorn(site, application, *options)))
            for name, options in KINDS.items()
        }
        print_figures(
            what, interleaved(targets, ROUNDS), dict.fromkeys(targets, "sync")
        )
    print()
