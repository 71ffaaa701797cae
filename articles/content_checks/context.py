"""What the checks ask of the guide around a text, its pages among it; each question is
asked once."""

from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import resolve
from django.utils import timezone

from ..models import Article, Source
from ..utils.standalone_html import ID

MOVED = (301, 308)
MOST_MOVES = 5
NOT_THERE = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)


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


def page_at(path: str) -> str | None:
    """The HTML that a visitor gets at `path`, followed where it moved for good.

    It is empty for a file, None where the visitor finds nothing. The address is asked
    of the site's own views: no list of pages can grow old.
    """
    for _ in range(MOST_MOVES):
        try:
            response = visit(path)
        except NOT_THERE:
            return None
        if response.status_code not in MOVED:
            return html_of(response)
        path = urlsplit(response["Location"]).path
    return None


def visit(path: str) -> HttpResponseBase:
    view, arguments, named = resolve(path)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {
        "HTTP_HOST": settings.SITE.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "SCRIPT_NAME": "",
    }
    request.user = AnonymousUser()
    response = view(request, *arguments, **named)
    return response.render() if hasattr(response, "render") else response


def html_of(response: HttpResponseBase) -> str | None:
    if isinstance(response, FileResponse):
        # Not the response: that would end the request that we are in.
        response.file_to_stream.close()
        return ""
    if response.status_code != 200:
        return None
    is_html = response.headers["Content-Type"].startswith("text/html")
    return response.content.decode() if is_html else ""


def anchors_in(html: str) -> frozenset[str]:
    """The ids of a page of ours."""
    return frozenset(ID.findall(html))
