"""A guide that moved to another site: readers get the very same bytes there."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, BodyArea, Draft, PreviewLink
from articles.models.draft import share, texts_of
from articles.publishing import lifecycle
from tests.articles.images.pictures import in_library

from .guide_rows import wipe

PAGES = [
    *("/", "/relief/", "/questions/", "/breaks/", "/about/", "/book/"),
    *("/feed.xml", "/sitemap.xml", "/knotcare-guide.html", "/desk-card.html"),
    *("/search/?q=neck", "/search/?q=nekc"),
]


@pytest.fixture
def lived_in(clock, guide):
    """The guide after a life: its first chapter moved, shows a picture and has a draft,
    the last is retired, an area reads otherwise, and all that was not on one day."""
    clock.shift(timedelta(days=3))
    first, *_, last = Article.objects.all()
    picture = in_library("A ball", size=(900, 300)).picture.markdown("A ball")
    texts = texts_of(first) | {
        "slug": "ease-it",
        "body": f"{first.body}\n\n{picture}",
    }
    lifecycle.publish(first, texts)
    clock.shift(timedelta(days=1))
    area = BodyArea.objects.first()
    area.summary = "Ease it as we do."
    area.save()
    lifecycle.retire(last)
    at = timezone.now() + timedelta(days=7)
    lifecycle.schedule(first, texts | {"title": "To come"}, at, by=None)
    share(first)


@pytest.fixture
def move(clock, tmp_path, settings):
    """Export, go to an empty site, or one that has the shipped guide, and import."""

    def to(*options):
        call_command("exportguide", tmp_path / "guide", verbosity=0)
        clock.shift(timedelta(days=2))
        settings.MEDIA_ROOT = f"{settings.MEDIA_ROOT}-elsewhere"
        wipe()
        if options:
            call_command("loadguide", verbosity=0)
        call_command("loadguide", tmp_path / "guide", *options, verbosity=0)
        call_command("loadguide", verbosity=0)  # as each start does
        clock.shift(timedelta(days=-2))  # some pages say what day it is

    return to


def pages(client) -> dict[str, tuple]:
    """Every public page with its status and its bytes, and where old addresses lead."""
    paths = {*PAGES, "/guide/ease-a-knot-now/", "/guide/more-than-a-knot/"}
    found = {}
    while paths:
        path = paths.pop()
        response = client.get(path)
        to = response.headers.get("Location")
        found[path] = response.status_code, to, b"".join(response)
        paths |= {
            link.split("#")[0]
            for link in re.findall(r'(?:href|src)="(/[^"]*)"', as_text(response))
            if not link.startswith(("/static/", "/admin/"))
        } - set(found)
    return found


def as_text(response) -> str:
    is_page = response.headers["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page else ""


@pytest.mark.slow
def test_every_page_has_the_same_bytes_after_a_move(lived_in, move, client):
    before = pages(client)

    for options in ([], ["--replace"]):  # to an empty site, and on to a new one
        move(*options)

        after = pages(client)
        assert [path for path in before if before[path] != after.get(path)] == []
        assert set(after) == set(before)
    assert after["/guide/ease-a-knot-now/"][:2] == (301, "/guide/ease-it/")
    assert after["/guide/more-than-a-knot/"][0] == 410
    assert sum(path.startswith("/media/pictures/") for path in after) == 1


def test_what_is_scheduled_moves_along_and_a_private_link_does_not(
    lived_in, move, client, clock, tmp_path
):
    link = PreviewLink.objects.get()

    move()

    assert client.get(link.get_absolute_url()).status_code == 404
    files = [path for path in (tmp_path / "guide").rglob("*") if path.is_file()]
    assert not any(link.key.encode() in path.read_bytes() for path in files)
    clock.shift(timedelta(days=7, seconds=-1))
    assert "To come" not in client.get("/guide/ease-it/").content.decode()
    clock.shift(timedelta(seconds=1))
    assert "To come" in client.get("/guide/ease-it/").content.decode()
    assert not Draft.objects.exists()
