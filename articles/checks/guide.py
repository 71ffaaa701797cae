"""What the checks ask of the guide around a text; each question is asked once."""

from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from django.utils import timezone

from ..models import Article, Source
from .pages import anchors_in, page_at


class Guide:
    """The guide as readers find it now."""

    def __init__(self, today: date | None = None):
        self.today = today or timezone.localdate()
        self._places = {}

    def places(self, path: str) -> frozenset[str] | None:
        """The anchors of the page that visitors find at `path`; None: they find none."""
        if path not in self._places:
            page = page_at(path)
            self._places[path] = None if page is None else anchors_in(page)
        return self._places[path]

    @cached_property
    def source_hosts(self) -> set[str]:
        """The sites that the sources of the guide stand on."""
        addresses = Source.objects.exclude(url="").values_list("url", flat=True)
        return {host_of(address) for address in addresses}

    @cached_property
    def is_reviewed(self) -> bool:
        """Whether the spa has begun to name reviewers."""
        return Article.objects.published().exclude(reviewed_by="").exists()


def host_of(address: str) -> str:
    """The site of an address, without www; empty where the address can't be read."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
