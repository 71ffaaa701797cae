"""Pages laid out as files for nginx, which shows each for one second."""

import pytest

from articles.models import Article
from knotcare.page_cache.response import Page
from knotcare.page_cache.shelf import Shelf
from knotcare.page_cache.store import PageStore

from ..wsgi import ask

PATH = "/guide/ease-a-knot-now/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.PAGES_DIR = str(tmp_path / "pages")
    return tmp_path / "pages"


@pytest.fixture
def lay(folder):
    """Lay a page out for a second, and return the shelf."""

    def lay(html="A page", path=PATH, edition="edition", second=1, is_in_force=True):
        page = Page("200 OK", [], html.encode())
        shelf = Shelf(folder)
        shelf.lay(path, page, edition, second, lambda: is_in_force)
        return shelf

    return lay


def test_the_pages_of_an_edition_are_written_once_and_shown_by_whoever_asks(
    lay, folder
):
    lay("A page", second=1)
    lay(path="/", second=2)

    assert (folder / f"2{PATH}index.html").read_text() == "A page"


def test_what_is_laid_out_of_another_edition_goes_and_this_one_stays(lay, folder):
    lay(edition="old", second=1)
    shelf = lay(edition="new", second=2)

    shelf.clear("new")

    assert sorted(each.name for each in folder.iterdir()) == ["2", "lock", "new"]


def test_no_address_leads_out_of_the_shelf(lay, folder):
    for path in ("/../x/", "//x/", "/a/../../x/", "/x", "/é/"):
        lay(path=path)

    assert not list(folder.parent.rglob("index.html*"))


def test_a_page_is_not_laid_once_something_was_committed(lay, folder):
    lay(is_in_force=False)

    assert not list(folder.rglob("index.html*"))


def test_a_page_edited_while_it_is_made_is_not_laid_out_for_nginx(folder, handler):
    make = handler.handler

    def edited_meanwhile(environ, start_response):
        Article.objects.update(title=f"Edit {len(handler.asked)}")
        return make(environ, start_response)

    handler.handler = edited_meanwhile
    store = PageStore(handler)
    assert "Edit 1" in ask(store).text
    assert not list(folder.rglob("index.html"))

    handler.handler = make
    page = ask(store).text
    assert "Edit 1" in page
    assert [file.read_text() for file in folder.rglob("index.html")] == [page]


def test_a_shelf_that_can_not_be_written_leaves_readers_their_page(
    folder, handler, caplog
):
    folder.write_text("a file where the folder should be")

    assert ask(PageStore(handler)).status == 200
    assert "can't be laid out" in caplog.text
