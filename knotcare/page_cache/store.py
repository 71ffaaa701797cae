"""Public pages as finished answers, in front of Django (PEP 3333).

A page is made once in each process, by whoever asks first; who asks meanwhile waits for
it. Before every answer the database is asked which edition is in force, so that no page
outlives what it shows. A view offers its page by `articles.utils.cache_headers.public_page`.
"""

import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import DatabaseError
from django.urls import Resolver404, resolve

from .invalidation import EditionReader, next_edition_at
from .response import Page

MOST_PAGES = 1000  # in a process, some 40 kB each
PATIENCE = 10  # seconds to wait for a page that another thread makes


class Pages(NamedTuple):
    """Those of one edition, by path, and the instant (seconds of the epoch) that ends it."""

    token: str
    until: float
    finished: dict[str, Page]

    def are_current(self, token: str, now: float) -> bool:
        return token == self.token and now < self.until

    def put(self, path: str, page: Page) -> None:
        self.finished[path] = page
        while len(self.finished) > MOST_PAGES:
            self.finished.pop(next(iter(self.finished)), None)


class PageStore:
    def __init__(self, handler: Callable):
        self.handler = handler
        # Django's settings are slow to ask: it shows when an answer takes microseconds.
        self.host = settings.SITE.netloc
        self.is_https = settings.IS_HTTPS
        self.session_cookie = settings.SESSION_COOKIE_NAME
        self.editions = EditionReader()
        self.pages = Pages("", 0, {})
        self.lock = Lock()
        self.in_the_making = [Lock() for _ in range(64)]  # a path has always the same

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if self.is_from_nobody(environ) and (page := self.page(environ)):
            return page.answer(environ, start_response)
        answer = self.handler(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            answer.close()
            return []  # gunicorn warns of each body that it has to drop
        return answer

    def is_from_nobody(self, environ: dict) -> bool:
        """Whether a request is a plain look at the site by someone who is not signed in."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ.get("HTTP_HOST") == self.host
            and not environ.get("QUERY_STRING")
            and not environ.get("SCRIPT_NAME")
            and not self.has_session(environ.get("HTTP_COOKIE", ""))
            and "HTTP_AUTHORIZATION" not in environ
            and "charset" not in environ.get("CONTENT_TYPE", "").lower()
            and environ.get("CONTENT_LENGTH", "") in ("", "0")
            and "HTTP_TRANSFER_ENCODING" not in environ
            and (not self.is_https or is_over_https(environ))
        )

    def has_session(self, cookies: str) -> bool:
        """Whether someone with these cookies may be shown what others are not."""
        return self.session_cookie in cookies or "messages" in cookies

    def page(self, environ: dict) -> Page | None:
        """The public page that is asked for; None where Django is to answer itself."""
        path, now = environ["PATH_INFO"], time.time()
        try:
            pages = self.current_pages(now)
        except DatabaseError:  # then nobody can change a page either
            return self.pages.finished.get(path)
        page = pages.finished.get(path)
        if not page and is_public(environ):
            page = self.made(pages, path, environ)
        return page

    def current_pages(self, now: float) -> Pages:
        token = self.editions.token()
        if not self.pages.are_current(token, now):
            with self.lock:
                if not self.pages.are_current(token, now):
                    self.pages = Pages(token, next_edition_at().timestamp(), {})
        return self.pages

    def made(self, pages: Pages, path: str, environ: dict) -> Page:
        """The page, made by this thread or by the one that was asked for it first."""
        lock = self.in_the_making[hash(path) % len(self.in_the_making)]
        is_mine = lock.acquire(timeout=PATIENCE)
        try:
            page = pages.finished.get(path) or Page.made_by(self.handler, environ)
            if page.is_for_everybody:
                pages.put(path, page)
            return page
        finally:
            if is_mine:
                lock.release()


def is_over_https(environ: dict) -> bool:
    """Else a site of HTTPS only sends elsewhere (`SECURE_SSL_REDIRECT`)."""
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    return scheme == "https"


def is_public(environ: dict) -> bool:
    try:
        view = resolve(get_path_info(environ)).func
    except Resolver404:
        return False
    return hasattr(view, "is_public_page")
