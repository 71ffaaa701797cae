"""Where the time goes of a page that nobody has asked for yet, and of a booking post."""

from ..site import fresh_site
from ..table import print_table
from .pages import PAGE


def run() -> None:
    with fresh_site() as site:
        page, of_page = site.ask("profile_of_a_page", path=PAGE)
        post, of_post = site.ask("profile_of_a_post")
    rows = [[part, f"{of_page[part]:.0%}", f"{of_post[part]:.0%}"] for part in of_page]
    whole = ["ms of the CPU", f"{page:.1f}", f"{post:.1f}"]
    print_table(["profile", "a cold page", "a booking post"], [*rows, whole])
